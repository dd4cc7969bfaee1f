"""`byline plan`: the desk's calendar, and what the next build would change."""

from __future__ import annotations

import enum
import json
from collections.abc import Callable, Iterable, Iterator

from generator.cli.build import Asked, parse_options
from generator.cli.report import counted, cut, problem_as_json
from generator.cli.screen import progress, say, show_problems
from generator.cli.site import site_here
from generator.desk.plan import Calendar, Dated, build_calendar
from generator.engine.forecast import Forecast
from generator.engine.session import Session


class Form(enum.Enum):
    """How the plan is told."""

    PLAIN = "plain"
    JSON = "json"
    DUE = "due"
    """The next due moment alone, for a scheduler."""


def run_plan(asked: Asked, form: Form) -> int:
    """Tell the plan of the site around the current folder; give the exit code."""
    site = site_here()
    with progress(wanted=form is Form.PLAIN) as watch:
        session = Session(site, parse_options(asked, site), watch)
        forecast, calendar = session.forecast(build_calendar)
    if form is Form.JSON:
        found = plan_as_json(calendar, forecast)
        say(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        show_problems(forecast.problems)
        tell = _due_lines if form is Form.DUE else _lines
        if text := "\n".join(tell(calendar, forecast)):
            say(text)
    return 0 if forecast.done else 1


def plan_as_json(calendar: Calendar | None, forecast: Forecast) -> dict[str, object]:
    """Give the whole plan as plain values; what can't be known is null."""
    return {
        "calendar": _calendar_as_json(calendar) if calendar else None,
        "next_due": _due(calendar),
        "next_build": {
            "done": forecast.done,
            "output": str(forecast.output),
            "rendered": [page.address for page in forecast.rendered],
            "copied": list(forecast.copied),
            "removed": list(forecast.removed),
        },
        "problems": [problem_as_json(problem) for problem in forecast.problems],
    }


def _calendar_as_json(calendar: Calendar) -> dict[str, object]:
    return {
        "now": calendar.now.isoformat(),
        "time_zone": calendar.time_zone,
        "live": calendar.live,
        "newest": _dated_as_json(calendar.newest) if calendar.newest else None,
        "waiting": [_dated_as_json(one) for one in calendar.waiting],
        "drafts": [_dated_as_json(one) for one in calendar.drafts],
        "expiring": [_dated_as_json(one) for one in calendar.expiring],
        "expired": [_dated_as_json(one) for one in calendar.expired],
    }


def _dated_as_json(dated: Dated) -> dict[str, object]:
    when = dated.when.at.isoformat()
    return {"path": dated.path, "title": dated.title, "when": when}


def _due(calendar: Calendar | None) -> str | None:
    due = calendar.next_due if calendar else None
    return due.isoformat() if due else None


def _due_lines(calendar: Calendar | None, forecast: Forecast) -> Iterator[str]:
    del forecast
    if due := _due(calendar):
        yield due


def _lines(calendar: Calendar | None, forecast: Forecast) -> Iterator[str]:
    if calendar is not None:
        yield from _calendar_lines(calendar)
    yield from _change_lines(forecast)


def _calendar_lines(calendar: Calendar) -> Iterator[str]:
    yield f"At {calendar.now:%Y-%m-%d %H:%M} in {calendar.time_zone}:"
    newest = f"; the newest is {_spell(calendar.newest)}" if calendar.newest else ""
    yield f"{counted(calendar.live, 'column')} live{newest}"
    for title, columns, spell in (
        ("Waiting until", calendar.waiting, _spell_dated),
        ("Drafts", calendar.drafts, _spell),
        ("Will expire", calendar.expiring, _spell_dated),
        ("Expired", calendar.expired, _spell_dated),
    ):
        yield from _listed(title, columns, spell)
    if due := _due(calendar):
        yield f"Next due: {due}"


def _listed(
    title: str, columns: tuple[Dated, ...], spell: Callable[[Dated], str]
) -> Iterator[str]:
    if columns:
        yield f"{title}:"
        yield from cut([f"  {spell(one)}" for one in columns])


def _spell_dated(dated: Dated) -> str:
    return f"{dated.when.at:%Y-%m-%d %H:%M}  {_spell(dated)}"


def _spell(dated: Dated) -> str:
    return f"{dated.path} “{dated.title}”"


def _change_lines(forecast: Forecast) -> Iterator[str]:
    if not forecast.done:
        yield "The next build would stop, and leave the output as it is."
        return
    changes = (
        ("render", tuple(page.address for page in forecast.rendered)),
        ("copy", forecast.copied),
        ("remove", forecast.removed),
    )
    if not any(addresses for _, addresses in changes):
        yield "The next build would change nothing."
        return
    yield "The next build would:"
    for verb, addresses in changes:
        yield from _change(verb, addresses)


def _change(verb: str, addresses: Iterable[str]) -> Iterator[str]:
    found = list(addresses)
    if found:
        noun = "page" if verb == "render" else "file"
        yield f"  {verb} {counted(len(found), noun)}:"
        yield from cut([f"    {address}" for address in found])

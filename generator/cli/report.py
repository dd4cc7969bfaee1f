"""What came of a build, for people and for programs.

Pure: an outcome comes in, a text or plain values go out.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.engine.outcome import Outcome
from generator.problems import Problem, Weight
from generator.publication.calendar import State, Withheld

_MOST = 20
"""Longer lists are cut on the screen; --json has them whole."""
_STATES = {
    State.DRAFT: "draft",
    State.WAITING: "embargo until",
    State.EXPIRED: "expired",
}


def describe_outcome(outcome: Outcome) -> str:
    """Say what a build has done, in lines."""
    return "\n".join(_lines(outcome))


def describe_renderings(outcome: Outcome) -> str:
    """Say of each page that was rendered why it was, in a line each."""
    from generator.desk.why import describe_why  # noqa: PLC0415  # a build with nothing to do starts without it

    pages = outcome.rendered
    return "\n".join(f"{page.address}: {describe_why(page.why)}" for page in pages)


def outcome_as_json(outcome: Outcome) -> dict[str, object]:
    """Give the same facts as plain values."""
    from generator.desk.why import describe_why  # noqa: PLC0415  # a build with nothing to do starts without it

    files = outcome.files
    return {
        "done": outcome.done,
        "output": str(outcome.output),
        "columns": outcome.columns,
        "pages": outcome.pages,
        "withheld": [_withheld_as_json(column) for column in outcome.withheld],
        "rendered": [
            {"page": page.address, "why": describe_why(page.why)}
            for page in outcome.rendered
        ],
        "written": list(files.written),
        "unchanged": files.unchanged,
        "removed": list(files.removed),
        "strangers": list(files.strangers),
        "problems": [problem_as_json(problem) for problem in outcome.problems],
        "seconds": {stage: round(took, 3) for stage, took in outcome.seconds.items()},
    }


def problem_as_json(problem: Problem) -> dict[str, object]:
    """Give a problem as plain values."""
    place = problem.place
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "excerpt": place.excerpt,
        "weight": problem.weight.value,
        "message": problem.message,
        "hint": problem.hint,
        "trail": list(problem.trail),
    }


def counted(count: int, noun: str) -> str:
    """Count things in words: "1 page", "2 pages"."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}"


def cut(lines: list[str]) -> Iterator[str]:
    """Keep a long list from filling the screen."""
    yield from lines[:_MOST]
    if len(lines) > _MOST:
        yield f"  … and {len(lines) - _MOST:,} more (all of them with --json)"


def _lines(outcome: Outcome) -> Iterator[str]:
    said = _count_problems(outcome.problems)
    if not outcome.done:
        yield f"Nothing was written: {said}. {outcome.output} is as it was."
        return
    columns, pages = counted(outcome.columns, "column"), counted(outcome.pages, "page")
    yield f"Published {columns}, {pages} in all."
    yield from _withheld_lines(outcome.withheld)
    if said:
        yield f"{said}."
    files = outcome.files
    written = counted(len(files.written), "file")
    yield (
        f"{written} written, {files.unchanged:,} unchanged, "
        f"{len(files.removed):,} removed, in {_total(outcome):.1f} s."
    )
    if files.strangers:
        yield "Not Byline's, and left as they are:"
        yield from cut([f"  {path}" for path in files.strangers])
    yield str(outcome.output)


def _withheld_lines(withheld: tuple[Withheld, ...]) -> Iterator[str]:
    if withheld:
        yield f"Withheld {counted(len(withheld), 'column')}:"
        yield from cut([f"  {_why(column)}" for column in withheld])


def _why(column: Withheld) -> str:
    when = f" {column.when.iso()}" if column.when else ""
    return f"{column.path} “{column.title}”: {_STATES[column.state]}{when}"


def _count_problems(problems: tuple[Problem, ...]) -> str:
    errors = sum(problem.weight is Weight.STOP for problem in problems)
    warnings = len(problems) - errors
    counts = ((errors, "error"), (warnings, "warning"))
    return ", ".join(counted(count, noun) for count, noun in counts if count)


def _total(outcome: Outcome) -> float:
    return sum(outcome.seconds.values())


def _withheld_as_json(column: Withheld) -> dict[str, object]:
    return {
        "id": column.id,
        "path": column.path,
        "title": column.title,
        "state": column.state.value,
        "when": column.when.iso() if column.when else None,
    }

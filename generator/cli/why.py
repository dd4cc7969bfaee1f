"""`byline why PAGE`: why a page was rendered last time, and whether it would be now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from generator.cli.build import Asked, parse_options
from generator.cli.screen import say, show_problems
from generator.cli.site import site_here
from generator.desk.why import (
    HeldBack,
    Story,
    describe_prospect,
    describe_state,
    describe_why,
    find_held_back,
    find_stories,
    pick_held_back,
    spellings,
    suggest_page,
)
from generator.engine.forecast import Forecast
from generator.engine.session import Session


def run_why(page: str, asked: Asked) -> int:
    """Tell of a page of the site around the current folder; give the exit code."""
    site = site_here()
    session = Session(site, parse_options(asked, site))
    forecast, seen = session.forecast(find_held_back)
    held, last = seen or (), session.recall()
    names = spellings(page, Path.cwd(), site, session.output)
    stories = find_stories(names, last, forecast.rendered, forecast.removed)
    lines = [line for one in stories for line in _lines(one, forecast, held)]
    if not stories:
        lines = [
            line for one in pick_held_back(names, held) for line in _held_lines(one)
        ]
    if not lines and forecast.done:
        known = (*last, *forecast.rendered)
        near = suggest_page(page, known, held)
        raise click.UsageError(_unknown(page, near, _files(names, session)))
    if not forecast.done:
        show_problems(forecast.problems)
    said = f"Whether {page!r} is a page can't be told before this is mended."
    say("\n".join(lines) or said)
    return 0 if forecast.done else 1


def _lines(story: Story, forecast: Forecast, held: Sequence[HeldBack]) -> Iterator[str]:
    origin = f" ({story.origin})" if story.origin else ""
    yield f"{story.address}{origin}"
    if story.last is not None:
        yield f"  Last rendered because {describe_why(story.last)}."
    yield f"  {_prospect(story, forecast, held)}"


def _prospect(story: Story, forecast: Forecast, held: Sequence[HeldBack]) -> str:
    if not forecast.done:
        return "The next build would stop, and leave it as it is."
    if story.removed:
        notes = (one.note for one in held if one.note.path == story.origin)
        states = [f"its column {describe_state(note)}" for note in notes]
        return f"The next build would remove it: {(*states, 'nothing makes it')[0]}."
    if story.now is None:
        return "It is up to date: the next build would leave it as it is."
    return f"The next build would render it because {describe_prospect(story.now)}."


def _held_lines(held: HeldBack) -> Iterator[str]:
    yield f"{held.address} ({held.note.path})"
    yield f"  There is no such page: its column {describe_state(held.note)}."


def _unknown(page: str, near: str | None, files: Sequence[Path]) -> str:
    if files:
        return f"{page!r} is a file, but neither a page nor the text of one"
    if near is not None:
        return f"there is no page {page!r}: did you mean {near}?"
    return (
        f"there is no page {page!r}: type an address (/columns/crows/), a file of "
        "output/ or a text of content/; byline plan tells what would be made"
    )


def _files(names: Sequence[str], session: Session) -> Sequence[Path]:
    """Find the files that somebody may mean."""
    files = (
        folder / name for folder in (session.output, session.site) for name in names
    )
    return [file for file in files if file.is_file()]

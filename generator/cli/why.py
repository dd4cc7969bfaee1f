"""`byline why PAGE`: why a page was rendered last time, and whether it would be now."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from generator.cli.build import Asked, parse_options
from generator.cli.screen import say, show_problems
from generator.cli.site import site_here
from generator.desk.why import Story, describe_why, find_stories, spellings
from generator.engine.forecast import Forecast
from generator.engine.session import Session


def run_why(page: str, asked: Asked) -> int:
    """Tell of a page of the site around the current folder; give the exit code."""
    site = site_here()
    session = Session(site, parse_options(asked, site))
    forecast, _ = session.forecast(lambda _: None)
    stories = find_stories(
        spellings(page, Path.cwd(), site, session.output),
        session.recall(),
        forecast.rendered,
        forecast.removed,
    )
    show_problems(forecast.problems)
    if stories:
        say("\n".join(line for one in stories for line in _lines(one, forecast)))
    elif forecast.done:
        message = (
            f"no page is {page!r}, or made from it: type an address (/columns/crows/), "
            "a file of output/ or a text of content/; byline plan tells what waits"
        )
        raise click.UsageError(message)
    return 0 if forecast.done else 1


def _lines(story: Story, forecast: Forecast) -> Iterator[str]:
    origin = f" ({story.origin})" if story.origin else ""
    yield f"{story.address}{origin}"
    if story.last is not None:
        yield f"  Last rendered because {describe_why(story.last)}."
    yield f"  {_prospect(story, forecast)}"


def _prospect(story: Story, forecast: Forecast) -> str:
    if not forecast.done:
        return "The next build would stop, and leave it as it is."
    if story.removed:
        return "The next build would remove it."
    if story.now is None:
        return "It is up to date: the next build would leave it as it is."
    return f"The next build would render it because {describe_why(story.now)}."

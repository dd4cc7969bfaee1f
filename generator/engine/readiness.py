"""Readiness: workers get ready for making pages while they have nothing else to do.

What is wrong with a template is told when a page is made of it.
"""

from __future__ import annotations

# A worker that has read texts has not loaded these.
import generator.engine.makers  # noqa: F401  # to have it loaded
from generator.engine.bench import Bench

_OFTEN = (
    *("column.html", "listing.html", "author.html"),
    *("feed.atom", "feed.rss", "feed.json"),
)
"""Templates of which nearly every worker will make a page."""


def get_ready(bench: Bench) -> None:
    """Load what makes pages, and compile the templates that most of them have."""
    if bench.theme is not None:
        bench.theme.prepare(_OFTEN)

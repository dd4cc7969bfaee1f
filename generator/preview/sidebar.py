"""The writer's side bar: what a page says of itself, as facts for the browser to draw.

Pure.
"""

from __future__ import annotations

from generator.pages.page import Page
from generator.problems import Problem
from generator.source.author import Author
from generator.source.column import Column


def build_facts(
    page: Page | None,
    problems: tuple[Problem, ...],
    *,
    column: Column | None = None,
    authors: tuple[Author, ...] = (),
) -> dict[str, object]:
    """Gather the facts for the side bar of one page."""
    del problems, column, authors
    if page is None:
        return {"kind": "missing", "file": ""}
    return {"kind": page.kind.value, "file": page.origin}

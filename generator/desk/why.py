"""Why a page was rendered, or would be, in an editor's words.

Pure.
"""

from __future__ import annotations

import os.path
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.engine.reasons import (
    BESIDE,
    FILE,
    NEW,
    PAGE,
    SITE,
    TEMPLATE,
    VERSION,
    Rendering,
    Why,
)

_ALONE = {
    NEW: "it was new",
    FILE: "its file was missing, or not as Byline wrote it",
    BESIDE: "a file that is made with it was missing, or not as Byline wrote it",
}
_WORDS = {
    TEMPLATE: "its template",
    VERSION: "Byline's version",
    SITE: "the site's address, or the form of its links",
    PAGE: "its own address, language or kind",
    "frame": "what surrounds every page",
    "head": "what search engines and feeds are told of it",
    "card": "its headline, byline, date, standfirst, label or picture",
    "prose": "its text",
    "bio": "the author's text",
    "source": "its source line",
    "tools": "its tools",
    "series": "its series",
    "notes": "its notes",
    "next": "the column after it",
    "previous": "the column before it",
    "related": "the related columns",
    "font_size": "its text size",
    "feed": "the feed it names",
    "extra": "its extra values",
    "groups": "the columns it lists",
    "pager": "the pages before and after it",
    "others": "the years beside it",
    "lead": "the column that leads",
    "seconds": "the columns beside the lead",
    "latest": "the latest columns",
    "strips": "the sections' newest columns",
    "items": "what it lists",
    "entries": "what it lists",
    "updated": "the day of its newest entry",
    "target": "the page it leads to",
}
"""Fields that aren't here are called by their own names: "disclaimer", "comments"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Why one page was rendered, and why it would be."""

    address: str
    origin: str
    last: Why | None
    """None: it was never rendered, or not since the caches were removed."""
    now: Why | None
    """None: it would not be rendered."""
    removed: bool
    """Whether the next build would remove it."""


def describe_why(why: Why) -> str:
    """Say why in words: "its text and the column after it changed"."""
    changed = [_WORDS.get(name, f"its {name}") for name in why if name not in _ALONE]
    said = [_ALONE[name] for name in why if name in _ALONE]
    if changed:
        *first, last = changed
        words = f"{', '.join(first)} and {last}" if first else last
        said.insert(0, f"{words} changed")
    return "; ".join(said)


def find_stories(
    asked: frozenset[str],
    last: Iterable[Rendering],
    now: Iterable[Rendering],
    removed: Iterable[str],
) -> tuple[Story, ...]:
    """Tell of the pages that somebody may mean, by address.

    Args:
        asked: every way to spell what was asked for.
        last: every page of the record.
        now: pages that would be rendered.
        removed: addresses that would be removed.
    """
    were = {page.address: page for page in last if _is_meant(page, asked)}
    will = {page.address: page for page in now if _is_meant(page, asked)}
    gone = frozenset(removed)
    return tuple(
        Story(
            address=address,
            origin=page.origin,
            last=were[address].why if address in were else None,
            now=will[address].why if address in will else None,
            removed=address in gone,
        )
        for address, page in sorted({**were, **will}.items())
    )


def spellings(asked: str, here: Path, site: Path, output: Path) -> frozenset[str]:
    """List what an address, an output path or a content path may stand for.

    In the site's folder, "output/columns/crows/index.html" is also
    "columns/crows/index.html", and "columns/crows" is also "/columns/crows/".
    """
    bare = asked.strip("/")
    found = {asked, f"/{bare}/" if bare else "/", f"/{bare}", bare}
    file = Path(os.path.normpath(here / asked))
    for folder in (site, output):
        if file.is_relative_to(folder) and file != folder:
            found.add(file.relative_to(folder).as_posix())
    return frozenset(found)


def _is_meant(page: Rendering, asked: frozenset[str]) -> bool:
    return not asked.isdisjoint((page.address, page.path, page.origin))

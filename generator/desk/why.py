"""Why a page was rendered, or would be, in an editor's words.

Pure.  Owns what a person may mean by a page, and what is said of it; of a column that
has no page, what keeps it from one.
"""

from __future__ import annotations

import os.path
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

from msgspec import Struct

from generator.engine.reasons import (
    FILE,
    NEW,
    PAGE,
    SITE,
    TEMPLATE,
    VERSION,
    Rendering,
    Why,
)
from generator.problems import nearest
from generator.publication.calendar import (
    State,
    Withheld,
    judge,
    may_publish,
    withhold,
)
from generator.publication.inputs import Inputs
from generator.publication.naming import address_of
from generator.urls import Address, output_path

_ALONE = {
    NEW: "it {was} new",
    FILE: "its file {was} missing, or not as Byline wrote it",
}
_WORDS = {
    TEMPLATE: "its template",
    VERSION: "Byline's version",
    SITE: "the site's address or the form of its links",
    PAGE: "its address, kind or language",
    "frame": "what surrounds every page",
    "head": "what search engines are told of it",
    "card": "its card (headline, byline, date, standfirst, section or picture)",
    "prose": "its text",
    "audio": "its recording",
    "source": "its source line",
    "font_size": "its text size",
    "forum": "its link to the forum",
    "license_url": "the address of its license",
    "previous": "the column before it",
    "next": "the column after it",
    "related": "the related columns",
    "feed": "the feed it names",
    "extra": "its extra values",
    "date": "the date at its top",
    "lead": "the column that leads",
    "seconds": "the columns beside the lead",
    "latest": "the latest columns",
    "strips": "the sections' newest columns",
    "groups": "the columns it lists",
    "pager": "the pages before and after it",
    "others": "the years beside it",
    "items": "what it lists",
    "name": "the author's name",
    "standing": "the author's standing",
    "photo": "the author's photo",
    "bio": "the author's text",
    "links": "the author's links",
    "target": "the page it leads to",
    "canonical": "the whole address of the page it leads to",
    "entries": "what it lists",
    "id": "its lasting name",
    "home": "the page it belongs to",
    "self_url": "its whole address",
    "author": "the publication's name",
    "updated": "the day of its newest entry",
    "rights": "the terms of its use",
    "sitemap": "the sitemap it names",
}
"""Fields that aren't here are called by their own names: "disclaimer", "comments"."""
_STATES = {
    State.DRAFT: "is a draft",
    State.WAITING: "waits until",
    State.EXPIRED: "expired as of",
}


class Story(Struct, frozen=True, kw_only=True):
    """Why one page was rendered, and why it would be."""

    address: str
    origin: str
    last: Why | None
    """None: it was never rendered, or not since the caches were removed."""
    now: Why | None
    """None: it would not be rendered."""
    removed: bool
    """Whether the next build would remove it."""


class HeldBack(Struct, frozen=True, kw_only=True):
    """A column without a page, and the address that it will have."""

    address: Address
    note: Withheld


def describe_why(why: Why) -> str:
    """Say why a page was rendered: "its text and the column after it changed"."""
    return _describe(why, was="was")


def describe_prospect(why: Why) -> str:
    """Say why a page would be rendered: "it is new"."""
    return _describe(why, was="is")


def describe_state(note: Withheld) -> str:
    """Say what keeps a column from its page: "is a draft", "waits until 2099-03-01"."""
    when = f" {note.when.iso()}" if note.when else ""
    return f"{_STATES[note.state]}{when}"


def find_stories(
    asked: Sequence[str],
    last: Sequence[Rendering],
    now: Sequence[Rendering],
    removed: Iterable[str],
) -> tuple[Story, ...]:
    """Tell of the pages that somebody means, by address.

    Args:
        asked: every way to spell what was asked for, the likeliest first.
        last: every page of the record.
        now: pages that would be rendered.
        removed: addresses that would be removed.
    """
    meant = next((one for one in asked if _pages_at(one, (*last, *now))), "")
    were = {page.address: page for page in _pages_at(meant, last)}
    will = {page.address: page for page in _pages_at(meant, now)}
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


def find_held_back(inputs: Inputs) -> tuple[HeldBack, ...]:
    """Find every column that isn't published, by path."""
    now = inputs.now.timestamp()
    found = []
    for listed in sorted(inputs.listed, key=lambda listed: listed.path):
        state = judge(listed, now)
        if not may_publish(state, drafts=inputs.drafts):
            column = inputs.pieces[listed.path].column
            address = address_of(column, inputs.settings)
            found.append(HeldBack(address=address, note=withhold(column, state)))
    return tuple(found)


def pick_held_back(
    asked: Sequence[str], held: Iterable[HeldBack]
) -> tuple[HeldBack, ...]:
    """Pick the columns that somebody means, by path."""
    found = list(held)
    for spelled in asked:
        meant = [one for one in found if spelled in _names(one.address, one.note.path)]
        if meant:
            return tuple(meant)
    return ()


def spellings(asked: str, here: Path, site: Path, output: Path) -> tuple[str, ...]:
    """List what a path, an address or a URL may stand for, the likeliest first.

    In the site's folder, "output/columns/crows/index.html" is first of all
    "columns/crows/index.html", and "columns/crows" is also "/columns/crows/".
    """
    url = urlsplit(asked)
    typed = unquote(url.path) if url.netloc else asked
    bare = typed.strip("/")
    file = Path(os.path.normpath(here / asked))
    inside = (folder for folder in (output, site) if file.is_relative_to(folder))
    files = (file.relative_to(folder).as_posix() for folder in inside)
    found = (*files, typed, f"/{bare}/" if bare else "/", f"/{bare}", bare)
    return tuple(name for name in dict.fromkeys(found) if name not in ("", "."))


def suggest_page(
    asked: str, pages: Iterable[Rendering], held: Iterable[HeldBack]
) -> str | None:
    """Suggest what to ask for where nothing has the name that was typed.

    "colums/crows" and "crows" → "/columns/crows/".
    """
    known: dict[str, list[str]] = defaultdict(list)
    for name in _known(pages, held):
        known[_last_part(name)].append(name)
    last = nearest(_last_part(asked), known)
    if not last:
        return None
    return nearest(asked, known[last]) or known[last][0]


def _describe(why: Why, *, was: str) -> str:
    # What search engines are told follows from the rest.
    names = sorted((n for n in why if n not in _ALONE), key=lambda name: name == "head")
    changed = [_WORDS.get(name, f"its {name}") for name in names]
    said = [_ALONE[name].format(was=was) for name in why if name in _ALONE]
    if changed:
        *first, last = changed
        words = f"{', '.join(first)} and {last}" if first else last
        said.insert(0, f"{words} changed")
    return "; ".join(said)


def _known(pages: Iterable[Rendering], held: Iterable[HeldBack]) -> Iterator[str]:
    """Give all that one may ask for."""
    for page in pages:
        yield page.address
        if page.origin.startswith("content/"):
            yield page.origin
    for one in held:
        yield from (one.address, one.note.path)


def _last_part(name: str) -> str:
    """Give what one remembers: "crows" of "/columns/crows/" and "columns/crows.md"."""
    path = PurePosixPath(name)
    return path.parent.name if path.stem == "index" else path.stem


def _pages_at(name: str, pages: Iterable[Rendering]) -> list[Rendering]:
    return [page for page in pages if name in _names(page.address, page.origin)]


def _names(address: str, origin: str) -> tuple[str, ...]:
    return address, output_path(Address(address)), origin

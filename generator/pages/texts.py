"""Texts on pages: which addresses a text prints, and the files it brings along.

Each page that shows a text resolves its links for its own place; where they lead is a
need of that page.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from generator.pages.page import CopiedFile, Page
from generator.pages.parts import Prose, Target
from generator.problems import Problem
from generator.publication.entries import Entry
from generator.publication.files import find_file
from generator.publication.library import Library
from generator.publication.links import Resolved, page_address, resolve_link
from generator.publication.naming import author_address, direction_of
from generator.source.author import Author, DeskPage
from generator.source.body import Body
from generator.source.pictures import STATIC
from generator.urls import Address


class Text(Struct, frozen=True, kw_only=True):
    """A text ready to be shown, and what came of its links."""

    prose: Prose
    resolved: tuple[Resolved, ...]

    @property
    def files(self) -> tuple[CopiedFile, ...]:
        """The files beside the text that it shows or links to."""
        return tuple(
            CopiedFile(
                address=Address(one.href.partition("#")[0].partition("?")[0]),
                path=one.file.path,
                digest=one.file.digest,
            )
            for one in self.resolved
            if one.file is not None and not one.file.path.startswith(STATIC)
        )


class Part(Struct, frozen=True, kw_only=True):
    """What one column, shelf or text brings to the site."""

    pages: tuple[Page, ...] = ()
    files: tuple[CopiedFile, ...] = ()
    """Files that the pages show or link to, to be copied."""
    resolved: tuple[Resolved, ...] = ()
    """Links whose addresses can only be checked when all pages are known."""
    problems: tuple[Problem, ...] = ()


def column_text(entry: Entry, library: Library) -> Text:
    """Resolve a column's text for its own page, and for feeds alike."""
    column, card = entry.column, entry.card
    return _build_text(
        f"column:{column.id}",
        entry.body,
        column.path,
        card.address,
        library,
        language=card.language,
        direction=card.direction,
    )


def author_text(author: Author, library: Library) -> Text:
    """Resolve an author's bio."""
    address = author_address(author.id)
    source = f"author:{author.id}"
    return _build_text(source, author.bio, author.path, address, library)


def desk_text(page: DeskPage, library: Library) -> Text:
    """Resolve the text of a page that the desk wrote."""
    return _build_text(
        f"page:{page.id}",
        page.body,
        page.path,
        page_address(page),
        library,
        language=page.language,
    )


def image_file(
    src: str, path: str, address: Address, library: Library
) -> tuple[CopiedFile, ...]:
    """Give the file of a column's own picture, if it lies beside it."""
    found = find_file(src, path, address, library.files)
    if found is None or found[1].path.startswith(STATIC):
        return ()
    href, facts = found
    return (CopiedFile(address=href, path=facts.path, digest=facts.digest),)


def _build_text(
    source: str,
    body: Body,
    path: str,
    address: Address,
    library: Library,
    *,
    language: str = "",
    direction: str = "",
) -> Text:
    resolved = tuple(
        [resolve_link(link, path, address, library) for link in body.links]
    )
    tongue = language or library.settings.language
    prose = Prose(
        source=source,
        body=body.digest,
        targets=_targets(resolved) if resolved else (),
        language=tongue,
        direction=direction or direction_of(tongue),
    )
    return Text(prose=prose, resolved=resolved)


def _targets(resolved: Iterable[Resolved]) -> tuple[Target, ...]:
    """One target for each spelling, in the order of the text."""
    found: dict[str, Target] = {}
    for one in resolved:
        facts = one.file if one.link.picture else None
        found.setdefault(
            one.link.target,
            Target(
                written=one.link.target,
                href=one.href,
                width=facts.width if facts else 0,
                height=facts.height if facts else 0,
            ),
        )
    return tuple(found.values())

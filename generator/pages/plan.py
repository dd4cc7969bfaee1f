"""The plan: every page of the site to come, from the library.

Pure.  Invariant: the whole plan is the union of the pages for each column and each
shelf, so there is one planner, whatever has changed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace

from generator.pages.author import pages_for_author
from generator.pages.column import pages_for_column
from generator.pages.desk import corrections_pages, pages_for_desk_page, plain_pages
from generator.pages.feeds import Channel, pages_for_feed
from generator.pages.frame import build_frame, check_settings_links, href_of
from generator.pages.front import front_page
from generator.pages.indexes import pages_for_indexes
from generator.pages.listing import (
    address_of_listing,
    pages_for_section,
    pages_for_series,
    pages_for_tag,
    pages_for_year,
)
from generator.pages.page import CopiedFile, Page
from generator.pages.parts import Frame
from generator.pages.phrases import phrase
from generator.pages.share import check_share_targets
from generator.pages.sitemap import robots_page, sitemap_pages
from generator.pages.texts import Part
from generator.problems import Problem, sort_problems
from generator.publication.cards import Card
from generator.publication.files import STATIC
from generator.publication.library import Library
from generator.publication.links import check_addresses
from generator.publication.shelves import Shelf, ShelfKey, ShelfKind
from generator.source.column import AuthorId
from generator.urls import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The site to come."""

    pages: tuple[Page, ...]
    files: tuple[CopiedFile, ...]
    problems: tuple[Problem, ...]
    """Links that lead nowhere, pictures that are missing; where each stands."""


def plan_site(library: Library) -> Plan:
    """Plan every page and file of the site."""
    frame = build_frame(library)
    parts = [
        *(
            pages_for_column(entry, library, frame)
            for entry in library.entries.values()
        ),
        *(pages_for_shelf(key, library, frame) for key in _keys(library)),
        *(pages_for_desk_page(p, library, frame) for p in library.desk_pages),
        _site_part(library, frame),
    ]
    pages = [page for part in parts for page in part.pages]
    pages += sitemap_pages(pages, library)
    files = [*(file for part in parts for file in part.files), *_static(library)]
    known = frozenset([*(page.address for page in pages), *(f.address for f in files)])
    resolved = [one for part in parts for one in part.resolved]
    problems = [
        *(problem for part in parts for problem in part.problems),
        *(one.problem for one in resolved if one.problem is not None),
        *check_addresses(resolved, known),
        *check_settings_links(library),
        *check_share_targets(library.settings),
    ]
    return Plan(
        pages=tuple(pages),
        files=tuple(dict.fromkeys(files)),
        problems=sort_problems(problems),
    )


def pages_for_shelf(key: ShelfKey, library: Library, frame: Frame) -> Part:
    """Plan the list pages and feeds of one shelf."""
    shelf = library.shelves.get(key)
    if key.kind is ShelfKind.SECTION:
        pages = pages_for_section(key.name, shelf, library, frame)
        return Part(pages=(*pages, *_section_feed(key, shelf, library, frame)))
    assert shelf is not None, "only a declared section may be empty"
    if key.kind is ShelfKind.AUTHOR:
        own = pages_for_author(shelf, library, frame)
        author = library.authors[AuthorId(key.name)]
        feed = _feed(shelf, author.name, library, frame)
        return replace(own, pages=own.pages + feed)
    if key.kind is ShelfKind.SERIES:
        feed = _feed(shelf, shelf.label, library, frame)
        return Part(pages=pages_for_series(shelf, library, frame) + feed)
    if key.kind is ShelfKind.TAG:
        return Part(pages=pages_for_tag(shelf, library, frame))
    return Part(pages=pages_for_year(shelf, library, frame))


def _keys(library: Library) -> Iterable[ShelfKey]:
    """All shelves, and the declared sections that are still empty."""
    declared = (
        ShelfKey(kind=ShelfKind.SECTION, name=section.id)
        for section in library.settings.sections
    )
    return dict.fromkeys((*library.shelves, *declared))


def _site_part(library: Library, frame: Frame) -> Part:
    """Plan the pages that belong to no shelf and no column."""
    trust = library.settings.trust
    policies = {
        field.name: href_of(getattr(trust, field.name), library)
        for field in fields(trust)
    }
    front, problems = front_page(library, frame, policies)
    settings = library.settings
    feed = Channel(
        home=Address("/"),
        title="",
        description=settings.description or settings.motto or settings.title,
        cards=library.newest(settings.feeds.entries),
    )
    return Part(
        pages=(
            front,
            *pages_for_indexes(library, frame),
            *corrections_pages(library, frame),
            *plain_pages(library, frame),
            *pages_for_feed(feed, library, frame),
            robots_page(library),
        ),
        problems=problems,
    )


def _section_feed(
    key: ShelfKey, shelf: Shelf | None, library: Library, frame: Frame
) -> tuple[Page, ...]:
    declared = {s.id: s.label for s in library.settings.sections}
    label = declared.get(key.name) or (shelf.label if shelf else key.name)
    if shelf is None:
        shelf = Shelf(key=key, label=label, cards=())
    return _feed(shelf, label, library, frame)


def _feed(shelf: Shelf, title: str, library: Library, frame: Frame) -> tuple[Page, ...]:
    language = library.settings.language
    what = {
        ShelfKind.AUTHOR: "columns_by",
        ShelfKind.SECTION: "columns_in",
        ShelfKind.SERIES: "series",
    }[shelf.key.kind]
    said = phrase(language, what, name=title)
    channel = Channel(
        home=address_of_listing(shelf),
        title=title,
        description=phrase(language, "list_of", what=said, site=frame.title),
        cards=_newest_first(shelf),
    )
    return pages_for_feed(channel, library, frame)


def _newest_first(shelf: Shelf) -> tuple[Card, ...]:
    return tuple(sorted(shelf.cards, key=lambda card: card.date.at, reverse=True))


def _static(library: Library) -> Iterable[CopiedFile]:
    """Everything in `static/` is copied as it is, to the site's root."""
    return (
        CopiedFile(
            address=Address(path.removeprefix(STATIC)), path=path, digest=facts.digest
        )
        for path, facts in library.files.items()
        if path.startswith(STATIC + "/")
    )

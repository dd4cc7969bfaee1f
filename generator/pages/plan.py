"""The plan: every page of the site to come, from the library.

Pure.  Invariant: the whole plan is the union of the parts of all keys, so there is one
planner, whatever has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from generator.pages.author import author_page
from generator.pages.column import pages_for_column
from generator.pages.desk import corrections_pages, pages_for_desk_page, plain_pages
from generator.pages.feeds import pages_for_feed, shelf_channel, site_channel
from generator.pages.frame import check_settings_links, href_of
from generator.pages.front import front_page
from generator.pages.indexes import pages_for_indexes
from generator.pages.keys import PlanKey, PlanKind
from generator.pages.listing import section_page, series_page, tag_page, year_page
from generator.pages.page import CopiedFile
from generator.pages.parts import Frame
from generator.pages.share import check_share_targets
from generator.pages.sitemap import robots_page, sitemap_of_others, sitemap_of_year
from generator.pages.texts import Part
from generator.pages.wanted import ALL_WANTED, Wanted
from generator.publication.library import Library
from generator.publication.shelf_keys import ShelfKind
from generator.source.column import ColumnId
from generator.source.pictures import STATIC
from generator.urls import Address


def plan_part(
    key: PlanKey, library: Library, frame: Frame, wanted: Wanted = ALL_WANTED
) -> Part:
    """Plan the part of one key, with the problems of its links among its problems.

    `wanted` is what the theme prints of a column.
    """
    if key.kind is PlanKind.COLUMN:
        return _told(_column_part(key, library, frame, wanted))
    return _told(_PLANNERS[key.kind](key, library, frame))


def _column_part(key: PlanKey, library: Library, frame: Frame, wanted: Wanted) -> Part:
    entry = library.entries.get(ColumnId(key.name))
    return pages_for_column(entry, library, frame, wanted) if entry else Part()


def _desk_part(key: PlanKey, library: Library, frame: Frame) -> Part:
    page = next((page for page in library.desk_pages if page.id == key.name), None)
    return pages_for_desk_page(page, library, frame) if page else Part()


def _feed_part(key: PlanKey, library: Library, frame: Frame) -> Part:
    assert key.shelf is not None, "a feed is that of a shelf"
    channel = shelf_channel(key.shelf, library)
    return Part(pages=pages_for_feed(channel, library, frame) if channel else ())


def _sitemap_part(key: PlanKey, library: Library, frame: Frame) -> Part:
    del frame  # Sitemaps have none.
    if key.name:
        return Part(pages=sitemap_of_year(key.name, library))
    return Part(pages=sitemap_of_others(library))


def _list_part(key: PlanKey, library: Library, frame: Frame) -> Part:
    assert key.shelf is not None, "a list is that of a shelf"
    kind, name, number = key.shelf.kind, key.shelf.name, key.number
    if kind is ShelfKind.SECTION:
        return Part(pages=section_page(name, number, library, frame))
    shelf = library.shelves.get(key.shelf)
    if shelf is None:
        return Part()
    if kind is ShelfKind.AUTHOR:
        return author_page(shelf, number, library, frame)
    if kind is ShelfKind.TAG:
        return Part(pages=tag_page(shelf, number, library, frame))
    if kind is ShelfKind.SERIES:
        return Part(pages=series_page(shelf, library, frame))
    return Part(pages=year_page(shelf, library, frame))


def _site_part(key: PlanKey, library: Library, frame: Frame) -> Part:
    """Plan what belongs to no shelf and no column."""
    del key  # There is one.
    trust = library.settings.trust
    policies = {
        name: href_of(getattr(trust, name), library) for name in trust.__struct_fields__
    }
    front, problems = front_page(library, frame, policies)
    return Part(
        pages=(
            front,
            *pages_for_indexes(library, frame),
            *corrections_pages(library, frame),
            *plain_pages(library, frame),
            *pages_for_feed(site_channel(library), library, frame),
            robots_page(library),
        ),
        files=tuple(_static(library)),
        problems=(
            *problems,
            *check_settings_links(library),
            *check_share_targets(library.settings),
        ),
    )


def _static(library: Library) -> Iterable[CopiedFile]:
    """Everything in `static/` is copied as it is, to the site's root."""
    return (
        CopiedFile(
            address=Address(path.removeprefix(STATIC)), path=path, digest=facts.digest
        )
        for path, facts in library.files.items()
        if path.startswith(STATIC + "/")
    )


def _told(part: Part) -> Part:
    """Put the problems of a part's links among its problems."""
    found = tuple(one.problem for one in part.resolved if one.problem is not None)
    return Part(
        pages=part.pages,
        files=part.files,
        resolved=tuple(one for one in part.resolved if one.unchecked),
        problems=part.problems + found,
    )


_PLANNERS: Mapping[PlanKind, Callable[[PlanKey, Library, Frame], Part]] = {
    PlanKind.DESK_PAGE: _desk_part,
    PlanKind.LIST: _list_part,
    PlanKind.FEED: _feed_part,
    PlanKind.SITEMAP: _sitemap_part,
    PlanKind.SITE: _site_part,
}

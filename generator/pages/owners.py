"""Owners: an address → the parts of the plan that may hold its page or file.

Pure.  Invariant: whatever the whole plan holds, but what columns bring, stands in one
of the parts that are named here for its address.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.pages.keys import (
    FEEDS_OF,
    OTHERS,
    PAGED,
    SITE,
    PlanKey,
    PlanKind,
    all_shelves,
)
from generator.pages.listing import address_of_listing
from generator.pages.sitemap import INDEX, reader_addresses, sitemap_addresses
from generator.publication.library import Library
from generator.publication.links import page_address
from generator.publication.shelf_keys import ShelfKey, ShelfKind
from generator.source.author import DeskPage
from generator.urls import Address

_KINDS = {
    "authors": ShelfKind.AUTHOR,
    "sections": ShelfKind.SECTION,
    "tags": ShelfKind.TAG,
    "series": ShelfKind.SERIES,
    "archive": ShelfKind.YEAR,
}
_SHELF = re.compile(rf"/({'|'.join(_KINDS)})/([^/]+)/(.*)")
_PAGE = re.compile(r"page/([1-9]\d*)/")
_FEEDS = frozenset(("atom.xml", "rss.xml", "feed.json"))
_SITEMAP = re.compile(r"/sitemap(?:-(pages|\d+))?(?:-\d+)?\.xml")


def owners_of(address: Address, library: Library) -> Iterator[PlanKey]:
    """Name the parts that may hold what stands at an address, the likeliest first.

    "/tags/birds/page/3/" → list:tag:birds:3; columns are another's to look up.
    """
    yield from _desk_owners(address, library)
    shelf = _SHELF.fullmatch(address)
    if shelf is not None:
        key = ShelfKey(kind=_KINDS[shelf[1]], name=shelf[2])
        if _is_there(key, library):
            yield _shelf_owner(key, shelf[3])
    sitemap = _SITEMAP.fullmatch(address)
    if sitemap is not None:
        year = sitemap[1] or ""
        yield (PlanKey(kind=PlanKind.SITEMAP, name=year) if year.isdigit() else OTHERS)
    yield SITE


def shelf_addresses(library: Library) -> Iterator[Address]:
    """List the addresses of all that belongs to shelves: lists, feeds, sitemaps."""
    pages = tuple(reader_addresses(library))
    yield from pages
    yield INDEX
    yield from sitemap_addresses(library, len(pages))
    for key in all_shelves(library):
        if key.kind in FEEDS_OF:
            home = address_of_listing(key)
            yield from (Address(home + name) for name in sorted(_FEEDS))


def _desk_owners(address: Address, library: Library) -> Iterator[PlanKey]:
    for page in library.desk_pages:
        if address.startswith(page_address(page)) or _was_at(page, address):
            yield PlanKey(kind=PlanKind.DESK_PAGE, name=page.id)


def _was_at(page: DeskPage, address: Address) -> bool:
    return any(address in (alias, f"{alias}/") for alias in page.aliases)


def _is_there(key: ShelfKey, library: Library) -> bool:
    """Tell whether there is a shelf, or a declared section that is still empty."""
    if key in library.shelves:
        return True
    declared = (section.id for section in library.settings.sections)
    return key.kind is ShelfKind.SECTION and key.name in declared


def _shelf_owner(key: ShelfKey, rest: str) -> PlanKey:
    """Choose among the parts of a shelf by what follows its own address."""
    if rest in _FEEDS and key.kind in FEEDS_OF:
        return PlanKey(kind=PlanKind.FEED, shelf=key)
    page = _PAGE.fullmatch(rest)
    number = int(page[1]) if page is not None and key.kind in PAGED else 0
    return PlanKey(kind=PlanKind.LIST, shelf=key, number=number)

"""Sitemaps and robots.txt (sitemaps.org 0.9, RFC 9309).

One sitemap a year and one for all other pages, so that a new column changes two small
files; each far below the 50,000 addresses that a sitemap may hold.
"""

from __future__ import annotations

from collections.abc import Iterator

from generator.pages.desk import CORRECTIONS, CORRECTIONS_PER_PAGE
from generator.pages.feed_views import RobotsView, SitemapEntry, SitemapView
from generator.pages.indexes import index_addresses
from generator.pages.keys import PAGED
from generator.pages.listing import address_of_listing
from generator.pages.page import Page, PageKind
from generator.pages.paging import address_of_page, count_fixed
from generator.pages.stages import Stage
from generator.publication.cards import Card
from generator.publication.library import Library
from generator.publication.links import page_address
from generator.publication.shelf_keys import ShelfKey, ShelfKind
from generator.publication.shelves import Shelf
from generator.source.column import Moment
from generator.urls import Address, absolute

INDEX = Address("/sitemap.xml")
_OTHERS = "/sitemap-pages"
_MOST = 50_000
"""Addresses in one file, as the protocol has it."""


def sitemap_of_year(year: str, library: Library) -> tuple[Page, ...]:
    """Plan the sitemap of a year's columns; nothing for a year without any."""
    shelf = library.shelf(ShelfKind.YEAR, year)
    if shelf is None:
        return ()
    addresses = _addresses(f"/sitemap-{year}", len(shelf.order))
    return _files(addresses, _year_entries(shelf, library), library)


def sitemap_of_others(library: Library) -> tuple[Page, ...]:
    """Plan the sitemap of all pages that are no columns, and the index of sitemaps."""
    url = library.settings.url
    entries = tuple(
        SitemapEntry(url=absolute(url, address))
        for address in sorted(reader_addresses(library))
    )
    index = tuple(
        SitemapEntry(url=absolute(url, address))
        for address in sitemap_addresses(library, len(entries))
    )
    return (
        _page(INDEX, "sitemap-index.xml", index, library),
        *_files(_addresses(_OTHERS, len(entries)), entries, library),
    )


def reader_addresses(library: Library) -> Iterator[Address]:
    """List the addresses of all pages for readers that are no columns."""
    yield Address("/")
    yield from index_addresses(library)
    noted = count_fixed(library.count_corrections(), CORRECTIONS_PER_PAGE)
    for number in range(noted + 1):
        yield address_of_page(CORRECTIONS, number)
    yield from (page_address(page) for page in library.desk_pages)
    declared = (
        ShelfKey(kind=ShelfKind.SECTION, name=section.id)
        for section in library.settings.sections
    )
    for key in dict.fromkeys((*library.shelves, *declared)):
        shelf = library.shelves.get(key)
        count = len(shelf.order) if shelf and key.kind in PAGED else 0
        fixed = count_fixed(count, library.settings.per_page)
        home = address_of_listing(key)
        yield from (address_of_page(home, number) for number in range(fixed + 1))


def sitemap_addresses(library: Library, others: int) -> Iterator[Address]:
    """List all sitemaps; `others` is how many pages for readers are no columns."""
    counts = {
        f"/sitemap-{shelf.key.name}": len(shelf.order)
        for shelf in library.shelves_of(ShelfKind.YEAR)
    }
    counts[_OTHERS] = others
    for stem, count in sorted(counts.items()):
        yield from _addresses(stem, count)


def robots_page(library: Library) -> Page:
    """Plan robots.txt: everything may be read; here is the sitemap."""
    return Page(
        address=Address("/robots.txt"),
        kind=PageKind.ROBOTS,
        template="robots.txt",
        view=RobotsView(sitemap=absolute(library.settings.url, INDEX)),
        language=library.settings.language,
        stage=Stage.FEED,
        origin="robots.txt",
    )


def _year_entries(shelf: Shelf, library: Library) -> tuple[SitemapEntry, ...]:
    """A column with a canonical address elsewhere belongs to that other site's map."""
    url = library.settings.url
    return tuple(
        SitemapEntry(url=absolute(url, card.address), changed=_changed(card))
        for card in shelf.cards
        if card.id not in library.elsewhere
    )


def _addresses(stem: str, count: int) -> tuple[Address, ...]:
    """Name the files for so many entries: "/sitemap-2024.xml", "…-2.xml"."""
    files = max(1, -(-count // _MOST))
    return tuple(
        Address(f"{stem}-{number}.xml" if number > 1 else f"{stem}.xml")
        for number in range(1, files + 1)
    )


def _files(
    addresses: tuple[Address, ...],
    entries: tuple[SitemapEntry, ...],
    library: Library,
) -> tuple[Page, ...]:
    return tuple(
        _page(address, "sitemap.xml", entries[at * _MOST : (at + 1) * _MOST], library)
        for at, address in enumerate(addresses)
    )


def _changed(card: Card) -> str:
    moments: tuple[Moment | None, ...] = (card.date, card.updated)
    return max((m for m in moments if m is not None), key=lambda m: m.at).iso()


def _page(
    address: Address,
    template: str,
    entries: tuple[SitemapEntry, ...],
    library: Library,
) -> Page:
    return Page(
        address=address,
        kind=PageKind.SITEMAP,
        template=template,
        view=SitemapView(entries=entries),
        language=library.settings.language,
        stage=Stage.FEED,
        origin="the sitemap",
    )

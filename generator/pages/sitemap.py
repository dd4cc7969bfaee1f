"""Sitemaps and robots.txt (sitemaps.org 0.9, RFC 9309).

One sitemap a year and one for all other pages, so that a new column changes two small
files; each far below the 50,000 addresses that a sitemap may hold.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.pages.feed_views import RobotsView, SitemapEntry, SitemapView
from generator.pages.page import Page, PageKind, Stage
from generator.publication.cards import Card
from generator.publication.library import Library
from generator.publication.shelves import Shelf, ShelfKind
from generator.source.column import Moment
from generator.urls import Address, absolute

INDEX = Address("/sitemap.xml")
_OTHERS = Address("/sitemap-pages.xml")
_MOST = 50_000
"""Addresses in one file, as the protocol has it."""


def sitemap_pages(listed: Iterable[Page], library: Library) -> tuple[Page, ...]:
    """Plan the index, a sitemap for each year, and one for `listed` pages.

    `listed` are all pages of the site; what is no page for readers is passed over.
    """
    years = {
        Address(f"/sitemap-{shelf.label}.xml"): _year_entries(shelf, library)
        for shelf in library.shelves_of(ShelfKind.YEAR)
    }
    others = _other_entries(listed, library)
    files: dict[Address, tuple[SitemapEntry, ...]] = {}
    for address, entries in {_OTHERS: others, **years}.items():
        files |= _split(address, entries)
    index = tuple(
        SitemapEntry(
            url=absolute(library.settings.url, address),
            changed=max((entry.changed for entry in entries), default=""),
        )
        for address, entries in files.items()
    )
    language = library.settings.language
    return (
        _page(INDEX, "sitemap-index.xml", index, language),
        *(
            _page(address, "sitemap.xml", entries, language)
            for address, entries in files.items()
        ),
    )


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
        if not library.entries[card.id].column.canonical
    )


def _other_entries(pages: Iterable[Page], library: Library) -> tuple[SitemapEntry, ...]:
    readers = (
        PageKind.FRONT,
        PageKind.LISTING,
        PageKind.AUTHOR,
        PageKind.INDEX,
        PageKind.DESK_PAGE,
        PageKind.CORRECTIONS,
    )
    url = library.settings.url
    addresses = sorted(page.address for page in pages if page.kind in readers)
    return tuple(SitemapEntry(url=absolute(url, address)) for address in addresses)


def _split(
    address: Address, entries: tuple[SitemapEntry, ...]
) -> dict[Address, tuple[SitemapEntry, ...]]:
    """Cut what is too long for one file: "sitemap-2024.xml", "sitemap-2024-2.xml"."""
    stem = address.removesuffix(".xml")
    starts = range(0, max(1, len(entries)), _MOST)
    return {
        Address(f"{stem}-{k}.xml" if k > 1 else address): entries[start : start + _MOST]
        for k, start in enumerate(starts, start=1)
    }


def _changed(card: Card) -> str:
    moments: tuple[Moment | None, ...] = (card.date, card.updated)
    return max((m for m in moments if m is not None), key=lambda m: m.at).iso()


def _page(
    address: Address, template: str, entries: tuple[SitemapEntry, ...], language: str
) -> Page:
    return Page(
        address=address,
        kind=PageKind.SITEMAP,
        template=template,
        view=SitemapView(entries=entries),
        language=language,
        stage=Stage.FEED,
        origin="the sitemap",
    )

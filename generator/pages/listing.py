"""Listings: the columns of a section, a tag, a series, a year."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from generator.pages.frame import feed_at
from generator.pages.head import build_head
from generator.pages.page import Page, PageKind
from generator.pages.paging import ListPage, by_month, cut_page
from generator.pages.parts import FeedLink, Frame, MonthGroup
from generator.pages.phrases import phrase
from generator.pages.stages import Stage
from generator.pages.views import ListingKind, ListingView
from generator.publication.cards import Card, Named
from generator.publication.library import Library
from generator.publication.naming import (
    author_address,
    section_address,
    series_address,
    tag_address,
    year_address,
)
from generator.publication.shelf_keys import ShelfKey, ShelfKind
from generator.publication.shelves import Shelf
from generator.source.column import AuthorId
from generator.urls import Address

_PHRASE = {
    ListingKind.SECTION: "columns_in",
    ListingKind.TAG: "columns_on",
    ListingKind.SERIES: "series",
    ListingKind.YEAR: "year",
}


def section_page(
    name: str, number: int, library: Library, frame: Frame
) -> tuple[Page, ...]:
    """Plan one page of a section; a declared one has a page before its first column."""
    shelf = library.shelf(ShelfKind.SECTION, name)
    declared = next((s for s in library.settings.sections if s.id == name), None)
    if shelf is None and declared is None:
        return ()
    title = declared.label if declared else shelf.label if shelf else name
    home = section_address(name)
    build = _builder(
        ListingKind.SECTION,
        title,
        library,
        frame,
        description=declared.description if declared else "",
        feed=feed_at(home, title, library.settings.feeds),
    )
    cards: Sequence[Card] = shelf.cards if shelf else ()
    page = cut_page(cards, home, number, per_page=library.settings.per_page)
    return (build(page, by_month(page.items)),) if page else ()


def tag_page(
    shelf: Shelf, number: int, library: Library, frame: Frame
) -> tuple[Page, ...]:
    """Plan one page of a tag."""
    build = _builder(ListingKind.TAG, shelf.label, library, frame)
    home = tag_address(shelf.key.name)
    page = cut_page(shelf.cards, home, number, per_page=library.settings.per_page)
    return (build(page, by_month(page.items)),) if page else ()


def series_page(shelf: Shelf, library: Library, frame: Frame) -> tuple[Page, ...]:
    """Plan a series' page: one, in the order of the parts."""
    home = series_address(shelf.key.name)
    feed = feed_at(home, shelf.label, library.settings.feeds)
    build = _builder(ListingKind.SERIES, shelf.label, library, frame, feed=feed)
    cards = tuple(shelf.cards)
    group = MonthGroup(month=cards[0].date, cards=cards)
    return (build(ListPage(address=home, items=cards), (group,)),)


def year_page(shelf: Shelf, library: Library, frame: Frame) -> tuple[Page, ...]:
    """Plan a year's page: one, grouped by month, with the years around it."""
    years = sorted(int(s.label) for s in library.shelves_of(ShelfKind.YEAR))
    at = years.index(int(shelf.label))
    around = [year for k, year in enumerate(years) if abs(k - at) == 1]
    others = tuple(
        Named(label=str(year), href=year_address(year)) for year in reversed(around)
    )
    build = _builder(ListingKind.YEAR, shelf.label, library, frame, others=others)
    cards = tuple(shelf.cards)[::-1]
    page = ListPage(address=year_address(int(shelf.label)), items=cards)
    return (build(page, by_month(cards)),)


Builder = Callable[[ListPage[Card], tuple[MonthGroup, ...]], Page]


def _builder(
    kind: ListingKind,
    title: str,
    library: Library,
    frame: Frame,
    *,
    description: str = "",
    feed: FeedLink | None = None,
    others: tuple[Named, ...] = (),
) -> Builder:
    """Make the function that plans each page of one listing."""
    language = library.settings.language
    what = phrase(language, _PHRASE[kind], name=title)

    def build(page: ListPage[Card], groups: tuple[MonthGroup, ...]) -> Page:
        number = page.number
        view = ListingView(
            frame=frame,
            head=build_head(
                frame,
                address=page.address,
                title=numbered(
                    what if kind is ListingKind.YEAR else title, number, language
                ),
                description=numbered(
                    description
                    or phrase(language, "list_of", what=what, site=frame.title),
                    number,
                    language,
                ),
                feeds=(feed,) if feed else (),
            ),
            kind=kind,
            title=title,
            description=description,
            groups=groups,
            pager=page.pager,
            feed=feed,
            others=others,
        )
        return Page(
            address=page.address,
            kind=PageKind.LISTING,
            template="listing.html",
            view=view,
            language=language,
            stage=Stage.LISTING,
            origin=f"{kind.value} {title}",
        )

    return build


def numbered(text: str, number: int, language: str) -> str:
    """Add the page's number to a title, so that each is its own."""
    if not number:
        return text
    return f"{text} ({phrase(language, 'page', number=number)})"


def address_of_listing(key: ShelfKey) -> Address:
    """Give the address of the page that lists a shelf."""
    if key.kind is ShelfKind.SECTION:
        return section_address(key.name)
    if key.kind is ShelfKind.TAG:
        return tag_address(key.name)
    if key.kind is ShelfKind.SERIES:
        return series_address(key.name)
    if key.kind is ShelfKind.YEAR:
        return year_address(int(key.name))
    return author_address(AuthorId(key.name))

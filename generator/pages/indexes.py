"""Indexes: all authors, all tags, all series, all years."""

from __future__ import annotations

from generator.pages.head import build_head
from generator.pages.listing import address_of_listing
from generator.pages.page import Page, PageKind
from generator.pages.parts import Frame, IndexItem
from generator.pages.phrases import phrase
from generator.pages.stages import Stage
from generator.pages.views import IndexKind, IndexView
from generator.publication.cards import Named
from generator.publication.entries import photo_of
from generator.publication.library import Library
from generator.publication.shelf_keys import ShelfKind
from generator.publication.shelves import Shelf
from generator.source.column import AuthorId
from generator.urls import Address

_INDEXES = {
    IndexKind.AUTHORS: (ShelfKind.AUTHOR, Address("/authors/"), "authors"),
    IndexKind.TAGS: (ShelfKind.TAG, Address("/tags/"), "tags"),
    IndexKind.SERIES: (ShelfKind.SERIES, Address("/series/"), "all_series"),
    IndexKind.YEARS: (ShelfKind.YEAR, Address("/archive/"), "archive"),
}


_ALWAYS = (IndexKind.AUTHORS, IndexKind.YEARS, IndexKind.TAGS)
"""Every page links to these."""


def pages_for_indexes(library: Library, frame: Frame) -> tuple[Page, ...]:
    """Plan every index that lists something, and those that are always there."""
    return tuple(_build_page(kind, library, frame) for kind in _kinds(library))


def index_addresses(library: Library) -> tuple[Address, ...]:
    """Give the addresses of the indexes that a site has."""
    return tuple(_INDEXES[kind][1] for kind in _kinds(library))


def _kinds(library: Library) -> tuple[IndexKind, ...]:
    return tuple(
        kind
        for kind, (shelves, _, _) in _INDEXES.items()
        if kind in _ALWAYS or library.shelves_of(shelves)
    )


def _build_page(kind: IndexKind, library: Library, frame: Frame) -> Page:
    shelf_kind, address, key = _INDEXES[kind]
    language = library.settings.language
    title = phrase(language, key)
    items = [_build_item(s, library) for s in library.shelves_of(shelf_kind)]
    if kind is IndexKind.YEARS:
        items.reverse()
    else:
        items.sort(
            key=lambda item: (_sort_key(item.named.label, kind), item.named.href)
        )
    view = IndexView(
        frame=frame,
        head=build_head(
            frame,
            address=address,
            title=title,
            description=phrase(language, "list_of", what=title, site=frame.title),
        ),
        kind=kind,
        items=tuple(items),
    )
    return Page(
        address=address,
        kind=PageKind.INDEX,
        template="index.html",
        view=view,
        language=language,
        stage=Stage.LISTING,
        origin=f"index of {kind.value}",
    )


def _build_item(shelf: Shelf, library: Library) -> IndexItem:
    label, standing, photo = shelf.label, "", None
    if shelf.key.kind is ShelfKind.AUTHOR:
        author = library.authors[AuthorId(shelf.key.name)]
        label, standing = author.name, author.standing
        photo = photo_of(author, library.files)
    return IndexItem(
        named=Named(label=label, href=address_of_listing(shelf.key)),
        count=len(shelf.order),
        standing=standing,
        photo=photo,
    )


def _sort_key(label: str, kind: IndexKind) -> str:
    """People are listed by their last name, everything else as it is written."""
    if kind is IndexKind.AUTHORS:
        first, _, last = label.rpartition(" ")
        return f"{last} {first}".casefold()
    return label.casefold()

"""Neighbors of a column: the author's columns before and after, and related ones.

Pure.  Related columns are older ones, so that a new column moves none of the boxes that
stand on old pages.
"""

from __future__ import annotations

from msgspec import Struct

from generator.publication.cards import Card
from generator.publication.entries import Entry
from generator.publication.library import Library
from generator.publication.listed import Listed
from generator.publication.shelf_keys import ShelfKey, ShelfKind
from generator.source.column import ColumnId

RELATED = 3
"""How many related columns a page shows."""
WINDOW = 6
"""How many older columns of each shelf are weighed."""


class Neighbors(Struct, frozen=True, kw_only=True):
    """The columns before and after one on a shelf."""

    previous: Card | None = None
    next: Card | None = None


def neighbors_of(entry: Entry, library: Library) -> Neighbors:
    """Find the first author's columns before and after; a guest's section's."""
    listed = library.listed[entry.column.id]
    home = _first(ShelfKind.AUTHOR, listed) or _first(ShelfKind.SECTION, listed)
    if home is None:
        return Neighbors()
    shelf = library.shelves[home]
    at = shelf.place_of(listed.order)
    return Neighbors(
        previous=shelf.cards[at - 1] if at > 0 else None,
        next=shelf.cards[at + 1] if at + 1 < len(shelf.order) else None,
    )


def related_to(
    entry: Entry, library: Library, neighbors: Neighbors
) -> tuple[Card, ...]:
    """Choose older columns that share the most with one: tags count most.

    A neighbor is not related as well: the page names it already.  Columns are weighed
    by what shelves know of them, so that only those chosen need be read.
    """
    listed = library.listed[entry.column.id]
    order = listed.order
    scores: dict[str, int] = {}
    dates: dict[str, float] = {}
    for key, _ in listed.keys:
        weight = _weight(key.kind)
        if weight:
            shelf = library.shelves[key]
            at = shelf.place_of(order)
            for date, other in shelf.order[max(0, at - WINDOW) : at]:
                scores[other] = scores.get(other, 0) + weight
                dates[other] = date
    for neighbor in (neighbors.previous, neighbors.next):
        if neighbor is not None:
            scores.pop(neighbor.id, None)
    found = sorted([(-score, -dates[one], one) for one, score in scores.items()])
    return tuple([library.cards[ColumnId(one)] for *_, one in found[:RELATED]])


def _first(kind: ShelfKind, listed: Listed) -> ShelfKey | None:
    for key, _ in listed.keys:
        if key.kind is kind:
            return key
    return None


def _weight(kind: ShelfKind) -> int:
    # Asked for each shelf of each column: members of an enum have a slow hash.
    if kind is ShelfKind.TAG:
        return 3
    return 1 if kind is ShelfKind.SECTION or kind is ShelfKind.AUTHOR else 0

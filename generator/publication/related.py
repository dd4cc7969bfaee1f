"""Neighbors of a column: the author's columns before and after, and related ones.

Pure.  Related columns are older ones, so that a new column moves none of the boxes that
stand on old pages.
"""

from __future__ import annotations

from dataclasses import dataclass

from generator.publication.cards import Card
from generator.publication.entries import Entry
from generator.publication.library import Library
from generator.publication.shelf_keys import ShelfKind

RELATED = 3
"""How many related columns a page shows."""
WINDOW = 6
"""How many older columns of each shelf are weighed."""
_WEIGHTS = {ShelfKind.TAG: 3, ShelfKind.SECTION: 1, ShelfKind.AUTHOR: 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbors:
    """The columns before and after one on a shelf."""

    previous: Card | None = None
    next: Card | None = None


def neighbors_of(entry: Entry, library: Library) -> Neighbors:
    """Find the first author's columns before and after; a guest's section's."""
    keys = library.keys_of(entry.column.id)
    order = library.listed[entry.column.id].order
    for kind in (ShelfKind.AUTHOR, ShelfKind.SECTION):
        key = next((key for key in keys if key.kind is kind), None)
        if key is not None:
            cards = library.shelves[key].cards
            at = library.shelves[key].place_of(order)
            return Neighbors(
                previous=cards[at - 1] if at > 0 else None,
                next=cards[at + 1] if at + 1 < len(cards) else None,
            )
    return Neighbors()


def related_to(entry: Entry, library: Library) -> tuple[Card, ...]:
    """Choose older columns that share the most with one: tags count most."""
    order = library.listed[entry.column.id].order
    neighbors = neighbors_of(entry, library)
    taken = {card.id for card in (neighbors.previous, neighbors.next) if card}
    score: dict[str, int] = {}
    cards: dict[str, Card] = {}
    for key in library.keys_of(entry.column.id):
        weight = _WEIGHTS.get(key.kind, 0)
        shelf = library.shelves[key]
        at = shelf.place_of(order) if weight else 0
        for card in shelf.cards[max(0, at - WINDOW) : at]:
            score[card.id] = score.get(card.id, 0) + weight
            cards[card.id] = card
    found = [card for card in cards.values() if card.id not in taken]
    found.sort(key=lambda card: (-score[card.id], -card.date.at.timestamp(), card.id))
    return tuple(found[:RELATED])

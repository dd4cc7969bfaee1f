"""Shelves: the publishable cards by author, section, tag, series and year.

Pure.  Invariant: a shelf is sorted by date, then id, oldest first; a series by part
first.  No shelf holds everything.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import overload

from msgspec import Struct

from generator.publication.cards import Card
from generator.publication.shelf_keys import ShelfKey, ShelfKind
from generator.source.column import ColumnId


class Cards(Sequence[Card]):
    """The cards of some columns; each is made when somebody looks at it."""

    __slots__ = ("cards", "ids")

    def __init__(self, ids: Sequence[ColumnId], cards: Mapping[ColumnId, Card]) -> None:
        self.ids = ids
        self.cards = cards

    def __len__(self) -> int:
        return len(self.ids)

    @overload
    def __getitem__(self, at: int) -> Card: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[Card, ...]: ...
    def __getitem__(self, at: int | slice) -> Card | tuple[Card, ...]:
        """Give one card, or a tuple of a slice."""
        if isinstance(at, slice):
            return tuple(self.cards[one] for one in self.ids[at])
        return self.cards[self.ids[at]]


class Shelf(Struct, frozen=True, kw_only=True):
    """All publishable cards that belong together."""

    key: ShelfKey
    label: str
    """As printed: the spelling that most columns use, the first of equals."""
    order: Sequence[tuple[float, str]]
    """Date in seconds and id of each, as `Listed.order`."""
    cards: Cards
    spellings: int = 1
    """How many spellings of the label there are."""

    def place_of(self, order: tuple[float, str]) -> int:
        """Give the index where a date and id stand, or would stand.

        Not for a series, which is sorted by part.
        """
        # The whole as a tuple: to look into that is quick.
        return bisect_left(self.order[:], order)

    def count_newer(self, order: tuple[float, str]) -> int:
        """Count what is newer than the column of a date and id."""
        if self.key.kind is ShelfKind.SERIES:
            return sum(other > order for other in self.order)
        return len(self.order) - self.place_of(order) - 1


Shelves = Mapping[ShelfKey, Shelf]

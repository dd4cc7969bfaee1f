"""Shelves: the publishable cards by author, section, tag, series and year.

Pure.  Invariant: a shelf is sorted by date, then id, oldest first; a series by part
first.  No shelf holds everything.
"""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import overload

from generator.publication.cards import Card
from generator.publication.listed import Listed
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
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


Shelves = Mapping[ShelfKey, Shelf]


def build_shelves(listed: Iterable[Listed], cards: Mapping[ColumnId, Card]) -> Shelves:
    """Put every column on each shelf that it belongs to."""
    held: dict[ShelfKey, list[tuple[Listed, str]]] = defaultdict(list)
    for one in listed:
        for key, label in one.keys:
            held[key].append((one, label))
    return {
        key: _build_shelf(key, held[key], cards) for key in sorted(held, key=_order)
    }


def _build_shelf(
    key: ShelfKey,
    held: list[tuple[Listed, str]],
    cards: Mapping[ColumnId, Card],
) -> Shelf:
    if key.kind is ShelfKind.SERIES:
        held.sort(key=lambda item: (_part(item[0]), *item[0].order))
    else:
        held.sort(key=lambda item: item[0].order)
    labels = Counter(label for _, label in held)
    label = max(labels, key=lambda spelling: labels[spelling])
    order = tuple(one.order for one, _ in held)
    return Shelf(
        key=key,
        label=label,
        order=order,
        cards=Cards(tuple(one.id for one, _ in held), cards),
        spellings=len(labels),
    )


def _part(listed: Listed) -> int:
    return sys.maxsize if listed.part is None else listed.part


def _order(key: ShelfKey) -> tuple[str, str]:
    return key.kind.value, key.name

"""Shelves: the publishable cards by author, section, tag, series and year.

Pure.  Invariant: a shelf is sorted by date, then id, oldest first; a series by part
first.  No shelf holds everything.
"""

from __future__ import annotations

import enum
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.publication.cards import Card
from generator.publication.entries import Entry
from generator.publication.naming import section_of
from generator.source.settings import Settings
from generator.urls import slugify


class ShelfKind(enum.Enum):
    """What a shelf gathers."""

    AUTHOR = "author"
    SECTION = "section"
    TAG = "tag"
    SERIES = "series"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True, order=False)
class ShelfKey:
    """The name of one shelf."""

    kind: ShelfKind
    name: str
    """As it stands in the address: an author's id, "birds", "2025"."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shelf:
    """All publishable cards that belong together."""

    key: ShelfKey
    label: str
    """As printed: the spelling that most columns use, the first of equals."""
    cards: tuple[Card, ...]


Shelves = Mapping[ShelfKey, Shelf]


def build_shelves(entries: Iterable[Entry], settings: Settings) -> Shelves:
    """Put every entry on each shelf that it belongs to."""
    held: dict[ShelfKey, list[tuple[Entry, str]]] = defaultdict(list)
    for entry in entries:
        for key, label in keys_of(entry, settings):
            held[key].append((entry, label))
    return {key: _build_shelf(key, held[key]) for key in sorted(held, key=_order)}


def keys_of(entry: Entry, settings: Settings) -> tuple[tuple[ShelfKey, str], ...]:
    """Name the shelves that a column stands on, each with its label."""
    column = entry.column
    found = [(ShelfKind.YEAR, str(column.date.day.year), str(column.date.day.year))]
    found += [
        (ShelfKind.AUTHOR, person.author, person.author)
        for person in column.contributors
        if person.author is not None
    ]
    if column.section:
        section = section_of(column.section, settings)
        found.append((ShelfKind.SECTION, section.id, section.label))
    found += [(ShelfKind.TAG, slugify(tag), tag) for tag in column.tags]
    if column.series is not None:
        name = column.series.name
        found.append((ShelfKind.SERIES, slugify(name), name))
    keys = {ShelfKey(kind=kind, name=name): label for kind, name, label in found}
    return tuple(keys.items())


def _build_shelf(key: ShelfKey, held: list[tuple[Entry, str]]) -> Shelf:
    held.sort(key=lambda item: _place(key.kind, item[0]))
    labels = Counter(label for _, label in held)
    label = max(labels, key=lambda spelling: labels[spelling])
    return Shelf(key=key, label=label, cards=tuple(entry.card for entry, _ in held))


def _place(kind: ShelfKind, entry: Entry) -> tuple[int, float, str]:
    part = 0
    if kind is ShelfKind.SERIES and entry.column.series is not None:
        given = entry.column.series.part
        part = sys.maxsize if given is None else given
    return part, entry.card.date.at.timestamp(), entry.card.id


def _order(key: ShelfKey) -> tuple[str, str]:
    return key.kind.value, key.name

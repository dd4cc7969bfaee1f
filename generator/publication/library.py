"""The library: everything publishable, ready to be asked.

Pure.  Invariant: there is one publishable set.  What isn't in `entries` is nowhere else
either; every page, feed and link check reads from here.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct

from generator.problems import Place, Problem
from generator.publication.calendar import Withheld
from generator.publication.cards import Card
from generator.publication.entries import Entry
from generator.publication.listed import Listed
from generator.publication.shelf_keys import ShelfKey, ShelfKind
from generator.publication.shelves import Shelf, Shelves
from generator.source.author import Author, DeskPage, Discussion
from generator.source.column import AuthorId, Column, ColumnId
from generator.source.pictures import FileFacts
from generator.source.settings import Settings


class Library(Struct, frozen=True, kw_only=True):
    """All publishable columns on their shelves, with what surrounds them."""

    settings: Settings
    authors: Mapping[AuthorId, Author]
    desk_pages: tuple[DeskPage, ...]
    discussions: Mapping[ColumnId, Discussion]
    files: Mapping[str, FileFacts]
    entries: Mapping[ColumnId, Entry]
    """In the order of their dates, oldest first."""
    cards: Mapping[ColumnId, Card]
    """The same columns, as others may print them."""
    listed: Mapping[ColumnId, Listed]
    """The same columns, by what decides where they stand."""
    corrected: tuple[ColumnId, ...]
    """Those with corrections, oldest first."""
    elsewhere: frozenset[ColumnId]
    """Those whose canonical address is on another site."""
    linked_from: Mapping[str, tuple[ColumnId, ...]]
    """The path of a text to the columns whose texts link to it."""
    columns_by_path: Mapping[str, ColumnId]
    withheld: Mapping[str, Withheld]
    """By path: what exists and isn't published."""
    shelves: Shelves

    def shelf(self, kind: ShelfKind, name: str) -> Shelf | None:
        """Give a shelf, if anything stands on it."""
        return self.shelves.get(ShelfKey(kind=kind, name=name))

    def shelves_of(self, kind: ShelfKind) -> tuple[Shelf, ...]:
        """Give all shelves of a kind, in the order of their names."""
        return tuple([self.shelves[key] for key in self.shelves if key.kind is kind])

    def newest(self, count: int) -> tuple[Card, ...]:
        """Give the newest cards of all, newest first."""
        found: list[Card] = []
        for year in sorted(self.shelves_of(ShelfKind.YEAR), key=_year, reverse=True):
            wanted = count - len(found)
            if wanted <= 0:
                break
            found += year.cards[-wanted:][::-1]
        return tuple(found)

    def count_newer(self, listed: Listed) -> int:
        """Count the published columns that are newer than one of them."""
        (own,) = (key for key, _ in listed.keys if key.kind is ShelfKind.YEAR)
        later = (
            len(year.order)
            for year in self.shelves_of(ShelfKind.YEAR)
            if int(year.key.name) > int(own.name)
        )
        return self.shelves[own].count_newer(listed.order) + sum(later)

    def count_corrections(self) -> int:
        """Count the corrections on all columns."""
        return sum(self.listed[column].corrections for column in self.corrected)


def _year(shelf: Shelf) -> int:
    return int(shelf.key.name)


def same_id(column: Column, other: str) -> Problem:
    """Say that a column has the id of the one at the path `other`."""
    return Problem(
        place=column.places.get("id") or Place(file=column.path),
        message=f"the id “{column.id}” is {other}'s already",
        hint="give this column an id of its own",
    )


def nobodys_comments(path: str, column: str) -> Problem:
    """Say that a file of comments belongs to no column."""
    return Problem(
        place=Place(file=path),
        message=f"there is no column with the id “{column}”",
        hint="name the file after the column's id: comments/<id>.yaml",
    )

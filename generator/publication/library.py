"""The library: everything publishable, ready to be asked.

Pure.  Invariant: there is one publishable set.  What isn't in `entries` is nowhere else
either; every page, feed and link check reads from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.problems import Place, Problem, sort_problems
from generator.publication.calendar import (
    Withheld,
    judge,
    may_publish,
    withhold,
)
from generator.publication.cards import Card
from generator.publication.doubts import doubt_names
from generator.publication.entries import Entry, all_known, build_card, check_authors
from generator.publication.inputs import FileFacts, Inputs, Piece
from generator.publication.listed import Listed
from generator.publication.shelf_keys import ShelfKey, ShelfKind
from generator.publication.shelves import Shelf, Shelves, build_shelves
from generator.source.author import Author, DeskPage, Discussion
from generator.source.column import AuthorId, Column, ColumnId
from generator.source.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Library:
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
        found = (shelf for key, shelf in self.shelves.items() if key.kind is kind)
        return tuple(found)

    def newest(self, count: int) -> tuple[Card, ...]:
        """Give the newest cards of all, newest first."""
        found: list[Card] = []
        for year in sorted(self.shelves_of(ShelfKind.YEAR), key=_year, reverse=True):
            wanted = count - len(found)
            if wanted <= 0:
                break
            found += year.cards[-wanted:][::-1]
        return tuple(found)

    def count_corrections(self) -> int:
        """Count the corrections on all columns."""
        return sum(self.listed[column].corrections for column in self.corrected)

    def keys_of(self, column: ColumnId) -> tuple[ShelfKey, ...]:
        """Name the shelves that a column stands on."""
        return tuple(key for key, _ in self.listed[column].keys)


def build_library(inputs: Inputs) -> tuple[Library, tuple[Problem, ...]]:
    """Build the library of what may be published at `inputs.now`.

    A column with an author who isn't known is left out, and so are all but the first of
    columns with one id: each is a problem that stops the run.
    """
    authors = {author.id: author for author in inputs.authors}
    listed, problems = _tell_apart(inputs)
    now = inputs.now.timestamp()
    live: list[Listed] = []
    withheld: dict[str, Withheld] = {}
    for one in listed:
        state = judge(one, now)
        if not may_publish(state, drafts=inputs.drafts):
            withheld[one.path] = withhold(inputs.pieces[one.path].column, state)
        elif all_known(one, authors):
            live.append(one)
        else:
            problems += check_authors(inputs.pieces[one.path].column, authors)
    live.sort(key=lambda one: one.order)
    entries = {one.id: _entry(inputs.pieces[one.path], inputs, authors) for one in live}
    cards = {column: entry.card for column, entry in entries.items()}
    library = Library(
        settings=inputs.settings,
        authors=authors,
        desk_pages=inputs.desk_pages,
        discussions={held.column: held for held in inputs.discussions},
        files=inputs.files,
        entries=entries,
        cards=cards,
        corrected=tuple(one.id for one in live if one.corrections),
        linked_from=_linked_from(live),
        listed={one.id: one for one in live},
        columns_by_path={one.path: one.id for one in live},
        withheld=withheld,
        shelves=build_shelves(live, cards),
    )
    problems += doubt_names(library)
    problems += _check_discussions(inputs)
    return library, sort_problems(problems)


def _entry(piece: Piece, inputs: Inputs, authors: Mapping[AuthorId, Author]) -> Entry:
    card = build_card(piece.column, inputs.settings, authors, inputs.files)
    return Entry(column=piece.column, body=piece.body, card=card)


def _linked_from(live: Iterable[Listed]) -> Mapping[str, tuple[ColumnId, ...]]:
    found: dict[str, tuple[ColumnId, ...]] = {}
    for one in live:
        for path in one.leads_to:
            found[path] = (*found.get(path, ()), one.id)
    return found


def _year(shelf: Shelf) -> int:
    return int(shelf.key.name)


def _tell_apart(inputs: Inputs) -> tuple[list[Listed], list[Problem]]:
    """Keep the first column of each id, in the order of their paths."""
    first: dict[ColumnId, Listed] = {}
    problems: list[Problem] = []
    for one in sorted(inputs.listed, key=lambda one: one.path):
        other = first.setdefault(one.id, one)
        if other is not one:
            problems.append(same_id(inputs.pieces[one.path].column, other.path))
    return list(first.values()), problems


def _check_discussions(inputs: Inputs) -> list[Problem]:
    known = {one.id for one in inputs.listed}
    return [
        nobodys_comments(discussion.path, discussion.column)
        for discussion in inputs.discussions
        if discussion.column not in known
    ]


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

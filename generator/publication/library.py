"""The library: everything publishable, ready to be asked.

Pure.  Invariant: there is one publishable set.  What isn't in `entries` is nowhere else
either; every page, feed and link check reads from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from generator.problems import Place, Problem, sort_problems
from generator.publication.calendar import (
    State,
    Withheld,
    judge,
    may_publish,
    withhold,
)
from generator.publication.cards import Card
from generator.publication.doubts import doubt_names
from generator.publication.entries import Entry, build_entry, check_authors
from generator.publication.inputs import FileFacts, Inputs, Piece
from generator.publication.shelves import (
    Shelf,
    ShelfKey,
    ShelfKind,
    Shelves,
    build_shelves,
    keys_of,
)
from generator.source.author import Author, DeskPage, Discussion
from generator.source.column import AuthorId, ColumnId
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
            found += year.cards[::-1][: count - len(found)]
        return tuple(found)

    def keys_of(self, entry: Entry) -> tuple[ShelfKey, ...]:
        """Name the shelves that a column stands on."""
        return tuple(key for key, _ in keys_of(entry, self.settings))


def build_library(inputs: Inputs) -> tuple[Library, tuple[Problem, ...]]:
    """Build the library of what may be published at `inputs.now`.

    A column with an author who isn't known is left out, and so are all but the first of
    columns with one id: each is a problem that stops the run.
    """
    authors = {author.id: author for author in inputs.authors}
    pieces, problems = _tell_apart(inputs.pieces)
    entries: list[Entry] = []
    withheld: dict[str, Withheld] = {}
    for piece in pieces:
        column = piece.column
        state = judge(column, inputs.now)
        unknown = check_authors(column, authors)
        if not may_publish(state, drafts=inputs.drafts):
            withheld[column.path] = withhold(column, state)
        elif unknown:
            problems += unknown
        else:
            entries.append(build_entry(piece, inputs, authors))
    entries.sort(key=lambda entry: (entry.card.date.at.timestamp(), entry.card.id))
    shelves = build_shelves(entries, inputs.settings)
    problems += doubt_names(entries, inputs.settings)
    problems += _check_discussions(inputs)
    library = Library(
        settings=inputs.settings,
        authors=authors,
        desk_pages=inputs.desk_pages,
        discussions={
            discussion.column: discussion for discussion in inputs.discussions
        },
        files=inputs.files,
        entries={entry.column.id: entry for entry in entries},
        columns_by_path={entry.column.path: entry.column.id for entry in entries},
        withheld=dict(sorted(withheld.items())),
        shelves=shelves,
    )
    return library, sort_problems(problems)


def _year(shelf: Shelf) -> int:
    return int(shelf.key.name)


def state_of(library: Library, path: str) -> State | None:
    """Tell where a column's file stands; None when there is no such column."""
    if path in library.columns_by_path:
        return State.LIVE
    found = library.withheld.get(path)
    return found.state if found else None


def _tell_apart(pieces: Iterable[Piece]) -> tuple[list[Piece], list[Problem]]:
    """Keep the first piece of each id."""
    first: dict[ColumnId, Piece] = {}
    problems: list[Problem] = []
    for piece in sorted(pieces, key=lambda piece: piece.column.path):
        column = piece.column
        other = first.setdefault(column.id, piece)
        if other is not piece:
            place = column.places.get("id") or Place(file=column.path)
            problems.append(
                Problem(
                    place=place,
                    message=f"the id “{column.id}” is {other.column.path}'s already",
                    hint="give this column an id of its own",
                )
            )
    return list(first.values()), problems


def _check_discussions(inputs: Inputs) -> list[Problem]:
    """Name the files of comments that belong to no column."""
    known = {piece.column.id for piece in inputs.pieces}
    return [
        Problem(
            place=Place(file=discussion.path),
            message=f"there is no column with the id “{discussion.column}”",
            hint="name the file after the column's id: comments/<id>.yaml",
        )
        for discussion in inputs.discussions
        if discussion.column not in known
    ]

"""The library: everything publishable, ready to be asked.

Pure.  Invariant: there is one publishable set.  What isn't in `entries` is nowhere else
either; every page, feed and link check reads from here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
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
from generator.publication.entries import Entry, all_known, build_entry, check_authors
from generator.publication.inputs import FileFacts, Inputs
from generator.publication.listed import Listed
from generator.publication.shelf_keys import ShelfKey, ShelfKind
from generator.publication.shelves import Shelf, Shelves, build_shelves
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
    listed: Mapping[ColumnId, Listed]
    """The same columns, by what decides where they stand."""
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

    def keys_of(self, column: ColumnId) -> tuple[ShelfKey, ...]:
        """Name the shelves that a column stands on."""
        return tuple(key for key, _ in self.listed[column].keys)


class Entries(Mapping[ColumnId, Entry]):
    """The publishable columns, oldest first; each is made when it is asked for."""

    def __init__(
        self, paths: Mapping[ColumnId, str], make: Callable[[str], Entry]
    ) -> None:
        self._paths = paths
        self._make = make
        self._made: dict[ColumnId, Entry] = {}

    def __getitem__(self, column: ColumnId) -> Entry:
        """Give an entry, made once."""
        found = self._made.get(column)
        if found is None:
            found = self._made[column] = self._make(self._paths[column])
        return found

    def __contains__(self, column: object) -> bool:
        """Tell whether a column is published, without making its entry."""
        return column in self._paths

    def __iter__(self) -> Iterator[ColumnId]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


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
    entries = Entries(
        {one.id: one.path for one in live},
        lambda path: build_entry(inputs.pieces[path], inputs, authors),
    )
    problems += doubt_names(live, inputs)
    problems += _check_discussions(inputs)
    library = Library(
        settings=inputs.settings,
        authors=authors,
        desk_pages=inputs.desk_pages,
        discussions={held.column: held for held in inputs.discussions},
        files=inputs.files,
        entries=entries,
        listed={one.id: one for one in live},
        columns_by_path={one.path: one.id for one in live},
        withheld=withheld,
        shelves=build_shelves(live, entries),
    )
    return library, sort_problems(problems)


def _year(shelf: Shelf) -> int:
    return int(shelf.key.name)


def _tell_apart(inputs: Inputs) -> tuple[list[Listed], list[Problem]]:
    """Keep the first column of each id, in the order of their paths."""
    first: dict[ColumnId, Listed] = {}
    problems: list[Problem] = []
    for one in sorted(inputs.listed, key=lambda one: one.path):
        other = first.setdefault(one.id, one)
        if other is not one:
            places = inputs.pieces[one.path].column.places
            problems.append(
                Problem(
                    place=places.get("id") or Place(file=one.path),
                    message=f"the id “{one.id}” is {other.path}'s already",
                    hint="give this column an id of its own",
                )
            )
    return list(first.values()), problems


def _check_discussions(inputs: Inputs) -> list[Problem]:
    """Name the files of comments that belong to no column."""
    known = {one.id for one in inputs.listed}
    return [
        Problem(
            place=Place(file=discussion.path),
            message=f"there is no column with the id “{discussion.column}”",
            hint="name the file after the column's id: comments/<id>.yaml",
        )
        for discussion in inputs.discussions
        if discussion.column not in known
    ]

"""The library built from nothing: what one that is looked up has to equal.

As easy to read as can be, and of values alone: no database, and no difference from an
earlier state.
"""

from __future__ import annotations

import datetime as dt
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from msgspec import Struct, field

from generator.problems import Problem, sort_problems
from generator.publication.calendar import (
    Withheld,
    judge,
    may_publish,
    withhold,
)
from generator.publication.cards import Card
from generator.publication.doubts import doubt_names
from generator.publication.entries import Entry, all_known, build_card, check_authors
from generator.publication.inputs import Piece
from generator.publication.library import Library, nobodys_comments, same_id
from generator.publication.listed import Listed, paths_named, shelf_names
from generator.publication.naming import section_of
from generator.publication.shelf_keys import ShelfKey, ShelfKind
from generator.publication.shelves import Cards, Shelf, Shelves
from generator.source.author import Author, DeskPage, Discussion
from generator.source.body import Body
from generator.source.column import AuthorId, Column, ColumnId
from generator.source.pictures import FileFacts
from generator.source.settings import Settings


class Paper(Struct, frozen=True, kw_only=True):
    """Everything that decides what is published, and what surrounds it."""

    settings: Settings
    pieces: tuple[Piece, ...] = ()
    """Every column that there is, in any order."""
    authors: tuple[Author, ...] = ()
    desk_pages: tuple[DeskPage, ...] = ()
    discussions: tuple[Discussion, ...] = ()
    files: Mapping[str, FileFacts] = field(default_factory=dict)
    """Every file of `static/` and every file beside a text, by its path."""
    now: dt.datetime
    drafts: bool = False


def build_library(paper: Paper) -> tuple[Library, tuple[Problem, ...]]:
    """Build the library of what may be published at `paper.now`.

    A column with an author who isn't known is left out, and so are all but the first of
    columns with one id: each is a problem that stops the run.
    """
    authors = {author.id: author for author in paper.authors}
    pieces = {piece.column.path: piece for piece in paper.pieces}
    listed, problems = _tell_apart(paper)
    live: list[Listed] = []
    withheld: dict[str, Withheld] = {}
    for one in listed:
        column, state = pieces[one.path].column, judge(one, paper.now.timestamp())
        if not may_publish(state, drafts=paper.drafts):
            withheld[one.path] = withhold(column, state)
        elif all_known(one, authors):
            live.append(one)
        else:
            problems += check_authors(column, authors)
    live.sort(key=lambda one: one.order)
    entries = {one.id: _entry(pieces[one.path], paper, authors) for one in live}
    cards = {column: entry.card for column, entry in entries.items()}
    library = Library(
        settings=paper.settings,
        authors=authors,
        desk_pages=paper.desk_pages,
        discussions={held.column: held for held in paper.discussions},
        files=paper.files,
        entries=entries,
        cards=cards,
        corrected=tuple(one.id for one in live if one.corrections),
        elsewhere=frozenset(one.id for one in live if one.elsewhere),
        linked_from=_linked_from(live),
        listed={one.id: one for one in live},
        columns_by_path=dict(sorted((one.path, one.id) for one in live)),
        withheld=withheld,
        shelves=build_shelves(live, cards),
    )
    problems += doubt_names(library)
    problems += _check_discussions(paper)
    return library, sort_problems(problems)


def list_column(column: Column, body: Body, settings: Settings) -> Listed:
    """List a column by what decides where it stands."""
    names = dict(shelf_names(column))
    if column.section:
        section = section_of(column.section, settings)
        names[ShelfKind.SECTION, section.id] = section.label
    return Listed(
        id=column.id,
        path=column.path,
        at=column.date.at.timestamp(),
        until=column.expires.at.timestamp() if column.expires else None,
        draft=column.draft,
        keys=tuple(
            (ShelfKey(kind=kind, name=name), label)
            for (kind, name), label in names.items()
        ),
        part=column.series.part if column.series else None,
        leads_to=paths_named(column, body),
        corrections=len(column.corrections),
        elsewhere=bool(column.canonical),
    )


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
    key: ShelfKey, held: list[tuple[Listed, str]], cards: Mapping[ColumnId, Card]
) -> Shelf:
    if key.kind is ShelfKind.SERIES:
        held.sort(key=lambda item: (_part(item[0]), *item[0].order))
    else:
        held.sort(key=lambda item: item[0].order)
    labels = Counter(label for _, label in held)
    return Shelf(
        key=key,
        label=max(labels, key=lambda spelling: labels[spelling]),
        order=tuple(one.order for one, _ in held),
        cards=Cards(tuple(one.id for one, _ in held), cards),
        spellings=len(labels),
    )


def _part(listed: Listed) -> int:
    return sys.maxsize if listed.part is None else listed.part


def _order(key: ShelfKey) -> tuple[str, str]:
    return key.kind.value, key.name


def _entry(piece: Piece, paper: Paper, authors: Mapping[AuthorId, Author]) -> Entry:
    card = build_card(piece.column, paper.settings, authors, paper.files)
    return Entry(column=piece.column, body=piece.body, card=card)


def _linked_from(live: Iterable[Listed]) -> Mapping[str, tuple[ColumnId, ...]]:
    found: dict[str, tuple[ColumnId, ...]] = {}
    for one in sorted(live, key=lambda one: one.path):
        for path in one.leads_to:
            found[path] = (*found.get(path, ()), one.id)
    return found


def _tell_apart(paper: Paper) -> tuple[list[Listed], list[Problem]]:
    """Keep the first column of each id, in the order of their paths."""
    first: dict[ColumnId, Listed] = {}
    problems: list[Problem] = []
    for piece in sorted(paper.pieces, key=lambda piece: piece.column.path):
        one = list_column(piece.column, piece.body, paper.settings)
        other = first.setdefault(one.id, one)
        if other is not one:
            problems.append(same_id(piece.column, other.path))
    return list(first.values()), problems


def _check_discussions(paper: Paper) -> list[Problem]:
    known = {piece.column.id for piece in paper.pieces}
    return [
        nobodys_comments(discussion.path, discussion.column)
        for discussion in paper.discussions
        if discussion.column not in known
    ]

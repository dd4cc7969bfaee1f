"""Looking up: the library as the record and the store of texts have it.

Owns how each of its parts is found when a page asks for it.  Invariant: what the
record does not call live can't be reached from here.
"""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

from generator.engine.codec import decoder
from generator.engine.desk_facts import facts_of, load_values
from generator.engine.listed_rows import ListedReader
from generator.engine.shelving import load_order
from generator.publication.calendar import Withheld
from generator.publication.cards import Card
from generator.publication.entries import Entry
from generator.publication.inputs import Inputs, Piece
from generator.publication.lazy import Lazy, LazySequence
from generator.publication.library import Library
from generator.publication.listed import Listed
from generator.publication.shelf_keys import ShelfKey, ShelfKind
from generator.publication.shelves import Cards, Shelf
from generator.source.author import Author, DeskPage, Discussion
from generator.source.column import ColumnId
from generator.source.pictures import FileFacts
from generator.source.settings import Settings

T = TypeVar("T")
_FEW = 500
"""How many columns are kept whole: hardly any is asked for after its own page."""
_MANY = 100_000
"""How many cards are kept, 2 kB each: pages far from each other ask for the same one.
With a fifth of so many, each card of 100,000 was read three times."""


def open_library(
    record: sqlite3.Connection, store: sqlite3.Connection, settings: Settings
) -> Library:
    """Give the library of what is live; little of it is read before it is asked for."""
    finder = _Finder(record, store, settings)
    return Library(
        settings=settings,
        authors={author.id: author for author in load_values(store, "author", Author)},
        desk_pages=load_values(store, "page", DeskPage),
        discussions=Lazy(finder.discussion, lambda: ()),
        files=find_files(store),
        entries=Lazy(finder.entry, finder.columns, _FEW),
        cards=finder.cards,
        listed=finder.listings,
        corrected=finder.corrected(),
        elsewhere=finder.elsewhere(),
        linked_from=Lazy(finder.linked_from, lambda: ()),
        columns_by_path=Lazy(finder.column_at, finder.paths),
        withheld=Lazy(finder.withheld, finder.withheld_paths),
        shelves=Lazy(finder.shelf, cache(finder.shelves)),
    )


def gather_inputs(
    store: sqlite3.Connection, settings: Settings, *, now: dt.datetime, drafts: bool
) -> Inputs:
    """Give every column that there is, published or not: for the desk's eyes alone."""
    reader, decode = ListedReader(settings), decoder(Piece)
    rows = store.execute("select listed from text where listed != '' order by path")

    def find(path: str) -> Piece | None:
        row = store.execute("select value from said where path=?", (path,)).fetchone()
        return decode(row[0]) if row else None

    return Inputs(
        settings=settings,
        listed=tuple(reader.read(row) for (row,) in rows),
        pieces=Lazy(find, lambda: ()),
        now=now,
        drafts=drafts,
    )


def find_files(store: sqlite3.Connection) -> Mapping[str, FileFacts]:
    """Give what is known of each file that is no text, by path."""

    def find(path: str) -> FileFacts | None:
        query = "select path, digest, width, height, size from file where path=?"
        row = store.execute(query, (path,)).fetchone()
        return facts_of(row) if row else None

    return Lazy(
        find, lambda: _first(store.execute("select path from file order by path"))
    )


class _Finder:
    """Asks the record and the store."""

    def __init__(
        self,
        record: sqlite3.Connection,
        store: sqlite3.Connection,
        settings: Settings,
    ) -> None:
        self._record = record
        self._store = store
        self._reader = ListedReader(settings)
        self.listings: Lazy[ColumnId, Listed] = Lazy(self.listed, self.columns, _FEW)
        self.cards: Lazy[ColumnId, Card] = Lazy(self.card, self.columns, _MANY)
        self._discussed = cache(self.any_discussion)
        self._decode_card = decoder(Card)
        self._decode_piece = decoder(Piece)

    def columns(self) -> Iterable[ColumnId]:
        return _first(self._record.execute("select id from live order by at, id"))

    def paths(self) -> Iterable[str]:
        return _first(self._record.execute("select path from live order by path"))

    def column_at(self, path: str) -> ColumnId | None:
        return _one(self._record, "select id from live where path=?", path, ColumnId)

    def listed(self, column: ColumnId) -> Listed | None:
        query = "select listed from live where id=?"
        return _one(self._record, query, column, self._reader.read)

    def card(self, column: ColumnId) -> Card | None:
        query = "select card from live where id=?"
        return _one(self._record, query, column, self._decode_card)

    def entry(self, column: ColumnId) -> Entry | None:
        listed = self.listings.get(column)
        if listed is None:
            return None
        query = "select value from said where path=?"
        piece = _one(self._store, query, listed.path, self._decode_piece)
        assert piece is not None, "what is live is in the store"
        card = self.cards[column]
        return Entry(column=piece.column, body=piece.body, card=card)

    def corrected(self) -> tuple[ColumnId, ...]:
        # Few are: to go through all of them in the order of their dates takes longer.
        query = (
            "select id from live indexed by live_corrected"
            " where corrections > 0 order by at, id"
        )
        return tuple(_first(self._record.execute(query)))

    def elsewhere(self) -> frozenset[ColumnId]:
        query = "select id from live where elsewhere > 0"
        return frozenset(_first(self._record.execute(query)))

    def any_discussion(self) -> bool:
        query = (
            "select 1 from text where key > 'comments:' and key < 'comments;' limit 1"
        )
        return self._store.execute(query).fetchone() is not None

    def discussion(self, column: ColumnId) -> Discussion | None:
        if not self._discussed():
            return None
        query = "select value from said join text using (path) where key=?"
        key = f"comments:{column}"
        return _one(self._store, query, key, decoder(Discussion))

    def linked_from(self, path: str) -> tuple[ColumnId, ...]:
        query = "select path from lead where target=? order by path"
        paths = list(_first(self._store.execute(query, (path,))))
        found = (self.column_at(one) for one in paths)
        return tuple(column for column in found if column is not None)

    def withheld(self, path: str) -> Withheld | None:
        query = "select note from withheld where path=?"
        return _one(self._record, query, path, decoder(Withheld))

    def withheld_paths(self) -> Iterable[str]:
        return _first(self._record.execute("select path from withheld order by path"))

    def shelves(self) -> Iterable[ShelfKey]:
        found = self._record.execute("select kind, name from shelf order by kind, name")
        return [ShelfKey(kind=ShelfKind(kind), name=name) for kind, name in found]

    def shelf(self, key: ShelfKey) -> Shelf | None:
        query = "select label, spellings, count from shelf where kind=? and name=?"
        row = self._record.execute(query, (key.kind.value, key.name)).fetchone()
        if row is None:
            return None
        label, spellings, count = row
        order = LazySequence(count, lambda: load_order(self._record, key))
        ids = LazySequence(count, lambda: tuple(ColumnId(one) for _, one in order[:]))
        return Shelf(
            key=key,
            label=label,
            order=order,
            cards=Cards(ids, self.cards),
            spellings=spellings,
        )


def _one(
    connection: sqlite3.Connection, query: str, key: str, read: Callable[[Any], T]
) -> T | None:
    row = connection.execute(query, (key,)).fetchone()
    return read(row[0]) if row else None


def _first(rows: Iterable[tuple[str]]) -> Iterable[ColumnId]:
    return [ColumnId(row[0]) for row in rows]

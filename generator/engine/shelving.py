"""Shelving: which columns are published and on which shelves they stand, in the record.

Owns those tables and how they are brought up to date by difference.  Invariants: what
is not in `live` is on no shelf; a shelf's row counts what stands on it.  A shelf is
kept in one piece, as it is asked for: to write a row for each column on it took three
times as long.
"""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from math import inf
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from msgspec.json import Decoder, Encoder

from generator.digest import Digest
from generator.engine.codec import spell
from generator.publication.shelf_keys import ShelfKey, ShelfKind

if TYPE_CHECKING:
    from generator.publication.calendar import Withheld
    from generator.publication.listed import Listed

TABLES = """
create table live (
    path text, id text primary key, at real, listed text, look text, corrections int,
    elsewhere int, card blob
) without rowid;
create unique index live_path on live (path);
create index live_at on live (at, id);
create index live_corrected on live (corrections) where corrections > 0;
create index live_elsewhere on live (elsewhere) where elsewhere > 0;
create table shelf (
    kind text, name text, label text, spellings int, count int, primary key (kind, name)
) without rowid;
create table shelved (
    kind text, name text, orders blob, marks blob, primary key (kind, name)
);
create table withheld (path text primary key, note text) without rowid;
create table barred (path text primary key) without rowid;
create table pending (key text primary key) without rowid;
"""
NAMES = ("live", "shelved", "shelf", "withheld", "barred", "pending")
EVERYTHING = "*"
"""In `pending`: every part of the plan."""
DRESS = "@theme"
"""In `pending`: every part with a page whose template is another."""


Order = tuple[float, str]
"""Date in seconds and id of a column, as `Listed.order`."""
_Standing = tuple[float, str, int | None, str]
"""A column on a shelf: its order, its part of a series, how it spells the label."""


class LiveRow(NamedTuple):
    """One published column."""

    path: str
    id: str
    at: float
    listed: str
    """As spelled in the store of texts."""
    look: Digest
    """Of its card."""
    corrections: int
    elsewhere: bool
    """Whether its canonical address is on another site."""
    card: bytes
    """As spelled in the store of texts."""


class Move(NamedTuple):
    """What becomes of one column on the shelves."""

    path: str
    old: Listed | None
    """None: it was not published."""
    new: tuple[Listed, LiveRow] | None
    """None: it is not published now."""


def load_live(connection: sqlite3.Connection, path: str) -> LiveRow | None:
    """Give the row of a published column, by its path."""
    found = connection.execute("select * from live where path=?", (path,)).fetchone()
    return LiveRow(*found) if found else None


def count_live(connection: sqlite3.Connection) -> int:
    """Count the columns that are published."""
    (count,) = connection.execute("select count(*) from live").fetchone()
    return int(count)


def load_barred(connection: sqlite3.Connection) -> frozenset[str]:
    """Name the columns that a mistake keeps from being published."""
    found = connection.execute("select path from barred")
    return frozenset(path for (path,) in found)


def load_pending(connection: sqlite3.Connection) -> frozenset[str]:
    """Name the parts of the plan that were touched and not yet carried out."""
    found = connection.execute("select key from pending")
    return frozenset(key for (key,) in found)


def add_pending(connection: sqlite3.Connection, keys: Iterable[str]) -> None:
    """Note that parts of the plan are touched, until they are carried out."""
    connection.executemany(
        "insert or ignore into pending values (?)", ((key,) for key in keys)
    )


def settle(connection: sqlite3.Connection) -> None:
    """Note that all that was pending is carried out."""
    connection.execute("delete from pending")


class Filling:
    """Shelves that are filled anew, some columns at a time."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Take everything from them."""
        for name in NAMES:
            connection.execute(f"delete from {name}")  # noqa: S608  # our own names
        self._connection = connection
        self._coming: defaultdict[ShelfKey, list[_Standing]] = defaultdict(list)

    def add(self, columns: Iterable[tuple[Listed, LiveRow]]) -> None:
        """Take columns that are published; they can be asked for at the end."""
        rows: list[LiveRow] = []
        for listed, row in columns:
            rows.append(row)
            for key, label in listed.keys:
                self._coming[key].append((listed.at, listed.id, listed.part, label))
        self._connection.executemany(_PUBLISH, rows)

    def end(self) -> None:
        """Write down which column stands where."""
        for key, standing in self._coming.items():
            _sort(standing, key)
            _save_standing(self._connection, key, standing)


def move_columns(connection: sqlite3.Connection, moves: Iterable[Move]) -> None:
    """Put columns onto shelves, move them and take them away."""
    held = list(moves)
    olds = [move.old for move in held if move.old is not None]
    rows = [move.new[1] for move in held if move.new is not None]
    connection.executemany(
        "delete from live where path=?", ((old.path,) for old in olds)
    )
    connection.executemany(_PUBLISH, rows)
    _move_on_shelves(connection, [move for move in held if not _stays(move)])


_PUBLISH = "insert into live values (?, ?, ?, ?, ?, ?, ?, ?)"


def _stays(move: Move) -> bool:
    """Tell whether a column stands on its shelves where it stood."""
    if move.old is None or move.new is None:
        return False
    old, new = move.old, move.new[0]
    return (old.order, old.keys, old.part) == (new.order, new.keys, new.part)


def _move_on_shelves(connection: sqlite3.Connection, moves: list[Move]) -> None:
    leaving: defaultdict[ShelfKey, set[Order]] = defaultdict(set)
    coming: defaultdict[ShelfKey, list[_Standing]] = defaultdict(list)
    for move in moves:
        if move.old is not None:
            for key, _ in move.old.keys:
                leaving[key].add(move.old.order)
        if move.new is not None:
            new = move.new[0]
            for key, label in new.keys:
                coming[key].append((new.at, new.id, new.part, label))
    for key in {**leaving, **coming}:
        gone = leaving[key]
        stay = (one for one in _load_standing(connection, key) if one[:2] not in gone)
        standing = [*stay, *coming[key]]
        _sort(standing, key)
        _save_standing(connection, key, standing)


def _sort(standing: list[_Standing], key: ShelfKey) -> None:
    standing.sort(key=_by_part if key.kind is ShelfKind.SERIES else None)


def keep_withheld(
    connection: sqlite3.Connection,
    paths: Iterable[str],
    notes: Iterable[Withheld],
    barred: Iterable[str],
) -> None:
    """Note which of some columns are withheld, and which a mistake keeps out."""
    gone = [(path,) for path in paths]
    connection.executemany("delete from withheld where path=?", gone)
    connection.executemany("delete from barred where path=?", gone)
    connection.executemany(
        "insert into withheld values (?, ?)",
        ((note.path, spell(note)) for note in notes),
    )
    connection.executemany("insert into barred values (?)", ((one,) for one in barred))


def load_order(connection: sqlite3.Connection, key: ShelfKey) -> tuple[Order, ...]:
    """Give date and id of what stands on a shelf, in its order."""
    found = connection.execute(
        "select orders from shelved where kind=? and name=?", _named(key)
    ).fetchone()
    return _read_orders(found[0]) if found else ()


def _load_standing(
    connection: sqlite3.Connection, key: ShelfKey
) -> Iterator[_Standing]:
    found = connection.execute(
        "select orders, marks from shelved where kind=? and name=?", _named(key)
    ).fetchone()
    if found is not None:
        orders, marks = _read_orders(found[0]), _read_marks(found[1])
        yield from ((*order, *mark) for order, mark in zip(orders, marks, strict=True))


def _save_standing(
    connection: sqlite3.Connection, key: ShelfKey, standing: list[_Standing]
) -> None:
    """Write down a shelf; one that is empty is none."""
    if not standing:
        for table in ("shelf", "shelved"):
            connection.execute(
                f"delete from {table} where kind=? and name=?",  # noqa: S608  # our own words
                _named(key),
            )
        return
    labels = Counter(map(_label_of, standing))
    # The spelling that most columns use, the first of equals.
    label = max(labels, key=lambda spelling: labels[spelling])
    connection.execute(
        "insert or replace into shelf values (?, ?, ?, ?, ?)",
        (*_named(key), label, len(labels), len(standing)),
    )
    orders = _encode([one[:2] for one in standing])
    marks = _encode([one[2:] for one in standing])
    connection.execute(
        "insert or replace into shelved values (?, ?, ?, ?)",
        (*_named(key), orders, marks),
    )


def _named(key: ShelfKey) -> tuple[str, str]:
    return key.kind.value, key.name


def _by_part(one: _Standing) -> tuple[float, float, str]:
    at, name, part, _ = one
    return (inf if part is None else part), at, name


_label_of = itemgetter(3)
_encode = Encoder().encode
_read_orders = Decoder(tuple[Order, ...]).decode
_read_marks = Decoder(list[tuple[int | None, str]]).decode

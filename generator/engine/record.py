"""The record: what was built from what, last time, into one output.

Owns `.byline/record-<output>.sqlite`: plain rows and JSON.  Invariant: a row is written
after the file it speaks of, so that a build that was killed has the old row, whose
stamp no longer fits, and the next build makes that page again.
"""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

from generator.digest import Digest
from generator.engine.codec import decoder, encode
from generator.engine.kept import connect
from generator.engine.reasons import Rendering, Why
from generator.engine.stage import make_state
from generator.problems import Problem
from generator.source.scan import Stamp
from generator.urls import Address

if TYPE_CHECKING:
    from generator.pages.texts import Part
    from generator.publication.links import Resolved

_SCHEMA = 2
_TABLE = """
create table page (
    address text primary key, owner text, origin text, path text, stage int,
    fingerprint text, digest text, mtime int, size int, inode int
) without rowid;
create index page_owner on page (owner);
create table part (owner text primary key, problems text, unchecked text) without rowid;
create table live (path text primary key, digest text, listed text, card text)
    without rowid;
create table making (address text primary key, needs text, why text) without rowid;
create table meta (name text primary key, value text) without rowid;
"""


_EMPTY = "delete from page; delete from part; delete from live; delete from meta;"


class PageRow(NamedTuple):
    """One file of the output, as it was written last."""

    address: str
    owner: str
    """The plan key whose part it belongs to."""
    origin: str
    """What a person would call its source."""
    path: str
    """Below the output."""
    stage: int
    fingerprint: Digest
    digest: Digest
    """Of its bytes."""
    stamp: Stamp


class LiveRow(NamedTuple):
    """One published column, as it was planned last."""

    path: str
    digest: Digest
    """Of its text, and of the comments on it."""
    listed: str
    """As spelled in the store of texts."""
    card: Digest


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """An open record."""

    connection: sqlite3.Connection


@contextmanager
def open_record(site: Path, name: str, *, clean: bool) -> Iterator[Record]:
    """Open the record of one output; one that is broken is made anew.

    With `clean` nothing of it is trusted.
    """
    connection = connect(_file(site, name), _TABLE, _SCHEMA)
    try:
        if clean:
            connection.executescript(_EMPTY)
            connection.execute("delete from making")
        yield Record(connection=connection)
    finally:
        connection.close()


@contextmanager
def peek_record(site: Path, name: str, *, clean: bool) -> Iterator[Record]:
    """Open the record of one output for reading; where there is none, none is made."""
    file = _file(site, name)
    there = file.exists() and not clean
    connection = connect(file if there else Path(":memory:"), _TABLE, _SCHEMA)
    try:
        connection.execute("pragma query_only=on")
        yield Record(connection=connection)
    finally:
        connection.close()


class Opening(Protocol):
    """A way to open a record."""

    def __call__(
        self, site: Path, name: str, *, clean: bool
    ) -> AbstractContextManager[Record]:
        """Open the record of one output, for as long as the context lasts."""


def load_meta(record: Record, name: str) -> str:
    """Give one fact of the last build; "" for none."""
    found = record.connection.execute("select value from meta where name=?", (name,))
    row = found.fetchone()
    return str(row[0]) if row else ""


def load_pages(record: Record) -> dict[str, PageRow]:
    """Give every file of the output, by address."""
    found = record.connection.execute("select * from page")
    return {row[0]: _page(row) for row in found}


def find_stale(record: Record, output: Path) -> frozenset[str]:
    """Name the owners of files of the output that aren't as the record has them."""
    found = record.connection.execute(
        "select owner, path, mtime, size, inode from page order by path"
    )
    folder = f"{output}/"
    return frozenset(
        owner
        for owner, path, *state in found
        if _state_of(folder + path) != tuple(state)
    )


def count_pages(record: Record) -> int:
    """Count the files of the output."""
    (count,) = record.connection.execute("select count(*) from page").fetchone()
    return int(count)


def load_makings(
    record: Record, addresses: Iterable[str]
) -> dict[str, tuple[str, Why]]:
    """Give what pages were made from, and why, when they were rendered last."""
    found: dict[str, tuple[str, Why]] = {}
    for address in addresses:
        row = record.connection.execute(
            "select needs, why from making where address=?", (address,)
        ).fetchone()
        if row is not None:
            found[address] = row[0], tuple(json.loads(row[1]))
    return found


def load_rendered(record: Record) -> tuple[Rendering, ...]:
    """Give every page that the record knows the making of, by address."""
    found = record.connection.execute(
        "select address, origin, path, needs, why from page join making using (address)"
        " order by address"
    )
    return tuple(
        Rendering(
            address=Address(address),
            origin=origin,
            path=path,
            needs=needs,
            why=tuple(json.loads(why)),
        )
        for address, origin, path, needs, why in found
    )


def load_live(record: Record) -> dict[str, LiveRow]:
    """Give every published column, by path."""
    found = record.connection.execute("select path, digest, listed, card from live")
    return {row[0]: LiveRow(row[0], Digest(row[1]), row[2], row[3]) for row in found}


def load_troubled(record: Record) -> dict[str, tuple[Problem, ...]]:
    """Give the problems of every part that has some, by its key."""
    decode = decoder(tuple[Problem, ...])
    found = record.connection.execute(
        "select owner, problems from part where problems != '[]'"
    )
    return {row[0]: decode(json.loads(row[1])) for row in found}


def load_unchecked(record: Record) -> dict[str, tuple[Resolved, ...]]:
    """Give the links that can only be checked by all addresses, by their part's key."""
    from generator.publication.links import Resolved  # noqa: PLC0415  # starts sooner

    decode = decoder(tuple[Resolved, ...])
    found = record.connection.execute(
        "select owner, unchecked from part where unchecked != '[]'"
    )
    return {row[0]: decode(json.loads(row[1])) for row in found}


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """What a build adds to the record."""

    parts: Mapping[str, Part]
    """What was planned, by key; all else of these keys is gone."""
    pages: Iterable[PageRow]
    live: Iterable[LiveRow]
    """Columns that are new or another."""
    dead: Iterable[str]
    """Paths of columns that are not published any more."""
    rendered: Iterable[Rendering]
    meta: Mapping[str, str]
    whole: bool
    """Whether this is all there is: nothing older stays."""


def save_news(record: Record, news: News) -> None:
    """Write what a build has done, all of it or nothing."""
    connection = record.connection
    connection.execute("begin immediate")
    if news.whole:
        for statement in _EMPTY.split(";"):
            connection.execute(statement)
    owners = [(owner,) for owner in news.parts]
    connection.executemany("delete from page where owner=?", owners)
    connection.executemany("delete from part where owner=?", owners)
    connection.executemany(
        "insert or replace into page values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (*row[:7], row.stamp.mtime_ns, row.stamp.size, row.stamp.inode)
            for row in news.pages
        ),
    )
    connection.executemany(
        "insert into part values (?, ?, ?)",
        (
            (owner, _spell(part.problems), _spell(part.resolved))
            for owner, part in news.parts.items()
            if part.pages or part.files or part.problems
        ),
    )
    dead = [(path,) for path in news.dead]
    connection.executemany("delete from live where path=?", dead)
    connection.executemany("insert or replace into live values (?, ?, ?, ?)", news.live)
    connection.executemany(
        "insert or replace into meta values (?, ?)", news.meta.items()
    )
    connection.executemany(
        "insert or replace into making values (?, ?, ?)",
        ((one.address, one.needs, json.dumps(one.why)) for one in news.rendered),
    )
    if news.whole or news.dead:
        connection.execute(
            "delete from making where address not in (select address from page)"
        )
    connection.execute("commit")


def stamp_of(file: Path) -> Stamp | None:
    """Ask the disk for a plain file's stamp; None for a link and what isn't there."""
    found = _state_of(str(file))
    return Stamp(mtime_ns=found[0], size=found[1], inode=found[2]) if found else None


def _state_of(file: str) -> tuple[int, int, int] | None:
    try:
        found = os.lstat(file)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return found.st_mtime_ns, found.st_size, found.st_ino


def _file(site: Path, name: str) -> Path:
    return make_state(site) / f"record-{name}.sqlite"


def _spell(values: tuple[object, ...]) -> str:
    return json.dumps(encode(values), ensure_ascii=False) if values else "[]"


def _page(row: tuple[Any, ...]) -> PageRow:
    stamp = Stamp(mtime_ns=row[7], size=row[8], inode=row[9])
    address, owner, origin, path, stage, fingerprint, made = row[:7]
    return PageRow(address, owner, origin, path, stage, fingerprint, made, stamp)

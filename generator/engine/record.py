"""The record: what was built from what, last time, into one output.

Owns `.byline/record-<output>.sqlite`: plain rows and JSON.  Invariants: a row of a file
is written after the file it speaks of, so that a build that was killed has the old row,
whose stamp no longer fits; what a survey has touched stays pending until the output has
it.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from msgspec import Struct

from generator.digest import Digest
from generator.engine.codec import decoder, spell
from generator.engine.database import connect, remove_database
from generator.engine.made_of import (
    MADE,
    MAKING,
    forget_gone,
    keep_making,
)
from generator.engine.reasons import Rendering
from generator.engine.shelving import NAMES, TABLES
from generator.engine.stage import make_state
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.publication.links import Resolved

SCHEMA = 9
_INDEXES = """
create index page_owner on page (owner);
create index page_stage on page (stage);
"""
TABLE = f"""
create table page (
    address text primary key, owner text, origin text, path text, stage int,
    fingerprint text, digest text, mtime int, size int, inode int
) without rowid;
{_INDEXES}
create table part (owner text primary key, problems text) without rowid;
create table unchecked (owner text, address text, link text);
create index unchecked_owner on unchecked (owner);
create index unchecked_address on unchecked (address);
create table meta (name text primary key, value text) without rowid;
{TABLES}
{MAKING}
"""


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
    mtime: int
    size: int
    inode: int

    @property
    def state(self) -> tuple[int, int, int]:
        """What the disk said of it when it was written."""
        return self[7:10]


class Record(Struct, frozen=True, kw_only=True):
    """An open record."""

    connection: sqlite3.Connection
    file: Path


@contextmanager
def open_record(site: Path, name: str, *, clean: bool) -> Iterator[Record]:
    """Open the record of one output; one that is broken is made anew.

    With `clean` nothing of it is trusted.
    """
    file = record_file(site, name)
    connection = connect(file, TABLE, SCHEMA)
    try:
        if clean:
            empty_record(connection)
        yield Record(connection=connection, file=file)
    finally:
        connection.close()


@contextmanager
def peek_record(site: Path, name: str, *, clean: bool) -> Iterator[Record]:
    """Open a copy of the record of one output, which is let go of again."""
    copy = make_state(site) / f"peek-{name}-{os.getpid()}.sqlite"
    connection = connect(copy, TABLE, SCHEMA)
    try:
        if record_file(site, name).exists() and not clean:
            with open_record(site, name, clean=False) as record:
                record.connection.backup(connection)
        yield Record(connection=connection, file=copy)
    finally:
        connection.close()
        remove_database(copy)


def remove_record(site: Path, name: str) -> None:
    """Remove the record of one output."""
    remove_database(record_file(site, name))


def take_back(record: Record) -> None:
    """Forget what was written and not committed, as a build was stopped."""
    if record.connection.in_transaction:
        record.connection.execute("rollback")


class Opening(Protocol):
    """A way to open a record."""

    def __call__(
        self, site: Path, name: str, *, clean: bool
    ) -> AbstractContextManager[Record]:
        """Open the record of one output, for as long as the context lasts."""


def empty_record(connection: sqlite3.Connection) -> None:
    """Forget all of a record."""
    for table in ("page", "part", "unchecked", "meta", *MADE, *NAMES):
        connection.execute(f"delete from {table}")  # noqa: S608  # our own names


def load_meta(record: Record, name: str) -> str:
    """Give one fact of the last build; "" for none."""
    found = record.connection.execute("select value from meta where name=?", (name,))
    row = found.fetchone()
    return str(row[0]) if row else ""


def save_meta(record: Record, facts: Mapping[str, str]) -> None:
    """Note some facts."""
    record.connection.executemany(
        "insert or replace into meta values (?, ?)", facts.items()
    )


def load_page(connection: sqlite3.Connection, address: str) -> PageRow | None:
    """Give one file of the output, by its address."""
    found = connection.execute(
        "select * from page where address=?", (address,)
    ).fetchone()
    return PageRow(*found) if found else None


def load_owned(connection: sqlite3.Connection, owner: str) -> tuple[PageRow, ...]:
    """Give the files that belong to a part of the plan."""
    found = connection.execute("select * from page where owner=?", (owner,))
    return tuple(PageRow(*row) for row in found)


def load_digests(record: Record) -> dict[str, Digest]:
    """Give every file of the output with its digest, by path."""
    return dict(record.connection.execute("select path, digest from page"))


def load_claims(record: Record) -> Iterator[tuple[str, str, str]]:
    """Give address, owner and origin of every file of the output."""
    return record.connection.execute("select address, owner, origin from page")


def count_files(record: Record) -> int:
    """Count the files of the output."""
    (count,) = record.connection.execute("select count(*) from page").fetchone()
    return int(count)


def count_pages(record: Record) -> int:
    """Count the pages in the output."""
    # All of a table are counted without a look at each.
    found = record.connection.execute(
        "select (select count(*) from page)"
        " - (select count(*) from page where stage = 0)"
    )
    return int(found.fetchone()[0])


def load_troubled(record: Record) -> dict[str, tuple[Problem, ...]]:
    """Give the problems of every part that has some, by its key."""
    decode = decoder(tuple[Problem, ...])
    found = record.connection.execute("select owner, problems from part")
    return {row[0]: decode(row[1]) for row in found}


def load_named(record: Record) -> Iterator[str]:
    """Give the addresses that texts name, each once."""
    found = record.connection.execute("select distinct address from unchecked")
    return (address for (address,) in found)


def load_links_to(record: Record, address: str) -> Iterator[tuple[str, Resolved]]:
    """Give the links that name an address, with the keys of their parts."""
    from generator.publication.links import Resolved  # noqa: PLC0415  # a build with nothing to do starts without it

    decode = decoder(Resolved)
    found = record.connection.execute(
        "select owner, link from unchecked where address=?", (address,)
    )
    return ((owner, decode(link)) for owner, link in found)


class PartRow(NamedTuple):
    """What is to be remembered of a part of the plan."""

    owner: str
    problems: tuple[Problem, ...]
    unchecked: tuple[Resolved, ...]


def save_parts(
    record: Record,
    parts: Iterable[PartRow],
    pages: Iterable[PageRow],
    rendered: Iterable[Rendering],
    *,
    whole: bool,
) -> None:
    """Write what a build has made of some parts; all else of these parts is gone.

    With `whole` all else is gone altogether.
    """
    connection, kept = record.connection, list(parts)
    tidy = whole and count_files(record) > 0
    owners = [(part.owner,) for part in kept]
    for table in ("page", "part", "unchecked"):
        if whole:
            connection.execute(f"delete from {table}")  # noqa: S608  # our own names
        else:
            connection.executemany(f"delete from {table} where owner=?", owners)  # noqa: S608  # our own names
    _save_pages(connection, pages, whole=whole)
    connection.executemany(
        "insert into part values (?, ?)",
        ((part.owner, spell(part.problems)) for part in kept if part.problems),
    )
    connection.executemany(
        "insert into unchecked values (?, ?, ?)",
        (
            (part.owner, link.address, spell(link))
            for part in kept
            for link in part.unchecked
        ),
    )
    keep_making(connection, rendered)
    if tidy:
        forget_gone(connection)


def _save_pages(
    connection: sqlite3.Connection, pages: Iterable[PageRow], *, whole: bool
) -> None:
    """Write rows of files; with `whole` the table is empty."""
    if whole:
        # To sort all of an index at once takes half as long.
        connection.execute("drop index page_owner")
        connection.execute("drop index page_stage")
    marks = ", ".join("?" * len(PageRow._fields))
    insert = f"insert or replace into page values ({marks})"  # noqa: S608  # our own words
    # In their order, each goes behind the last.
    connection.executemany(insert, sorted(pages))
    if whole:
        for index in _INDEXES.split(";"):
            connection.execute(index)


def record_file(site: Path, name: str) -> Path:
    """Give the place of the record of one output."""
    return make_state(site) / f"record-{name}.sqlite"

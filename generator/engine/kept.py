"""Kept texts: what was read of each file, so that it needn't be read again.

Owns `.byline/kept.sqlite`: plain rows and JSON, keyed by content, so that it may be
deleted at any time and carried between machines.  Invariants: a row says what the
file's bytes say when read by these settings and this version; a row that is in doubt is
read anew, and a store that is broken is made anew without a word.  Each change of a row
has a serial number, so that whoever knows the store as of some number can ask what has
changed since.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct

from generator import __version__
from generator.digest import Digest, digest
from generator.engine.codec import decoder
from generator.engine.database import connect
from generator.engine.stage import make_state
from generator.engine.text_kinds import TextKind
from generator.problems import Problem
from generator.source.scan import Stamp
from generator.source.settings import Settings

STORE = "kept.sqlite"
_SCHEMA = 11
_RACY = 50_000_000
"""Nanoseconds: a file changed this shortly before it was looked at may have been
changed again without another stamp (git's "racy" rule)."""

_TABLE = """
create table text (
    path text primary key, mtime int, size int, inode int, checked int,
    digest text, reading text, kind text, key text, listed text, problems text,
    at real, until real, draft int, look text, address text, carded text,
    serial int
) without rowid;
create index text_stamp on text (path, mtime, size, inode, checked, reading);
create index text_key on text (key);
create index text_serial on text (serial);
create index text_address on text (address);
create index text_carded on text (carded);
create index text_at on text (at);
create index text_until on text (until) where until is not null;
create index text_trouble on text (problems) where problems > '';
create table card (path text primary key, card blob) without rowid;
create table said (path text primary key, value blob) without rowid;
create table body (path text primary key, html blob) without rowid;
create table file (
    path text primary key, mtime int, size int, inode int, checked int,
    digest text, width int, height int, serial int
) without rowid;
create index file_serial on file (serial);
create table lead (path text, target text, primary key (path, target)) without rowid;
create index lead_target on lead (target);
create table alias (path text, address text, primary key (path, address)) without rowid;
create index alias_address on alias (address);
create table gone (path text primary key, serial int) without rowid;
create index gone_serial on gone (serial);
create table fact (name text primary key, value) without rowid;
"""


TEXT_TABLES = ("text", "card", "said", "body", "lead", "alias")
"""Where what was read of a text is kept, by its path."""


class TextRow(NamedTuple):
    """What was read of one text, as plain JSON."""

    path: str
    digest: Digest
    """Of the file's bytes; "" where they couldn't be read."""
    kind: str
    key: str
    """What views call the text: "column:2024/crows"; "" where it has no value."""
    value: bytes
    html: bytes
    """In UTF-8, which both are read, sent and kept in."""
    problems: str
    """Of the file alone; "" for none."""
    dates: Dates | None = None
    """Of a column."""
    listed: str = ""
    """What shelves need of a column; "" for what is none."""
    aliases: tuple[str, ...] = ()
    """Addresses that it had before."""
    leads_to: tuple[str, ...] = ()
    """Paths of the texts and files that a column links to or shows."""
    card: CardRow | None = None
    """Of a column whose authors are known."""


class Dates(NamedTuple):
    """When a column goes live and when it expires, in seconds since 1970."""

    at: float
    until: float | None
    draft: bool


class CardRow(NamedTuple):
    """A column's card, as plain JSON."""

    card: bytes
    look: Digest
    """Of the card."""
    address: str
    """Of the column's page."""


class Known(NamedTuple):
    """How a file was when it was looked at last."""

    mtime: int
    size: int
    inode: int
    checked: int
    digest: Digest
    reading: str


class Kept(Struct, frozen=True, kw_only=True):
    """An open store."""

    connection: sqlite3.Connection
    born: str
    """Tells this store from one that was made anew."""


def reading_of(settings: Settings) -> Digest:
    """Digest what, besides a file's bytes, decides what is read of it."""
    return digest((__version__, settings.language, settings.html, settings.time_zone))


@contextmanager
def open_kept(site: Path, *, clean: bool) -> Iterator[Kept]:
    """Open a site's store; one that is broken, old or foreign is made anew.

    With `clean` nothing of it is trusted.
    """
    connection = open_store(site)
    try:
        if clean:
            for table in (*TEXT_TABLES, "file", "gone", "fact"):
                connection.execute(f"delete from {table}")  # noqa: S608  # our own
        yield Kept(connection=connection, born=_born(connection))
    finally:
        connection.close()


def open_store(site: Path) -> sqlite3.Connection:
    """Connect to a site's store; whoever asks closes it, or ends."""
    return connect(make_state(site) / STORE, _TABLE, _SCHEMA)


def serial_of(kept: Kept) -> int:
    """Give the number of the last change."""
    found = kept.connection.execute("select value from fact where name='serial'")
    row = found.fetchone()
    return int(row[0]) if row else 0


def trusted(known: Known, stamp: Stamp) -> bool:
    """Tell whether a file is surely as it was: same stamp, and not too young for it."""
    return known[:3] == stamp and stamp.mtime_ns < known.checked - _RACY


def stamped_texts(
    kept: Kept, reading: Digest, paths: Iterable[str] | None = None
) -> set[tuple[str, int, int, int, int]]:
    """Give path, mtime, size and inode of every text, or of some.

    The fifth is 1 for one that was read so, and whose stamp can be `trusted`; else 0.
    """
    query = (
        "select path, mtime, size, inode, reading = ?1 and mtime < checked - ?2"
        " from text"
    )
    if paths is None:
        return set(kept.connection.execute(query, (reading, _RACY)))
    asked = f"{query} where path = ?3"
    found = (kept.connection.execute(asked, (reading, _RACY, path)) for path in paths)
    return {row for rows in found for row in rows}


def known_texts(kept: Kept, paths: Iterable[str] | None = None) -> dict[str, Known]:
    """Give the state of every text, or of some, by path."""
    # What lies behind a row's long texts would take as long as all the others.
    columns = "path, mtime, size, inode, checked, digest, reading"
    return _known(kept, f"select {columns} from text", paths)  # noqa: S608  # our own


def known_files(kept: Kept, paths: Iterable[str] | None = None) -> dict[str, Known]:
    """Give the state of every file that is no text, or of some, by path."""
    columns = "path, mtime, size, inode, checked, digest, ''"
    return _known(kept, f"select {columns} from file", paths)  # noqa: S608  # our own


def changed_since(kept: Kept, serial: int) -> tuple[str, ...]:
    """Name the texts and files that changed, came or went after some serial number."""
    found = kept.connection.execute(
        "select path from text where serial > ?1"
        " union select path from file where serial > ?1"
        " union select path from gone where serial > ?1",
        (serial,),
    )
    return tuple(sorted(path for (path,) in found))


def carded_otherwise(kept: Kept, carding: Digest) -> tuple[str, ...]:
    """Name the columns whose cards were made from something else."""
    found = kept.connection.execute(
        "select path from text where (carded > '' and carded < ?1) or carded > ?1",
        (carding,),
    )
    return tuple(path for (path,) in found)


def holds_below(kept: Kept, folder: str) -> bool:
    """Tell whether there were texts or files in a folder."""
    found = kept.connection.execute(
        "select 1 from text where path > ?1 || '/' and path < ?1 || '0'"
        " union all select 1 from file where path > ?1 || '/' and path < ?1 || '0'",
        (folder,),
    )
    return found.fetchone() is not None


def showing(kept: Kept, paths: Iterable[str]) -> frozenset[str]:
    """Name the columns that link to some texts or files, or show them."""
    query = (
        "select path from lead join text using (path) where target=? and listed != ''"
    )
    found = (kept.connection.execute(query, (path,)) for path in paths)
    return frozenset(path for rows in found for (path,) in rows)


def load_problems(kept: Kept) -> Iterator[Problem]:
    """Give the problems of all texts, in the order of their paths."""
    decode = decoder(tuple[Problem, ...])
    found = kept.connection.execute(
        "select problems from text indexed by text_trouble"
        " where problems > '' order by path"
    )
    for (row,) in found:
        yield from decode(row)


def load_unread(kept: Kept) -> frozenset[TextKind]:
    """Name the kinds of which at least one text has no value."""
    kinds = kept.connection.execute("select distinct kind from text where key = ''")
    return frozenset(TextKind(kind) for (kind,) in kinds)


def load_html(connection: sqlite3.Connection, key: str) -> str:
    """Give the HTML of a text by what views call it."""
    row = connection.execute(
        "select html from body where path=(select path from text where key=?)", (key,)
    ).fetchone()
    assert row is not None, f"a page shows {key}, which was read before it was planned"
    return str(row[0], "utf-8")


def load_value(connection: sqlite3.Connection, path: str, kind: type) -> object:
    """Decode what was read of a text."""
    found = connection.execute("select value from said where path=?", (path,))
    return decoder(kind)(found.fetchone()[0])


def _known(kept: Kept, query: str, paths: Iterable[str] | None) -> dict[str, Known]:
    asked = (
        [("", ())] if paths is None else [(" where path=?", (one,)) for one in paths]
    )
    return {
        row[0]: Known(*row[1:])
        for which, values in asked
        for row in kept.connection.execute(query + which, values)
    }


def _born(connection: sqlite3.Connection) -> str:
    connection.execute(
        "insert or ignore into fact values ('born', ?)", [os.urandom(8).hex()]
    )
    (born,) = connection.execute("select value from fact where name='born'").fetchone()
    return str(born)

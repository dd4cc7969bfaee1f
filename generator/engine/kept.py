"""Kept texts: what was read of each file, so that it needn't be read again.

Owns `.byline/kept.sqlite`: plain rows and JSON, keyed by content, so that it may be
deleted at any time and carried between machines.  Invariant: a row says what the file's
bytes say when read by these settings and this version; a row that is in doubt is read
anew, and a store that is broken is made anew without a word.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from generator import __version__
from generator.digest import Digest, digest
from generator.engine.codec import decoder
from generator.engine.stage import make_state
from generator.source.pictures import FileFacts
from generator.source.scan import SourceFile, Stamp
from generator.source.settings import Settings

STORE = "kept.sqlite"
_SCHEMA = 2
_RACY = 50_000_000
"""Nanoseconds: a file changed this shortly before it was looked at may have been
changed again without another stamp (git's "racy" rule)."""

_TABLE = """
create table text (
    path text primary key, mtime int, size int, inode int, checked int,
    digest text, reading text, kind text, key text, value text, listed text, html text,
    problems text
) without rowid;
create index text_key on text (key);
create table file (
    path text primary key, mtime int, size int, inode int, checked int,
    digest text, width int, height int
) without rowid;
"""


class TextRow(NamedTuple):
    """What was read of one text, as plain JSON."""

    path: str
    digest: Digest
    """Of the file's bytes; "" where they couldn't be read."""
    kind: str
    key: str
    """What views call the text: "column:2024/crows"; "" where it has no value."""
    value: str
    listed: str
    """What shelves need of a column; "" for what is none."""
    html: str
    problems: str


class Known(NamedTuple):
    """How a file was when it was looked at last."""

    stamp: Stamp
    checked: int
    digest: Digest
    reading: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An open store."""

    connection: sqlite3.Connection


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
            connection.executescript("delete from text; delete from file")
        yield Kept(connection=connection)
    finally:
        connection.close()


def open_store(site: Path) -> sqlite3.Connection:
    """Connect to a site's store; whoever asks closes it, or ends."""
    return connect(make_state(site) / STORE, _TABLE, _SCHEMA)


def connect(file: Path, table: str, schema: int) -> sqlite3.Connection:
    """Open a database of ours, made anew unless it is whole and of this schema."""
    try:
        return _connect(file, table, schema)
    except sqlite3.DatabaseError:
        for name in (file.name, f"{file.name}-wal", f"{file.name}-shm"):
            (file.parent / name).unlink(missing_ok=True)
        return _connect(file, table, schema)


def trusted(known: Known, file: SourceFile) -> bool:
    """Tell whether a file is surely as it was: same stamp, and not too young for it."""
    return known.stamp == file.stamp and file.stamp.mtime_ns < known.checked - _RACY


def known_texts(kept: Kept) -> Mapping[str, Known]:
    """Give the state of every text, by path."""
    found = kept.connection.execute(
        "select path, mtime, size, inode, checked, digest, reading from text"
    )
    return {row[0]: _known(row) for row in found}


def known_files(kept: Kept) -> Mapping[str, Known]:
    """Give the state of every file that is no text, by path."""
    found = kept.connection.execute(
        "select path, mtime, size, inode, checked, digest, '' from file"
    )
    return {row[0]: _known(row) for row in found}


def keep_texts(
    kept: Kept, rows: Iterable[tuple[TextRow, Stamp]], reading: Digest, checked: int
) -> None:
    """Keep what was read of some texts."""
    kept.connection.executemany(
        "insert or replace into text values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (
                row.path,
                *_state(stamp),
                checked,
                row.digest,
                reading if row.digest else "",
                *row[2:],
            )
            for row, stamp in rows
        ),
    )


def keep_files(
    kept: Kept, rows: Iterable[tuple[FileFacts, Stamp]], checked: int
) -> None:
    """Keep what was measured of some files."""
    kept.connection.executemany(
        "insert or replace into file values (?, ?, ?, ?, ?, ?, ?, ?)",
        (
            (facts.path, *_state(stamp), checked, *_measures(facts))
            for facts, stamp in rows
        ),
    )


def keep_stamps(kept: Kept, files: Iterable[SourceFile], checked: int) -> None:
    """Note that some texts were looked at and are as they were."""
    kept.connection.executemany(
        "update text set mtime=?, size=?, inode=?, checked=? where path=?",
        ((*_state(file.stamp), checked, file.path) for file in files),
    )


def forget(kept: Kept, paths: Iterable[str]) -> None:
    """Forget files that are gone."""
    gone = [(path,) for path in paths]
    kept.connection.executemany("delete from text where path=?", gone)
    kept.connection.executemany("delete from file where path=?", gone)


def load_html(connection: sqlite3.Connection, key: str) -> str:
    """Give the HTML of a text by what views call it."""
    row = connection.execute("select html from text where key=?", (key,)).fetchone()
    assert row is not None, f"a page shows {key}, which was read before it was planned"
    return str(row[0])


def load_value(kept: Kept, path: str, kind: type) -> object:
    """Decode what was read of a text."""
    row = kept.connection.execute(
        "select value from text where path=?", (path,)
    ).fetchone()
    return decoder(kind)(json.loads(row[0]))


def load_listed(kept: Kept, path: str) -> str:
    """Give the row of a column that shelves are made from."""
    found = kept.connection.execute("select listed from text where path=?", (path,))
    return str(found.fetchone()[0])


def _connect(file: Path, table: str, schema: int) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=30, isolation_level=None)
    try:
        _prepare(connection, table, schema)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, table: str, schema: int) -> None:
    connection.execute("pragma journal_mode=wal")
    # What a power cut takes is read again.
    connection.execute("pragma synchronous=off")
    (version,) = connection.execute("pragma user_version").fetchone()
    if version == 0:
        connection.executescript(table)
        connection.execute(f"pragma user_version={schema}")
    elif version != schema:
        raise sqlite3.DatabaseError("another schema")


def _state(stamp: Stamp) -> tuple[int, int, int]:
    return stamp.mtime_ns, stamp.size, stamp.inode


def _measures(facts: FileFacts) -> tuple[str, int, int]:
    return facts.digest, facts.width, facts.height


def _known(row: tuple[str, int, int, int, int, str, str]) -> Known:
    stamp = Stamp(mtime_ns=row[1], size=row[2], inode=row[3])
    return Known(stamp, row[4], Digest(row[5]), row[6])

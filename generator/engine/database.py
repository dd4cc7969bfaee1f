"""Databases of ours: opened, or made anew where they are broken, old or foreign.

Owns how SQLite is set up.  What a power cut takes is made again.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_CACHE = 32_000
"""Kilobytes of a database that are held, by each who has it open."""
USUAL_CHECKPOINT = 1000
"""After so many pages of its log, SQLite moves them to their places by itself."""
_MAPPED = 512_000_000
"""Bytes of a database's file that are looked at where they lie."""


def connect(file: Path, table: str, schema: int) -> sqlite3.Connection:
    """Open a database, made anew unless it is whole and of this schema."""
    try:
        return _connect(file, table, schema)
    except sqlite3.DatabaseError:
        remove_database(file)
        return _connect(file, table, schema)


def connect_again(file: Path) -> sqlite3.Connection:
    """Open a database that is open already, to read in it."""
    connection = sqlite3.connect(file, timeout=30, isolation_level=None)
    connection.execute(f"pragma cache_size=-{_CACHE // 2}")
    return connection


def map_file(connection: sqlite3.Connection) -> sqlite3.Connection:
    """Let a large database be read where it lies in memory, and not be copied."""
    connection.execute(f"pragma mmap_size={_MAPPED}")
    return connection


@contextmanager
def reading(*connections: sqlite3.Connection) -> Iterator[None]:
    """Read in databases as they are now; each question by itself takes locks anew."""
    for connection in connections:
        connection.execute("begin")
    try:
        yield
    finally:
        for connection in connections:
            connection.execute("commit")


def remove_database(file: Path) -> None:
    """Remove a database, with what SQLite keeps beside it."""
    for ending in ("", "-wal", "-shm"):
        file.with_name(file.name + ending).unlink(missing_ok=True)


def _connect(file: Path, table: str, schema: int) -> sqlite3.Connection:
    connection = sqlite3.connect(file, timeout=30, isolation_level=None)
    try:
        _prepare(connection, table, schema)
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _prepare(connection: sqlite3.Connection, table: str, schema: int) -> None:
    # A column's text fills several pages of the usual size, and each is looked up.
    connection.execute("pragma page_size=32768")
    connection.execute("pragma journal_mode=wal")
    connection.execute("pragma synchronous=off")
    connection.execute(f"pragma cache_size=-{_CACHE}")
    (version,) = connection.execute("pragma user_version").fetchone()
    if version == 0:
        connection.executescript(table)
        connection.execute(f"pragma user_version={schema}")
    elif version != schema:
        raise sqlite3.DatabaseError("another schema")

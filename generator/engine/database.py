"""Databases of ours: opened, or made anew where they are broken, old or foreign.

Owns how SQLite is set up.  What a power cut takes is made again.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path


def connect(file: Path, table: str, schema: int) -> sqlite3.Connection:
    """Open a database, made anew unless it is whole and of this schema."""
    try:
        return _connect(file, table, schema)
    except sqlite3.DatabaseError:
        remove_database(file)
        return _connect(file, table, schema)


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
    connection.execute("pragma cache_size=-32000")
    (version,) = connection.execute("pragma user_version").fetchone()
    if version == 0:
        connection.executescript(table)
        connection.execute(f"pragma user_version={schema}")
    elif version != schema:
        raise sqlite3.DatabaseError("another schema")

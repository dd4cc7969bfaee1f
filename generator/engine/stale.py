"""Stale files: what in the output isn't as the record has it.

Owns the look at each file of the output, which takes as long as all else that a build
without a change has to do; so it is taken aside, while the site is scanned.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from generator.engine.aside import asked_aside
from generator.engine.stage import state_of

_SMALL = 2**20
"""Bytes of a record whose files are looked at sooner than a process is made."""

Find = Callable[[sqlite3.Connection], frozenset[str]]


def find_stale(record: sqlite3.Connection, output: Path) -> frozenset[str]:
    """Name the owners of files of the output that aren't as the record has them."""
    found = record.execute("select owner, path, mtime, size, inode from page")
    folder = f"{output}/"
    return frozenset(
        owner
        for owner, path, mtime, size, inode in found
        if state_of(folder + path) != (mtime, size, inode)
    )


@contextmanager
def looking_for_stale(record: Path, output: Path, *, clean: bool) -> Iterator[Find]:
    """Begin to look for them, before any record is open.

    What it gives finds them, once, in the opened record, should the look aside have
    come to nothing.  With `clean` nothing of the record will be trusted.
    """

    def look() -> frozenset[str]:
        uri = f"{record.absolute().as_uri()}?mode=ro"
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            return find_stale(connection, output)

    if clean or not record.exists() or record.stat().st_size < _SMALL:
        yield lambda connection: find_stale(connection, output)
        return
    with asked_aside(look) as answer:

        def find(connection: sqlite3.Connection) -> frozenset[str]:
            found = answer()
            return find_stale(connection, output) if found is None else found

        yield find

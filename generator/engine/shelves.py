"""The library in one of its states, as whoever plans a part looks at it.

Owns what is opened for that.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from generator.engine.bench import Bench
from generator.engine.codec import decoder
from generator.engine.database import connect_again, map_file
from generator.engine.lookup import open_library
from generator.engine.record import Record, load_meta
from generator.pages.frame import build_frame
from generator.pages.parts import Frame
from generator.pages.wanted import ALL_WANTED, Wanted
from generator.publication.library import Library


class Shelves(Struct, frozen=True, kw_only=True):
    """The library in one of its states."""

    connection: sqlite3.Connection
    library: Library
    frame: Frame
    wanted: Wanted
    """What the theme prints of a column."""


@contextmanager
def open_shelves(bench: Bench, record: str) -> Iterator[Shelves]:
    """Open the library as a record has it now."""
    file = Path(record)
    connection = map_file(connect_again(file))
    try:
        library = open_library(connection, bench.store, bench.settings)
        frame = build_frame(library)
        yield Shelves(
            connection=connection,
            library=library,
            frame=frame,
            wanted=_load_wanted(Record(connection=connection, file=file)),
        )
    finally:
        connection.close()


def _load_wanted(record: Record) -> Wanted:
    """Give what the survey has found the theme to print: to look again takes 4 ms."""
    known = load_meta(record, "wanted")
    return _read_names(known) if known else ALL_WANTED


_read_names = decoder(frozenset[str])

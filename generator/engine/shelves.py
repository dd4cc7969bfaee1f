"""The library in one of its states, as whoever plans a part looks at it.

Owns what is opened for that, and what of a column the theme prints.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct

from generator.engine.bench import Bench
from generator.engine.database import connect_again, map_file
from generator.engine.lookup import open_library
from generator.pages.frame import build_frame
from generator.pages.parts import Frame
from generator.pages.wanted import EVERYTHING, Wanted
from generator.publication.library import Library
from generator.theme.theme import Theme

_COLUMN = "column.html"


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
    connection = map_file(connect_again(Path(record)))
    try:
        library = open_library(connection, bench.store, bench.settings)
        frame = build_frame(library)
        yield Shelves(
            connection=connection,
            library=library,
            frame=frame,
            wanted=wanted_by(bench.theme),
        )
    finally:
        connection.close()


def wanted_by(theme: Theme | None) -> Wanted:
    """Tell what a theme prints of a column, among what is dear to make."""
    return theme.may_name(_COLUMN, EVERYTHING) if theme else EVERYTHING

"""Relief: workers that have nothing else to do move what was written to its place.

Owns when SQLite does that by itself, and when not.  Of 10,000 columns it takes a tenth
of a second (https://www.sqlite.org/wal.html, "Checkpointing").
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from typing import Any

from generator.engine.database import USUAL_CHECKPOINT, connect_again
from generator.engine.workers import Crew, occupy


@contextmanager
def relieved(connection: sqlite3.Connection, crew: Crew[Any]) -> Iterator[None]:
    """Write much to a database, and leave it to workers, if any are there, to move it.

    They begin at the end, when this process has other things to do.
    """
    if not crew.started():
        yield
        return
    connection.execute("pragma wal_autocheckpoint=0")
    try:
        yield
    finally:
        connection.execute(f"pragma wal_autocheckpoint={USUAL_CHECKPOINT}")
    _, _, file = connection.execute("pragma database_list").fetchone()
    occupy(crew, partial(_move_to_place, Path(file)))


def _move_to_place(file: Path, _: object) -> None:
    """Move what was written last in a database to where it is read in less time."""
    with closing(connect_again(file)) as connection:
        connection.execute("pragma wal_checkpoint(passive)").fetchone()

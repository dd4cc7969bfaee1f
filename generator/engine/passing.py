"""A record in passing: of a site that is looked at and never written.

Owns how it is held in memory, empty at first.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.engine.database import connect
from generator.engine.record import SCHEMA, TABLE, Record

_NOWHERE = Path(":memory:")


@contextmanager
def open_passing_record() -> Iterator[Record]:
    """Open an empty record, which is gone when it is closed."""
    connection = connect(_NOWHERE, TABLE, SCHEMA)
    try:
        yield Record(connection=connection, file=_NOWHERE)
    finally:
        connection.close()

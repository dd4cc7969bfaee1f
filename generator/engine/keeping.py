"""Keeping: what was read goes into the store of texts, each change with its number.

Owns every write to the store.
"""

from __future__ import annotations

from collections.abc import Container, Iterable

from generator.digest import Digest
from generator.engine.kept import TEXT_TABLES, CardRow, Kept, TextRow, serial_of
from generator.source.pictures import FileFacts
from generator.source.scan import SourceFile, Stamp

_MARKS = ", ".join("?" * 15)
_NO_CARD = CardRow(b"", Digest(""), "")
"""Of a column one of whose authors has no record."""
_LAST = "(select address from text where path = ?1)"
"""Where a column was found last: one with a mistake in it is still found there."""


def next_serial(kept: Kept) -> int:
    """Begin a change: give its number."""
    serial = serial_of(kept) + 1
    kept.connection.execute(
        "insert or replace into fact values ('serial', ?)", [serial]
    )
    return serial


def keep_texts(
    kept: Kept,
    rows: Iterable[tuple[TextRow, Stamp]],
    *,
    reading: Digest,
    carding: Digest,
    checked: int,
    serial: int,
    known: Container[str],
) -> None:
    """Keep what was read of some texts; `known` are the paths of those kept before."""
    held = list(rows)
    again = [row for row, _ in held if row.path in known]
    kept.connection.executemany(
        f"insert or replace into text values ({_MARKS},"  # noqa: S608  # our own
        f" coalesce(nullif(?, ''), {_LAST}, ''), ?, ?)",
        (
            (
                row.path,
                *_state(stamp),
                checked,
                row.digest,
                reading if row.digest else "",
                row.kind,
                row.key,
                row.listed,
                row.problems,
                *(row.dates or (None, None, None)),
                *(row.card or _NO_CARD)[1:],
                carding if row.listed else "",
                serial,
            )
            for row, stamp in held
        ),
    )
    kept.connection.executemany(
        "insert or replace into card values (?, ?)",
        ((row.path, (row.card or _NO_CARD).card) for row, _ in held if row.dates),
    )
    kept.connection.executemany(
        "insert or replace into said values (?, ?)",
        ((row.path, row.value) for row, _ in held),
    )
    kept.connection.executemany(
        "insert or replace into body values (?, ?)",
        ((row.path, row.html) for row, _ in held),
    )
    kept.connection.executemany(
        "delete from lead where path=?", ((row.path,) for row in again)
    )
    kept.connection.executemany(
        "delete from alias where path=?", ((row.path,) for row in again if row.key)
    )
    kept.connection.executemany(
        "insert or ignore into alias values (?, ?)",
        ((row.path, address) for row, _ in held for address in row.aliases),
    )
    kept.connection.executemany(
        "insert into lead values (?, ?)",
        ((row.path, target) for row, _ in held for target in row.leads_to),
    )


def keep_cards(
    kept: Kept,
    rows: Iterable[tuple[str, CardRow | None]],
    *,
    carding: Digest,
    serial: int,
) -> None:
    """Keep the cards of columns whose texts are as they were."""
    held = [(path, row or _NO_CARD) for path, row in rows]
    kept.connection.executemany(
        "update text set look=?, address=coalesce(nullif(?, ''), address),"
        " carded=?, serial=? where path=?",
        ((row.look, row.address, carding, serial, path) for path, row in held),
    )
    kept.connection.executemany(
        "insert or replace into card values (?, ?)",
        ((path, row.card) for path, row in held),
    )


def keep_file(
    kept: Kept, facts: FileFacts, stamp: Stamp, *, checked: int, serial: int
) -> None:
    """Keep what was measured of a file.

    One that grew meanwhile is kept with the length that was measured, and so in doubt.
    """
    stamp = stamp._replace(size=facts.length)
    kept.connection.execute(
        "insert or replace into file values (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (facts.path, *_state(stamp), checked, *_measures(facts), serial),
    )


def keep_file_stamp(kept: Kept, file: SourceFile, checked: int) -> None:
    """Note that a file was looked at and is as it was."""
    kept.connection.execute(
        "update file set mtime=?, size=?, inode=?, checked=? where path=?",
        (*_state(file.stamp), checked, file.path),
    )


def keep_stamps(kept: Kept, files: Iterable[SourceFile], checked: int) -> None:
    """Note that some texts were looked at and are as they were."""
    kept.connection.executemany(
        "update text set mtime=?, size=?, inode=?, checked=? where path=?",
        ((*_state(file.stamp), checked, file.path) for file in files),
    )


def forget(kept: Kept, paths: Iterable[str], *, serial: int) -> None:
    """Forget files that are gone."""
    gone = [(path,) for path in paths]
    for table in (*TEXT_TABLES, "file"):
        kept.connection.executemany(
            f"delete from {table} where path=?",  # noqa: S608  # our own names
            gone,
        )
    kept.connection.executemany(
        "insert or replace into gone values (?, ?)",
        ((path, serial) for (path,) in gone),
    )


def _state(stamp: Stamp) -> tuple[int, int, int]:
    return stamp.mtime_ns, stamp.size, stamp.inode


def _measures(facts: FileFacts) -> tuple[str, int, int]:
    return facts.digest, facts.width, facts.height

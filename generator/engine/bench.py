"""The bench: what every job of a build has at hand, and the jobs that touch the disk.

A worker sets up a bench of its own from plain values; what goes to and fro are the
values of a job.  Invariant: a job reads and writes its own files and no others.
"""

from __future__ import annotations

import sqlite3
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from generator.digest import Digest, digest_bytes
from generator.engine.database import map_file
from generator.engine.desk_facts import load_values
from generator.engine.kept import (
    CardRow,
    TextRow,
    load_value,
    open_store,
)
from generator.engine.opened import Opened
from generator.engine.stage import Staged, StageFolder, stage_copy
from generator.engine.text_kinds import TextKind
from generator.problems import Place, Problem
from generator.source.author import Author
from generator.source.pictures import FileFacts, measure_file
from generator.theme.theme import Theme, load_theme
from generator.urls import output_path

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.engine.links import Links
    from generator.engine.read import Desk
    from generator.engine.shelves import Shelves
    from generator.pages.page import CopiedFile
    from generator.source.column import AuthorId
    from generator.source.settings import Settings


class Bench(Struct, frozen=True, kw_only=True, eq=False):
    """What every job has at hand.  No bench equals another."""

    site: Path
    settings: Settings
    links: Links
    folder: StageFolder
    store: sqlite3.Connection
    """Of the site's texts; for reading."""
    theme: Theme | None
    theme_problems: tuple[Problem, ...]
    shelves: Opened[Shelves]
    """The library in one of its states, kept for the next part."""

    def close(self) -> None:
        """Let go of what is open."""
        self.shelves.close()
        self.store.close()


def make_bench(
    site: Path, settings: Settings, links: Links, folder: StageFolder
) -> Bench:
    """Set up a bench; the theme is read from the disk."""
    theme, problems = load_theme(
        settings.theme.name,
        site=site,
        settings=settings.theme.settings,
        places=settings.places,
        language=settings.language,
    )
    return Bench(
        site=site,
        settings=settings,
        links=links,
        folder=folder,
        store=map_file(open_store(site)),
        theme=theme,
        theme_problems=problems,
        shelves=Opened(),
    )


class TextJob(NamedTuple):
    """One text to read."""

    kind: TextKind
    path: str
    known: Digest = Digest("")
    """Of the bytes that have been read already; "" for none."""
    cards: Digest = Digest("")
    """Of what cards are made from; "" for what has no card."""


def read_texts(bench: Bench, jobs: Sequence[TextJob]) -> list[TextRow | None]:
    """Read texts of the site; None where the bytes still have the digest given."""
    # Imported where a text is read: a build that reads none starts sooner.
    from generator.engine.read import RawText, blank_row, parse_texts

    rows: dict[str, TextRow | None] = {}
    texts: list[RawText] = []
    for kind, path, known, _ in jobs:
        try:
            # As `Path.read_bytes`, in half the time.
            with open(f"{bench.site}/{path}", "rb", buffering=0) as stream:  # noqa: PTH123  # in half the time
                data = stream.read()
        except OSError as error:
            problems = (_unreadable(path, error),)
            rows[path] = blank_row(kind, path, Digest(""), problems)
            continue
        if known and digest_bytes(data) == known:
            rows[path] = None
        else:
            texts.append(RawText(kind, path, data))
    # All texts of a job are read by one state of the desk.
    cards = jobs[0].cards
    desk = _desk_at(bench, cards) if texts and cards else None
    rows |= {row.path: row for row in parse_texts(texts, bench.settings, desk)}
    return [rows[job.path] for job in jobs]


def read_cards(
    bench: Bench, jobs: Sequence[tuple[str, Digest]]
) -> list[CardRow | None]:
    """Make the cards of columns that are in the store."""
    return [_read_card(bench, *job) for job in jobs]


def _read_card(bench: Bench, path: str, cards: Digest) -> CardRow | None:
    from generator.engine.read import make_card
    from generator.publication.inputs import Piece  # noqa: PLC0415  # a build with nothing to do starts without it

    piece = load_value(bench.store, path, Piece)
    assert isinstance(piece, Piece), "a column's value is a piece"
    return make_card(piece.column, _desk_at(bench, cards))


def _desk_at(bench: Bench, cards: Digest) -> Desk:
    """Give what cards are made from; pictures are looked up as they are now."""
    from generator.engine.lookup import find_files  # noqa: PLC0415  # a build with nothing to do starts without it
    from generator.engine.read import Desk

    return Desk(
        settings=bench.settings,
        authors=_authors_at(bench, cards),
        files=find_files(bench.store),
    )


@lru_cache(maxsize=1)
def _authors_at(bench: Bench, cards: Digest) -> Mapping[AuthorId, Author]:
    """Give all authors; the digest tells when one of them is another."""
    del cards
    authors = load_values(bench.store, "author", Author)
    return {author.id: author for author in authors}


def measure_files(bench: Bench, paths: Sequence[str]) -> list[FileFacts | Problem]:
    """Measure files that are no texts."""
    return [_measure(bench, path) for path in paths]


def _measure(bench: Bench, path: str) -> FileFacts | Problem:
    try:
        return measure_file(bench.site / path, path)
    except OSError as error:
        return _unreadable(path, error)


def stage_file(bench: Bench, file: CopiedFile, *, bare: bool) -> Staged | Problem:
    """Put a copy of one file on the stage; `bare` as for `stage_copy`."""
    source, path = bench.site / file.path, output_path(file.address)
    try:
        return stage_copy(source, path, file.digest, bench.folder, bare=bare)
    except (FileNotFoundError, PermissionError) as error:
        return _unreadable(file.path, error)


def _unreadable(path: str, error: OSError) -> Problem:
    reason = (error.strerror or "it can't be opened").lower()
    return Problem(
        place=Place(file=path),
        message=f"this file can't be read: {reason}",
        hint="check that it is there and that you may read it",
    )

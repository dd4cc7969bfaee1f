"""Parts: one part of the plan → its files on the stage, by whichever process has time.

Owns the one job of a build: plan a part, compare it with the record, render what is
another.  Invariant: a page is rendered unless its fingerprint is the record's and its
file is as the record has it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from msgspec import Struct

from generator.digest import Digest
from generator.engine.bench import Bench, stage_file
from generator.engine.kept import load_html
from generator.engine.lookup import open_library
from generator.engine.reasons import FILE, UNKNOWN, Why, compare_needs
from generator.engine.record import (
    PageRow,
    load_needs,
    load_owned,
    load_page,
)
from generator.engine.render import needs_of, proses_of, render_page
from generator.engine.stage import stage_bytes, state_of
from generator.pages.frame import build_frame
from generator.pages.keys import parse_key
from generator.pages.needs import Needs
from generator.pages.page import CopiedFile, Page
from generator.pages.plan import plan_part
from generator.pages.stages import Stage
from generator.problems import Problem
from generator.theme.faults import TemplateProblem
from generator.urls import Address, output_path

if TYPE_CHECKING:
    from generator.pages.parts import Frame
    from generator.pages.texts import Part
    from generator.publication.library import Library
    from generator.publication.links import Resolved


class Aim(Enum):
    """How far a part is made."""

    PROBLEMS = "problems"
    """Only what is wrong is asked for."""
    FORECAST = "forecast"
    """What would be made, and why; nothing is rendered."""
    FILES = "files"


class Task(NamedTuple):
    """What every part of one build has in common."""

    record: str
    """The record's file."""
    token: str
    """The state of the library."""
    aim: Aim
    blank: bool
    """Whether the record knows of no file."""


class MadeFile(NamedTuple):
    """One file of the site, as it is or as it will be."""

    address: Address
    origin: str
    path: str
    """Below the output."""
    stage: Stage
    fingerprint: Digest
    digest: Digest
    """Of its bytes; of what it is made from in a forecast."""
    staged: bool
    """Whether its bytes wait on the stage; False where the output has them."""
    old: tuple[int, int, int] | None
    """The state of the output's file, where that is as it should be."""
    page: bool
    """Whether it is rendered; else it is copied."""
    needs: str = ""
    """What a page that was rendered is made from; "" for what stays as it is."""
    why: Why = ()


class MadePart(NamedTuple):
    """What came of one part."""

    owner: str
    files: tuple[MadeFile, ...]
    unchecked: tuple[Resolved, ...]
    problems: tuple[Problem, ...]
    """Of its texts."""
    faults: tuple[Problem, ...]
    """Of rendering; with any, the part is not whole."""


def make_part(bench: Bench, job: tuple[Task, str]) -> MadePart:
    """Make the part with the key of a job."""
    task, owner = job
    known = bench.shelves.get(
        (task.record, task.token), lambda: open_shelves(bench, task.record)
    )
    part = plan_part(parse_key(owner), known.library, known.frame)
    maker = _Maker(bench, known.connection, task, owner)
    return MadePart(
        owner=owner,
        files=() if task.aim is Aim.PROBLEMS else tuple(maker.make_files(part)),
        unchecked=part.resolved,
        problems=part.problems,
        faults=tuple(maker.faults),
    )


def needs_at(bench: Bench, page: Page) -> Needs:
    """Spell what decides the bytes of a page, its template included."""
    assert bench.theme is not None, "without a theme nothing is rendered"
    return needs_of(page, bench.theme.digest(page.template), bench.links)


def render_at(bench: Bench, page: Page) -> bytes:
    """Render a page; its template's faults are raised as `TemplateProblem`."""
    assert bench.theme is not None, "without a theme nothing is rendered"
    bodies = {
        prose.source: load_html(bench.store, prose.source)
        for prose in proses_of(page.view)
    }
    return render_page(page, bench.theme, bodies, bench.links)


class Shelves(Struct, frozen=True, kw_only=True):
    """The library in one of its states."""

    connection: sqlite3.Connection
    library: Library
    frame: Frame


@contextmanager
def open_shelves(bench: Bench, record: str) -> Iterator[Shelves]:
    """Open the library as a record has it now."""
    connection = sqlite3.connect(record, timeout=30, isolation_level=None)
    try:
        library = open_library(connection, bench.store, bench.settings)
        frame = build_frame(library)
        yield Shelves(connection=connection, library=library, frame=frame)
    finally:
        connection.close()


class _Maker:
    """Makes the files of one part."""

    def __init__(
        self, bench: Bench, connection: sqlite3.Connection, task: Task, owner: str
    ) -> None:
        self.faults: list[Problem] = []
        self._bench = bench
        self._connection = connection
        self._aim = task.aim
        self._blank = task.blank
        self._output = f"{bench.folder.output}/"
        rows = () if task.blank else load_owned(connection, owner)
        self._old = {row.address: row for row in rows}

    def make_files(self, part: Part) -> Iterator[MadeFile]:
        """Make all files of a part; what goes wrong is among the faults."""
        for file in part.files:
            made = self._make_copy(file)
            if isinstance(made, Problem):
                self.faults.append(made)
            else:
                yield made
        for page in part.pages:
            try:
                yield self._make_page(page)
            except TemplateProblem as error:
                self.faults.append(error.problem)

    def _make_copy(self, file: CopiedFile) -> MadeFile | Problem:
        path = output_path(file.address)
        row, state = self._row_of(file.address), state_of(self._output + path)
        fresh = row is not None and row.state == state
        made = MadeFile(
            address=file.address,
            origin=file.path,
            path=path,
            stage=Stage.ASSET,
            fingerprint=file.digest,
            digest=file.digest,
            staged=False,
            old=state,
            page=False,
        )
        if fresh and row is not None and row.fingerprint == file.digest:
            return made._replace(digest=row.digest)
        if self._aim is Aim.FORECAST:
            return made._replace(staged=True)
        staged = stage_file(self._bench, file)
        if isinstance(staged, Problem):
            return staged
        return made._replace(digest=staged.digest, staged=staged.changed)

    def _make_page(self, page: Page) -> MadeFile:
        path = output_path(page.address)
        row, state = self._row_of(page.address), state_of(self._output + path)
        try:
            needs = needs_at(self._bench, page)
        except TemplateProblem:
            if self._aim is Aim.FILES:
                raise
            # To render it will tell what is wrong.
            needs = None
        made = MadeFile(
            address=page.address,
            origin=page.origin,
            path=path,
            stage=page.stage,
            fingerprint=needs.digest if needs else Digest(""),
            digest=row.digest if row else Digest(""),
            staged=False,
            old=state,
            page=True,
        )
        whole = row is not None and row.state == state
        if whole and row is not None and row.fingerprint == made.fingerprint:
            return made
        spelled = needs.spelled if needs else UNKNOWN
        made = made._replace(
            staged=True, needs=spelled, why=self._why(page, row, spelled, whole=whole)
        )
        if self._aim is Aim.FORECAST:
            return made
        data = render_at(self._bench, page)
        known = row.digest if whole and row is not None else None
        if state is None:
            known = Digest("")
        staged = stage_bytes(data, path, page.stage, self._bench.folder, known=known)
        return made._replace(digest=staged.digest, staged=staged.changed)

    def _row_of(self, address: Address) -> PageRow | None:
        """Give the record's row of a file, whichever part it belonged to."""
        if self._blank:
            return None
        return self._old.get(address) or load_page(self._connection, address)

    def _why(self, page: Page, row: PageRow | None, needs: str, *, whole: bool) -> Why:
        """Say why a page is rendered."""
        # A page that was gone for a while is new, whatever is known of it.
        before = load_needs(self._connection, page.address) if row else None
        why = compare_needs(before, needs)
        return why if whole or row is None else (*why, FILE)

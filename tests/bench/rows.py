"""The rows of the table: which work is timed, and how.

In each row the peers take turns, so that a slow minute of the machine meets them all.
"""

from __future__ import annotations

import enum
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from measure import Measured, measure
from peer import Site
from watch import measure_watch
from work import (
    Job,
    check_anywhere,
    check_page,
    check_whole,
    clean,
    edit_base,
    edit_body,
    edit_title,
    make_jobs,
)

_STARTS = 20
LARGER = 10
"""How many times as many columns the larger corpus has."""


class Row(enum.Enum):
    """A kind of work, by the name that `--only` takes."""

    FIRST = "first"
    UNCHANGED = "unchanged"
    BODY = "body"
    TITLE = "title"
    BASE = "base"
    WATCH = "watch"
    LARGER = "larger"
    VERSION = "version"


Figures = Mapping[Site, Sequence[Measured]]
"""The runs of one row; a peer without runs was not asked to do it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is asked for."""

    rows: tuple[Row, ...]
    runs: int
    size: int
    limit: float
    root: Path


def measure_rows(
    jobs: tuple[Job, ...], plan: Plan, tell: Callable[[str], None]
) -> dict[Row, Figures]:
    """Do the work of all rows that are asked for."""
    found: dict[Row, Figures] = {}
    steps = {
        Row.UNCHANGED: _unchanged,
        Row.BODY: _edited_body,
        Row.TITLE: _edited_title,
        Row.BASE: _edited_base,
    }
    _first(jobs, plan, tell, found)
    again = tuple(job for job in jobs if not job.peer.once)
    for row, step in steps.items():
        if row in plan.rows:
            found[row] = _in_turn(again, plan, _told(tell, row, step))
    if Row.WATCH in plan.rows:
        found[Row.WATCH] = {
            job.peer.site: _watch(job, plan, tell) for job in again if job.peer.watch
        }
    if Row.LARGER in plan.rows:
        found[Row.LARGER] = _larger(again, plan, tell)
    return found


Step = Callable[[Job, Plan, int], Measured]
"""One run of a row by one peer; the number of the run chooses what is edited."""


def _in_turn(jobs: tuple[Job, ...], plan: Plan, step: Step) -> Figures:
    found: dict[Site, list[Measured]] = {job.peer.site: [] for job in jobs}
    for run in range(plan.runs):
        for job in jobs:
            if run == 0 or not job.peer.once:
                found[job.peer.site].append(step(job, plan, run))
    return found


def _told(tell: Callable[[str], None], row: Row, step: Step) -> Step:
    def told(job: Job, plan: Plan, run: int) -> Measured:
        took = step(job, plan, run)
        said = f"{took.wall:.2f} s, CPU {took.cpu:.2f} s"
        tell(f"{row.value} {run + 1}/{plan.runs}, {job.peer.site.value}: {said}")
        return took

    return told


def _first(
    jobs: tuple[Job, ...],
    plan: Plan,
    tell: Callable[[str], None],
    found: dict[Row, Figures],
) -> None:
    """Time first builds; where they are not asked for, other rows still need one."""
    step = _told(tell, Row.FIRST, _first_build)
    if Row.FIRST in plan.rows:
        found[Row.FIRST] = _in_turn(jobs, plan, step)
    elif set(plan.rows) - {Row.VERSION, Row.LARGER}:
        for job in jobs:
            step(job, plan, 0)


def _first_build(job: Job, plan: Plan, _run: int) -> Measured:
    clean(job)
    took = measure(job.peer.build, job.folder, limit=plan.limit)
    check_whole(job)
    return took


def _unchanged(job: Job, plan: Plan, _run: int) -> Measured:
    return measure(job.peer.build, job.folder, limit=plan.limit)


def _edited_body(job: Job, plan: Plan, run: int) -> Measured:
    column = job.columns[_place(job, Row.BODY, run, plan.runs)]
    mark = edit_body(job, column)
    took = measure(job.peer.build, job.folder, limit=plan.limit)
    check_page(job.page_of(column), mark)
    return took


def _edited_title(job: Job, plan: Plan, run: int) -> Measured:
    column = job.columns[_place(job, Row.TITLE, run, plan.runs)]
    mark = edit_title(job, column)
    took = measure(job.peer.build, job.folder, limit=plan.limit)
    check_page(job.page_of(column), mark)
    check_page(job.output / f"archive/{column.date.year}/index.html", mark)
    check_anywhere(job.output / "authors" / column.author.id, mark)
    return took


def _edited_base(job: Job, plan: Plan, _run: int) -> Measured:
    mark = edit_base(job)
    took = measure(job.peer.build, job.folder, limit=plan.limit)
    for column in (job.columns[0], job.columns[-1]):
        check_page(job.page_of(column), mark)
    check_page(job.output / "index.html", mark)
    return took


def _watch(job: Job, plan: Plan, tell: Callable[[str], None]) -> Sequence[Measured]:
    tell(f"{Row.WATCH.value}, {job.peer.site.value}")
    places = (_place(job, Row.WATCH, run, plan.runs) for run in range(plan.runs))
    return measure_watch(job, [job.columns[at] for at in places], limit=plan.limit)


def _place(job: Job, row: Row, run: int, runs: int) -> int:
    """Choose a column to edit: spread over the archive, another one each time."""
    edits = (Row.BODY, Row.TITLE, Row.WATCH)
    at = run * len(edits) + edits.index(row)
    return (at + 1) * len(job.columns) // (runs * len(edits) + 1)


def _larger(
    jobs: tuple[Job, ...], plan: Plan, tell: Callable[[str], None]
) -> dict[Site, Sequence[Measured]]:
    """Time one first build of a larger corpus, of Hugo and of Byline's plain site."""
    peers = tuple(j.peer for j in jobs if j.peer.site is not Site.BROADSHEET)
    found: dict[Site, Sequence[Measured]] = {}
    for job in make_jobs(peers, plan.root, plan.size * LARGER):
        step = _told(tell, Row.LARGER, _first_build)
        found[job.peer.site] = [step(job, plan, 0)]
        clean(job)
    return found


def measure_starts(
    jobs: tuple[Job, ...],
) -> tuple[dict[Site, Sequence[Measured]], Sequence[Measured]]:
    """Time the start of each program, and that of a Python that does nothing."""
    bare = (sys.executable, "-c", "pass")
    commands: dict[Site | None, tuple[str, ...]] = {None: bare}
    commands |= {job.peer.site: job.peer.version for job in jobs}
    found: dict[Site | None, list[Measured]] = {site: [] for site in commands}
    # The first two rounds bring the programs' files into memory.
    for turn in range(_STARTS + 2):
        for site, command in commands.items():
            start = time.perf_counter()
            subprocess.run(command, capture_output=True, check=True)
            took = time.perf_counter() - start
            if turn > 1:
                found[site].append(Measured(wall=took))
    python = found[None]
    return {site: runs for site, runs in found.items() if site is not None}, python

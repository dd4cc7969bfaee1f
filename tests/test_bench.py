from __future__ import annotations

from concurrent.futures import Executor, Future
from pathlib import Path
from typing import Any

from building import settings

from generator.digest import Digest
from generator.engine.bench import (
    Bench,
    TextJob,
    make_bench,
    measure_files,
    read_texts,
    stage_file,
)
from generator.engine.kept import STORE, Kept, open_kept
from generator.engine.links import Links
from generator.engine.read import blank_row
from generator.engine.relief import relieved
from generator.engine.stage import STATE, open_stage, place_stage
from generator.engine.text_kinds import TextKind
from generator.engine.workers import Crew
from generator.pages.page import CopiedFile
from generator.problems import Place, Problem
from generator.urls import Address

NAMED = settings()


def unreadable(path: str) -> Problem:
    return Problem(
        place=Place(file=path),
        message="this file can't be read: no such file or directory",
        hint="check that it is there and that you may read it",
    )


def bench_in(site: Path) -> Bench:
    folder = place_stage(site, site / "output")
    open_stage(site, folder)
    return make_bench(site, NAMED, Links(site=NAMED.url), folder)


def test_a_bench_has_the_site_s_theme(tmp_path: Path) -> None:
    bench = bench_in(tmp_path)

    assert bench.theme is not None
    assert bench.theme_problems == ()


class _Pool(Executor):
    """Notes what it is asked to do."""

    def __init__(self) -> None:
        self.jobs: list[Any] = []

    def submit(self, _: object, /, *jobs: object, **__: object) -> Future[Any]:
        self.jobs += jobs
        return Future()


def fill(kept: Kept) -> None:
    """Write more than SQLite moves to its place by itself."""
    large = b"x" * 33_000
    rows = ((str(number), large) for number in range(1100))
    kept.connection.execute("begin")
    kept.connection.executemany("insert into body values (?, ?)", rows)
    kept.connection.execute("commit")


def test_workers_move_what_is_written_in_the_store_to_its_place(tmp_path: Path) -> None:
    bench, pool = bench_in(tmp_path), _Pool()
    crew = Crew(context=bench, executor=lambda: pool, count=3, started=lambda: True)
    file = tmp_path / STATE / STORE
    with open_kept(tmp_path, clean=False) as kept:
        with relieved(kept.connection, crew):
            fill(kept)
        assert file.stat().st_size < 1_000_000

        first, second = pool.jobs
        first(bench)
        assert file.stat().st_size > 30_000_000
        second(bench)
    bench.close()


def test_without_workers_the_store_is_moved_at_once(tmp_path: Path) -> None:
    bench = bench_in(tmp_path)
    file = tmp_path / STATE / STORE
    with open_kept(tmp_path, clean=False) as kept:
        with relieved(kept.connection, Crew(context=bench)):
            fill(kept)
        assert file.stat().st_size > 30_000_000
    bench.close()


def test_files_that_vanish_while_one_builds_are_problems(tmp_path: Path) -> None:
    bench = bench_in(tmp_path)
    text, other = "content/columns/gone.md", "content/static/gone.pdf"
    copied = CopiedFile(address=Address("/gone.pdf"), path=other, digest=Digest(""))

    row = blank_row(TextKind.COLUMN, text, Digest(""), (unreadable(text),))
    assert read_texts(bench, [TextJob(TextKind.COLUMN, text)]) == [row]
    assert measure_files(bench, [other]) == [unreadable(other)]
    assert stage_file(bench, copied, bare=False) == unreadable(other)

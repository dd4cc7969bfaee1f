from __future__ import annotations

from pathlib import Path

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
from generator.engine.links import Links
from generator.engine.read import blank_row
from generator.engine.stage import open_stage, place_stage
from generator.engine.text_kinds import TextKind
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


def test_files_that_vanish_while_one_builds_are_problems(tmp_path: Path) -> None:
    bench = bench_in(tmp_path)
    text, other = "content/columns/gone.md", "content/static/gone.pdf"
    copied = CopiedFile(address=Address("/gone.pdf"), path=other, digest=Digest(""))

    row = blank_row(TextKind.COLUMN, text, Digest(""), (unreadable(text),))
    assert read_texts(bench, [TextJob(TextKind.COLUMN, text)]) == [row]
    assert measure_files(bench, [other]) == [unreadable(other)]
    assert stage_file(bench, copied, bare=False) == unreadable(other)

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from conftest import make_site

from generator.cli import early
from generator.engine import nursery
from generator.engine.workers import FEW, hire, map_in_order

HERE = str(Path(__file__).parent)
linux = pytest.mark.skipif(sys.platform != "linux", reason="the nursery is Linux's")

PROGRAM = """
import os, sys
sys.path.insert(0, sys.argv[1])
from multiprocessing import forkserver
from test_nursery import parents
if __name__ == "__main__":
    found = parents()
    print(os.getpid(), vars(forkserver)["_forkserver"]._forkserver_pid, *found)
"""


def make_context() -> None:
    """Give nothing: the job asks for none."""


def parent_of_each(_: None, items: Sequence[int]) -> list[int]:
    return [os.getppid() for _ in items]


def parents() -> set[int]:
    """Name the parents of the processes that share some work."""
    with hire(None, make_context, (), count=2) as crew:
        found = set(map_in_order(crew, parent_of_each, list(range(FEW))))
    return found - {os.getppid()}


def run(**environment: str) -> list[int]:
    """Run the program: its process, its nursery, and the parents of its workers."""
    asked = [sys.executable, "-c", PROGRAM, HERE]
    done = subprocess.run(
        asked, env={**os.environ, **environment}, capture_output=True, check=True
    )
    assert done.stderr == b""
    return [int(word) if word != b"None" else 0 for word in done.stdout.split()]


@linux
def test_workers_are_children_of_the_nursery_which_ends_with_the_program() -> None:
    own, born_in, *parents = run()

    assert parents == [born_in]
    assert own != born_in
    assert not Path(f"/proc/{born_in}").exists()


@linux
def test_where_its_socket_can_not_lie_workers_are_spawned(tmp_path: Path) -> None:
    """The path of a Unix socket has 108 bytes at most (unix(7))."""
    long = tmp_path / ("long" * 30)
    long.mkdir()
    own, _, *parents = run(TMPDIR=str(long))

    assert parents == [own]


@pytest.mark.parametrize(
    ("texts", "workers", "built", "opened"),
    [
        (FEW, 2, False, 1),
        (FEW, None, False, 1),
        (FEW, 1, False, 0),
        (FEW - 1, 2, False, 0),
        (FEW, 2, True, 0),
    ],
)
def test_only_a_first_build_of_much_opens_it_at_once(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    texts: int,
    workers: int | None,
    built: bool,
    opened: int,
) -> None:
    calls: list[bool] = []
    monkeypatch.setattr(nursery, "open_nursery", lambda: calls.append(True))
    monkeypatch.setattr(early, "default_count", lambda: 2)
    site = make_site(tmp_path)
    for number in range(texts - 1):
        (site / f"content/columns/{number}.md").touch()
    if built:
        (site / ".byline").mkdir()
    monkeypatch.chdir(site / "content")

    early.expect_first_build(workers)
    assert len(calls) == opened


def test_outside_a_site_nothing_is_expected(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    early.expect_first_build(2)

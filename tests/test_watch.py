"""Announcements and looks → batches, on a clock that only a test moves."""

from __future__ import annotations

import errno
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from conftest import files_of, make_site
from hypothesis import given
from hypothesis import strategies as st

from generator.engine.changes import (
    LONGEST,
    QUIET,
    Guard,
    compare_stamps,
    gather,
    leaves,
    matters,
    review,
)
from generator.engine.watch import explain_deafness, take_look

CROWS = "content/columns/crows.md"
Said = tuple[float, str]
"""When a path is announced, and which."""


class Script:
    """Announcements at their times, and the clock; waiting is free."""

    def __init__(self, said: Sequence[Said]) -> None:
        self.now = 0.0
        self._left = sorted(said)

    def clock(self) -> float:
        return self.now

    def listen(self, patience: float) -> list[str]:
        end = self.now + patience
        self.now = min(end, max(self.now, self._left[0][0])) if self._left else end
        heard = [path for at, path in self._left if at <= self.now]
        self._left = self._left[len(heard) :]
        return heard


def batches_of(*said: Said, until: float = 10.0) -> list[tuple[float, set[str]]]:
    """Every batch with the time at which it was handed over."""
    script, found = Script(said), []
    while batch := gather(script.listen, script.clock, until - script.now):
        found.append((script.now, set(batch)))
    return found


def paths_of(*said: Said) -> list[set[str]]:
    return [batch for _, batch in batches_of(*said)]


@pytest.mark.parametrize(
    "path",
    [
        "content/site.yaml",
        CROWS,
        "content/static/favicon.ico",
        "content",
        "themes",
        "themes/ours/templates/column.html",
    ],
)
def test_a_site_is_made_from_content_and_themes(path: str) -> None:
    assert matters(path)


@pytest.mark.parametrize(
    "path",
    [
        "output/index.html",
        ".byline/stage/x/index.html",
        ".",
        "README.md",
        "content/columns/.crows.md.swp",
        "content/columns/crows.md~",
        "content/columns/#crows.md#",
        "content/columns/.#crows.md",
        "content/columns/4913",
        "content/columns/.git/index",
        "content/.DS_Store",
        "content/columns/crows.swp",
        "themes/ours/__pycache__/x.pyc",
    ],
)
def test_own_writes_and_backups_are_nothing(path: str) -> None:
    assert not matters(path)
    assert batches_of((0.1, path)) == []


IN_PLACE = [(0.0, CROWS), (0.001, CROWS), (0.002, CROWS)]
TEMPORARY = f"{CROWS}.tmp.4821"


@pytest.mark.parametrize(
    ("said", "batch"),
    [
        (IN_PLACE, {CROWS}),
        # Vim: a test file, the old text aside, a new one in its place.
        (
            [
                (0.0, "content/columns/4913"),
                (0.0, CROWS),
                (0.0, f"{CROWS}~"),
                (0.004, CROWS),
                (0.009, f"{CROWS}~"),
            ],
            {CROWS},
        ),
        # A temporary file renamed over the old one, hidden or not.
        ([(0.0, "content/columns/.crows.md.x1"), (0.002, CROWS)], {CROWS}),
        ([(0.0, TEMPORARY), (0.001, TEMPORARY), (0.003, CROWS)], {TEMPORARY, CROWS}),
        # Deleted and made again.
        ([(0.0, CROWS), (0.012, CROWS)], {CROWS}),
        # A folder and what is in it.
        (
            [(0.0, "content/columns/a"), (0.001, "content/columns/a/index.md")],
            {"content/columns/a", "content/columns/a/index.md"},
        ),
    ],
)
def test_one_save_is_one_batch(said: list[Said], batch: set[str]) -> None:
    assert paths_of(*said) == [batch]


def test_a_save_is_answered_when_it_has_been_quiet() -> None:
    assert batches_of((1.0, CROWS)) == [(1.0 + QUIET, {CROWS})]


def test_two_saves_are_two_batches() -> None:
    assert paths_of((0.0, CROWS), (QUIET * 2, CROWS)) == [{CROWS}, {CROWS}]


def test_what_goes_on_and_on_is_handed_over_in_between() -> None:
    said = [(number * QUIET / 2, CROWS) for number in range(100)]
    times = [at for at, _ in batches_of(*said)]

    assert times[0] == pytest.approx(LONGEST)
    assert len(times) == 3


def test_backups_do_not_draw_a_burst_out() -> None:
    said = [(number * QUIET / 2, f"{CROWS}~") for number in range(100)]
    first, *others = batches_of((0.0, CROWS), *said)

    assert first == (QUIET, {CROWS})
    assert others == []


def test_patience_that_ends_gives_nothing() -> None:
    script = Script([(5.0, CROWS)])

    assert gather(script.listen, script.clock, 2.0) == frozenset()
    assert script.now == 2.0


@pytest.mark.parametrize("patience", [0.0, -3.0])
def test_without_patience_what_has_been_said_is_still_heard(patience: float) -> None:
    script = Script([(0.0, CROWS)])

    assert gather(script.listen, script.clock, patience) == {CROWS}


PATHS = st.sampled_from(
    [CROWS, f"{CROWS}~", "content/site.yaml", "themes", "output/x", "content/static/a"]
)
SAID = st.lists(
    st.tuples(st.floats(min_value=0, max_value=5, allow_subnormal=False), PATHS),
    max_size=60,
)


@given(SAID)
def test_nothing_that_matters_is_lost_and_nothing_else_comes(said: list[Said]) -> None:
    given_out = set().union(*paths_of(*said))

    assert given_out == {path for _, path in said if matters(path)}


@given(SAID)
def test_every_path_comes_soon_after_it_was_announced(said: list[Said]) -> None:
    found = batches_of(*said)
    for at, path in said:
        if matters(path):
            assert any(
                at - 1e-9 <= end <= at + LONGEST + QUIET + 1e-9 and path in batch
                for end, batch in found
            )


@given(SAID)
def test_batches_are_as_far_apart_as_a_quiet_time_or_a_long_burst(
    said: list[Said],
) -> None:
    ends = [end for end, _ in batches_of(*said)]
    gaps = [after - before for before, after in pairwise(ends)]
    assert all(gap >= QUIET - 1e-9 for gap in gaps)


@given(st.lists(st.floats(min_value=0, max_value=QUIET * 0.9), max_size=15))
def test_a_burst_is_one_batch(gaps: list[float]) -> None:
    at, said = 0.0, [(0.0, "content/static/0")]
    for number, gap in enumerate(gaps, start=1):
        at += gap
        said.append((at, f"content/static/{number}"))

    assert paths_of(*said) == [{path for _, path in said}]


OLD, NEW = (1, 10, 5), (2, 12, 5)


def test_looks_tell_what_came_went_and_changed() -> None:
    before = {"a": OLD, "b": OLD, "c": OLD}
    after = {"b": NEW, "c": OLD, "d": OLD}

    assert compare_stamps(before, after) == {"a", "b", "d"}


def look(*announced: set[str]) -> Guard:
    """A file changed, then came looks, each after such announcements."""
    guard = Guard(stamps={CROWS: OLD})
    for said in announced:
        guard = review(guard, {CROWS: NEW}, frozenset(said))
    return guard


@pytest.mark.parametrize(
    "announced",
    [
        [{CROWS}, set()],
        # The look was faster than the announcement.
        [set(), {CROWS}],
        [{"content/columns"}, set()],
        [{"content"}, {"content/site.yaml"}],
    ],
)
def test_what_was_announced_is_not_missed(announced: list[set[str]]) -> None:
    guard = look(*announced)

    assert guard.missed == frozenset()
    assert not guard.deaf


def test_what_nothing_announces_is_missed_at_the_second_look() -> None:
    assert look(set()).missed == frozenset()
    guard = look(set(), set())
    assert guard.missed == {CROWS}
    assert guard.deaf
    assert look(set(), set(), set()).missed == frozenset()


@pytest.mark.parametrize(
    "announced",
    [[{"content/static/a"}, set()], [set(), {"content/static/a"}]],
)
def test_who_hears_something_is_not_deaf(announced: list[set[str]]) -> None:
    """A queue that ran over, or one folder of many on a mount."""
    guard = look(*announced)

    assert guard.missed == {CROWS}
    assert not guard.deaf


def test_folders_give_way_to_what_is_in_them() -> None:
    paths = {"content/a", "content/a/b.md", "content/ab", "content/c/d"}

    assert leaves(paths) == ("content/a/b.md", "content/ab", "content/c/d")


def test_a_look_shows_what_a_site_is_made_from(tmp_path: Path) -> None:
    make_site(
        tmp_path,
        {"columns/a/index.md": "x", "columns/.x": "x", "themes/ours/theme.yaml": "x"},
    )
    (tmp_path / "output").mkdir()
    (tmp_path / "output/index.html").write_text("x")
    (tmp_path / "content/columns/b").symlink_to("a")
    (tmp_path / "content/columns/a/circle").symlink_to("..")
    (tmp_path / "content/columns/nowhere").symlink_to("gone")

    seen = take_look(tmp_path)
    assert {path for path in files_of(tmp_path) if matters(path)} < seen.keys()
    assert "content/columns/b/index.md" in seen
    assert "content/columns/a/circle/a/index.md" not in seen
    assert not any("nowhere" in path or "output" in path for path in seen)
    assert compare_stamps(seen, take_look(tmp_path)) == frozenset()


def test_a_look_at_nothing_shows_nothing(tmp_path: Path) -> None:
    assert take_look(tmp_path) == {}


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (errno.ENOSPC, "sudo sysctl fs.inotify.max_user_watches="),
        (errno.EMFILE, "sudo sysctl fs.inotify.max_user_instances="),
        (errno.EIO, "it says: no way."),
    ],
)
def test_a_limit_of_the_system_is_told_with_what_to_raise(
    number: int, words: str
) -> None:
    assert words in explain_deafness(OSError(number, "no way"))

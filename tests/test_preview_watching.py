"""Watching goes on, whatever happens to it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import column
from previewing import CROWS, NOON, Desk
from serving import PATIENCE

from generator.preview import watching
from generator.preview.lookout import Lookout
from generator.preview.watching import Seen, Watcher


class Reporter:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.looks: list[Seen] = []
        self.faults: list[Exception] = []

    def seen(self, seen: Seen) -> None:
        self.looks.append(seen)

    def remark(self, words: str) -> None:
        raise AssertionError(words)

    def fault(self, error: Exception) -> None:
        self.faults.append(error)


def test_a_fault_in_the_watch_is_told_and_what_was_missed_is_seen(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, reporter = Desk(tmp_path), Reporter()
    listened, at_end = [0], threading.Event()
    again = threading.Event()

    def watch(site: Path, **_: object) -> Iterator[frozenset[str]]:
        listened[0] += 1
        yield frozenset()
        if listened[0] == 1:
            (site / CROWS).write_text(column(body="Missed."))
            raise FileNotFoundError("a folder went while it was listened to")
        again.set()
        assert at_end.wait(PATIENCE)

    monkeypatch.setattr(watching, "watch", watch)
    monkeypatch.setattr(watching, "_PAUSE", 0.0)
    try:
        Watcher(desk.site, desk.lookout, reporter, lambda: NOON).open()
        assert again.wait(PATIENCE), "it listens again"
        assert [str(fault)[:8] for fault in reporter.faults] == ["a folder"]
        assert [seen.changed for seen in reporter.looks] == [()]
        assert "Missed." in desk.get("/opinion/columns/crows/").text
    finally:
        desk.lookout.close()
        at_end.set()


def test_a_fault_in_the_first_check_does_not_end_the_watch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, reporter = Desk(tmp_path), Reporter()
    at_end, waits = threading.Event(), threading.Event()
    true, faults = Lookout.check, [ZeroDivisionError()]

    def check(lookout: Lookout) -> None:
        if faults:
            raise faults.pop()
        true(lookout)

    def watch(site: Path, **_: object) -> Iterator[frozenset[str]]:
        yield frozenset()
        (site / CROWS).write_text(column(body="Rooks."))
        yield frozenset([CROWS])
        waits.set()
        assert at_end.wait(PATIENCE)

    monkeypatch.setattr(watching, "watch", watch)
    monkeypatch.setattr(Lookout, "check", check)
    try:
        Watcher(desk.site, desk.lookout, reporter, lambda: NOON).open()
        assert waits.wait(PATIENCE)
        assert [type(fault) for fault in reporter.faults] == [ZeroDivisionError]
        assert [seen.changed for seen in reporter.looks] == [(CROWS,)]
        assert "Rooks." in desk.get("/opinion/columns/crows/").text
    finally:
        desk.lookout.close()
        at_end.set()

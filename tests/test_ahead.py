"""Columns are put onto shelves while others are read: nothing comes out otherwise."""

from __future__ import annotations

import datetime as dt
import sqlite3
from pathlib import Path

import pytest
from conftest import column, files_of, make_site

from generator.engine.outcome import BuildOptions, Outcome
from generator.engine.session import Session
from generator.engine.shelving import NAMES
from generator.engine.sorting import Anew

NOW = dt.datetime(2026, 11, 20)  # noqa: DTZ001  # In the desk's zone.
GOOD = {
    **{
        f"columns/{name}.md": column(
            name, tags=f"[birds, {name}]", date=f"2024-03-0{number}"
        )
        for number, name in enumerate("bcdefgh", 1)
    },
    "columns/draft.md": column("Draft", draft="true"),
    "columns/late.md": column("Late", date="2027-01-01"),
    "columns/over.md": column("Over", expires="2025-01-01"),
    "columns/part-1.md": column("One", series="{name: Run, part: 2}"),
    "columns/part-2.md": column("Two", series="{name: Run, part: 1}"),
}
BAD = {
    "columns/crows/index.md": column("Another"),
    "columns/nobody.md": column("Nobody", author="nobody"),
    "columns/no-date.md": column("No date", date=""),
}


@pytest.fixture
def ahead(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Have two columns kept at a time; how often they are followed is given."""
    seen: list[int] = []
    go_on = Anew.go_on

    def count(anew: Anew) -> None:
        seen.append(1)
        go_on(anew)

    monkeypatch.setattr("generator.engine.texts.FEW", 1)
    monkeypatch.setattr("generator.engine.texts._BATCH", 2)
    monkeypatch.setattr(Anew, "go_on", count)
    return seen


def build(site: Path) -> Outcome:
    return Session(site, BuildOptions(now=NOW)).build()


def shelves(site: Path) -> list[list[tuple[object, ...]]]:
    """Everything that the record says of shelves; nobody is writing in it."""
    (file,) = (site / ".byline").glob("record-*.sqlite")
    with sqlite3.connect(file, timeout=0) as connection:
        connection.execute("begin immediate")
        return [sorted(connection.execute(f"select * from {one}")) for one in NAMES]


def test_all_stand_where_they_would_stand(tmp_path: Path, ahead: list[int]) -> None:
    with pytest.MonkeyPatch.context() as usual:
        usual.setattr("generator.engine.texts.FEW", 100)
        slow = build(make_site(tmp_path / "slow", GOOD))
    ahead.clear()

    swift = build(make_site(tmp_path / "swift", GOOD))

    assert len(ahead) > len(GOOD) / 2
    assert slow.done
    assert (swift.columns, swift.withheld) == (slow.columns, slow.withheld)
    assert shelves(tmp_path / "swift") == shelves(tmp_path / "slow")
    assert files_of(tmp_path / "swift/output") == files_of(tmp_path / "slow/output")


def test_mistakes_are_told_as_ever_and_the_next_build_is_whole(
    tmp_path: Path, ahead: list[int]
) -> None:
    with pytest.MonkeyPatch.context() as usual:
        usual.setattr("generator.engine.texts.FEW", 100)
        slow = build(make_site(tmp_path / "slow", {**GOOD, **BAD}))

    swift = build(make_site(tmp_path / "swift", {**GOOD, **BAD}))

    assert ahead
    assert not swift.done
    assert swift.problems == slow.problems
    for path in BAD:
        (tmp_path / "swift/content" / path).unlink()
    assert build(tmp_path / "swift").done
    assert build(make_site(tmp_path / "clean", GOOD)).done
    assert files_of(tmp_path / "swift/output") == files_of(tmp_path / "clean/output")


def test_shelves_of_a_build_that_was_stopped_are_as_before(
    tmp_path: Path, ahead: list[int]
) -> None:
    author = "authors/jane-doe.md"
    site = make_site(tmp_path, {**GOOD, author: "No front matter."})
    session = Session(site, BuildOptions(now=NOW), lasting=True)

    stopped = session.build()

    assert ahead
    assert not stopped.done
    assert shelves(site) == [[] for _ in NAMES]
    make_site(tmp_path, GOOD)
    assert session.build(frozenset({f"content/{author}"})).done
    session.close()
    assert build(make_site(tmp_path / "clean", GOOD)).done
    assert files_of(site / "output") == files_of(tmp_path / "clean/output")

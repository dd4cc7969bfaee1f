"""Delivery: what an output holds, what it is to hold, and who knows it."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import column, files_of, make_site
from msgspec.structs import replace

from generator.engine import delivery
from generator.engine.manifest import MANIFEST
from generator.engine.outcome import BuildOptions, Outcome
from generator.engine.session import Session
from generator.engine.stage import StageFolder, place_stage
from generator.engine.write import Holding, load_holding

NOW = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
CROWS, JAYS = "content/columns/crows.md", "content/columns/jays.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path, {"columns/owls.md": column("Owls", draft="true")})


@pytest.fixture
def watch(site: Path) -> Iterator[Session]:
    """A session that goes on, after its first build."""
    session = Session(site, BuildOptions(now=NOW), lasting=True)
    assert session.build().done
    yield session
    session.close()


def build(site: Path, **options: object) -> Outcome:
    asked = replace(BuildOptions(now=NOW), **options)
    return Session(site, asked).build()


def save(site: Path, path: str, text: str) -> frozenset[str]:
    (site / path).write_text(text, encoding="utf-8")
    return frozenset([path])


def listed(site: Path) -> set[str]:
    """The paths in the manifest."""
    return set(json.loads((site / "output" / MANIFEST).read_text())["files"])


def there(site: Path) -> set[str]:
    return set(files_of(site / "output")) - {MANIFEST}


def check_against_a_clean_build(site: Path) -> None:
    assert build(site, output=site / "clean", clean=True).done
    assert files_of(site / "output") == files_of(site / "clean")


def test_lists_that_are_as_they_were_left_are_not_read(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert build(site).done
    read: list[StageFolder] = []

    def load(folder: StageFolder) -> Holding:
        read.append(folder)
        return load_holding(folder)

    monkeypatch.setattr(delivery, "load_holding", load)
    save(site, CROWS, column("Crows", "Crows fly."))
    assert "columns/crows/index.html" in build(site).files.written
    assert read == []

    manifest = site / "output/byline-manifest.json"
    manifest.write_bytes(manifest.read_bytes())
    save(site, CROWS, column("Crows", "Crows fly far."))
    assert "columns/crows/index.html" in build(site).files.written
    assert len(read) == 1
    check_against_a_clean_build(site)


def test_drafts_come_and_go_in_one_output(site: Path) -> None:
    for _ in range(2):
        assert "columns/owls/index.html" in build(site, drafts=True).files.written
        assert build(site).files.removed == ("columns/owls/index.html",)
        check_against_a_clean_build(site)


def test_a_watch_takes_out_the_drafts_of_another_build(
    site: Path, watch: Session
) -> None:
    assert build(site, drafts=True).done
    assert watch.build(save(site, CROWS, column("Crows", "Crows fly."))).done
    watch.settle()
    check_against_a_clean_build(site)


def test_a_watch_takes_out_the_drafts_of_another_watch(
    site: Path, watch: Session
) -> None:
    other = Session(site, BuildOptions(now=NOW, drafts=True), lasting=True)
    assert other.build().done
    for words in ("Crows fly.", "Crows walk."):
        changed = save(site, CROWS, column("Crows", words))
        assert other.build(changed).done
        assert watch.build(changed).done
    other.close()
    watch.settle()
    check_against_a_clean_build(site)


def test_the_manifest_of_a_watch_is_written_later(site: Path, watch: Session) -> None:
    before = listed(site)
    outcome = watch.build(save(site, JAYS, column("Jays")))
    assert "columns/jays/index.html" in outcome.files.written
    assert (watch.unsettled, listed(site)) == (True, before)
    assert place_stage(site, site / "output").journal.exists()

    watch.settle()
    assert (watch.unsettled, listed(site)) == (False, there(site))
    assert not place_stage(site, site / "output").journal.exists()
    check_against_a_clean_build(site)


def test_a_build_that_changes_nothing_has_nothing_to_settle(
    site: Path, watch: Session
) -> None:
    assert watch.build(save(site, CROWS, column())).files.written == ()
    assert not watch.unsettled


@pytest.mark.parametrize("goes", [False, True])
def test_the_next_build_heals_what_a_killed_watch_left(site: Path, goes: bool) -> None:
    killed = Session(site, BuildOptions(now=NOW), lasting=True)
    killed.build()
    assert killed.build(save(site, JAYS, column("Jays"))).done
    killed._let_go()

    if goes:
        (site / JAYS).unlink()
        assert "columns/jays/index.html" in build(site).files.removed
    else:
        (site / CROWS).write_text(column("Crows", "Crows fly."))
        assert build(site).done
    assert listed(site) == there(site)
    check_against_a_clean_build(site)


def test_a_build_with_nothing_to_do_lists_what_a_killed_watch_left(site: Path) -> None:
    save(site, JAYS, column("Jays"))
    killed = Session(site, BuildOptions(now=NOW), lasting=True)
    killed.build()
    (site / JAYS).unlink()
    assert killed.build(frozenset([JAYS])).done
    assert killed.build(save(site, "content/columns/rooks.md", column("Rooks"))).done
    killed._let_go()
    assert listed(site) != there(site)

    assert build(site).files.written == ()
    assert listed(site) == there(site)
    check_against_a_clean_build(site)


def test_a_watch_with_nothing_to_do_lists_its_files_in_its_own_time(
    site: Path, watch: Session
) -> None:
    watch.build(save(site, JAYS, column("Jays")))
    assert watch.build().files.written == ()
    assert (watch.unsettled, "columns/jays/index.html" in listed(site)) == (True, False)


def test_a_killed_watchs_removals_are_no_strangers(site: Path) -> None:
    save(site, JAYS, column("Jays"))
    killed = Session(site, BuildOptions(now=NOW), lasting=True)
    killed.build()
    (site / JAYS).unlink()
    removed = killed.build(frozenset([JAYS])).files.removed
    assert "columns/jays/index.html" in removed
    killed._let_go()

    outcome = build(site, clean=True)
    assert (outcome.done, outcome.files.strangers) == (True, ())
    check_against_a_clean_build(site)

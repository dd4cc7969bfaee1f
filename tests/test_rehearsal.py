"""Rehearsal: an edit finds ready what it needs, and nothing shows that it was tried."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from conftest import column, files_of, make_site

from generator.cli.watching import Keeper
from generator.engine.manifest import MANIFEST
from generator.engine.outcome import BuildOptions
from generator.engine.session import Session

NOW = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
CROWS = "content/columns/crows.md"
BROKEN = {
    "site.yaml": "title: The Rook\nurl: https://rook.example/\nlanguage: en\n"
    "theme: {name: ours}\n",
    "themes/ours/theme.yaml": "name: ours\nextends: broadsheet\ncontract: 1\n",
}


def watch(site: Path) -> Session:
    """A session that goes on, and found nothing to do at first."""
    options = BuildOptions(now=NOW)
    assert Session(site, options).build().done
    session = Session(site, options, lasting=True)
    assert session.build().done
    return session


def save(site: Path, body: str) -> frozenset[str]:
    (site / CROWS).write_text(column(body=body), encoding="utf-8")
    return frozenset([CROWS])


def test_a_rehearsal_leaves_everything_as_it_was(tmp_path: Path) -> None:
    session = watch(make_site(tmp_path))
    before = files_of(tmp_path)
    ready = [session.rehearsed]
    session.rehearse()

    assert [*ready, session.rehearsed] == [False, True]
    assert files_of(tmp_path) == before
    session.close()


def test_after_a_rehearsal_the_first_edit_leaves_the_manifest_for_later(
    tmp_path: Path,
) -> None:
    session = watch(make_site(tmp_path))
    session.rehearse()
    assert session.build(save(tmp_path, "Rooks.")).done
    assert session.unsettled

    session.close()
    assert Session(tmp_path, BuildOptions(now=NOW, output=tmp_path / "c")).build().done
    assert files_of(tmp_path / "output") == files_of(tmp_path / "c")


def test_an_output_that_holds_more_than_the_record_says_is_not_taken_for_granted(
    tmp_path: Path,
) -> None:
    session = watch(make_site(tmp_path))
    manifest = tmp_path / "output" / MANIFEST
    manifest.write_text(
        manifest.read_text().replace('"index.html"', '"old.html": "00", "index.html"')
    )
    assert "old.html" in manifest.read_text()
    session.rehearse()
    assert session.build(save(tmp_path, "Rooks.")).done
    assert not session.unsettled
    assert "old.html" not in manifest.read_text()
    session.close()


def test_a_site_without_columns_has_nothing_to_rehearse(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    (site / CROWS).unlink()
    session = watch(site)
    session.rehearse()
    assert session.rehearsed
    session.close()


def test_a_template_s_mistake_is_left_to_builds(tmp_path: Path) -> None:
    site = make_site(tmp_path, BROKEN)
    session = watch(site)
    template = site / "themes/ours/templates/column.html"
    template.parent.mkdir()
    template.write_text("{{ nobody.name }}")
    assert not session.build(frozenset(["themes/ours/templates/column.html"])).done

    session.rehearse()
    assert session.rehearsed
    session.close()


def test_a_watch_rehearses_when_it_has_nothing_else_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(Session, "rehearse", lambda _: done.append("rehearsed"))
    keeper = Keeper(make_site(tmp_path), BuildOptions(now=NOW), lambda: NOW)
    assert keeper.build(()).outcome.done
    assert 0 < keeper.patience() <= 1

    assert list(keeper.answer(frozenset())) == []
    assert done == ["rehearsed"]
    keeper.close()

"""`byline build --verify`: an output beside one that is made from nothing."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from conftest import column, make_site

from generator.cli.main import run

DAY = ("--now", "2026-11-20")
PAGE = "output/columns/crows/index.html"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    make_site(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(["build", "--quiet", *DAY]) == 0
    return tmp_path


def change_unseen(file: Path) -> None:
    """Change a file so that neither its size nor its times tell."""
    before = file.stat()
    data = file.read_bytes()
    with file.open("r+b") as stream:
        stream.write(data.replace(b"remember", b"remembre"))
    os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))


def test_a_good_output_is_said_to_be_good(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "content/columns/jays.md").write_text(column("Jays"))

    assert run(["build", "--verify", *DAY]) == 0
    assert "Verified: a build that trusts nothing" in capsys.readouterr().out
    left = {path.name for path in (site / ".byline").iterdir()}
    assert [name for name in left if name.startswith("verify")] == []
    assert len([name for name in left if name.endswith(".sqlite")]) == 2


def test_a_file_that_no_stamp_tells_of_is_named(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change_unseen(site / PAGE)
    assert run(["build", *DAY]) == 0

    assert run(["build", "--verify", "--json", *DAY]) == 70
    out, err = capsys.readouterr()
    assert json.loads(out[out.index("{") :])["differences"] == [
        "columns/crows/index.html"
    ]
    assert "byline build --clean makes the output right" in err

    assert run(["build", "--clean", "--quiet", *DAY]) == 0
    assert run(["build", "--verify", "--quiet", *DAY]) == 0


def test_a_mistake_stops_it_as_ever(site: Path) -> None:
    (site / "content/columns/jays.md").write_text(column("Jays", author="nobody"))
    assert run(["build", "--verify", *DAY]) == 1


def test_it_is_not_for_a_watch(site: Path) -> None:
    assert run(["build", "--verify", "--watch", *DAY]) == 2

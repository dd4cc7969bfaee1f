from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from conftest import column, files_of, make_site

from generator import __version__
from generator.cli import build as build_command
from generator.cli.clock import parse_epoch, parse_now, read_clock
from generator.cli.main import run
from generator.cli.screen import progress, show_problems
from generator.engine.manifest import MANIFEST
from generator.problems import Place, Problem
from generator.urls import output_path

NOW = ("--now", "2026-11-20")


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A small site, and oneself in it."""
    monkeypatch.chdir(make_site(tmp_path))
    return tmp_path


def without_seconds(text: str) -> str:
    return re.sub(r"in \d+\.\d s", "in … s", text)


def test_build_says_what_it_did(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_site(site, {"columns/jays.md": column("Jays", draft="true")})
    (site / "output").mkdir()
    (site / "output/notes.txt").write_text("mine")

    assert run(["build", *NOW]) == 0
    files = files_of(site / "output")
    pages = sum(data.startswith(b"<") or b"{" in data[:2] for data in files.values())
    out, err = capsys.readouterr()
    assert err == ""
    lines = without_seconds(out).splitlines()
    assert lines[1:] == [
        "Withheld 1 column:",
        "  content/columns/jays.md “Jays”: draft",
        f"{len(files) - 2} files written, 0 unchanged, 0 removed, in … s.",
        "Not Byline's, and left as they are:",
        "  notes.txt",
        str(site / "output"),
    ]
    assert re.fullmatch(r"Published 1 column, \d+ pages in all\.", lines[0])
    assert pages


def test_build_works_from_any_folder_of_the_site(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(site / "content/columns")

    assert run(["build", *NOW]) == 0
    assert (site / "output/index.html").exists()


def test_problems_go_to_the_standard_error_with_a_caret(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_site(site, {"columns/crows.md": column(author="jane-do")})

    assert run(["build", *NOW]) == 1
    out, err = capsys.readouterr()
    assert out == f"Nothing was written: 1 error. {site / 'output'} is as it was.\n"
    assert err.startswith("content/columns/crows.md:3:9: error: ")
    assert "    author: jane-do\n            ^\n" in err
    assert not (site / "output").exists()


def test_warnings_are_counted(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    make_site(site, {"columns/crows.md": column(body="[x](missing.md)")})

    assert run(["build", *NOW]) == 0
    out, err = capsys.readouterr()
    assert "\n1 warning.\n" in out
    assert err.startswith("content/columns/crows.md:8:")


def test_strict_makes_warnings_stop(site: Path) -> None:
    make_site(site, {"columns/crows.md": column(body="[x](missing.md)")})

    assert run(["build", *NOW, "--strict"]) == 1


def test_quiet_says_nothing(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", *NOW, "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")
    assert (site / "output/index.html").exists()


def test_json_is_one_document_with_the_same_facts(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_site(site, {"columns/crows.md": column(body="[x](missing.md)", draft="true")})

    assert run(["build", *NOW, "--json"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    facts = json.loads(out)
    written = sorted(set(files_of(site / "output")) - {MANIFEST})
    assert sorted(facts.pop("written")) == written
    assert sorted(facts.pop("seconds")) == ["plan", "read", "render", "scan", "write"]
    assert facts.pop("pages") > 5
    rendered = facts.pop("rendered")
    assert {page["why"] for page in rendered} == {"it was new"}
    assert {output_path(page["page"]) for page in rendered} < set(written)
    assert facts == {
        "done": True,
        "output": str(site / "output"),
        "columns": 0,
        "withheld": [
            {
                "id": "crows",
                "path": "content/columns/crows.md",
                "title": "Crows",
                "state": "draft",
                "when": None,
            }
        ],
        "unchanged": 0,
        "removed": [],
        "strangers": [],
        "problems": [],
    }


def test_json_tells_problems_too(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_site(site, {"columns/crows.md": column(author="jane-do")})

    assert run(["build", *NOW, "--json"]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["file"], problem["line"], problem["weight"]) == (
        "content/columns/crows.md",
        3,
        "error",
    )


def test_outside_a_site_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run(["build"]) == 2
    assert "there is no site here" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [
        ["bild"],
        ["build", "--nwo", "2026-11-20"],
        ["build", "--now", "soon"],
        ["build", "--workers", "0"],
        ["build", "--base-url", "rook.example"],
        ["build", "--base-url", "https://[x/"],
        ["build", "--output", "content/out"],
        ["build", "--output", "."],
    ],
)
def test_wrong_usage_is_2(
    site: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(arguments) == 2
    assert "Error: " in capsys.readouterr().err
    assert not (site / "output").exists()


def test_help_is_no_error(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--help"]) == 0
    assert "--portable" in capsys.readouterr().out


def test_a_fault_of_our_own_is_told_kindly_and_kept(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> int:
        raise AssertionError("a pages' room has no door")

    monkeypatch.setattr(build_command, "run_build", fail)

    assert run(["build"]) == 70
    err = capsys.readouterr().err
    kept = site / ".byline/fault.txt"
    assert str(kept) in err
    assert "Traceback" not in err
    assert "AssertionError: a pages' room has no door" in kept.read_text()


def test_a_fault_outside_a_site_is_kept_elsewhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> int:
        raise AssertionError("a pages' room has no door")

    (tmp_path / "empty").mkdir()
    monkeypatch.chdir(tmp_path / "empty")
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(build_command, "run_build", fail)

    assert run(["build"]) == 70
    (kept,) = tmp_path.glob("byline-*/fault.txt")
    assert str(kept) in capsys.readouterr().err
    assert list((tmp_path / "empty").iterdir()) == []


def test_a_full_disk_is_told_in_a_sentence(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> int:
        raise OSError(28, "No space left on device", "/x/index.html")

    monkeypatch.setattr(build_command, "run_build", fail)

    assert run(["build"]) == 1
    assert capsys.readouterr().err == (
        "byline: No space left on device: /x/index.html\n"
        "Nothing half-written was left.\n"
    )
    assert not (site / ".byline").exists()


def test_an_interrupt_is_quiet(
    site: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupt(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr(build_command, "run_build", interrupt)

    assert run(["build"]) == 130
    assert capsys.readouterr().err.strip() == ""
    assert not (site / "output").exists()


def test_ctrl_c_leaves_the_output_whole(site: Path) -> None:
    make_site(site, {f"columns/{n}.md": column(f"C {n}") for n in range(200)})
    command = [sys.executable, "-c", "from generator.cli.main import main; main()"]
    process = subprocess.Popen(
        [*command, "build", *NOW],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    stage = site / ".byline/stage"
    while not stage.exists() and process.poll() is None:
        pass
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()

    assert (process.returncode, out, err.strip()) == (130, "", "")
    assert not (site / "output").exists()


def test_the_version_loads_almost_nothing() -> None:
    code = (
        "import sys; from generator.cli.main import run; code = run(['--version']);"
        "print(code, *sorted(set(sys.modules) & {'yaml', 'jinja2', 'rich', 'PIL', "
        "'babel', 'markdown_it', 'nh3', 'multiprocessing'}))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout == f"byline {__version__}\n0\n"


@pytest.mark.parametrize(
    ("written", "iso"),
    [
        ("2026-11-20", "2026-11-20T00:00:00"),
        ("2026-11-20T08:30", "2026-11-20T08:30:00"),
        ("2026-11-20 08:30", "2026-11-20T08:30:00"),
        ("2026-11-20T08:30+01:00", "2026-11-20T08:30:00+01:00"),
        ("2026-11-20T08:30Z", "2026-11-20T08:30:00+00:00"),
    ],
)
def test_now_is_a_date_or_a_date_time(written: str, iso: str) -> None:
    assert parse_now(written).isoformat() == iso


def test_the_clock_is_that_of_the_build_s_environment(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")

    assert read_clock().isoformat() == "1970-01-02T00:00:00+00:00"
    assert read_clock("2026-11-20").isoformat() == "2026-11-20T00:00:00"


@pytest.mark.parametrize("written", ["soon", "1.5", "9" * 30])
def test_a_clock_that_is_none_is_wrong_usage(
    written: str, monkeypatch: pytest.MonkeyPatch, site: Path
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", written)

    assert run(["build"]) == 2
    assert not (site / "output").exists()


def test_epochs_are_seconds() -> None:
    assert parse_epoch("0").isoformat() == "1970-01-01T00:00:00+00:00"


PROBLEM = Problem(
    place=Place(file="a.md", line=2, column=3, excerpt="[x](y)"),
    message="no [bold]y[/]",
)


def test_problems_are_shown_as_they_are(capsys: pytest.CaptureFixture[str]) -> None:
    show_problems([PROBLEM])

    assert capsys.readouterr().err == (
        "a.md:2:3: error: no [bold]y[/]\n    [x](y)\n      ^\n\n"
    )


def test_colors_are_for_screens_that_want_them(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.delenv("NO_COLOR", raising=False)
    show_problems([PROBLEM])
    assert "\x1b[1;31merror: \x1b[0m" in capsys.readouterr().err

    monkeypatch.setenv("NO_COLOR", "1")
    show_problems([PROBLEM])
    assert "31m" not in capsys.readouterr().err


def test_no_bar_where_nobody_watches(capsys: pytest.CaptureFixture[str]) -> None:
    with progress(wanted=True) as watch:
        watch("read", 1, 1000)

    assert capsys.readouterr() == ("", "")


def test_a_bar_where_somebody_watches(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    with progress(wanted=True) as watch:
        watch("render", 1, 3)
        for number in range(1, 1001):
            watch("read", number, 1000)

    err = capsys.readouterr().err
    assert "Reading" in err
    assert "Rendering" not in err


def test_the_command_is_installed(site: Path) -> None:
    program = Path(sys.executable).with_name("byline")
    done = subprocess.run(
        [program, "build", *NOW, "--json"],
        capture_output=True,
        text=True,
        check=True,
        cwd=site,
        env={**os.environ, "NO_COLOR": "1"},
    )

    assert json.loads(done.stdout)["done"] is True

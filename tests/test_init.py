from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from conftest import files_of

from generator.cli.main import run
from generator.desk.init import init_site, title_of
from generator.engine.outcome import BuildOptions
from generator.engine.session import Session
from generator.source.read_settings import read_settings

TODAY = dt.date(2026, 11, 20)
MADE = [
    ".gitignore",
    "content/authors/your-name.md",
    "content/columns/how-to-write-here.md",
    "content/pages/about.md",
    "content/pages/corrections-policy.md",
    "content/site.yaml",
]


def init(folder: Path) -> list[str]:
    """Make a site, and give the problems."""
    _, problems = init_site(folder, today=TODAY, time_zone="Europe/Amsterdam")
    return [f"{p.place.file}: {p.message}" for p in problems]


def test_a_new_site_has_these_files(tmp_path: Path) -> None:
    assert init(tmp_path / "the-rook") == []
    assert sorted(files_of(tmp_path / "the-rook")) == MADE


def test_a_new_site_builds_at_once_without_a_word(tmp_path: Path) -> None:
    site = tmp_path / "the-rook"
    init(site)
    now = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    outcome = Session(site, BuildOptions(now=now, strict=True)).build()

    assert outcome.problems == ()
    assert outcome.done
    assert (outcome.columns, outcome.withheld) == (1, ())


def test_a_new_site_still_builds_without_its_first_column(tmp_path: Path) -> None:
    init(tmp_path)
    (tmp_path / "content/columns/how-to-write-here.md").unlink()
    (tmp_path / "content/authors/your-name.md").unlink()
    now = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)

    assert Session(tmp_path, BuildOptions(now=now)).build().problems == ()


def test_a_new_site_has_the_tools_and_a_disclaimer(tmp_path: Path) -> None:
    init(tmp_path / "the-rook")
    path = "content/site.yaml"
    settings, problems = read_settings(
        path, (tmp_path / "the-rook" / path).read_bytes()
    )

    assert problems == ()
    assert settings is not None
    assert settings.title == "The Rook"
    assert settings.url == "https://example.org/"
    assert settings.time_zone == "Europe/Amsterdam"
    assert settings.disclaimer
    tools = settings.furniture
    assert (tools.print, tools.email, tools.bookmark, tools.text_size) == (True,) * 4
    assert tools.share


@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("the-rook", "The Rook"),
        ("opinion_2026", "Opinion 2026"),
        ("écrits", "Écrits"),
        ("BBC", "BBC"),
        ("", "My Columns"),
    ],
)
def test_the_title_is_made_of_the_folder_s_name(name: str, title: str) -> None:
    assert title_of(name) == title


@pytest.mark.parametrize("name", ["yes", "10: 30", "a # b", "{x}", "'"])
def test_any_folder_s_name_makes_a_site(tmp_path: Path, name: str) -> None:
    assert init(tmp_path / name) == []
    data = (tmp_path / name / "content/site.yaml").read_bytes()
    settings, problems = read_settings("content/site.yaml", data)

    assert problems == ()
    assert settings is not None
    assert settings.title == title_of(name)


def test_a_site_is_not_overwritten(tmp_path: Path) -> None:
    init(tmp_path)
    before = files_of(tmp_path)

    assert init(tmp_path) == [
        f"content/site.yaml: there is a site in {tmp_path} already"
    ]
    assert files_of(tmp_path) == before


def test_other_content_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content/mine.md").write_text("mine")

    assert init(tmp_path) == ["content: there are files in this folder already"]
    assert files_of(tmp_path) == {"content/mine.md": b"mine"}


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")

    assert init(tmp_path / "site") == [
        f"{tmp_path / 'site'}: this is a file: a folder was wanted"
    ]


def test_a_gitignore_that_is_there_is_kept(tmp_path: Path) -> None:
    (tmp_path / ".gitignore").write_text("mine\n")

    assert init(tmp_path) == []
    assert (tmp_path / ".gitignore").read_text() == "mine\n"


def test_the_command_says_how_to_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run(["init", "the-rook"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    assert out.splitlines() == [
        "the-rook/content/authors/your-name.md",
        "the-rook/content/columns/how-to-write-here.md",
        "the-rook/content/pages/about.md",
        "the-rook/content/pages/corrections-policy.md",
        "the-rook/content/site.yaml",
        "the-rook/.gitignore",
        "",
        "Your site is ready. Go on with:",
        "  cd the-rook",
        "  byline build",
    ]
    monkeypatch.chdir("the-rook")
    assert run(["build", "--strict"]) == 0
    assert run(["init"]) == 2
    assert capsys.readouterr().err == (
        "byline: content/site.yaml: there is a site in "
        f"{tmp_path / 'the-rook'} already\n"
        "    → choose another folder: byline init my-columns\n"
    )

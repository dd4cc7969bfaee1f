from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from conftest import AUTHOR, SETTINGS, files_of, make_site

from generator.cli.main import run
from generator.desk.new import Wish, plan_column, slug_of_title
from generator.engine.outcome import BuildOptions
from generator.engine.session import Session
from generator.source.read_settings import read_settings
from generator.source.scan import scan

TODAY = dt.date(2026, 11, 20)
SECTIONS = SETTINGS + "sections:\n  - {id: city, label: The City}\n  - {id: work}\n"


def plan(site: Path, title: str, **wished: object) -> tuple[str, str, list[str]]:
    settings, _ = read_settings(
        "content/site.yaml", (site / "content/site.yaml").read_bytes()
    )
    assert settings is not None
    wish = Wish(title=title, **wished)  # type: ignore[arg-type]
    path, text, problems = plan_column(wish, scan(site), settings, TODAY)
    return path, text, [f"{p.place.file}: {p.message} → {p.hint}" for p in problems]


def wrong(site: Path, title: str, **wished: object) -> list[str]:
    return plan(site, title, **wished)[2]


def test_a_new_column_has_its_front_matter(tmp_path: Path) -> None:
    assert plan(make_site(tmp_path), "Take Down My Bridge") == (
        "content/columns/take-down-my-bridge.md",
        "---\n"
        "title: Take Down My Bridge\n"
        "author: jane-doe\n"
        "date: 2026-11-20\n"
        "summary: # one or two sentences under the headline\n"
        "draft: true # take this line away to publish\n"
        "---\n\n",
        [],
    )


def test_a_site_with_sections_asks_for_one(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"site.yaml": SECTIONS})

    assert "section: # one of city, work\n" in plan(site, "A")[1]
    assert "section: city\n" in plan(site, "A", section="city")[1]
    assert "section: city\n" in plan(site, "A", section="The City")[1]
    assert "section: garden\n" in plan(site, "A", section="garden")[1]


def test_a_section_that_is_nearly_another_is_asked_about(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"site.yaml": SECTIONS})

    assert wrong(site, "A", section="ctiy") == [
        "--section: there is no section “ctiy” → did you mean city?"
    ]


def test_an_author_is_found_by_id_or_name(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"authors/abel.md": AUTHOR})

    assert "author: abel\n" in plan(site, "A")[1]
    assert "author: jane-doe\n" in plan(site, "A", author="jane-doe")[1]
    assert "author: jane-doe\n" in plan(site, "A", author="Jane Doe")[1]


def test_an_unknown_author_is_asked_about(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"authors/abel.md": AUTHOR})

    assert wrong(site, "A", author="jane-do") == [
        "--author: there is no author “jane-do” → did you mean jane-doe?"
    ]
    assert wrong(site, "A", author="xyz") == [
        "--author: there is no author “xyz” → there are abel, jane-doe"
    ]


def test_a_site_without_authors_is_told_how_to_add_one(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    (site / "content/authors/jane-doe.md").unlink()

    assert wrong(site, "A") == [
        "content/authors: no author has a record yet → make content/authors/<id>.md "
        "with `name: …` between two lines of ---"
    ]


@pytest.mark.parametrize(
    ("typed", "written"),
    [("2026-12-24", "2026-12-24"), ("24 December 2026", "2026-12-24")],
)
def test_a_date_may_be_given(tmp_path: Path, typed: str, written: str) -> None:
    assert f"date: {written}\n" in plan(make_site(tmp_path), "A", date=typed)[1]


def test_a_date_that_is_none_is_asked_about(tmp_path: Path) -> None:
    assert wrong(make_site(tmp_path), "A", date="soon") == [
        "--date: “soon” is no date → type 2026-11-20 or 2026-11-20T08:30"
    ]


def test_a_folder_is_for_pictures_beside_the_text(tmp_path: Path) -> None:
    site = make_site(tmp_path)

    assert plan(site, "A", folder=True)[0] == "content/columns/a/index.md"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("It's the: Bridge, again!", "its-the-bridge-again"),
        ("渡船", "渡船"),
        ("2026-11-20 A Diary", "a-diary"),
        ("word " * 40, "-".join(["word"] * 16)),
    ],
)
def test_the_file_s_name_is_made_of_the_title(title: str, slug: str) -> None:
    assert slug_of_title(title) == slug


def test_an_empty_title_is_asked_about(tmp_path: Path) -> None:
    assert wrong(make_site(tmp_path), " ") == [
        'TITLE: a headline was wanted → type byline new "A Headline"'
    ]


def test_a_column_of_that_name_is_never_made_twice(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"columns/2024/2024-05-01-jays/index.md": ""})

    assert wrong(site, "Jays") == [
        "TITLE: there is a column of this name already: "
        "content/columns/2024/2024-05-01-jays/index.md → choose another title, or go "
        "on with that one"
    ]


@pytest.mark.parametrize(
    "title", ["yes", "A: b", "#1", '"Quoted"', "It's", "- dash", "10:30", "[a] {b}"]
)
def test_any_title_comes_back_from_its_file(tmp_path: Path, title: str) -> None:
    site = make_site(tmp_path)
    path, text, _ = plan(site, title)
    (site / path).write_text(text)
    now = dt.datetime(2026, 11, 20, tzinfo=dt.UTC)
    outcome = Session(site, BuildOptions(now=now)).build()

    assert outcome.done
    assert [column.title for column in outcome.withheld] == [title]


def test_the_command_writes_the_file_and_prints_its_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(make_site(tmp_path) / "content")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795132800")

    assert run(["new", "On Jays"]) == 0
    assert capsys.readouterr().out == "columns/on-jays.md\n"
    made = (tmp_path / "content/columns/on-jays.md").read_text()
    assert "date: 2026-11-20\n" in made
    before = files_of(tmp_path)
    assert run(["new", "On Jays"]) == 2
    assert files_of(tmp_path) == before


def test_a_broken_site_is_told_before_a_column_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_site(tmp_path, {"site.yaml": "title: A\n"}))
    before = files_of(tmp_path)

    assert run(["new", "On Jays"]) == 1
    assert files_of(tmp_path) == before

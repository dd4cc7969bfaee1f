"""The desk's calendar, and what a build is said to do beforehand."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest
from building import NOW, inputs, moment, piece
from conftest import column, files_of, make_site
from msgspec.structs import replace

from generator.cli.main import run
from generator.desk.plan import Calendar, Dated, build_calendar
from generator.engine.forecast import Forecast
from generator.engine.manifest import MANIFEST
from generator.engine.outcome import BuildOptions
from generator.engine.session import Session
from generator.urls import output_path

DAY = ("--now", "2026-11-20")


def dated(name: str, when: str) -> Dated:
    title = name.replace("-", " ").title()
    return Dated(path=f"content/columns/{name}.md", title=title, when=moment(when))


PAPER = (
    piece("old", date="2026-01-01"),
    piece("new", date="2026-05-01"),
    piece("leaving", date="2026-02-01", expires=moment("2026-08-01")),
    piece("soon", date="2026-07-01T09:30"),
    piece("sooner", date="2026-06-15", expires=moment("2026-07-15")),
    piece("gone", date="2026-01-02", expires=moment("2026-03-01")),
    piece("just-gone", date="2026-01-02", expires=moment("2026-05-31")),
    piece("draft", date="2026-06-02", draft=True),
)


def test_every_column_is_on_the_calendar_once() -> None:
    assert build_calendar(inputs(*PAPER)) == Calendar(
        now=NOW,
        time_zone="UTC",
        live=3,
        newest=dated("new", "2026-05-01"),
        waiting=(dated("sooner", "2026-06-15"), dated("soon", "2026-07-01T09:30")),
        drafts=(dated("draft", "2026-06-02"),),
        expiring=(dated("leaving", "2026-08-01"),),
        expired=(dated("just-gone", "2026-05-31"), dated("gone", "2026-03-01")),
        next_due=moment("2026-06-15").at,
    )


def test_publishing_drafts_moves_nothing_on_the_calendar() -> None:
    given = inputs(*PAPER)
    assert build_calendar(replace(given, drafts=True)) == build_calendar(given)


def test_a_desk_without_columns_has_an_empty_calendar() -> None:
    assert build_calendar(inputs()) == Calendar(
        now=NOW,
        time_zone="UTC",
        live=0,
        newest=None,
        waiting=(),
        drafts=(),
        expiring=(),
        expired=(),
        next_due=None,
    )


def test_a_column_that_expires_before_its_date_never_goes_live() -> None:
    odd = piece("odd", date="2026-08-01", expires=moment("2026-07-01"))
    assert build_calendar(inputs(odd)).next_due == moment("2026-07-01").at


def session(site: Path, **options: object) -> Session:
    now = dt.datetime(2026, 11, 20)  # noqa: DTZ001  # In the desk's zone.
    asked = replace(BuildOptions(now=now), **options)
    return Session(site, asked)


def forecast(site: Path, **options: object) -> Forecast:
    found, calendar = session(site, **options).forecast(build_calendar)
    assert calendar is not None
    return found


def foretold(found: Forecast) -> tuple[list[str], list[str]]:
    """The paths that would be made, and those that would be removed."""
    made = [*(page.address for page in found.rendered), *found.copied]
    return (
        sorted(output_path(address) for address in made),
        sorted(output_path(address) for address in found.removed),
    )


JAYS = {"columns/jays.md": column("Jays", tags="[birds]", image="{src: j.svg, alt: J}")}
JAY = {**JAYS, "columns/j.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"}


def test_a_first_build_does_what_was_foretold(tmp_path: Path) -> None:
    make_site(tmp_path, JAY)
    found = forecast(tmp_path)

    assert not (tmp_path / "output").exists()
    assert not list((tmp_path / ".byline").glob("record-*"))
    files = session(tmp_path).build().files
    assert foretold(found) == (sorted(files.written), [])


def test_after_a_build_nothing_is_to_be_done(tmp_path: Path) -> None:
    make_site(tmp_path, JAY)
    session(tmp_path).build()

    assert foretold(forecast(tmp_path)) == ([], [])


@pytest.mark.parametrize(
    ("change", "options"),
    [
        ({"columns/crows.md": column(title="Crows Again")}, {}),
        ({"columns/crows.md": column(date="2027-01-01")}, {}),
        ({"columns/crows.md": column(draft="true")}, {}),
        ({"static/robots.txt": "User-agent: *\n"}, {}),
        ({"static/.nojekyll": ""}, {}),
        ({}, {"base_url": "https://other.example/paper/"}),
    ],
    ids=["title", "embargo", "draft", "static", "nojekyll", "address"],
)
def test_a_later_build_does_what_was_foretold(
    tmp_path: Path, change: dict[str, str], options: dict[str, object]
) -> None:
    make_site(tmp_path, JAY)
    session(tmp_path).build()
    before = files_of(tmp_path / "output")
    make_site(tmp_path, {**JAY, **change})
    written, removed = foretold(forecast(tmp_path, **options))

    assert files_of(tmp_path / "output") == before
    files = session(tmp_path, **options).build().files
    # What is rendered anew may turn out to be the same.
    assert set(files.written) <= set(written)
    assert removed == sorted(files.removed)


def test_missing_and_changed_files_are_foretold(tmp_path: Path) -> None:
    make_site(tmp_path)
    session(tmp_path).build()
    (tmp_path / "output/columns/crows/index.html").unlink()
    (tmp_path / "output/assets/style.css").write_text("spoiled")

    written, removed = foretold(forecast(tmp_path))
    assert {"columns/crows/index.html", "assets/style.css"} <= set(written)
    assert removed == []


def test_a_plan_leaves_output_and_record_as_they_are(tmp_path: Path) -> None:
    make_site(tmp_path)
    session(tmp_path).build()
    records = {f: f.read_bytes() for f in (tmp_path / ".byline").glob("*.sqlite")}
    output = files_of(tmp_path / "output")
    make_site(tmp_path, {"columns/jays.md": column("Jays")})
    forecast(tmp_path)

    assert files_of(tmp_path / "output") == output
    for file, data in records.items():
        assert file.name == "kept.sqlite" or file.read_bytes() == data


def test_a_build_after_a_plan_does_all_of_its_work(tmp_path: Path) -> None:
    make_site(tmp_path)
    session(tmp_path).build()
    make_site(tmp_path, {"columns/jays.md": column("Jays")})
    forecast(tmp_path)

    assert "columns/jays/index.html" in session(tmp_path).build().files.written


def test_what_stops_a_build_is_foretold_with_the_calendar(tmp_path: Path) -> None:
    make_site(tmp_path, {"columns/crows.md": column(author="jane-do")})
    found, calendar = session(tmp_path).forecast(build_calendar)

    assert (found.done, foretold(found)) == (False, ([], []))
    assert [problem.place.file for problem in found.problems] == [
        "content/columns/crows.md"
    ]
    assert calendar is not None
    assert calendar.live == 1


def test_without_settings_there_is_no_calendar(tmp_path: Path) -> None:
    make_site(tmp_path, {"site.yaml": "title: [\n"})
    found, calendar = session(tmp_path).forecast(build_calendar)

    assert (found.done, calendar) == (False, None)
    assert {problem.place.file for problem in found.problems} == {"content/site.yaml"}


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built site with a column in every state, and oneself in it."""
    files = {
        "columns/jays.md": column("Jays", date="2026-12-24T08:30"),
        "columns/owls.md": column("Owls", draft="true"),
        "columns/rooks.md": column("Rooks", expires="2027-01-31"),
        "columns/wrens.md": column("Wrens", expires="2025-01-31"),
    }
    monkeypatch.chdir(make_site(tmp_path, files))
    assert run(["build", *DAY, "--quiet"]) == 0
    return tmp_path


CALENDAR = """\
At 2026-11-20 00:00 in {zone}:
2 columns live; the newest is content/columns/rooks.md “Rooks”
Waiting until:
  2026-12-24 08:30  content/columns/jays.md “Jays”
Drafts:
  content/columns/owls.md “Owls”
Will expire:
  2027-01-31 00:00  content/columns/rooks.md “Rooks”
Expired:
  2025-01-31 00:00  content/columns/wrens.md “Wrens”
Next due: 2026-12-24T08:30:00{offset}
"""


def spelled(site: Path) -> str:
    calendar = session(site).forecast(build_calendar)[1]
    assert calendar is not None
    assert calendar.next_due is not None
    offset = calendar.next_due.isoformat()[19:]
    return CALENDAR.format(zone=calendar.time_zone, offset=offset)


def test_plan_tells_the_calendar(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["plan", *DAY]) == 0
    told = spelled(site) + "The next build would change nothing.\n"
    assert capsys.readouterr() == (told, "")


def test_plan_tells_what_would_be_made_and_removed(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (site / "content/columns/rooks.md").unlink()
    make_site(site, {"static/a.txt": "a", "pages/about.md": "---\ntitle: Us\n---\nWe."})

    assert run(["plan", *DAY]) == 0
    lines = capsys.readouterr().out.partition("The next build would:\n")[2].splitlines()
    assert "    /about/" in lines
    assert lines[lines.index("  copy 1 file:") :] == [
        "  copy 1 file:",
        "    /a.txt",
        "  remove 1 file:",
        "    /columns/rooks/",
    ]


def test_plan_says_when_a_build_would_stop(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_site(site, {"columns/crows.md": column(body="[x](missing.md)")})

    assert run(["plan", *DAY, "--strict"]) == 1
    out, err = capsys.readouterr()
    assert out == spelled(site) + (
        "The next build would stop, and leave the output as it is.\n"
    )
    assert err.startswith("content/columns/crows.md:8:")


def test_plan_due_is_one_moment(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    due = spelled(site).rpartition("Next due: ")[2]

    assert run(["plan", *DAY, "--due"]) == 0
    assert capsys.readouterr() == (due, "")
    assert dt.datetime.fromisoformat(due.strip()).tzinfo is not None


@pytest.mark.usefixtures("site")
def test_plan_due_is_nothing_where_nothing_waits(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert run(["plan", "--now", "2030-01-01", "--due"]) == 0
    assert capsys.readouterr() == ("", "")


def test_plan_json_is_one_document(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_site(site, {"static/a.txt": "a"})

    assert run(["plan", *DAY, "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    calendar = facts.pop("calendar")
    named = ("waiting", "drafts", "expiring", "expired")
    assert {name: [one["title"] for one in calendar[name]] for name in named} == {
        "waiting": ["Jays"],
        "drafts": ["Owls"],
        "expiring": ["Rooks"],
        "expired": ["Wrens"],
    }
    assert (calendar["live"], calendar["newest"]["title"]) == (2, "Rooks")
    assert calendar["waiting"][0]["when"] == facts.pop("next_due")
    assert facts == {
        "next_build": {
            "done": True,
            "output": str(site / "output"),
            "rendered": [],
            "copied": ["/a.txt"],
            "removed": [],
        },
        "problems": [],
    }


def test_plan_json_without_settings_has_no_calendar(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    make_site(site, {"site.yaml": "title: [\n"})

    assert run(["plan", *DAY, "--json"]) == 1
    facts = json.loads(capsys.readouterr().out)
    assert (facts["calendar"], facts["next_due"]) == (None, None)
    assert facts["next_build"]["done"] is False


def test_plan_is_for_the_output_named(
    site: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["plan", *DAY, "--output", "elsewhere", "--json"]) == 0
    made = json.loads(capsys.readouterr().out)["next_build"]
    paths = {output_path(a) for a in (*made["rendered"], *made["copied"])}
    assert paths == files_of(site / "output").keys() - {MANIFEST}
    assert not (site / "elsewhere").exists()


@pytest.mark.usefixtures("site")
def test_two_forms_at_once_are_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["plan", "--due", "--json"]) == 2
    assert "choose one" in capsys.readouterr().err

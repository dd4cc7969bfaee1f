from __future__ import annotations

import datetime as dt
import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import column, files_of, make_site
from msgspec.structs import replace

from generator.engine.lock import locked
from generator.engine.manifest import MANIFEST
from generator.engine.outcome import BuildOptions, Outcome
from generator.engine.session import Session
from generator.engine.stage import place_stage
from generator.problems import format_problem
from generator.publication.calendar import State

NOW = dt.datetime(2026, 11, 20)  # noqa: DTZ001  # In the desk's zone.
Files = Mapping[str, str | bytes]


def build(site: Path, **options: object) -> Outcome:
    asked = replace(BuildOptions(now=NOW), **options)
    return Session(site, asked).build()


def built(folder: Path, files: Files | None = None, **options: object) -> Outcome:
    """Build a small site without a problem."""
    outcome = build(make_site(folder, files), **options)
    assert said(outcome) == []
    assert outcome.done
    return outcome


def said(outcome: Outcome) -> list[str]:
    return [format_problem(problem) for problem in outcome.problems]


def messages(outcome: Outcome) -> list[str]:
    return [f"{p.place.file}: {p.message}" for p in outcome.problems]


def test_a_site_of_one_column_is_built(tmp_path: Path) -> None:
    outcome = built(tmp_path)

    assert (outcome.columns, outcome.withheld) == (1, ())
    assert "columns/crows/index.html" in outcome.files.written
    assert "Crows remember faces." in page(tmp_path, "columns/crows/index.html")
    assert ".nojekyll" in outcome.files.written


def page(site: Path, path: str) -> str:
    return (site / "output" / path).read_text(encoding="utf-8")


def test_what_was_written_is_what_is_there(tmp_path: Path) -> None:
    outcome = built(tmp_path)

    found = files_of(tmp_path / "output")
    assert sorted(found) == sorted([*outcome.files.written, MANIFEST])


def test_a_second_build_writes_nothing(tmp_path: Path) -> None:
    first = built(tmp_path)
    before = stamps(tmp_path)
    second = build(tmp_path)

    assert second.files.written == ()
    assert second.files.unchanged == len(first.files.written)
    assert stamps(tmp_path) == before


def stamps(site: Path) -> dict[str, tuple[int, int]]:
    output = site / "output"
    return {
        path.relative_to(output).as_posix(): (
            path.stat().st_ino,
            path.stat().st_mtime_ns,
        )
        for path in sorted(output.rglob("*"))
        if path.is_file()
    }


def test_a_deleted_column_leaves_the_output(tmp_path: Path) -> None:
    built(tmp_path, {"columns/jays.md": column("Jays")})
    (tmp_path / "content/columns/jays.md").unlink()

    assert "columns/jays/index.html" in build(tmp_path).files.removed
    assert not (tmp_path / "output/columns/jays").exists()


def test_a_file_that_a_bio_leads_to_may_change(tmp_path: Path) -> None:
    bio = "---\nname: Jane Doe\n---\n\nSee [what I did](cv.pdf).\n"
    built(tmp_path, {"authors/jane-doe.md": bio, "authors/cv.pdf": "Birds"})
    (tmp_path / "content/authors/cv.pdf").write_text("Birds, and boats")

    assert "authors/jane-doe/cv.pdf" in build(tmp_path).files.written


def test_a_clean_build_has_the_same_bytes(tmp_path: Path) -> None:
    built(tmp_path)
    before = files_of(tmp_path / "output")

    assert build(tmp_path, clean=True).files.written == ()
    assert files_of(tmp_path / "output") == before


def test_what_is_withheld_is_named_and_nowhere_in_the_output(tmp_path: Path) -> None:
    outcome = built(
        tmp_path,
        {
            "columns/a.md": column("Secret A", "secret", draft="true"),
            "columns/b.md": column("Secret B", "secret", date="2026-11-21"),
            "columns/c.md": column("Secret C", "secret", expires="2025-01-01"),
        },
    )

    assert [(w.path, w.state) for w in outcome.withheld] == [
        ("content/columns/a.md", State.DRAFT),
        ("content/columns/b.md", State.WAITING),
        ("content/columns/c.md", State.EXPIRED),
    ]
    leaks = [p for p, data in files_of(tmp_path / "output").items() if b"ecret" in data]
    assert leaks == []


def test_drafts_are_published_when_asked_for(tmp_path: Path) -> None:
    outcome = built(tmp_path, {"columns/a.md": column(draft="true")}, drafts=True)

    assert outcome.columns == 2


def test_now_is_in_the_desk_s_zone(tmp_path: Path) -> None:
    """Midnight in Tokyo comes nine hours before midnight in UTC."""
    settings = (
        "title: A\nurl: https://a.example/\nlanguage: en\ntime_zone: Asia/Tokyo\n"
    )
    make_site(
        tmp_path, {"site.yaml": settings, "columns/crows.md": dated("2026-11-20")}
    )
    utc = dt.datetime(2026, 11, 19, 15, 0, tzinfo=dt.UTC)

    assert build(tmp_path, now=utc).columns == 1
    assert build(tmp_path, now=utc - dt.timedelta(seconds=1)).columns == 0
    assert build(tmp_path, now=NOW).columns == 1


def dated(date: str) -> str:
    return column(date=date)


def test_all_problems_of_all_files_come_at_once(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        {
            "site.yaml": "title: A\nurl: https://a.example/\nlanguage: en\nmoto: x\n",
            "columns/a.md": column(sumary="x"),
            "columns/b.md": column(author="nobody"),
            "columns/c.md": "no front matter",
            "themes/own/theme.yaml": "contract: 1\nextends: broadsheet\n",
        },
    )
    outcome = build(site)

    assert not outcome.done
    assert not (site / "output").exists()
    assert [
        place for place, _, _ in (m.partition(": ") for m in messages(outcome))
    ] == [
        "content/columns/a.md",
        "content/columns/b.md",
        "content/columns/c.md",
        "content/site.yaml",
    ]


def test_problems_leave_the_output_as_it_was(tmp_path: Path) -> None:
    built(tmp_path)
    before = stamps(tmp_path)
    make_site(tmp_path, {"columns/jays.md": column("Jays"), "columns/b.md": "bad"})

    assert not build(tmp_path).done
    assert stamps(tmp_path) == before


def test_an_unreadable_author_is_not_blamed_on_the_columns(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"authors/jane-doe.md": "---\nname: [\n---\n"})

    assert {m.partition(":")[0] for m in messages(build(site))} == {
        "content/authors/jane-doe.md"
    }


def test_an_unreadable_column_is_not_blamed_on_links_to_it(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        {
            "columns/a.md": "bad",
            "columns/b.md": column("B", "See [A](a.md)."),
            "comments/a.yaml": "[]",
        },
    )

    assert {m.partition(":")[0] for m in messages(build(site))} == {
        "content/columns/a.md"
    }


def test_warnings_do_not_stop_a_build(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"columns/crows.md": column(body="[x](missing.md)")})
    outcome = build(site)

    assert outcome.done
    assert len(outcome.problems) == 1


@pytest.mark.parametrize("how", ["option", "settings"])
def test_strictness_makes_warnings_stop(tmp_path: Path, how: str) -> None:
    files: dict[str, str | bytes] = {"columns/crows.md": column(body="[x](missing.md)")}
    if how == "settings":
        files["site.yaml"] = (
            "title: A\nurl: https://a.example/\nlanguage: en\nstrict: true\n"
        )
    outcome = build(make_site(tmp_path, files), strict=how == "option")

    assert not outcome.done
    assert not (tmp_path / "output").exists()


def test_two_columns_at_one_address_are_both_named(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"columns/2023/crows.md": column("Crows again")})

    assert messages(build(site)) == [
        "content/columns/crows.md: content/columns/2023/crows.md and "
        "content/columns/crows.md have one address: /columns/crows/"
    ]


def test_a_static_file_at_the_address_of_a_page_is_named(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"static/columns/crows/index.html": "mine"})

    assert messages(build(site)) == [
        "content/static/columns/crows/index.html: content/columns/crows.md and "
        "content/static/columns/crows/index.html have one address: /columns/crows/"
    ]


def test_static_files_are_copied_as_they_are(tmp_path: Path) -> None:
    data = bytes(range(256))
    built(tmp_path, {"static/a/b.bin": data, "static/CNAME": "rook.example\n"})

    assert (tmp_path / "output/a/b.bin").read_bytes() == data
    assert page(tmp_path, "CNAME") == "rook.example\n"


def test_a_site_may_bring_its_own_nojekyll(tmp_path: Path) -> None:
    """Dotfiles of static/ are left out, so that Byline's own is there all the same."""
    built(tmp_path, {"static/.nojekyll": ""})

    assert page(tmp_path, ".nojekyll") == ""


def test_a_picture_beside_a_text_goes_with_it_and_has_its_size(tmp_path: Path) -> None:
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"/>'
    built(
        tmp_path,
        {
            "columns/jays/index.md": column("Jays", '![A jay](jay.svg "A jay.")'),
            "columns/jays/jay.svg": drawing,
        },
    )

    assert page(tmp_path, "columns/jays/jay.svg") == drawing
    assert '<img width="40" height="30" src="jay.svg" alt="A jay"' in page(
        tmp_path, "columns/jays/index.html"
    )


def test_a_template_s_fault_is_told_once_and_stops_the_build(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        {
            "site.yaml": "title: A\nurl: https://a.example/\nlanguage: en\n"
            "theme: {name: own}\n",
            "columns/jays.md": column("Jays"),
            "themes/own/theme.yaml": "contract: 1\nextends: broadsheet\n",
            "themes/own/templates/column.html": "<p>{{ card.titel }}</p>\n",
        },
    )
    outcome = build(site)

    assert not outcome.done
    assert said(outcome) == [
        "themes/own/templates/column.html:1:7: error: `card.titel` is not there; a "
        "card has address, authors, byline, date, direction, font_size, id, image, "
        "label, language, portrait, section, summary, title, updated\n"
        "    <p>{{ card.titel }}</p>\n"
        "          ^\n"
        "    in content/columns/crows.md\n"
        "    → did you mean `card.title`?"
    ]
    assert not (site / "output").exists()
    assert stage_leftovers(site) == []


def stage_leftovers(site: Path) -> list[str]:
    folder = place_stage(site, site / "output")
    return sorted(
        path.name for path in folder.lock.parent.iterdir() if path != folder.lock
    )


def test_content_and_theme_problems_come_together(tmp_path: Path) -> None:
    site = make_site(
        tmp_path,
        {
            "site.yaml": "title: A\nurl: https://a.example/\nlanguage: en\n"
            "theme: {name: own}\n",
            "columns/jays.md": "bad",
            "themes/own/theme.yaml": "contract: 1\nextends: broadsheet\n",
            "themes/own/templates/column.html": "<p>{% if %}</p>\n",
        },
    )

    assert [m.partition(":")[0] for m in messages(build(site))] == [
        "content/columns/jays.md",
        "themes/own/templates/column.html",
    ]


def test_a_site_without_settings_is_told_so(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    (site / "content/site.yaml").unlink()

    assert messages(build(site)) == [
        "content/site.yaml: there is no file with the publication's settings"
    ]


def test_a_local_url_stops_the_build(tmp_path: Path) -> None:
    local = "title: A\nurl: http://localhost:8000/\nlanguage: en\n"

    assert said(build(make_site(tmp_path, {"site.yaml": local}))) == [
        "content/site.yaml:2:6: error: http://localhost:8000/ is an address of this "
        "machine only\n    url: http://localhost:8000/\n         ^\n"
        "    → type the address that readers will use, or build with --base-url"
    ]


def test_a_local_url_that_was_asked_for_is_a_warning(tmp_path: Path) -> None:
    outcome = build(make_site(tmp_path), base_url="http://127.0.0.1:8000")

    assert outcome.done
    assert messages(outcome) == [
        "--base-url: http://127.0.0.1:8000/ is an address of this machine only"
    ]


def test_the_base_url_takes_the_place_of_the_settings(tmp_path: Path) -> None:
    built(tmp_path, base_url="https://preview.example/rook")

    texts = [data.decode() for data in files_of(tmp_path / "output").values()]
    assert not [text for text in texts if "rook.example" in text]
    assert "https://preview.example/rook/columns/crows/" in page(tmp_path, "atom.xml")


def test_another_output_has_a_manifest_of_its_own(tmp_path: Path) -> None:
    built(tmp_path)
    site = build(tmp_path, output=tmp_path / "www")

    assert site.files.removed == ()
    assert files_of(tmp_path / "www") == files_of(tmp_path / "output")


def test_a_build_waits_for_no_other_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("generator.engine.session._PATIENCE", 0.1)
    site = make_site(tmp_path)
    with locked(place_stage(site, site / "output").lock, patience=0):
        outcome = build(site)

    assert not outcome.done
    assert messages(outcome) == ["output: another build is writing this output"]


def test_who_watches_hears_of_every_column_and_part(tmp_path: Path) -> None:
    heard: list[tuple[str, int, int]] = []

    def watch(stage: str, done: int, total: int) -> None:
        heard.append((stage, done, total))

    outcome = Session(make_site(tmp_path), BuildOptions(now=NOW), watch).build()
    columns, parts = outcome.columns, len(heard) - 1
    assert heard == [
        *(("read", number, columns) for number in range(1, columns + 1)),
        *(("render", number, parts) for number in range(1, parts + 1)),
    ]
    assert sorted(outcome.seconds) == ["plan", "read", "render", "scan", "write"]


MANY = """
import datetime as dt, sys
from pathlib import Path
from generator.engine.outcome import BuildOptions
from generator.engine.session import Session
if __name__ == "__main__":
    site, output, workers = sys.argv[1:]
    options = BuildOptions(
        now=dt.datetime(2026, 11, 20), output=Path(output), workers=int(workers)
    )
    sys.exit(not Session(Path(site), options).build().done)
"""


@pytest.mark.slow
def test_seeds_and_workers_show_in_no_byte(tmp_path: Path) -> None:
    site = make_site(
        tmp_path / "site",
        {
            f"columns/{number}.md": column(
                f"Column {number}",
                f"See [another]({number // 2}.md).[^1]\n\n[^1]: A note.\n",
                date=f"20{number % 20:02}-03-{number % 28 + 1:02}",
                tags=f"[tag{number % 7}, birds]",
            )
            for number in range(330)
        },
    )
    script = tmp_path / "build.py"
    script.write_text(MANY)
    found: list[dict[str, bytes]] = []
    for seed, workers in (("0", "1"), ("1", "3"), ("random", "1"), ("random", "3")):
        output = tmp_path / f"{seed}-{workers}-{len(found)}"
        command = [sys.executable, str(script), str(site), str(output), workers]
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, check=True)
        found.append(files_of(output))

    assert len(found[0]) > 330
    assert [differing(files, found[0]) for files in found] == [[]] * 4


def differing(one: Mapping[str, bytes], other: Mapping[str, bytes]) -> list[str]:
    paths = sorted({*one, *other})
    return [path for path in paths if one.get(path) != other.get(path)]


def test_the_manifest_names_every_file_but_itself(tmp_path: Path) -> None:
    built(tmp_path)

    listed = json.loads(page(tmp_path, MANIFEST))["files"]
    assert sorted(listed) == sorted(set(files_of(tmp_path / "output")) - {MANIFEST})


def test_a_session_that_goes_on_sees_that_a_picture_is_gone(tmp_path: Path) -> None:
    picture = "content/columns/swing/bird.png"
    files: Files = {
        "columns/swing/index.md": column("Swing", image="{src: bird.png, alt: A bird}"),
        "columns/swing/bird.png": b"0123",
    }
    site = make_site(tmp_path, files)
    session = Session(site, BuildOptions(now=NOW), lasting=True)
    assert session.build().problems == ()

    (site / picture).unlink()
    outcome = session.build(frozenset([picture]))
    assert [problem.message for problem in outcome.problems] == [
        "there is no picture bird.png"
    ]
    session.close()


def test_a_session_that_goes_on_forgets_a_name_that_is_no_longer_wrong(
    tmp_path: Path,
) -> None:
    site = make_site(tmp_path, {"columns/wrong.txt": "Not a text."})
    session = Session(site, BuildOptions(now=NOW), lasting=True)
    assert [problem.place.file for problem in session.build().problems] == [
        "content/columns/wrong.txt"
    ]

    (site / "content/columns/wrong.txt").unlink()
    assert session.build(frozenset(["content/columns/wrong.txt"])).problems == ()
    session.close()

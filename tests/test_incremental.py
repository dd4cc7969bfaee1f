"""Later builds make only what changed, and leave what a clean one makes."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import sqlite3
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import column, files_of, make_site

from generator.engine.outcome import BuildOptions, Outcome
from generator.engine.session import Session
from generator.problems import Problem

PROJECT = Path(__file__).parents[1]
NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)


class Desk:
    """A copy of the example publication, and how often it was built."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.rendered = self.read = 0
        self.now = NOW
        self.problems: tuple[Problem, ...] = ()

    def build(self, **options: Any) -> Outcome:
        """Build, counting the texts read and the pages rendered."""
        self.rendered = self.read = 0

        def watch(stage: str, done: int, total: int) -> None:
            if stage == "read":
                self.read = done

        asked = BuildOptions(**{"now": self.now, **options})
        outcome = Session(self.site, asked, watch).build()
        self.rendered = len(outcome.rendered)
        self.problems = outcome.problems
        return outcome

    def file(self, name: str) -> Path:
        """Give a file of the publication."""
        return self.site / "content" / name

    def edit(self, name: str, old: str, new: str) -> None:
        """Change words in a file, as an editor saved it a second ago.

        A stamp of this moment would be doubted by the next builds too.
        """
        file = self.file(name)
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")
        saved = time.time() - 1
        os.utime(file, (saved, saved))

    def built_with(self, name: str, link: str) -> Desk:
        """Put a link into a text, and build."""
        self.edit(name, "\n\n", f"\n\n[A link]({link}).\n\n")
        assert self.build().done
        return self

    def gone_and_back(self, name: str) -> None:
        """Take a text away, build, and put it back as it was."""
        away = self.site / "away.md"
        self.file(name).rename(away)
        assert self.build().done
        away.rename(self.file(name))

    def check_against_a_clean_build(self, **more: Any) -> None:
        """Compare the output with one that is made from nothing."""
        clean = self.site / "clean"
        options = BuildOptions(now=self.now, output=clean, clean=True, **more)
        made = Session(self.site, options).build()
        assert made.done
        assert self.problems == made.problems
        found, wanted = tree(self.site / "output"), tree(clean)
        shutil.rmtree(clean)
        different = {
            path
            for path in found.keys() | wanted.keys()
            if found.get(path) != wanted.get(path)
        }
        assert different == set()


def tree(folder: Path) -> dict[str, bytes]:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    shutil.copytree(PROJECT / "content", tmp_path / "content")
    made = Desk(tmp_path)
    assert made.build().done
    return made


def test_a_second_build_reads_and_renders_nothing(desk: Desk) -> None:
    before = {f: f.stat().st_mtime_ns for f in (desk.site / "output").rglob("*")}
    outcome = desk.build()
    assert outcome.done
    assert (desk.read, desk.rendered) == (0, 0)
    assert outcome.files.written == ()
    assert outcome.files.unchanged == len(tree(desk.site / "output")) - 1
    after = {f: f.stat().st_mtime_ns for f in (desk.site / "output").rglob("*")}
    assert before == after


def test_a_second_build_tells_what_the_first_told(desk: Desk) -> None:
    desk.edit("columns/unread.md", "summary:", "# summary:")
    first, second = desk.build(), desk.build()
    assert len(first.problems) == 1
    assert (first.problems, first.withheld, first.columns, first.pages) == (
        second.problems,
        second.withheld,
        second.columns,
        second.pages,
    )
    assert not desk.build(strict=True).done


def test_a_touched_file_is_looked_at_and_renders_nothing(desk: Desk) -> None:
    os.utime(desk.file("columns/unread.md"))
    outcome = desk.build()
    assert outcome.files.written == ()
    assert desk.rendered == 0


def test_a_body_edit_renders_one_page_and_the_feeds_that_carry_it(desk: Desk) -> None:
    desk.edit("columns/unread.md", "\n\n", "\n\nA new first paragraph.\n\n")
    outcome = desk.build()
    feeds = ("atom.xml", "feed.json", "rss.xml")
    assert set(outcome.files.written) == {
        "columns/unread/index.html",
        *feeds,
        *(f"authors/mariam-al-sayegh/{name}" for name in feeds),
        *(f"sections/culture/{name}" for name in feeds),
    }
    assert (desk.read, desk.rendered) == (1, 10)
    desk.check_against_a_clean_build()


def test_another_recording_renders_the_feeds_that_tell_its_length(desk: Desk) -> None:
    recording = desk.file("columns/unread.mp3")
    recording.write_bytes(b"ID3")
    desk.edit("columns/unread.md", "summary:", "audio: unread.mp3\nsummary:")
    assert desk.build().done
    recording.write_bytes(b"ID3, and longer")
    outcome = desk.build()
    feeds = ("atom.xml", "feed.json", "rss.xml")
    assert set(outcome.files.written) == {
        "columns/unread/unread.mp3",
        *feeds,
        *(f"authors/mariam-al-sayegh/{name}" for name in feeds),
        *(f"sections/culture/{name}" for name in feeds),
    }
    desk.check_against_a_clean_build()


def test_a_title_edit_renders_the_pages_that_print_it(desk: Desk) -> None:
    desk.edit("columns/unread.md", "title: ", "title: New ")
    outcome = desk.build()
    assert desk.rendered == len(outcome.files.written)
    for path in outcome.files.written:
        assert b"New In Defense" in (desk.site / "output" / path).read_bytes(), path
    desk.check_against_a_clean_build()


EDITS: dict[str, Callable[[Desk], object]] = {
    "a column goes": lambda desk: desk.file("columns/unread.md").unlink(),
    "a column moves": lambda desk: desk.file("columns/unread.md").rename(
        desk.file("columns/read-again.md")
    ),
    "a column goes and comes back": lambda desk: desk.gone_and_back(
        "columns/unread.md"
    ),
    "an old address is dropped": lambda desk: desk.edit(
        "columns/marsh-rights.md", "aliases:", "# aliases:"
    ),
    "a section changes": lambda desk: desk.edit(
        "columns/unread.md", "section: culture", "section: city"
    ),
    "a date changes": lambda desk: desk.edit(
        "columns/look-down.md", "date: 2024-10-04", "date: 2026-10-04"
    ),
    "tags change": lambda desk: desk.edit(
        "columns/look-down.md", "tags: [", "tags: [new, "
    ),
    "a column becomes a draft": lambda desk: desk.edit(
        "columns/the-14-tram-two.md", "---\n", "---\ndraft: true\n"
    ),
    "a draft goes out": lambda desk: desk.edit(
        "columns/nurses-room.md", "draft: true", "draft: false"
    ),
    "a column that a hint names moves": lambda desk: (
        desk.built_with("columns/what-the-ferry-earns.md", "unred.md")
        .file("columns/unread.md")
        .rename(desk.file("columns/unred-2.md"))
    ),
    "an address that a text links to goes": lambda desk: desk.built_with(
        "columns/what-the-ferry-earns.md", "/tags/museum/"
    ).edit("columns/unread.md", "museum", "musea"),
    "an author's name changes": lambda desk: desk.edit(
        "authors/tobias-renn.md", "name: ", "name: Old "
    ),
    "a page changes": lambda desk: desk.edit(
        "pages/about.md", "title: ", "title: All "
    ),
    "the settings change": lambda desk: desk.edit(
        "site.yaml", "label: Opinion", "label: Views"
    ),
    "a comment is approved": lambda desk: desk.edit(
        "comments/the-list.yaml", "status: pending", "status: approved"
    ),
    "a picture changes": lambda desk: shutil.copy(
        desk.file("columns/spring-tide/saltings.png"),
        desk.file("columns/swing-bridge/bridge.png"),
    ),
    "a file of static goes": lambda desk: desk.file(
        "static/apple-touch-icon.png"
    ).unlink(),
    "the theme is overridden": lambda desk: shutil.copytree(
        Path(__file__).parent / "fixtures" / "theme",
        desk.site / "themes" / "broadsheet",
    ),
    "an output file goes": lambda desk: (desk.site / "output/tags/index.html").unlink(),
    "an output file is another": lambda desk: (
        desk.site / "output/index.html"
    ).write_text("x"),
    "the clock passes an embargo": lambda desk: setattr(
        desk, "now", dt.datetime(2099, 3, 2, tzinfo=dt.UTC)
    ),
    "the clock goes back": lambda desk: setattr(
        desk, "now", dt.datetime(2025, 1, 1, tzinfo=dt.UTC)
    ),
}


@pytest.mark.parametrize("name", EDITS)
def test_after_an_edit_the_output_is_that_of_a_clean_build(
    desk: Desk, name: str
) -> None:
    EDITS[name](desk)
    assert desk.build().done
    desk.check_against_a_clean_build()
    assert desk.build().files.written == ()
    assert (desk.read, desk.rendered) == (0, 0)


@pytest.mark.parametrize(
    "options",
    [
        {"portable": True},
        {"base_url": "https://other.example/paper/"},
        {"drafts": True},
    ],
    ids=["portable", "address", "drafts"],
)
def test_after_other_options_the_output_is_that_of_a_clean_build(
    desk: Desk, options: dict[str, Any]
) -> None:
    for given in (options, {}):
        assert desk.build(**given).done
        desk.check_against_a_clean_build(**given)


def test_a_broken_cache_is_made_anew_without_a_word(desk: Desk) -> None:
    for file in (desk.site / ".byline").glob("*.sqlite*"):
        file.write_bytes(b"no database")
    outcome = desk.build()
    assert outcome.done
    assert outcome.problems == ()
    desk.check_against_a_clean_build()


def test_a_cache_of_another_schema_is_made_anew(desk: Desk) -> None:
    for file in (desk.site / ".byline").glob("*.sqlite"):
        with sqlite3.connect(file) as connection:
            connection.execute("pragma user_version=999")
        connection.close()
    assert desk.build().done
    assert desk.rendered > 50


def test_without_the_cache_nothing_is_written_that_is_there(desk: Desk) -> None:
    shutil.rmtree(desk.site / ".byline")
    outcome = desk.build()
    assert desk.rendered > 50
    assert outcome.files.written == ()


def test_a_column_that_cannot_be_read_leaves_the_output_and_heals(desk: Desk) -> None:
    before = tree(desk.site / "output")
    desk.edit("columns/unread.md", "title: ", "titel: ")
    assert not desk.build().done
    assert tree(desk.site / "output") == before
    desk.edit("columns/unread.md", "titel: ", "title: ")
    assert desk.build().done
    desk.check_against_a_clean_build()


def test_drafts_have_a_record_of_their_own(desk: Desk) -> None:
    assert desk.build(drafts=True).columns == 21
    assert desk.build().columns == 19
    desk.check_against_a_clean_build()


def test_a_new_label_is_on_the_cards_of_columns_saved_a_moment_ago(desk: Desk) -> None:
    for file in (desk.site / "content/columns").rglob("*.md"):
        file.touch()
    desk.edit("site.yaml", "label: Opinion", "label: Views")
    assert desk.build().done
    desk.check_against_a_clean_build()


def test_an_address_that_is_another_column_s_stops_a_later_build(desk: Desk) -> None:
    desk.edit("columns/unread.md", "---\n", "---\nslug: look-down\n")
    outcome = desk.build()
    assert not outcome.done
    assert [problem.message for problem in outcome.problems] == [
        "content/columns/look-down.md and content/columns/unread.md have one address: "
        "/columns/look-down/"
    ]


def test_the_page_of_an_undeclared_section_goes_with_its_last_column(
    tmp_path: Path,
) -> None:
    site = make_site(tmp_path, {"columns/owls.md": column("Owls", section="zoo")})
    options = BuildOptions(now=NOW)
    assert Session(site, options).build().done
    assert (site / "output/sections/zoo/index.html").exists()

    (site / "content/columns/owls.md").unlink()
    assert "sections/zoo/index.html" in Session(site, options).build().files.removed
    clean = BuildOptions(now=NOW, output=site / "clean")
    assert Session(site, clean).build().done
    assert files_of(site / "output") == files_of(site / "clean")


def test_what_stops_a_build_stops_the_next_one_too(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    options = BuildOptions(now=NOW)
    assert Session(site, options).build().done

    comments = site / "content/comments/nobody.yaml"
    comments.parent.mkdir()
    comments.write_text(
        "- {id: a, name: Ida, date: 2026-01-02, text: Well said., status: approved}\n"
    )
    first, second = (Session(site, options).build() for _ in range(2))
    assert [p.place.file for p in first.problems] == ["content/comments/nobody.yaml"]
    assert (second.done, second.problems) == (False, first.problems)

    comments.unlink()
    assert Session(site, options).build().done

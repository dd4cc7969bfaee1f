"""Where nothing but a template is another, pages come from the record."""

from __future__ import annotations

import datetime as dt
import os
import shutil
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NoReturn

import pytest
from built_site import PROJECT
from conftest import files_of

from generator.engine.equipment import equip
from generator.engine.outcome import BuildOptions, Outcome
from generator.engine.recalling import recall_part
from generator.engine.record import open_record
from generator.engine.session import Session
from generator.engine.shelves import Shelves, open_shelves
from generator.engine.stage import place_stage
from generator.pages.keys import all_keys
from generator.pages.plan import plan_part
from generator.pages.texts import Part

NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
OPTIONS = BuildOptions(now=NOW)
BASE, LOST = "base.html", "404.html"
COLUMN = "content/columns/unread.md"
UNREAD = "columns/unread/index.html"


class Paper:
    """The example publication with a theme of its own."""

    def __init__(self, site: Path) -> None:
        self.site = site
        shutil.copytree(PROJECT / "content", site / "content")
        shutil.copytree(PROJECT / "themes", site / "themes")
        assert self.build().done

    def build(self) -> Outcome:
        """Build the site as one that has been built before."""
        return Session(self.site, OPTIONS).build()

    def template(self, name: str) -> Path:
        """Give a template's file."""
        (found,) = (self.site / "themes").glob(f"b*/templates/{name}")
        return found

    def check_against_a_clean_build(self) -> None:
        """Compare the output with one that is made from nothing."""
        clean = self.site / "clean"
        options = BuildOptions(now=NOW, output=clean, clean=True)
        assert Session(self.site, options).build().done
        assert files_of(self.site / "output") == files_of(clean)
        shutil.rmtree(clean)


def save(file: Path, text: str) -> None:
    """Save a file as an editor did a second ago: its stamp is not doubted."""
    file.write_text(text, encoding="utf-8")
    saved = time.time() - 1
    os.utime(file, (saved, saved))


def edit(file: Path, old: str, new: str) -> str:
    """Change words in a file; give what it was."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    save(file, text.replace(old, new, 1))
    return text


@pytest.fixture
def paper(tmp_path: Path) -> Paper:
    return Paper(tmp_path)


@contextmanager
def opened(site: Path) -> Iterator[Shelves]:
    """Open the library of a site that is built, with its record."""
    folder = place_stage(site, site / "output")
    (file,) = (site / ".byline").glob("record-*.sqlite")
    name = file.stem.removeprefix("record-")
    with (
        equip(site, OPTIONS, folder, name, open_record) as equipment,
        open_shelves(equipment.bench, str(file)) as known,
    ):
        yield known


def in_order(part: Part) -> tuple[object, object]:
    return (
        sorted(part.pages, key=lambda page: page.address),
        sorted(set(part.files), key=lambda file: file.address),
    )


def no_plan(*_: object) -> NoReturn:
    raise AssertionError("a part is planned")


def test_every_part_comes_back_as_it_was_planned(paper: Paper) -> None:
    with opened(paper.site) as known:
        for key in all_keys(known.library):
            planned = plan_part(key, known.library, known.frame)
            found = recall_part(
                known.connection, str(key), known.frame, known.library.cards
            )
            assert found is not None
            assert in_order(found.part) == in_order(planned)


def test_another_base_template_plans_nothing(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(paper.template(BASE), "</head>", '<meta name="x" content="y"></head>')
    with monkeypatch.context() as patched:
        patched.setattr("generator.engine.makers.plan_part", no_plan)
        outcome = paper.build()

    assert outcome.done
    assert UNREAD in {page.path for page in outcome.rendered}
    assert {page.why for page in outcome.rendered} == {("@template",)}
    paper.check_against_a_clean_build()


def test_another_template_renders_the_pages_that_use_it(
    paper: Paper, monkeypatch: pytest.MonkeyPatch
) -> None:
    edit(paper.template(LOST), "{%", "{# another #}{%")
    monkeypatch.setattr("generator.engine.makers.plan_part", no_plan)

    assert [page.path for page in paper.build().rendered] == [LOST]


def test_what_no_template_names_is_no_need_until_one_names_it(paper: Paper) -> None:
    old = edit(paper.template("column.html"), "or next or related", "or next")
    further = paper.template("parts/further.html")
    box = further.read_text(encoding="utf-8")
    save(further, box.partition("{% if related %}")[0] + "</nav>")
    assert paper.build().done
    paper.check_against_a_clean_build()

    assert UNREAD not in retitle(paper)
    save(paper.template("column.html"), old)
    save(further, box)
    assert paper.build().done
    paper.check_against_a_clean_build()
    assert UNREAD in retitle(paper)


def retitle(paper: Paper) -> set[str]:
    """Change the title of a column that is related to another; tell what that renders.

    The title is then as it was.
    """
    column = paper.site / "content/columns/marsh-rights.md"
    text = edit(column, "title: ", "title: More than ")
    outcome = paper.build()
    paper.check_against_a_clean_build()
    save(column, text)
    assert paper.build().done
    return {page.path for page in outcome.rendered}


def test_a_text_and_a_template_may_change_at_once(paper: Paper) -> None:
    edit(paper.template(BASE), "</head>", '<meta name="x" content="y"></head>')
    edit(paper.site / COLUMN, "title: ", "title: More than ")
    assert paper.build().done

    paper.check_against_a_clean_build()


def test_what_a_stopped_build_has_noted_is_not_taken_for_the_output(
    paper: Paper,
) -> None:
    text = edit(paper.site / COLUMN, "title: ", "title: More than ")
    template = edit(
        paper.template("listing.html"), "{% endblock", "{{ oops }}{% endblock"
    )
    assert not paper.build().done
    save(paper.site / COLUMN, text)
    save(paper.template("listing.html"), template)
    assert paper.build().done

    edit(paper.template(BASE), "</head>", '<meta name="x" content="y"></head>')
    assert paper.build().done
    paper.check_against_a_clean_build()


def test_a_broken_template_stops_until_it_is_mended(paper: Paper) -> None:
    template = edit(paper.template(BASE), "</head>", "{{ oops }}</head>")
    before = files_of(paper.site / "output")
    assert not paper.build().done
    assert files_of(paper.site / "output") == before

    save(paper.template(BASE), template.replace("</head>", "<!-- x --></head>"))
    assert paper.build().done
    paper.check_against_a_clean_build()

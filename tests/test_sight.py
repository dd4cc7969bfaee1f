"""The sight: what a preview shows, and what it leaves alone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from built_site import copy_example
from conftest import AUTHOR, SETTINGS, column, files_of, make_site
from test_sight_edits import UNSERVED, address_of, bytes_of

from generator.engine.outcome import BuildOptions
from generator.engine.session import Session
from generator.engine.shown import ShownKind
from generator.engine.sight import Ribbon, Sight
from generator.engine.vantage import Viewing
from generator.publication.calendar import State

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
CROWS, JAYS = "/columns/crows/", "/columns/jays/"
FILE = "content/columns/crows.md"
THEME = {
    "themes/ours/theme.yaml": "name: ours\nextends: broadsheet\ncontract: 1\n",
    "themes/ours/assets/additions.css": "b { color: red }\n",
    "site.yaml": f"{SETTINGS}theme: {{name: ours}}\n",
}
HEADLINE = '{% extends "parent:column.html" %}{% block headline %}X{% endblock %}'

OPEN: list[Sight] = []


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    """Close what was looked at: a database can be let go of by its own thread alone."""
    yield
    for sight in OPEN:
        sight.close()
    OPEN.clear()


class Desk:
    """A small site, and what a preview sees of it."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.now = NOON
        self.sight = Sight(Viewing(site=site, now=lambda: self.now))
        OPEN.append(self.sight)

    def write(self, path: str, text: str) -> None:
        """Save a file and look at it."""
        file = self.site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        self.look(path)

    def remove(self, path: str) -> None:
        (self.site / path).unlink()
        self.look(path)

    def look(self, *paths: str) -> list[str]:
        self.sight.look(frozenset(paths) if paths else None)
        assert self.sight.check()
        return self.problems

    def text(self, address: str) -> str:
        return self.sight.show(address).data.decode()

    def kind(self, address: str) -> ShownKind:
        return self.sight.show(address).kind

    @property
    def problems(self) -> list[str]:
        return [problem.message for problem in self.sight.problems()]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    jays = column("Jays", body="Jays hide [crows](crows.md).", tags="[birds]")
    files = {"columns/jays.md": jays, "static/a.txt": "A", **THEME}
    desk = Desk(make_site(tmp_path, files))
    assert desk.look() == []
    yield desk
    desk.sight.close()


def test_a_body_edit_makes_one_page_anew(desk: Desk) -> None:
    crows, jays, tag = (desk.sight.show(a) for a in (CROWS, JAYS, "/tags/birds/"))
    desk.write(FILE, column(body="Crows forget."))
    assert desk.sight.recall(CROWS) is None
    assert desk.sight.recall("/tags/birds/") is tag
    assert "Crows forget." in desk.text(CROWS)
    # It links to the other, so it was planned again, and not rendered.
    assert desk.sight.show(JAYS).data is jays.data
    assert desk.sight.show(CROWS).data is not crows.data


def test_a_title_shows_wherever_it_is_printed(desk: Desk) -> None:
    before = desk.text("/")
    desk.write(FILE, column("Rooks"))
    assert ("Rooks" in before, "Rooks" in desk.text("/")) == (False, True)


def test_nothing_is_written_but_what_all_share(desk: Desk) -> None:
    desk.text("/")
    assert not (desk.site / "output").exists()
    kept = {path.split("-")[0] for path in files_of(desk.site / ".byline")}
    assert kept == {".gitignore", "kept.sqlite"}


def test_what_is_not_there_is_missing(desk: Desk) -> None:
    for address in ("/nope/", "/sections/nope/", "/tags/birds/page/1/", "/a.txt/"):
        assert desk.kind(address) is ShownKind.MISSING


def test_files_are_shown_from_where_they_lie(desk: Desk) -> None:
    assert desk.sight.show("/a.txt").file == desk.site / "content/static/a.txt"
    desk.remove("content/static/a.txt")
    assert desk.kind("/a.txt") is ShownKind.MISSING


def test_a_broken_column_stays_as_it_was(desk: Desk) -> None:
    good = desk.text(CROWS)
    desk.write(FILE, "---\ntitel: Crows\n---\n")
    assert desk.text(CROWS) == good
    # Links to it are not blamed meanwhile.
    assert {problem.place.file for problem in desk.sight.problems()} == {FILE}
    desk.write(FILE, column(body="Mended."))
    assert ("Mended." in desk.text(CROWS), desk.problems) == (True, [])


def test_a_column_by_nobody_stays_as_it_was(desk: Desk) -> None:
    good = desk.text(CROWS)
    desk.write(FILE, column(author="jane-do"))
    assert desk.text(CROWS) == good
    assert "no author “jane-do” is known" in desk.problems


def test_a_column_that_never_could_be_read_is_broken(desk: Desk) -> None:
    desk.write("content/columns/2026-01-02-rooks.md", "---\ntitel: Rooks\n---\n")
    assert desk.kind("/columns/rooks/") is ShownKind.BROKEN
    assert desk.kind("/columns/rook/") is ShownKind.MISSING


def test_a_column_that_is_gone_is_missing(desk: Desk) -> None:
    desk.text(CROWS)
    desk.remove(FILE)
    assert desk.kind(CROWS) is ShownKind.MISSING


def test_a_former_address_leads_on(desk: Desk) -> None:
    desk.write(FILE, column(aliases="[/2020/crows, /old/]"))
    assert "url=../../columns/crows/" in desk.text("/2020/crows/")
    assert desk.kind("/old/") is ShownKind.PAGE


def test_a_template_s_mistake_leaves_pages_as_they_were(desk: Desk) -> None:
    good = desk.text(CROWS)
    desk.write("themes/ours/templates/column.html", "{% if %}")
    assert (desk.text(CROWS), bool(desk.problems)) == (good, True)
    desk.write("themes/ours/templates/column.html", HEADLINE)
    assert (desk.text(CROWS) != good, desk.problems) == (True, [])


def test_a_fault_in_one_page_goes_when_it_is_mended(desk: Desk) -> None:
    template = HEADLINE.replace("X", "{{ card.nobody.name }}")
    good = desk.text(CROWS)
    desk.write("themes/ours/templates/column.html", template)
    assert desk.text(CROWS) == good
    assert any("nobody" in problem for problem in desk.problems)
    desk.write("themes/ours/templates/column.html", HEADLINE)
    assert desk.problems == []


def test_settings_that_cannot_be_read_leave_all_as_it_was(desk: Desk) -> None:
    good, settings = desk.text(CROWS), (desk.site / "content/site.yaml").read_text()
    desk.write("content/site.yaml", "title: [")
    assert (desk.text(CROWS), bool(desk.problems)) == (good, True)
    desk.write("content/site.yaml", settings.replace("The Rook", "The Crow"))
    assert ("The Crow" in desk.text(CROWS), desk.problems) == (True, [])


def test_an_author_who_cannot_be_read_leaves_all_as_it_was(desk: Desk) -> None:
    good = desk.text("/authors/jane-doe/")
    desk.write("content/authors/jane-doe.md", "---\nnam: Jane\n---\n")
    assert desk.text("/authors/jane-doe/") == good
    desk.write("content/authors/jane-doe.md", AUTHOR.replace("Jane", "Ida"))
    assert "Ida Doe" in desk.text("/authors/jane-doe/")


def test_a_site_may_be_broken_at_first(tmp_path: Path) -> None:
    desk = Desk(make_site(tmp_path, {"site.yaml": "title: ["}))
    assert desk.look() != []
    assert desk.kind("/") is ShownKind.BROKEN
    desk.write("content/site.yaml", SETTINGS)
    assert (desk.kind("/"), desk.problems) == (ShownKind.PAGE, [])
    desk.sight.close()


def test_a_theme_that_is_not_there_is_a_problem(tmp_path: Path) -> None:
    settings = f"{SETTINGS}theme: {{name: nope}}\n"
    desk = Desk(make_site(tmp_path, {"site.yaml": settings}))
    assert any("nope" in problem for problem in desk.look())
    assert desk.kind(CROWS) is ShownKind.BROKEN
    desk.sight.close()


def test_links_of_what_was_written_are_checked(desk: Desk) -> None:
    desk.write(FILE, column(body="[A](jayz.md) [b](/tags/bird/) [c](/tags/birds/)"))
    hints = [problem.hint for problem in desk.sight.problems()]
    assert hints == ["did you mean jays.md?", "did you mean /tags/birds/?"]


def test_links_of_an_author_s_words_are_checked(desk: Desk) -> None:
    desk.text("/authors/jane-doe/")
    desk.write("content/authors/jane-doe.md", f"{AUTHOR}\nSee [this](nope.md).\n")
    assert desk.problems == ["there is no file nope.md"]
    desk.write("content/authors/jane-doe.md", AUTHOR)
    assert desk.problems == []


def test_drafts_and_embargoed_columns_have_ribbons(desk: Desk) -> None:
    desk.write(FILE, column(draft="true"))
    draft = desk.sight.ribbon(desk.sight.show(CROWS))
    desk.write(FILE, column(date="2099-03-01"))
    waits = desk.sight.ribbon(desk.sight.show(CROWS))
    assert draft == Ribbon(state=State.DRAFT, title="Crows")
    assert waits == Ribbon(state=State.WAITING, title="Crows", when="2099-03-01")
    assert desk.sight.ribbon(desk.sight.show("/")) is None
    assert desk.sight.ribbon(desk.sight.show(JAYS)) is None


def test_the_clock_ends_an_embargo(desk: Desk) -> None:
    desk.write(FILE, column(date="2026-11-21"))
    assert desk.sight.ribbon(desk.sight.show(CROWS)) is not None
    desk.now = NOON + dt.timedelta(days=2)
    assert desk.sight.look(frozenset()).due is None
    assert desk.sight.ribbon(desk.sight.show(CROWS)) is None


def test_without_drafts_they_are_missing(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"columns/crows.md": column(draft="true")})
    sight = Sight(Viewing(site=site, now=lambda: NOON, drafts=False))
    sight.look()
    assert sight.show(CROWS).kind is ShownKind.MISSING
    sight.close()


def test_a_store_that_is_deleted_is_made_again(desk: Desk) -> None:
    for path in files_of(desk.site / ".byline"):
        (desk.site / ".byline" / path).unlink()
    desk.write(FILE, column(body="Again."))
    assert ("Again." in desk.text(CROWS), desk.kind("/")) == (True, ShownKind.PAGE)


def test_a_clean_build_beside_it_is_noticed(desk: Desk) -> None:
    options = BuildOptions(now=NOON, clean=True)
    assert Session(desk.site, options).build().done
    desk.write(FILE, column(body="Again."))
    assert ("Again." in desk.text(CROWS), desk.kind("/")) == (True, ShownKind.PAGE)


@pytest.mark.slow
def test_the_example_is_shown_as_it_is_built(tmp_path: Path) -> None:
    copy_example(tmp_path)
    options = BuildOptions(now=NOON, drafts=True)
    assert Session(tmp_path, options).build().done
    built = files_of(tmp_path / "output")
    sight = Sight(Viewing(site=tmp_path, now=lambda: NOON))
    sight.look()
    wrong = [
        path
        for path, data in built.items()
        if path not in UNSERVED and bytes_of(sight.show(address_of(path))) != data
    ]
    sight.close()
    assert (wrong, len(built) > 100) == ([], True)


def test_a_look_names_the_shown_files_that_are_others_and_no_more(
    tmp_path: Path,
) -> None:
    files = {"static/a.txt": "A", "static/b.txt": "B", "static/c.txt": "C"}
    desk = Desk(make_site(tmp_path, files))
    desk.look()
    for address in ("/a.txt", "/b.txt"):
        desk.sight.show(address)
    for name in ("a", "c"):
        (desk.site / f"content/static/{name}.txt").write_text("Another")

    def replaced(*paths: str) -> list[str]:
        look = desk.sight.look(frozenset(paths) if paths else None)
        return [shown.address for shown in look.replaced]

    assert replaced("content/static/b.txt") == []
    assert replaced("content/static") == ["/a.txt"]
    assert replaced() == []
    (desk.site / "content/static/a.txt").unlink()
    assert replaced() == []


LINK = "[A](/columns/jay/)"


def test_a_patrol_finds_what_is_wrong_on_pages_that_nobody_opens(
    tmp_path: Path,
) -> None:
    many = {
        f"columns/a{number}.md": column(f"A {number}", body=LINK * (number == 299))
        for number in range(300)
    }
    desk = Desk(make_site(tmp_path, many))
    desk.sight.look()
    steps = 0
    while not desk.sight.patrol(0.0):
        assert desk.kind(CROWS) is ShownKind.PAGE, "between steps pages are shown"
        steps += 1
    assert steps > len(many)
    assert desk.sight.check()
    found = [problem.place.file for problem in desk.sight.problems()]
    assert found == ["content/columns/a299.md"]


def test_two_pages_at_one_address_are_told_as_a_build_tells_them(
    tmp_path: Path,
) -> None:
    other = "content/columns/other/crows.md"
    desk = Desk(make_site(tmp_path, {"columns/other/crows.md": column("Others")}))
    built = Session(desk.site, BuildOptions(now=NOON, drafts=True)).build()
    assert desk.look() == [problem.message for problem in built.problems]
    assert desk.problems == [
        f"{FILE} and {other} have one address: /columns/crows/",
    ]
    desk.write(other, column("Others", slug="rooks"))
    assert desk.problems == []
    desk.write(other, column("Others", slug="crows"))
    assert len(desk.problems) == 1
    desk.remove(other)
    assert desk.problems == []

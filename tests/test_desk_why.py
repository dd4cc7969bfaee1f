"""Why a page was rendered, or would be: the words, and the command as one runs it."""

from __future__ import annotations

import json
import typing
from pathlib import Path

import pytest
from building import inputs, moment, piece, settings
from conftest import column, files_of, make_site
from msgspec.structs import replace

from generator.cli.main import run
from generator.desk.why import (
    HeldBack,
    Story,
    describe_prospect,
    describe_state,
    describe_why,
    find_held_back,
    find_stories,
    pick_held_back,
    spellings,
    suggest_page,
)
from generator.engine.reasons import (
    FILE,
    NEW,
    PAGE,
    SITE,
    TEMPLATE,
    VERSION,
    Rendering,
    Why,
)
from generator.pages.views import View
from generator.publication.calendar import State
from generator.urls import Address, output_path

DAY = ("--now", "2026-11-20")


@pytest.mark.parametrize(
    ("why", "words"),
    [
        ((NEW,), "it was new"),
        ((FILE,), "its file was missing, or not as Byline wrote it"),
        (("prose",), "its text changed"),
        (("prose", "next"), "its text and the column after it changed"),
        (("head", "prose"), "its text and what search engines are told of it changed"),
        (
            (TEMPLATE, "tags", "comments"),
            "its template, its tags and its comments changed",
        ),
        (
            ("bio", FILE),
            "the author's text changed; "
            "its file was missing, or not as Byline wrote it",
        ),
    ],
)
def test_a_reason_is_said_in_words(why: Why, words: str) -> None:
    assert describe_why(why) == words


def test_what_is_to_come_is_said_of_now() -> None:
    assert describe_prospect((NEW,)) == "it is new"
    assert describe_prospect(("prose", FILE)) == (
        "its text changed; its file is missing, or not as Byline wrote it"
    )


OWN_WORDS = {
    "comments",
    "corrections",
    "description",
    "disclaimer",
    "disclosure",
    "icon",
    "kind",
    "language",
    "license",
    "logo",
    "notes",
    "series",
    "summary",
    "tags",
    "title",
    "tools",
}
"""Fields of views that an editor would call by the same names."""


def test_every_field_of_every_view_has_words() -> None:
    views = typing.get_args(View)
    names = {name for view in views for name in view.__struct_fields__}
    plain = {name for name in names if describe_why((name,)) == f"its {name} changed"}
    assert plain == OWN_WORDS


@pytest.mark.parametrize("name", [TEMPLATE, VERSION, SITE, PAGE])
def test_every_cause_that_is_no_field_has_words(name: str) -> None:
    assert "@" not in describe_why((name,))


def rendering(address: str, origin: str, *why: str) -> Rendering:
    path = output_path(Address(address))
    return Rendering(
        address=Address(address), origin=origin, path=path, others=b"{}", why=why
    )


CROWS = rendering("/columns/crows/", "content/columns/crows.md", "prose")
ALIAS = rendering("/old/crows/", "content/columns/crows.md", NEW)
FRONT = rendering("/", "the front page", "latest")
JAYS = rendering("/columns/jays/", "content/columns/jays.md", NEW)


def story(page: Rendering, **more: object) -> Story:
    told = {"last": page.why, "now": None, "removed": False, **more}
    return Story(address=page.address, origin=page.origin, **told)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "asked", ["/columns/crows/", "columns/crows/index.html", "content/columns/crows.md"]
)
def test_a_page_is_found_by_address_output_and_text(asked: str) -> None:
    assert story(CROWS) in find_stories([asked], [FRONT, CROWS], [], [])


def test_all_pages_of_a_text_are_told_of_by_address() -> None:
    assert find_stories(["content/columns/crows.md"], [ALIAS, CROWS], [], []) == (
        story(CROWS),
        story(ALIAS),
    )


def test_a_story_has_what_was_and_what_will_be() -> None:
    will = replace(CROWS, why=("card",))
    assert find_stories(["/columns/crows/"], [CROWS], [will, FRONT], []) == (
        story(CROWS, now=("card",)),
    )
    assert find_stories(["/columns/jays/"], [CROWS], [JAYS], []) == (
        story(JAYS, last=None, now=(NEW,)),
    )
    assert find_stories(["/columns/crows/"], [CROWS], [], ["/columns/crows/"]) == (
        story(CROWS, removed=True),
    )


def test_the_likeliest_meaning_alone_is_told_of() -> None:
    asked = ["columns/crows/index.html", "index.html"]
    assert find_stories(asked, [FRONT, CROWS], [], []) == (story(CROWS),)
    assert find_stories(asked, [FRONT], [], []) == (story(FRONT),)
    assert find_stories(asked, [], [], []) == ()


SITE_FOLDER = Path("/paper")
OUTPUT = SITE_FOLDER / "output"


@pytest.mark.parametrize(
    ("asked", "here", "meant"),
    [
        ("/columns/crows/", "", "/columns/crows/"),
        ("columns/crows", "", "/columns/crows/"),
        ("/", "", "/"),
        ("/feed.xml", "", "/feed.xml"),
        ("feed.xml", "", "/feed.xml"),
        ("output/columns/crows/index.html", "", "columns/crows/index.html"),
        ("./output/index.html", "", "index.html"),
        ("index.html", "output/columns/crows", "columns/crows/index.html"),
        ("crows.md", "content/columns", "content/columns/crows.md"),
        ("../columns/crows.md", "content/authors", "content/columns/crows.md"),
        ("/paper/content/columns/crows.md", "", "content/columns/crows.md"),
        ("https://rook.example/columns/crows/?x=1#y", "", "/columns/crows/"),
        ("http://127.0.0.1:8000/tags/caf%C3%A9/", "", "/tags/café/"),
        ("https://rook.example", "", "/"),
    ],
)
def test_a_page_may_be_spelled_in_many_ways(asked: str, here: str, meant: str) -> None:
    assert meant in spellings(asked, SITE_FOLDER / here, SITE_FOLDER, OUTPUT)


def test_a_file_from_here_is_likelier_than_an_address() -> None:
    here = OUTPUT / "columns/crows"
    assert spellings("index.html", here, SITE_FOLDER, OUTPUT)[0] == (
        "columns/crows/index.html"
    )


def test_a_folder_of_the_site_is_no_spelling() -> None:
    assert spellings(".", SITE_FOLDER, SITE_FOLDER, OUTPUT) == ("/./", "/.")


def test_what_keeps_a_column_from_its_page_is_found() -> None:
    given = inputs(
        piece("live"),
        piece("draft", draft=True),
        piece("soon", date="2026-07-01T09:30"),
        piece("gone", expires=moment("2026-03-01")),
        settings=settings(permalink="/{year}/{slug}/"),
    )
    held = find_held_back(given)
    assert {one.address: one.note.state for one in held} == {
        "/2026/draft/": State.DRAFT,
        "/2026/gone/": State.EXPIRED,
        "/2026/soon/": State.WAITING,
    }
    assert [describe_state(one.note) for one in held] == [
        "is a draft",
        "expired as of 2026-03-01",
        "waits until 2026-07-01T09:30:00+02:00",
    ]
    published = find_held_back(replace(given, drafts=True))
    assert [one.address for one in published] == ["/2026/gone/"]


def held_back(name: str) -> HeldBack:
    (found,) = find_held_back(inputs(piece(name, draft=True)))
    return found


@pytest.mark.parametrize("asked", ["/columns/owls/", "content/columns/owls.md"])
def test_a_column_without_a_page_is_found_by_both_its_names(asked: str) -> None:
    owls = held_back("owls")
    assert pick_held_back(["nothing", asked], [held_back("rooks"), owls]) == (owls,)
    assert pick_held_back([asked], []) == ()


@pytest.mark.parametrize(
    ("asked", "near"),
    [
        ("colums/crows", "/columns/crows/"),
        ("/columns/crow/", "/columns/crows/"),
        ("crows", "/columns/crows/"),
        ("Crows", "/columns/crows/"),
        ("content/columns/crow.md", "content/columns/crows.md"),
        ("output/columns/crwos/index.html", "/columns/crows/"),
        ("/columns/owl/", "/columns/owls/"),
        ("/", None),
        ("/tags/sea/", None),
    ],
)
def test_a_slip_is_answered_with_the_nearest_page(asked: str, near: str | None) -> None:
    pages = [FRONT, JAYS, CROWS, rendering("/tags/birds/", "tag Birds")]
    assert suggest_page(asked, pages, [held_back("owls")]) == near


def test_without_pages_nothing_is_suggested() -> None:
    assert suggest_page("crows", [], []) is None


FILES = {
    "columns/jays.md": column("Jays", date="2024-04-01", tags="[birds]"),
    "columns/rooks.md": column("Rooks", date="2024-05-01", aliases="[/rooks.html]"),
    "columns/owls.md": column("Owls", draft="true"),
    "pages/about.md": "---\ntitle: About\n---\nWe.\n",
}
"""Three columns with one more of `make_site`'s, of which one is a draft; a page."""


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built site, and oneself in it."""
    monkeypatch.chdir(make_site(tmp_path, FILES))
    assert run(["build", *DAY, "--quiet"]) == 0
    return tmp_path


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same site for all tests that change nothing of it."""
    folder = make_site(tmp_path_factory.mktemp("built"), FILES)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run(["build", *DAY, "--quiet"]) == 0
    return folder


@pytest.fixture
def standing(built: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A built site that nothing is to be changed of, and oneself in it."""
    monkeypatch.chdir(built)
    return built


Screen = pytest.CaptureFixture[str]


def ask(page: str, screen: Screen, *options: str) -> str:
    """Ask why; nothing is to go wrong, and only looks are taken."""
    before = files_of(Path.cwd() / "output")
    assert run(["why", page, *DAY, *options]) == 0
    out, err = screen.readouterr()
    assert err == ""
    assert files_of(Path.cwd() / "output") == before
    return out


NEWLY = "  Last rendered because it was new.\n"
AS_IT_IS = "  It is up to date: the next build would leave it as it is.\n"


def would(why: str) -> str:
    return f"  The next build would render it because {why}.\n"


@pytest.mark.parametrize(
    "page",
    [
        "/columns/crows/",
        "columns/crows",
        "output/columns/crows/index.html",
        "content/columns/crows.md",
        "https://rook.example/columns/crows/",
    ],
)
@pytest.mark.usefixtures("standing")
def test_a_page_is_asked_for_by_any_of_its_names(page: str, capsys: Screen) -> None:
    assert ask(page, capsys) == (
        f"/columns/crows/ (content/columns/crows.md)\n{NEWLY}{AS_IT_IS}"
    )


@pytest.mark.parametrize(
    ("folder", "page"),
    [
        ("content/columns", "crows.md"),
        ("content/pages", "../columns/crows.md"),
        ("content/columns", "/columns/crows/"),
        ("output/columns/crows", "index.html"),
    ],
)
def test_a_page_is_asked_for_from_any_folder(
    standing: Path,
    folder: str,
    page: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Screen,
) -> None:
    monkeypatch.chdir(standing / folder)
    assert run(["why", page, *DAY]) == 0
    assert capsys.readouterr().out.startswith("/columns/crows/ (")


def test_every_page_that_a_text_makes_is_told_of(site: Path, capsys: Screen) -> None:
    (site / "output/rooks.html").unlink()
    told = ask("content/columns/rooks.md", capsys)
    reason = would("its file is missing, or not as Byline wrote it")
    assert told == (
        f"/columns/rooks/ (content/columns/rooks.md)\n{NEWLY}{AS_IT_IS}"
        f"/rooks.html (content/columns/rooks.md)\n{NEWLY}{reason}"
    )


def test_a_new_page_is_new(site: Path, capsys: Screen) -> None:
    make_site(site, {"columns/wrens.md": column("Wrens")})
    assert ask("columns/wrens", capsys) == (
        f"/columns/wrens/ (content/columns/wrens.md)\n{would('it is new')}"
    )


def test_before_the_first_build_every_page_is_new(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Screen
) -> None:
    monkeypatch.chdir(make_site(tmp_path))
    assert ask("/", capsys) == f"/ (the front page)\n{would('it is new')}"
    assert not (tmp_path / "output").exists()


def test_of_an_edited_body_the_text_is_named(site: Path, capsys: Screen) -> None:
    make_site(site, {"columns/crows.md": column(body="Crows forget faces.")})
    assert would("its text changed") in ask("columns/crows", capsys)
    assert would("what it lists changed") in ask("atom.xml", capsys)
    assert ask("columns/jays", capsys).endswith(AS_IT_IS)


def test_of_an_edited_title_its_neighbors_name_their_neighbor(
    site: Path, capsys: Screen
) -> None:
    make_site(site, {"columns/jays.md": column("Blue Jays", date="2024-04-01")})
    assert would("the column after it changed") in ask("columns/crows", capsys)
    assert would("the column before it changed") in ask("columns/rooks", capsys)
    assert "its card (headline, byline, date," in ask("columns/jays", capsys)
    assert would("the columns it lists changed") in ask("archive/2024", capsys)


def test_what_was_foretold_is_what_is_remembered(site: Path, capsys: Screen) -> None:
    make_site(site, {"columns/jays.md": column("Blue Jays", date="2024-04-01")})
    ask("columns/crows", capsys)
    assert run(["build", *DAY, "--quiet"]) == 0
    assert ask("columns/crows", capsys) == (
        "/columns/crows/ (content/columns/crows.md)\n"
        f"  Last rendered because the column after it changed.\n{AS_IT_IS}"
    )


def test_of_an_edited_template_the_template_is_named(
    site: Path, capsys: Screen
) -> None:
    theme = {
        "themes/broadsheet/theme.yaml": (
            "name: broadsheet\nextends: broadsheet\ncontract: 1\n"
        ),
        "themes/broadsheet/templates/page.html": (
            '{% extends "parent:page.html" %}\n{% block body %}Us{% endblock %}\n'
        ),
    }
    make_site(site, theme)
    assert would("its template changed") in ask("about", capsys)
    assert ask("columns/crows", capsys).endswith(AS_IT_IS)


@pytest.mark.parametrize("how", ["deleted", "touched", "changed"])
def test_of_a_file_that_is_not_as_written_the_file_is_named(
    site: Path, how: str, capsys: Screen
) -> None:
    file = site / "output/columns/crows/index.html"
    if how == "deleted":
        file.unlink()
    elif how == "changed":
        file.write_text("mine")
    else:
        data = file.read_bytes()
        file.unlink()
        file.write_bytes(data)
    assert ask("columns/crows", capsys).endswith(
        would("its file is missing, or not as Byline wrote it")
    )


def test_of_settings_that_changed_what_they_change_is_named(
    site: Path, capsys: Screen
) -> None:
    file = site / "content/site.yaml"
    file.write_text(file.read_text() + "motto: Caw\n")
    assert would("what surrounds every page changed") in ask("about", capsys)


@pytest.mark.usefixtures("standing")
def test_of_another_address_the_address_is_named(capsys: Screen) -> None:
    told = ask("404.html", capsys, "--base-url", "https://other.example/")
    assert "because the site's address or the form of its links, what surr" in told


def test_what_the_next_build_would_remove_is_told(site: Path, capsys: Screen) -> None:
    (site / "content/columns/jays.md").unlink()
    gone = "  The next build would remove it: nothing makes it.\n"
    assert ask("tags/birds", capsys).endswith(gone)
    assert ask("content/columns/jays.md", capsys) == (
        f"/columns/jays/ (content/columns/jays.md)\n{NEWLY}{gone}"
    )


@pytest.mark.parametrize(
    ("said", "state"),
    [
        ({"draft": "true"}, "is a draft"),
        ({"date": "2027-01-01"}, "waits until 2027-01-01"),
        ({"expires": "2025-01-01"}, "expired as of 2025-01-01"),
    ],
)
def test_of_a_column_that_is_taken_back_the_state_is_told(
    site: Path, said: dict[str, str], state: str, capsys: Screen
) -> None:
    make_site(site, {"columns/crows.md": column(**said)})
    assert ask("columns/crows", capsys).endswith(
        f"  The next build would remove it: its column {state}.\n"
    )
    assert run(["build", *DAY, "--quiet"]) == 0
    assert ask("columns/crows", capsys) == (
        "/columns/crows/ (content/columns/crows.md)\n"
        f"  There is no such page: its column {state}.\n"
    )


@pytest.mark.usefixtures("standing")
def test_a_draft_has_a_page_where_drafts_are_published(capsys: Screen) -> None:
    assert ask("columns/owls", capsys).endswith("its column is a draft.\n")
    assert ask("columns/owls", capsys, "--drafts").endswith(would("it is new"))


def test_another_output_has_another_story(site: Path, capsys: Screen) -> None:
    del site
    told = ask("columns/crows", capsys, "--output", "elsewhere")
    assert told.endswith(f".md)\n{would('it is new')}")
    assert run(["build", *DAY, "--quiet", "--output", "elsewhere"]) == 0
    told = ask("elsewhere/columns/crows/index.html", capsys, "--output", "elsewhere")
    assert told.endswith(NEWLY + AS_IT_IS)


@pytest.mark.parametrize(
    ("page", "answer"),
    [
        ("colums/crows", "no page 'colums/crows': did you mean /columns/crows/?"),
        ("crows", "no page 'crows': did you mean /columns/crows/?"),
        ("columns/owl", "no page 'columns/owl': did you mean /columns/owls/?"),
        ("pelicans", "no page 'pelicans': type an address (/columns/crows/), a file"),
        ("content/site.yaml", "is a file, but neither a page nor the text of one"),
        ("assets/style.css", "is a file, but neither a page nor the text of one"),
        ("content", "no page 'content': type an address"),
    ],
)
@pytest.mark.usefixtures("standing")
def test_what_is_no_page_is_wrong_usage(page: str, answer: str, capsys: Screen) -> None:
    assert run(["why", page, *DAY]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert answer in err


def test_a_mistake_in_the_site_is_shown(site: Path, capsys: Screen) -> None:
    make_site(site, {"columns/jays.md": column(author="jane-do")})
    assert run(["why", "columns/crows", *DAY]) == 1
    out, err = capsys.readouterr()
    assert err.startswith("content/columns/jays.md:3:9: error: ")
    assert out == (
        f"/columns/crows/ (content/columns/crows.md)\n{NEWLY}"
        "  The next build would stop, and leave it as it is.\n"
    )


def test_a_page_that_a_mistake_hides_is_not_denied(site: Path, capsys: Screen) -> None:
    new = {"columns/wrens.md": column("Wrens")}
    make_site(site, {**new, "columns/jays.md": column(author="jane-do")})
    assert run(["why", "columns/wrens", *DAY]) == 1
    out, err = capsys.readouterr()
    assert "error: " in err
    assert out == (
        "Whether 'columns/wrens' is a page can't be told before this is mended.\n"
    )


def test_a_warning_is_no_answer(site: Path, capsys: Screen) -> None:
    make_site(site, {"columns/crows.md": column(body="[x](missing.md)")})
    assert "render it because its text and" in ask("columns/crows", capsys)


def test_outside_a_site_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Screen
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["why", "/"]) == 2
    assert "there is no site here" in capsys.readouterr().err


def rename_jays(site: Path) -> dict[str, str]:
    """Change a title; give the pages that print it, and why."""
    said = {"date": "2024-04-01", "tags": "[birds]"}
    make_site(site, {"columns/jays.md": column("Blue Jays", **said)})
    return {
        "/columns/crows/": "the column after it changed",
        "/columns/rooks/": "the column before it changed",
        "/tags/birds/": "the columns it lists changed",
        "/atom.xml": "what it lists changed",
    }


def test_explain_says_why_before_what(site: Path, capsys: Screen) -> None:
    wanted = rename_jays(site)
    assert run(["build", *DAY, "--explain"]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    explained, _, rest = out.partition("Published ")
    lines = dict(line.split(": ", 1) for line in explained.splitlines())
    assert wanted.items() <= lines.items()
    assert list(lines) == sorted(lines)
    assert f"{len(lines)} files written" in rest


def test_explain_is_heard_though_the_rest_is_quiet(site: Path, capsys: Screen) -> None:
    wanted = rename_jays(site)
    assert run(["build", *DAY, "--explain", "--quiet"]) == 0
    out = capsys.readouterr().out
    lines = dict(line.split(": ", 1) for line in out.splitlines())
    assert wanted.items() <= lines.items()
    assert all(address.startswith("/") for address in lines)


@pytest.mark.usefixtures("standing")
def test_there_is_nothing_to_explain_where_nothing_changed(capsys: Screen) -> None:
    assert run(["build", *DAY, "--explain", "--quiet"]) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize("options", [(), ("--explain",), ("--explain", "--quiet")])
def test_json_holds_the_reasons(
    site: Path, options: tuple[str, ...], capsys: Screen
) -> None:
    wanted = rename_jays(site)
    assert run(["build", *DAY, "--json", *options]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    rendered = json.loads(out)["rendered"]
    assert wanted.items() <= {one["page"]: one["why"] for one in rendered}.items()


def test_a_build_that_stops_has_nothing_to_explain(site: Path, capsys: Screen) -> None:
    make_site(site, {"columns/jays.md": column(author="jane-do")})
    assert run(["build", *DAY, "--json", "--explain"]) == 1
    assert json.loads(capsys.readouterr().out)["rendered"] == []

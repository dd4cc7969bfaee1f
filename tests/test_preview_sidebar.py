"""The facts of the writer's side bar: whole, for each kind of page."""

from __future__ import annotations

from typing import Any, cast

from building import author, body, desk_page, facts, library, link, piece, settings
from msgspec.structs import replace
from preview_pages import column_page, page_at

from generator.pages.views import ColumnView
from generator.preview.sidebar import build_facts
from generator.preview.slots import HEADLINE, STANDFIRST, Slot, measure
from generator.problems import Place, Problem, Weight
from generator.source.author import Author
from generator.source.column import (
    AuthorId,
    Column,
    ColumnId,
    Contributor,
    DisclaimerChoice,
    Picture,
)
from generator.source.markdown.figures import NO_ALT

NEST = facts("content/columns/nest.png", 640, 480)


def slots(text: str, kinds: tuple[Slot, ...], whole: str) -> list[dict[str, object]]:
    """Slots that all have room."""
    return [
        {
            "name": slot.name,
            "length": len(whole if slot.whole else text),
            "limit": slot.limit,
            "over": False,
            "cut": "",
        }
        for slot in kinds
    ]


def test_a_column_has_all_facts() -> None:
    built = library(
        piece(
            "crows",
            body(links=(link("nest.png", picture=True), link("jays.md"))),
            section="city",
            image=Picture(src="nest.png", alt="A nest"),
        ),
        settings=settings(label="Opinion", disclaimer="Her *own* views."),
        files={NEST.path: NEST},
    )
    column = built.entries[ColumnId("crows")].column
    found = build_facts(page_at("/columns/crows/", built), (), column=column)
    assert found == {
        "kind": "column",
        "file": "content/columns/crows.md",
        "language": "en",
        "words": 1,
        "minutes": 1,
        "date": "2026-01-01",
        "expires": None,
        "headline": {
            "text": "Crows",
            "length": 5,
            "slots": slots("Crows", HEADLINE, "Crows – The Paper"),
        },
        "standfirst": {
            "text": "What crows says.",
            "length": 16,
            "slots": slots("What crows says.", STANDFIRST, "What crows says."),
        },
        "looks": {
            "front": {
                "label": "Opinion",
                "section": "The City",
                "title": "Crows",
                "standfirst": "What crows says.",
                "byline": "Jane Doe",
                "date": "2026-01-01",
                "image": "/columns/crows/nest.png",
                "portrait": "",
                "language": "en",
                "direction": "ltr",
            },
            "share": {
                "site": "paper.example",
                "title": "Crows",
                "description": "What crows says.",
                "image": "/columns/crows/nest.png",
            },
            "search": {
                "trail": "paper.example › columns › crows",
                "title": "Crows – The Paper",
                "description": "What crows says.",
                "hidden": False,
            },
            "feed": {
                "source": "The Paper",
                "icon": "",
                "title": "Crows",
                "summary": "What crows says.",
                "byline": "Jane Doe",
                "date": "2026-01-01",
            },
        },
        "disclaimer": {
            "text": "Her own views.",
            "from": "site",
            "file": "content/site.yaml",
        },
        "links": {"checked": 2, "broken": []},
        "undescribed": [],
    }


def test_a_page_of_the_desk_has_its_looks_and_what_was_checked() -> None:
    page = page_at("/about/", library(desk_pages=(desk_page(summary="Who we are."),)))
    assert build_facts(page, ()) == {
        "kind": "page",
        "file": "content/pages/about.md",
        "language": "en",
        "looks": {
            "share": {
                "site": "paper.example",
                "title": "About",
                "description": "Who we are.",
                "image": "",
            },
            "search": {
                "trail": "paper.example › about",
                "title": "About – The Paper",
                "description": "Who we are.",
                "hidden": False,
            },
        },
        "links": {"checked": 0, "broken": []},
        "undescribed": [],
    }


def test_an_authors_bio_is_checked_too() -> None:
    page = page_at("/authors/jane-doe/", library(piece("crows")))
    assert build_facts(page, ())["links"] == {"checked": 0, "broken": []}


def test_a_page_without_a_text_has_its_looks_alone() -> None:
    page = page_at("/", library(piece("crows")))
    assert build_facts(page, ()).keys() == {"kind", "file", "language", "looks"}


def test_a_page_that_search_engines_are_kept_from_says_so() -> None:
    found = build_facts(page_at("/404.html", library()), ())
    looks = cast("dict[str, dict[str, object]]", found["looks"])
    assert looks["search"]["hidden"] is True


def test_files_for_machines_have_no_looks() -> None:
    built = library(piece("crows"))
    assert build_facts(page_at("/sitemap.xml", built), ()) == {
        "kind": "sitemap",
        "file": page_at("/sitemap.xml", built).origin,
    }


def test_a_missing_page_has_no_facts() -> None:
    assert build_facts(None, ()) == {"kind": "missing", "file": ""}


def problem(message: str, line: str, column: int, file: str = "crows") -> Problem:
    place = Place(
        file=f"content/columns/{file}.md", line=9, column=column, excerpt=line
    )
    return Problem(place=place, message=message, hint="mend it", weight=Weight.WARN)


def spot(message: str, column: int) -> dict[str, object]:
    return {
        "file": "content/columns/crows.md",
        "line": 9,
        "column": column,
        "message": message,
        "hint": "mend it",
    }


def test_links_and_pictures_are_told_with_their_places() -> None:
    page = column_page("crows", text=body(links=(link("jays.md"),)))
    line = "a [link](jays.md) and [a part](#nests)"
    found = build_facts(
        page,
        (
            problem("there is no file jays.md", line, 10),
            problem("no part is called that", line, 32),
            problem("the heading has no text", "# ", 1),
            problem(NO_ALT, "![](jays.md)", 1),
            problem("there is no file jays.md", line, 10, file="others"),
        ),
    )
    assert found["links"] == {
        "checked": 1,
        "broken": [
            spot("there is no file jays.md", 10),
            spot("no part is called that", 32),
        ],
    }
    assert found["undescribed"] == [spot(NO_ALT, 1)]


OWN = author(disclaimer="My own.")


def source_of(
    choice: DisclaimerChoice | str, *authors: Author, site: str = "The site's."
) -> object:
    """Where the disclaimer of a column comes from."""
    built = library(
        piece("crows", disclaimer=choice),
        authors=authors or (author(),),
        settings=settings(disclaimer=site),
    )
    column: Column = built.entries[ColumnId("crows")].column
    page = page_at("/columns/crows/", built)
    found = build_facts(page, (), column=column, authors=authors)
    said = cast("dict[str, object]", found["disclaimer"])
    return said["text"], said["from"], said["file"]


def test_the_disclaimer_says_where_it_comes_from() -> None:
    site = ("The site’s.", "site", "content/site.yaml")
    of_author = ("My own.", "author", "content/authors/jane-doe.md")
    default = DisclaimerChoice.DEFAULT
    assert source_of(default) == site
    assert source_of(default, author()) == site
    assert source_of(default, OWN) == of_author
    assert source_of(DisclaimerChoice.SITE, OWN) == site
    assert source_of("Mine.") == ("Mine.", "column", "content/columns/crows.md")


def test_a_missing_disclaimer_says_whether_that_was_meant() -> None:
    none = DisclaimerChoice.NONE
    assert source_of(none, OWN) == ("", "none", "content/columns/crows.md")
    assert source_of(DisclaimerChoice.DEFAULT, site="") == ("", "none", "")


def test_without_the_columns_file_the_source_is_left_open() -> None:
    page = column_page("crows", settings=settings(disclaimer="Ours."))
    found = cast("dict[str, object]", build_facts(page, ())["disclaimer"])
    assert found == {"text": "Ours.", "from": "", "file": ""}


def minutes(words: int, language: str = "") -> object:
    page = column_page("crows", text=replace(body(), words=words), language=language)
    return build_facts(page, ())["minutes"]


def test_reading_takes_a_minute_at_least_and_signs_are_read_faster() -> None:
    assert [minutes(0), minutes(240), minutes(241), minutes(1000)] == [1, 1, 2, 5]
    assert [minutes(400, "zh-Hans"), minutes(401, "ja")] == [1, 2]


def test_a_column_for_which_machines_get_no_words_counts_none() -> None:
    page = column_page("crows")
    assert isinstance(page.view, ColumnView)
    bare = replace(page.view, head=replace(page.view.head, json_ld=None))
    assert build_facts(replace(page, view=bare), ())["words"] == 0


def test_pictures_from_elsewhere_are_never_asked_for() -> None:
    page = column_page("crows", image=Picture(src="https://other.example/a.png"))
    looks = cast("dict[str, dict[str, object]]", build_facts(page, ())["looks"])
    assert (looks["front"]["image"], looks["share"]["image"]) == ("", "")


def held(text: str, *kinds: Slot, whole: str = "") -> Any:
    return measure(text, kinds, whole=whole or text)["slots"]


def test_a_slot_that_is_too_small_says_how_the_text_ends_there() -> None:
    cutting = Slot("Search", 12, cuts=True, whole=True)
    running = Slot("List", 5)
    assert held("Crows", cutting, running, whole="Crows – The Paper") == [
        {"name": "Search", "length": 17, "limit": 12, "over": True, "cut": "Crows…"},
        {"name": "List", "length": 5, "limit": 5, "over": False, "cut": ""},
    ]
    assert held("Crows and", running) == [
        {"name": "List", "length": 9, "limit": 5, "over": True, "cut": ""},
    ]


def test_wide_letters_have_half_the_room() -> None:
    assert held("渡船上的人", Slot("List", 8)) == [
        {"name": "List", "length": 5, "limit": 4, "over": True, "cut": ""},
    ]


def test_a_guest_has_no_record_to_take_a_disclaimer_from() -> None:
    guest = Contributor(name="Selma")
    jane = Contributor(author=AuthorId("jane-doe"))
    built = library(piece("crows", contributors=(guest, jane)), authors=(OWN,))
    column = built.entries[ColumnId("crows")].column
    page = page_at("/columns/crows/", built)
    found = build_facts(page, (), column=column, authors=(OWN,))
    assert cast("dict[str, object]", found["disclaimer"])["from"] == "author"

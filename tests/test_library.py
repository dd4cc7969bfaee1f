"""The library: one publishable set, on shelves."""

import random
from typing import Any

from building import (
    author,
    body,
    discussion,
    library,
    moment,
    paper,
    piece,
    places,
    settings,
)
from reference_library import build_library

from generator.problems import Place, Weight, format_problem
from generator.publication.calendar import State
from generator.publication.cards import BylinePart, Named, Person
from generator.publication.inputs import Piece
from generator.publication.shelf_keys import ShelfKey, ShelfKind
from generator.source.column import AuthorId, ColumnId, Contributor, Role, SeriesPart


def test_what_may_not_be_published_is_on_no_shelf() -> None:
    built = library(
        piece("live", tags=("birds",)),
        piece("draft", draft=True, tags=("birds", "secret")),
        piece("embargo", date="2099-01-01", section="city"),
        piece("gone", expires=moment("2026-01-02")),
    )
    assert set(built.entries) == {"live"}
    assert set(built.shelves) == {
        ShelfKey(kind=ShelfKind.AUTHOR, name="jane-doe"),
        ShelfKey(kind=ShelfKind.TAG, name="birds"),
        ShelfKey(kind=ShelfKind.YEAR, name="2026"),
    }
    assert {path: note.state for path, note in built.withheld.items()} == {
        "content/columns/draft.md": State.DRAFT,
        "content/columns/embargo.md": State.WAITING,
        "content/columns/gone.md": State.EXPIRED,
    }


def test_drafts_are_shown_when_asked_for() -> None:
    built = library(piece("a", draft=True), piece("b"), drafts=True)
    assert set(built.entries) == {"a", "b"}


def test_a_shelf_is_sorted_by_date_then_id() -> None:
    pieces = [
        piece("c", date="2026-01-02"),
        piece("b", date="2026-01-01"),
        piece("a", date="2026-01-02"),
    ]
    for seed in range(6):
        random.Random(seed).shuffle(pieces)
        shelf = library(*pieces).shelf(ShelfKind.AUTHOR, "jane-doe")
        assert shelf is not None
        assert [card.id for card in shelf.cards] == ["b", "a", "c"]


def test_a_series_is_sorted_by_part_then_date() -> None:
    def part(slug: str, number: int | None, date: str) -> Piece:
        series = SeriesPart(name="The Tram", part=number)
        return piece(slug, series=series, date=date)

    built = library(
        part("two", 2, "2026-01-01"),
        part("last", None, "2026-01-01"),
        part("one", 1, "2026-01-03"),
    )
    shelf = built.shelf(ShelfKind.SERIES, "the-tram")
    assert shelf is not None
    assert [card.id for card in shelf.cards] == ["one", "two", "last"]


def test_tags_that_differ_only_in_case_are_one() -> None:
    built = library(
        piece("a", tags=("Birds",)),
        piece("b", tags=("birds",)),
        piece("c", tags=("birds",)),
    )
    (shelf,) = built.shelves_of(ShelfKind.TAG)
    assert (shelf.key.name, shelf.label, len(shelf.cards)) == ("birds", "birds", 3)


def test_a_section_is_found_by_id_or_label() -> None:
    built = library(piece("a", section="city"), piece("b", section="the city"))
    (shelf,) = built.shelves_of(ShelfKind.SECTION)
    assert (shelf.key.name, shelf.label) == ("city", "The City")
    card = built.entries[ColumnId("b")].card
    assert card.section == Named(label="The City", href="/sections/city/")


def test_an_undeclared_section_is_allowed() -> None:
    built = library(piece("a", section="Zoology"))
    (shelf,) = built.shelves_of(ShelfKind.SECTION)
    assert (shelf.key.name, shelf.label) == ("zoology", "Zoology")


def test_a_near_miss_of_a_section_is_doubted() -> None:
    place = Place(
        file="content/columns/a.md", line=5, column=10, excerpt="section: ctiy"
    )
    _, problems = build_library(
        paper(piece("a", section="ctiy", places=places("section", place)))
    )
    assert [format_problem(problem) for problem in problems] == [
        "content/columns/a.md:5:10: warning: "
        "the section “ctiy” is not one of content/site.yaml\n"
        "    section: ctiy\n"
        "             ^\n"
        "    → did you mean city?"
    ]


def test_a_tag_that_stands_alone_beside_a_common_one_is_doubted() -> None:
    pieces = [piece(f"p{k}", tags=("transport",)) for k in range(3)]
    _, problems = build_library(paper(*pieces, piece("x", tags=("tranport",))))
    (problem,) = problems
    assert problem.weight is Weight.WARN
    assert problem.message == "the tag “tranport” stands here alone"
    assert problem.hint == "did you mean transport? (3 columns)"


def test_tags_that_differ_in_a_number_are_two_things() -> None:
    pieces = [piece(f"p{k}", tags=("vote-2024",)) for k in range(3)]
    _, problems = build_library(paper(*pieces, piece("x", tags=("vote-2025",))))
    assert problems == ()


def test_an_unknown_author_is_a_problem_with_the_nearest_name() -> None:
    wrote = (Contributor(author=AuthorId("jane-do")),)
    built, problems = build_library(paper(piece("a", contributors=wrote)))
    assert [format_problem(problem) for problem in problems] == [
        "content/columns/a.md:1:1: error: no author “jane-do” is known\n"
        "    → did you mean jane-doe?"
    ]
    assert built.entries == {}


def test_an_authors_name_in_place_of_the_id_is_recognized() -> None:
    wrote = (Contributor(author=AuthorId("Jane Doe")),)
    _, problems = build_library(paper(piece("a", contributors=wrote)))
    assert [problem.hint for problem in problems] == ["did you mean jane-doe?"]


def test_an_author_unlike_any_other_gets_both_ways_out() -> None:
    wrote = (Contributor(author=AuthorId("zoltan")),)
    _, problems = build_library(paper(piece("a", contributors=wrote)))
    assert [problem.hint for problem in problems] == [
        "add content/authors/zoltan.md with a line name: …,\n"
        'or for a guest type author: {name: "zoltan"}'
    ]


def test_a_draft_with_an_unknown_author_stops_nobody() -> None:
    wrote = (Contributor(author=AuthorId("nobody")),)
    _, problems = build_library(paper(piece("a", contributors=wrote, draft=True)))
    assert problems == ()


def test_two_columns_with_one_id_are_named_both() -> None:
    one = piece("a", id=ColumnId("x"))
    other = piece("b", id=ColumnId("x"))
    _, problems = build_library(paper(other, one))
    assert [problem.message for problem in problems] == [
        "the id “x” is content/columns/a.md's already"
    ]


def test_comments_on_no_column_are_a_problem() -> None:
    said = discussion("nowhere")
    _, problems = build_library(paper(piece("a"), discussions=(said,)))
    assert [problem.message for problem in problems] == [
        "there is no column with the id “nowhere”"
    ]


def test_a_byline_groups_people_by_what_they_did() -> None:
    wrote = (
        Contributor(author=AuthorId("jane-doe")),
        Contributor(name="Guest", url="https://guest.example/", standing="guest"),
        Contributor(name="Selma", role=Role.TRANSLATED),
    )
    built = library(
        piece("a", contributors=wrote), authors=(author(standing="Columnist"),)
    )
    card = built.entries[ColumnId("a")].card
    jane = Person(name="Jane Doe", href="/authors/jane-doe/", standing="Columnist")
    guest = Person(name="Guest", href="https://guest.example/", standing="guest")
    assert card.byline == (
        BylinePart(role=Role.BY, people=(jane, guest)),
        BylinePart(role=Role.TRANSLATED, people=(Person(name="Selma"),)),
    )
    assert card.authors == (jane, guest)


def test_the_body_is_no_part_of_the_card() -> None:
    one = library(piece("a", body("<p>One.</p>"))).entries[ColumnId("a")]
    other = library(piece("a", body("<p>Other.</p>"))).entries[ColumnId("a")]
    assert one.body.digest != other.body.digest
    assert one.card.digest == other.card.digest


def test_the_permalink_pattern_decides_the_address() -> None:
    built = library(
        piece("crows", section="city", date="2025-03-04"),
        settings=settings(permalink="/{year}/{month}/{day}/{section}/{slug}/"),
    )
    card = built.entries[ColumnId("crows")].card
    assert card.address == "/2025/03/04/city/crows/"


def test_the_newest_are_found_across_years() -> None:
    built = library(
        piece("a", date="2024-05-01"),
        piece("b", date="2025-12-31"),
        piece("c", date="2026-01-01"),
    )
    assert [card.id for card in built.newest(2)] == ["c", "b"]
    assert [card.id for card in built.newest(9)] == ["c", "b", "a"]


def test_headline_and_standfirst_are_set_by_the_columns_language() -> None:
    said: dict[str, Any] = {
        "title": 'He said "no"',
        "summary": "It's -- well -- done...",
    }
    english = library(piece("a", **said)).entries[ColumnId("a")].card
    assert (english.title, english.summary) == ("He said “no”", "It’s — well — done…")
    german = library(piece("a", language="de", **said)).entries[ColumnId("a")].card
    assert german.title == "He said „no“"

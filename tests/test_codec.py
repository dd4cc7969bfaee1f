"""Values go to JSON and back unchanged."""

import datetime as dt
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from building import author, comment, discussion, moment, piece

from generator.engine.codec import decoder, spell
from generator.problems import Place, Problem, Weight
from generator.publication.calendar import State, Withheld
from generator.publication.inputs import Piece
from generator.source.author import Author, Discussion
from generator.source.column import (
    ColumnId,
    Contributor,
    Correction,
    CorrectionKind,
    DisclaimerChoice,
    FirstPublished,
    Moment,
    Picture,
    Role,
    SeriesPart,
)
from generator.source.findings import Places
from generator.source.frontmatter import read_column

EXAMPLE = Path(__file__).parents[1] / "content"
FULL = piece(
    "crows",
    contributors=(Contributor(name="Selma", role=Role.TRANSLATED),),
    series=SeriesPart(name="Wings", part=None),
    disclaimer="NONE",
    image=Picture(src="a.png"),
    source=FirstPublished(name="Review", date=moment("2025-03-30T02:30")),
    corrections=(
        Correction(kind=CorrectionKind.UPDATE, date=moment("2026-02-01"), text="x"),
    ),
    extra={"mood": ["dark", 1, None, {"deep": True}]},
    places=Places("a.md", "title: x", 2, ("title",), (2, 8)),
)


def back(value: object, kind: Any) -> object:
    return decoder(kind)(spell(value))


VALUES = [
    (FULL, Piece),
    (piece("a", disclaimer=DisclaimerChoice.NONE), Piece),
    (author(), Author),
    (discussion("crows", comment("1"), comment("2", "1")), Discussion),
    (Withheld(id=ColumnId("a"), path="p", title="A", state=State.DRAFT), Withheld),
    (Problem(place=Place(file="x"), message="m", weight=Weight.WARN), Problem),
]


@pytest.mark.parametrize(("value", "kind"), VALUES)
def test_a_value_comes_back_as_it_was(value: object, kind: Any) -> None:
    assert back(value, kind) == value


def test_a_value_is_the_list_of_its_fields() -> None:
    place = Place(file="a.md", line=2, column=3, excerpt="title: x")
    assert spell(place) == '["a.md",2,3,"title: x"]'


def test_a_spelling_holds_the_front_matter_once() -> None:
    text = "title: Crows\nsummary: On crows.\ntags: [a, b]"
    places = Places("a.md", text, 2, ("title", "tags", "tags.0"), (2, 8, 4, 7, 4, 8))
    assert spell(places) == (
        '["a.md","title: Crows\\nsummary: On crows.\\ntags: [a, b]",2,'
        '["title","tags","tags.0"],[2,8,4,7,4,8]]'
    )


def test_the_places_of_a_column_come_back_without_being_made() -> None:
    data = b"---\ntitle: A\nauthor: b\ndate: 2025-01-02\n---\nText.\n"
    column = read_column("content/columns/a.md", data, zone=ZoneInfo("UTC")).column
    assert column is not None
    found = decoder(type(column))(spell(column))
    assert isinstance(found.places, Places)
    assert dict(found.places) == dict(column.places)
    assert list(found.places) == ["title", "author", "date"]


def test_a_text_that_is_spelled_like_a_choice_stays_a_text() -> None:
    found = back(FULL, Piece)
    assert isinstance(found, Piece)
    assert found.column.disclaimer == "NONE"


def test_a_moment_keeps_its_offset() -> None:
    zone = ZoneInfo("Europe/Amsterdam")
    twice = dt.datetime(2025, 10, 26, 2, 30, tzinfo=zone, fold=1)
    found = back(Moment(at=twice, bare=False), Moment)
    assert isinstance(found, Moment)
    assert found == Moment(at=twice, bare=False)
    assert found.iso() == "2025-10-26T02:30:00+01:00"


def test_a_moment_of_long_ago_has_an_offset_in_minutes() -> None:
    noon = dt.datetime(1850, 5, 1, 12, tzinfo=ZoneInfo("America/New_York"))
    told = Moment(at=noon, bare=False)
    assert told.iso() == "1850-05-01T12:00:00-04:56"
    assert back(told, Moment) == told


def test_every_column_of_the_example_comes_back() -> None:
    for file in sorted((EXAMPLE / "columns").rglob("*.md")):
        path = f"content/columns/{file.relative_to(EXAMPLE / 'columns').as_posix()}"
        zone = ZoneInfo("Europe/Amsterdam")
        column = read_column(path, file.read_bytes(), zone=zone).column
        assert column is not None
        assert back(column, type(column)) == column

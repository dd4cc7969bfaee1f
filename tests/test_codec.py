"""Values go to JSON and back unchanged."""

import datetime as dt
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from building import author, comment, discussion, moment, piece, settings
from msgspec import Struct

from generator.engine.codec import decoder, encode, spell
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
    Picture,
    Role,
    SeriesPart,
)
from generator.source.findings import Places
from generator.source.frontmatter import read_column
from generator.source.settings import Settings

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
    places={"title": Place(file="a.md", line=2, column=3, excerpt="title: x")},
)


def back(value: object, kind: Any) -> object:
    return decoder(kind)(json.loads(json.dumps(encode(value))))


class One(Struct, frozen=True, dict=True):
    only: str


VALUES = [
    (FULL, Piece),
    (piece("a", disclaimer=DisclaimerChoice.NONE), Piece),
    (author(), Author),
    (discussion("crows", comment("1"), comment("2", "1")), Discussion),
    (settings(), Settings),
    (Withheld(id=ColumnId("a"), path="p", title="A", state=State.DRAFT), Withheld),
    (Problem(place=Place(file="x"), message="m", weight=Weight.WARN), Problem),
    ((One("a"), One("b")), tuple[One, ...]),
]


@pytest.mark.parametrize(("value", "kind"), VALUES)
def test_a_value_comes_back_as_it_was(value: object, kind: Any) -> None:
    assert back(value, kind) == value
    assert decoder(kind)(json.loads(spell(value))) == value


@pytest.mark.parametrize(("value", "_"), VALUES)
def test_a_spelling_is_the_json_of_the_plain_value(value: object, _: Any) -> None:
    plain = json.dumps(encode(value), ensure_ascii=False, separators=(",", ":"))
    assert spell(value) == plain


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
    found = decoder(type(column))(json.loads(spell(column)))
    assert isinstance(found.places, Places)
    assert dict(found.places) == dict(column.places)
    assert list(found.places) == ["title", "author", "date"]


def test_a_text_that_is_spelled_like_a_choice_stays_a_text() -> None:
    found = back(FULL, Piece)
    assert isinstance(found, Piece)
    assert found.column.disclaimer == "NONE"


def test_a_moment_keeps_its_zone_and_its_fold() -> None:
    zone = ZoneInfo("Europe/Amsterdam")
    twice = dt.datetime(2025, 10, 26, 2, 30, tzinfo=zone, fold=1)
    found = decoder(dt.datetime)(json.loads(json.dumps(encode(twice))))
    assert (found, found.fold, found.utcoffset()) == (twice, 1, twice.utcoffset())


def test_every_column_of_the_example_comes_back() -> None:
    for file in sorted((EXAMPLE / "columns").rglob("*.md")):
        path = f"content/columns/{file.relative_to(EXAMPLE / 'columns').as_posix()}"
        zone = ZoneInfo("Europe/Amsterdam")
        column = read_column(path, file.read_bytes(), zone=zone).column
        assert column is not None
        assert back(column, type(column)) == column

from __future__ import annotations

import datetime as dt
import pickle
from pathlib import Path

import pytest
from fixture_files import FIXTURES, read_fixture_file
from hypothesis import example, given
from hypothesis import strategies as st
from source_reading import PATH, ZONE, column_of, read, shown

from generator.problems import Place
from generator.source.column import (
    AuthorId,
    CommentState,
    Contributor,
    Correction,
    CorrectionKind,
    DisclaimerChoice,
    FirstPublished,
    FontSize,
    Moment,
    Picture,
    Role,
    SeriesPart,
)
from generator.source.column_fields import COLUMN_FIELDS
from generator.source.frontmatter import column_id, read_column

_FILES = sorted((FIXTURES / "frontmatter").glob("*.md"))
_CASES = [
    pytest.param(given, expected, id=f"{path.stem}:{line}: {title}")
    for path in _FILES
    for line, title, given, expected in read_fixture_file(path)
]


@pytest.mark.parametrize(("text", "expected"), _CASES)
def test_every_problem_is_shown_whole(text: str, expected: str) -> None:
    source = read_column(PATH, text.encode(), zone=ZONE)

    assert shown(source.problems) == expected


@pytest.mark.parametrize(("text", "expected"), _CASES)
def test_windows_lines_change_nothing(text: str, expected: str) -> None:
    unix = read_column(PATH, text.encode(), zone=ZONE)
    windows = read_column(PATH, text.replace("\n", "\r\n").encode(), zone=ZONE)

    assert windows == unix


def day(year: int, month: int, number: int) -> Moment:
    return Moment(at=dt.datetime(year, month, number, tzinfo=ZONE))


FULL = """\
title: Take Down My Bridge
author: [jane-doe, {name: John Roe, standing: guest, bio: He fishes., role: with}]
date: 2016-11-18
summary: Let it go.
section: city
tags: [port, "memory, long"]
series: {name: Bridges, part: 2}
disclaimer: author
disclosure: She owns a boat.
font_size: x-large
image: {src: bridge.png, alt: A bridge, caption: Open., credit: J. D.}
audio: crows.mp3
source: {name: The Quay, url: "https://quay.example/b", date: 2016-11-01}
canonical: https://quay.example/b
updated: 2016-11-20
corrections:
  - {kind: update, date: 2016-11-20, text: It stands.}
  - {kind: editor's note, date: 2016-11-19, text: Edited.}
draft: true
expires: 2017-01-01 12:00
aliases: [/2016/bridge/]
slug: take-down
id: 2016/bridge
language: en-GB
comments: closed
forum: https://forum.example/t/1
license: CC BY 4.0
extra: {mood: dark, parts: [1, 2.5, no, true, ~], "n": "1"}"""


def test_every_field_is_read() -> None:
    column = column_of(FULL)

    assert {row.name for row in COLUMN_FIELDS} <= set(column.places)
    assert column.title == "Take Down My Bridge"
    assert column.contributors == (
        Contributor(author=AuthorId("jane-doe")),
        Contributor(
            name="John Roe", standing="guest", bio="He fishes.", role=Role.WITH
        ),
    )
    assert column.date == day(2016, 11, 18)
    assert column.summary == "Let it go."
    assert column.section == "city"
    assert column.tags == ("port", "memory, long")
    assert column.series == SeriesPart(name="Bridges", part=2)
    assert column.disclaimer is DisclaimerChoice.AUTHOR
    assert column.disclosure == "She owns a boat."
    assert column.font_size is FontSize.X_LARGE
    assert column.image == Picture(
        src="bridge.png", alt="A bridge", caption="Open.", credit="J. D."
    )
    assert column.audio == "crows.mp3"
    assert column.source == FirstPublished(
        name="The Quay", url="https://quay.example/b", date=day(2016, 11, 1)
    )
    assert column.canonical == "https://quay.example/b"
    assert column.updated == day(2016, 11, 20)
    assert column.corrections == (
        Correction(
            kind=CorrectionKind.EDITORS_NOTE, date=day(2016, 11, 19), text="Edited."
        ),
        Correction(
            kind=CorrectionKind.UPDATE, date=day(2016, 11, 20), text="It stands."
        ),
    )
    assert column.draft
    assert column.expires == Moment(
        at=dt.datetime(2017, 1, 1, 12, tzinfo=ZONE), bare=False
    )
    assert column.aliases == ("/2016/bridge/",)
    assert (column.slug, column.id) == ("take-down", "2016/bridge")
    assert column.language == "en-GB"
    assert column.comments is CommentState.CLOSED
    assert column.forum == "https://forum.example/t/1"
    assert column.license == "CC BY 4.0"
    assert column.extra == {
        "mood": "dark",
        "parts": (1, 2.5, "no", True, None),
        "n": "1",
    }


def test_places_name_the_line_and_column_in_the_file() -> None:
    places = column_of(FULL).places

    def place(line: int, column: int, excerpt: str) -> Place:
        return Place(file=PATH, line=line, column=column, excerpt=excerpt)

    assert places["title"] == place(2, 8, "title: Take Down My Bridge")
    tags = 'tags: [port, "memory, long"]'
    assert places["tags.1"] == place(7, 14, tags)
    series = "series: {name: Bridges, part: 2}"
    assert places["series.name"] == place(8, 16, series)
    assert places["author.0"].column == 10
    assert places["author.1.role"].line == 3
    assert places["corrections.1.date"].line == 19


def test_body_starts_where_the_front_matter_ends() -> None:
    source = read("section: city", body="\nOne.\n\n---\n\nTwo.\n")

    assert (source.body, source.body_line) == ("\nOne.\n\n---\n\nTwo.\n", 8)


def test_a_source_travels_between_processes() -> None:
    source = read(FULL)

    assert pickle.loads(pickle.dumps(source)) == source


@pytest.mark.parametrize(
    ("path", "slug", "own"),
    [
        ("crows.md", "crows", "crows"),
        ("2024/crows.md", "crows", "2024/crows"),
        ("crows/index.md", "crows", "crows"),
        ("2024/2016-11-18-crows/index.md", "crows", "2024/2016-11-18-crows"),
        ("2016-11-18-the-crows.md", "the-crows", "2016-11-18-the-crows"),
        ("2016-11-18.md", "2016-11-18", "2016-11-18"),
        ("My Crows.md", "my-crows", "My Crows"),
        ("Krähen.md", "Krähen", "Krähen"),
        ("index.md", "index", "index"),
    ],
)
def test_names_of_files_make_slugs_and_ids(path: str, slug: str, own: str) -> None:
    column = column_of("", f"content/columns/{path}")

    assert (column.slug, column.id) == (slug, own)
    assert column_id(f"content/columns/{path}") == own


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("none", DisclaimerChoice.NONE),
        ("Site", DisclaimerChoice.SITE),
        ("default", DisclaimerChoice.DEFAULT),
        ("", DisclaimerChoice.DEFAULT),
        ("My views.", "My views."),
    ],
)
def test_disclaimers_are_a_choice_or_a_text(
    written: str, expected: DisclaimerChoice | str
) -> None:
    assert column_of(f"disclaimer: {written}").disclaimer == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("off", CommentState.OFF),
        ("false", CommentState.OFF),
        ("true", CommentState.OPEN),
        ("Closed", CommentState.CLOSED),
        ("", None),
    ],
)
def test_comments_may_be_switched_off_as_yaml_says_it(
    written: str, expected: CommentState | None
) -> None:
    assert column_of(f"comments: {written}").comments is expected


def test_a_guest_alone_is_an_author() -> None:
    column = column_of("author: {name: Jane Doe, url: 'https://jane.example/'}")

    assert column.contributors == (
        Contributor(name="Jane Doe", url="https://jane.example/"),
    )


def test_a_lone_word_is_a_list_of_one() -> None:
    column = column_of("tags: birds\naliases: /crows/")

    assert (column.tags, column.aliases) == (("birds",), ("/crows/",))


def test_short_forms_stand_for_mappings() -> None:
    column = column_of("series: Bridges\nimage: a.png\nsource: The Quay")

    assert column.series == SeriesPart(name="Bridges")
    assert column.image == Picture(src="a.png")
    assert column.source == FirstPublished(name="The Quay")


def test_a_text_over_several_lines_is_one_title() -> None:
    assert column_of("title: >-\n  Crows\n  and men").title == "Crows and men"


def test_no_is_norwegian() -> None:
    assert column_of("language: no").language == "no"


@pytest.mark.parametrize("written", ["en", "de-AT", "zh-Hant-TW", "sr-Latn", "en_GB"])
def test_language_tags_are_taken(written: str) -> None:
    column = column_of(f"language: {written}")

    assert column.language == written.replace("_", "-")


def test_curly_quotes_around_an_id_are_quotes() -> None:
    column = column_of("author: “jane-doe”\ntags: [“birds”]\nsection: „city“")

    assert column.contributors == (Contributor(author=AuthorId("jane-doe")),)
    assert (column.tags, column.section) == (("birds",), "city")


def test_a_slip_in_one_field_leaves_the_others_known() -> None:
    source = read("title: WIC: balance\nsection: [\ntags: [port]")

    assert source.column is not None
    assert source.column.title == "WIC: balance"
    assert source.column.tags == ("port",)


def test_more_slips_than_anyone_makes_are_still_answered() -> None:
    lines = "\n".join(f"x{number}: @" for number in range(60))
    source = read(lines)

    assert source.column is None
    assert len(source.problems) == 25


@given(st.binary())
@example(b"---\n\xff\n---")
@example(b"---\n: \n- a\n---")
@example(b"---\n? \n---")
@example(b"---\n- - - a: [}\n---")
@example(b"---\ntitle: '\\\n---\n")
@example("---\na: \ufeff\u2028\x85b: c: d\n---".encode())
@example(b"\xff\xfe-\0-\0-\0")
def test_no_bytes_make_it_raise(data: bytes) -> None:
    read_column(PATH, data, zone=ZONE)


_ALPHABET = st.sampled_from("ab:#-[]{}\"'|>&*!%@`,? \t\n\n“”~0")


@given(st.text(_ALPHABET, max_size=60))
def test_no_front_matter_makes_it_raise(text: str) -> None:
    source = read_column(PATH, f"---\n{text}\n---\n".encode(), zone=ZONE)

    assert all(problem.message for problem in source.problems)


@given(st.text(st.characters(categories=["L", "N", "P", "S", "Zs"]), min_size=1))
def test_a_quoted_title_is_read_as_it_was_typed(title: str) -> None:
    escaped = title.replace("\\", "\\\\").replace('"', '\\"')
    source = read(f'title: "{escaped}"')

    assert source.column is None or source.column.title == " ".join(title.split())


def test_fixtures_cover_every_kind_of_file() -> None:
    assert [Path(path).stem for path in _FILES] == [
        "brought",
        "dates",
        "fences",
        "plain",
        "slips",
    ]

"""Reading: the bytes of a text become a row of the store."""

from __future__ import annotations

from building import link, settings
from msgspec.structs import replace

from generator.digest import digest_bytes
from generator.engine.codec import decoder
from generator.engine.kept import Dates, TextRow
from generator.engine.listed_rows import spell_listed
from generator.engine.read import RawText, parse_texts
from generator.engine.text_kinds import TextKind
from generator.problems import Problem
from generator.publication.inputs import Piece
from generator.source.body import Body, Heading, part_html

PATH = "content/columns/crows.md"
TEXT = """---
title: Crows
author: jane-doe
date: 2016-11-18
summary: On crows.
language: {language}
---
They're "here".[^1]

[^1]: A note.
"""


def column_row(text: str) -> TextRow:
    raw = RawText(TextKind.COLUMN, PATH, text.encode())
    (row,) = parse_texts([raw], settings(language="en"))
    return row


def test_a_body_is_parted_into_its_facts_and_its_html() -> None:
    body = Body(
        html="<p>Words.</p>",
        links=(link("a.md"),),
        headings=(Heading(level=2, id="b", text="B"),),
        anchors=("b",),
        text="Words.",
        words=1,
        has_footnotes=True,
    )
    html = b"<p>Words.</p>"
    facts = replace(body, html="", digest=digest_bytes(html))
    assert part_html(body) == (facts, html)


def test_a_row_says_all_that_was_read() -> None:
    text = TEXT.format(language="de")
    row = column_row(text)
    piece = decoder(Piece)(row.value)
    assert row == TextRow(
        path=PATH,
        digest=digest_bytes(text.encode()),
        kind="column",
        key="column:crows",
        value=row.value,
        html=row.html,
        problems="",
        dates=Dates(piece.column.date.at.timestamp(), None, draft=False),
        listed=spell_listed(piece.column, ()),
    )
    assert (piece.column.title, piece.body.html) == ("Crows", "")


def test_a_column_is_set_by_its_own_language_and_name() -> None:
    german, english = (
        column_row(TEXT.format(language=language)) for language in ("de", "en")
    )
    assert "„here“".encode() in german.html
    assert "“here”".encode() in english.html
    assert b'id="fn-crows-1"' in german.html


def test_a_text_without_a_value_leaves_its_problems() -> None:
    row = column_row("---\ntitle: Crows\n---\n")
    problems = decoder(tuple[Problem, ...])(row.problems)
    assert (row.key, row.value, row.listed, row.html) == ("", b"", "", b"")
    assert [problem.message for problem in problems] == [
        "`author` is missing",
        "`date` is missing",
        "there is no standfirst",
    ]

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from source_reading import shown

from generator.source.decoding import Decoded, decode
from generator.source.document import Document, part_lines, read_document

TEXT = "---\ntitle: Café\n---\nText.\n"


def document(data: bytes) -> Document:
    return read_document("x.md", data, lambda: "title: X")


def test_parts_know_their_first_lines() -> None:
    assert document(TEXT.encode()) == Document(
        file="x.md",
        lines=("title: Café",),
        first_line=2,
        body="Text.\n",
        body_line=4,
    )


def test_a_byte_order_mark_is_dropped() -> None:
    assert document(TEXT.encode("utf-8-sig")) == document(TEXT.encode())


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_other_line_ends_are_the_same_text(end: str) -> None:
    found = document(TEXT.replace("\n", end).encode())

    assert (found.lines, found.body, found.body_line) == (
        ("title: Café",),
        "Text.\n",
        4,
    )
    assert found.crlf == (end == "\r\n")


def test_spaces_after_a_fence_are_nothing() -> None:
    assert document(b"--- \ntitle: X\n---\t\nText.").lines == ("title: X",)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (
            TEXT.encode("latin-1"),
            "x.md:2:11: error: the byte 0xE9 is not UTF-8; this is most likely Latin-1"
            " (there `é`)\n"
            "    title: Café\n"
            "              ^\n"
            "    → save the file as UTF-8\n",
        ),
        (
            "---\r\ntitle: “Café”\r\n---\r\n".encode("cp1252"),
            "x.md:2:8: error: the byte 0x93 is not UTF-8; this is most likely"
            " Windows-1252 (there `“`)\n"
            "    title: “Café”\n"
            "           ^\n"
            "    → save the file as UTF-8\n",
        ),
        (
            TEXT.encode("utf-16"),
            "x.md:1:1: error: these bytes are not UTF-8; this is most likely UTF-16\n"
            "    ---\n"
            "    ^\n"
            "    → save the file as UTF-8\n",
        ),
        (
            TEXT.encode("utf-16-be"),
            "x.md:1:1: error: these bytes are not UTF-8; this is most likely UTF-16\n"
            "    ---\n"
            "    ^\n"
            "    → save the file as UTF-8\n",
        ),
        (
            b"---\n---\nx \x81 y",
            "x.md:3:3: error: the byte 0x81 is not UTF-8; this is most likely a broken"
            " file\n"
            "    x \x81 y\n"
            "      ^\n"
            "    → save the file as UTF-8\n",
        ),
    ],
)
def test_bytes_that_are_not_utf_8_are_named(data: bytes, expected: str) -> None:
    assert shown(document(data).problems) == expected


def test_the_guess_is_read_on() -> None:
    assert document(TEXT.encode("latin-1")).lines == ("title: Café",)
    assert document(TEXT.encode("utf-16")).lines == ("title: Café",)


def test_a_lone_nul_is_text() -> None:
    assert decode(b"a\0bcdef", "x.md").text == "a\0bcdef"


LINES = (
    *("---", "--- ", "...", "----", "--", "—", "–-", "- a", " ---", ". a", "...a"),
    *("title: X", "a:", "  src: a", "# heading", "#comment", "Some prose.", '"a": b'),
    *("", " ", "\t", "\u00a0", "\ta: b", "[a]", "}", "'a'", "\x1c", "\u2028"),
)


@given(st.lists(st.sampled_from(LINES), max_size=9).map("\n".join))
@example("---\ntitle: X\n---\nText.\n\n---\nMore.\n")
@example("---\ntitle: X\n---")
@example("---\n---\n")
def test_usual_fences_are_found_as_others_are(rest: str) -> None:
    for text in (rest, f"---\n{rest}", f"---\ntitle: X\n{rest}\n---\nText."):
        slow = part_lines("x.md", Decoded(text=text), lambda: "title: X")
        assert document(text.encode()) == slow

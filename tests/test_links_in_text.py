"""Links in a text: slots, places, fragments."""

from __future__ import annotations

import pytest
from fixture_files import FIXTURES, read_fixture_file
from markdown_output import markdown_output

from generator.source.markdown import MarkdownOptions, render_markdown

CASES = [
    pytest.param(title, text, expected, id=str(line))
    for line, title, text, expected in read_fixture_file(
        FIXTURES / "markdown" / "links.md"
    )
]


@pytest.mark.parametrize(("title", "text", "expected"), CASES)
def test_fixture(title: str, text: str, expected: str) -> None:
    assert markdown_output(title, text) == expected


def places(text: str, first_line: int = 1) -> list[tuple[str, int, int]]:
    body, _ = render_markdown(
        text,
        file="x.md",
        first_line=first_line,
        options=MarkdownOptions(language="en"),
    )
    return [(link.target, link.place.line, link.place.column) for link in body.links]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b.md)", [("b.md", 1, 5)]),
        (
            "x\n\ny [a](b.md)\nz [a](b.md) [a](b.md)",
            [("b.md", 3, 7), ("b.md", 4, 7), ("b.md", 4, 17)],
        ),
        ("> - [a](b.md)\n>   and [c](d.md)", [("b.md", 1, 9), ("d.md", 2, 13)]),
        ("# A [a](b.md) #", [("b.md", 1, 9)]),
        ("| a | b |\n|---|---|\n| [x](y) | [x](y) |", [("y", 3, 7), ("y", 3, 16)]),
        ("[a][r] b\n\n[r]: c.md", [("c.md", 1, 1)]),
        ("`[a](b)` [a](b)", [("b", 1, 14)]),
        ("[![a](b.png)](c.md)", [("b.png", 1, 7), ("c.md", 1, 15)]),
        ('![a](b.png "[c](d.md)")', [("b.png", 1, 6), ("d.md", 1, 17)]),
        ("![a](b.png)\n![c](d.png)", [("b.png", 1, 6), ("d.png", 2, 6)]),
        ("x^[see [a](b.md)]", [("b.md", 1, 12)]),
        ("x[^1]\n\n[^1]: see [a](b.md)", [("b.md", 3, 15)]),
        ("::: note\n[a](b.md)\n:::", [("b.md", 2, 5)]),
        ('<p>\n<a href="b.md">c</a>', [("b.md", 2, 4)]),
        ('x <a href="b.md">c</a>', [("b.md", 1, 6)]),
        ("    [a](b.md)", []),
    ],
)
def test_link_has_line_and_column(
    text: str, expected: list[tuple[str, int, int]]
) -> None:
    assert places(text) == expected


def test_lines_are_counted_from_the_texts_first_line() -> None:
    assert places("a\n\n[a](b.md)", first_line=12) == [("b.md", 14, 5)]


def test_place_shows_the_whole_line() -> None:
    body, _ = render_markdown(
        "> see [a](b.md) there", file="x.md", options=MarkdownOptions(language="en")
    )

    assert body.links[0].place.excerpt == "> see [a](b.md) there"


def test_pictures_are_told_from_links() -> None:
    body, _ = render_markdown(
        '![a](b.png) [c](d.md) <img src="e.png" alt="">',
        file="x.md",
        options=MarkdownOptions(language="en"),
    )

    assert [link.picture for link in body.links] == [True, False, True]

"""Runs of plain paragraphs: what is taken as one, and that it changes nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

import pytest
from fixture_files import FIXTURES, read_fixture_file
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.source.markdown import (
    MarkdownOptions,
    blocks,
    commonmark_parser,
    render_markdown,
)
from generator.source.markdown.languages import style_of
from generator.source.markdown.parser import column_parser
from generator.source.markdown.plain_setting import set_plain
from generator.source.markdown.typography import set_text

if TYPE_CHECKING:
    from generator.problems import Problem
    from generator.source.body import Body

EXAMPLE = Path(__file__).parent.parent / "content"
TAGS = "en en-GB fr fr-CH de de-CH es it nl pl da ru zh zh-TW ja ar xx"
LANGUAGES = st.sampled_from(TAGS.split(" "))

WORDS = (
    "word it's A é 漢 2020 15 % 5 km \" ' -- --- - .. ... . , ; : ! ? ( ) / & < > ] ^ _"
    ' "Aye," "so" z. B. dogs\' « »'
)
MARKS = (
    "* ** *a* *b c* **d** *it's* *e. f.* *5* [g](https://h.org/i?j=k&l=m-n.html)"
    " [h's i](http://j.k) [l](m.md) [n](https://o--p.q) [r](https://s.t/u..v) [w"
    " ![x](https://y.z) *a [b](https://c.d)* [*e*](https://f.g) ^[h] [^1] ***i*** ~~j~~"
)
JOINTS = [*[" "] * 6, *["\n\n"] * 3, "\n", "\n- ", "\n\n- ", "\n\n> "]
SPACES = [
    *JOINTS,
    *("", "  ", "  \n", "\t", "\u00a0", "\n\n* ", "\n> ", "\n\n  ", "\n==="),
    *("\n\n## ", "\n# ", " #\n", "\n\n[^1]: ", "\n[^1]: ", "\n\n[^2]: ", "\n\n    "),
]
GLUED = [
    *(
        "a*b*",
        "*a*b",
        "5 *km* b",
        "*a* km",
        "*5 c* %",
        "*a*'s",
        "'*a*'",
        '"*a*"',
        "a'*b*",
    ),
    *("--*a*", "*a*--b", "*a*...", "e. *F*.", "z. *B.*", "*z*. B.", "(*a*)", '*"a"*'),
    *(
        "[x](https://a.b)'s",
        '"[x](https://a.b)"',
        "5 [km](https://a.b)",
        "a[b](https://c.d)",
    ),
    *(
        "**a**b",
        "**a** *b*",
        "*a***b**",
        "*a* -- *b*",
        '*a* "b" *c*',
        "*a's*",
        "*a -- b*",
    ),
]
"""Marks whose neighbors may matter."""
PIECES = [*WORDS.split(" "), "word", "so it is", *MARKS.split(" "), "*k l*", *GLUED]
PLAIN = [
    *("word", "so it is", "it's", '"Aye," he', "one -- two", "so...", "2020,", "(é)"),
    *("*a*", "*b c*", "**d**", "*it's*", "e. F. g", "one - two", "Why?", '"so"'),
    *("[g](https://h.org/i?j=k&l=m-n.html)", "[h's i](http://j.k)", "5 per cent"),
]
"""What is taken in runs; a text has little else, or it would have no run."""


def joined(pieces: list[str], joints: list[str]) -> st.SearchStrategy[str]:
    pair = st.tuples(st.sampled_from(pieces), st.sampled_from(joints)).map("".join)
    return st.lists(pair, max_size=8).map("".join)


TEXTS = st.tuples(
    joined(PLAIN, JOINTS), joined(PIECES, SPACES) | st.just(""), joined(PLAIN, JOINTS)
).map("".join)


def render_slowly(text: str, language: str) -> tuple[Body, tuple[Problem, ...]]:
    """Render with every block left to the block rules."""
    with patch.object(blocks, "take_plain", return_value=None):
        return render(text, language)


def render(text: str, language: str) -> tuple[Body, tuple[Problem, ...]]:
    options = MarkdownOptions(language=language)
    return render_markdown(text, file="x.md", options=options)


def kinds(text: str) -> list[str]:
    return [token.type for token in column_parser().parse(text)]


def test_plain_paragraphs_are_one_token() -> None:
    text = 'One *is so*, it\'s 5.\n\n"Two" -- [no](https://a.org/b)\nthree.\n\nFour.\n'

    assert kinds(text) == ["paragraphs"]


@pytest.mark.parametrize(
    "text",
    [
        *("a *b", "a *b *c* d*", "a*b*", "a *b*c", "a * b *", "a *5*", "5 *km* a"),
        *("a ***b***", "a **b*", "a \\*b*", "a &amp; b", "a <b> c", "a `b`", "a_b_"),
        *("a [b](c.md)", "a ![b](https://c.d)", "a ^[b]", "a[^1]", "a [b]", "5 % a"),
        *("a [*b*](https://c.d)", "a [b](https://c--d.e)", "a  \nb", "a\n- b"),
        *("a\n===", "a ", " a", "1. a", "a\n| b", "a\n\tb", "\u00a0a", "a\u00a0"),
    ],
)
def test_what_may_be_more_than_words_is_looked_at(text: str) -> None:
    assert kinds(text)[0] != "paragraphs"


def test_a_run_is_written_with_its_marks() -> None:
    text = "It's **so** *it is*, [he's told](https://a.org/b?c&d=e).\n\nTwo -- so...\n"
    body, _ = render(text, "en")

    assert body.html == (
        "<p>It’s <strong>so</strong> <em>it is</em>,"
        ' <a href="https://a.org/b?c&amp;d=e">he’s told</a>.</p>\n<p>Two — so…</p>\n'
    )
    assert (body.text, body.words) == ("It’s so it is, he’s told. Two — so…", 8)


def test_a_run_ends_where_something_else_starts() -> None:
    assert kinds("One.\n\nTwo.\n\n---\n\nThree.\n\n\nFour.\n") == [
        *("paragraphs", "hr", "paragraphs", "paragraphs")
    ]


def test_a_plain_list_and_a_plain_quote_are_one_token_each() -> None:
    text = "- One *is*\n- Two's\n\n> Three\n> four.\n\n* Five\n"

    assert kinds(text) == ["paragraphs"] * 3


@pytest.mark.parametrize(
    "text",
    [
        *("- a\n\n- b", "- a\n- b\n\n- c", "- a\n  b", "- a\nb", "- a\n- - b", "- a "),
        *(
            "- a\n\n  b",
            "- a\n\n\n  b",
            "- a\n* b",
            "- 5",
            "-  a",
            "- a\n---",
            "- [a]: b",
        ),
        *("> a\nb", "> a\n>\n> b", "> a\n> - b", "> a\n>     b", ">a", "> a  \n> b"),
        *("- *a", "> *a*", "> a\n> ===", "- a...\n- b\n  - c", "- a\n\n* b"),
    ],
)
def test_other_lists_and_quotes_are_looked_at(text: str) -> None:
    assert kinds(text)[0] != "paragraphs"


def test_a_list_in_doubt_is_read_by_the_stock_rule() -> None:
    body, _ = render("One.\n\n- Two... *so*\n- [Three](https://a.org) '90s\n", "en")

    assert body.html == (
        "<p>One.</p>\n<ul>\n<li>Two… <em>so</em></li>\n"
        '<li><a href="https://a.org">Three</a> ’90s</li>\n</ul>\n'
    )


def test_the_usual_blocks_are_taken_without_their_lines() -> None:
    text = "# A *b*\nC d.\n\nE[^1] `f`.\n\n[^1]: G *h*.\n[^2]: I.\n"

    with patch.object(blocks, "LineState", side_effect=AssertionError):
        found = kinds(text)

    note = ["paragraph_open", "inline", "paragraph_close"]
    note = ["footnote_reference_open", *note, "footnote_reference_close"]
    assert found == [
        *("heading_open", "inline", "heading_close", "paragraphs"),
        *("paragraph_open", "inline", "paragraph_close"),
        *(*note, *note),
    ]


@given(TEXTS)
@settings(max_examples=300, deadline=None)
def test_any_run_comes_out_as_from_the_stock_parser(text: str) -> None:
    stock = MarkdownIt("commonmark", {"maxNesting": 100})

    assert commonmark_parser().render(text) == stock.render(text)


@given(TEXTS, LANGUAGES)
@settings(max_examples=500, deadline=None)
def test_a_run_is_set_as_its_paragraphs_are(text: str, language: str) -> None:
    assert render(text, language) == render_slowly(text, language)


@given(st.text(alphabet="ab \"'-.,\n(é", max_size=40), LANGUAGES)
@settings(max_examples=300, deadline=None)
def test_plain_text_is_set_as_by_the_careful_way(text: str, language: str) -> None:
    style, text = style_of(language), text.replace("\n\n", "\n")

    assert set_plain(text, style) in (None, set_text(text, style))


def _texts() -> list[str]:
    examples = json.loads((FIXTURES / "commonmark.json").read_text("utf-8"))
    fixtures = sorted((FIXTURES / "markdown").glob("*.md"))
    return [
        *(example["markdown"] for example in examples),
        *(text for path in fixtures for _, _, text, _ in read_fixture_file(path)),
        *(
            re.sub(r"\A---\n.*?\n---\n", "", path.read_text("utf-8"), flags=re.DOTALL)
            for path in sorted(EXAMPLE.rglob("*.md"))
        ),
    ]


@pytest.mark.parametrize("language", ["en", "de", "fr"])
def test_known_texts_come_out_alike(language: str) -> None:
    for text in _texts():
        assert render(text, language) == render_slowly(text, language)

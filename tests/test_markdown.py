"""Markdown, whole outputs: each fixture's HTML and problems, and what a body knows."""

from __future__ import annotations

import re

import pytest
from fixture_files import FIXTURES, read_fixture_file
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_output import markdown_output

from generator.source.body import SLOT_END, SLOT_START, Heading
from generator.source.markdown import (
    MarkdownOptions,
    render_inline,
    render_markdown,
)
from generator.source.markdown.summary import count_words, cut
from generator.source.settings import HtmlPolicy

FILES = ["containers", "headings", "tables"]
CASES = [
    pytest.param(title, text, expected, id=f"{name}:{line}")
    for name in FILES
    for line, title, text, expected in read_fixture_file(
        FIXTURES / "markdown" / f"{name}.md"
    )
]
ENGLISH = MarkdownOptions(language="en")

MARKS = (
    "\" ' -- ... * ** _ ` [ ]( ](a.md) ![ ) [^a] [^a]: ^[ > ::: | |-|-| < <b> </b>"
    " <script> </script> <!-- --> <a & &#xE000; \ue000 \ue001 \r \0 \t é 漢 \\ ~~ =="
    " </aside> <plaintext> <? <table> word pull note"
)
LINES = ["\n", "\n\n", "    ", " ", "- ", "# ", "\n:::\n", "\n```\n", "[x]: y.md\n"]
TAGS = ["<iframe src='x'>", "<a href='q.md'>", "<p style='x", "<img src=z>", " {#x}"]
PIECES = st.lists(st.sampled_from([*MARKS.split(" "), *LINES, *TAGS]), max_size=40).map(
    "".join
)


@pytest.mark.parametrize(("title", "text", "expected"), CASES)
def test_fixture(title: str, text: str, expected: str) -> None:
    assert markdown_output(title, text) == expected


def test_nothing_comes_of_nothing() -> None:
    body, problems = render_markdown("", file="x.md", options=ENGLISH)

    assert (body.html, body.text, body.words, problems) == ("", "", 0, ())


def test_line_ends_of_all_systems_are_equal() -> None:
    texts = ["a\n\nb [c](d.md)\n", "a\r\n\r\nb [c](d.md)\r\n", "a\r\rb [c](d.md)\r"]

    bodies = {render_markdown(t, file="x.md", options=ENGLISH)[0] for t in texts}

    assert len(bodies) == 1


def test_headings_carry_level_id_and_text() -> None:
    body, _ = render_markdown("# *It's* so\n", file="x.md", options=ENGLISH)

    assert body.headings == (Heading(level=2, id="its-so", text="It’s so"),)
    assert body.anchors == ("its-so",)


def test_description_has_neither_headings_nor_notes_nor_pull_quotes() -> None:
    text = "# Head\n\n::: pull\nPulled.\n:::\n\nOne *two*[^a]\nthree.\n\n[^a]: Note.\n"

    body, _ = render_markdown(text, file="x.md", options=ENGLISH)

    assert body.text == "One two three."


def test_description_is_cut_at_a_word() -> None:
    body, _ = render_markdown("word " * 100, file="x.md", options=ENGLISH)

    assert body.text == "word " * 39 + "word…"


def test_description_without_spaces_is_cut_between_characters() -> None:
    assert cut("漢" * 300) == "漢" * 199 + "…"


@given(st.text(alphabet=" aB,-\n\t\xa0\u2003", min_size=190, max_size=220))
def test_description_is_cut_alike_however_its_words_are_spaced(text: str) -> None:
    assert cut(text) == cut(" ".join(text.split()))


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("One two -- three", 3),
        ("It's well-known", 2),
        ("他说你好", 4),
        ("東京タワー2024年", 7),
        ("서울은 좋다", 2),
        ("他说 OK so", 4),
        ("", 0),
    ],
)
def test_words_are_counted_by_script(text: str, count: int) -> None:
    assert count_words(text) == count


def test_words_of_pull_quotes_are_counted_once() -> None:
    body, _ = render_markdown(
        "One two.\n\n::: pull\nOne two.\n:::\n", file="x.md", options=ENGLISH
    )

    assert body.words == 2


def test_inline_text_has_no_paragraph() -> None:
    html = render_inline('A *word* "so".', file="x.md", options=ENGLISH)

    assert html == "A <em>word</em> “so”."


def test_inline_text_keeps_notes_in_brackets_and_links_as_slots() -> None:
    html = render_inline("A^[b *c*] [d](e.md)[^f]", file="x.md", options=ENGLISH)

    slot = f"{SLOT_START}e.md{SLOT_END}"
    assert html == f'A (b <em>c</em>) <a href="{slot}">d</a>[^f]'


@given(PIECES, st.sampled_from(["en", "fr", "de", "zh"]), st.sampled_from(HtmlPolicy))
@settings(max_examples=120, deadline=None)
def test_no_text_breaks_it(text: str, language: str, html: HtmlPolicy) -> None:
    options = MarkdownOptions(language=language, html=html, prefix="p")

    body, problems = render_markdown(text, file="x.md", options=options)
    render_inline(text, file="x.md", options=options)

    lines = re.sub("\r\n?", "\n", text).split("\n")
    for place in [p.place for p in problems] + [link.place for link in body.links]:
        assert 1 <= place.line <= len(lines)
        assert 1 <= place.column <= len(place.excerpt) + 1
    slots = re.findall(f"{SLOT_START}([^{SLOT_END}]*){SLOT_END}", body.html)
    assert sorted(slots) == sorted(link.target for link in body.links)
    assert len(slots) == body.html.count(SLOT_START) == body.html.count(SLOT_END)


@given(PIECES)
@settings(max_examples=80, deadline=None)
def test_cleaned_html_holds_nothing_that_runs(text: str) -> None:
    body, _ = render_markdown(text, file="x.md", options=ENGLISH)

    assert not re.search(r"<(script|style|iframe|plaintext)|<[^>]* style=", body.html)


@given(
    st.lists(
        st.sampled_from(
            ["*", "**", "`", "[", "](b)", "> ", "+ ", "\n", "\n\n", " ", "1. ", "word"]
        ),
        max_size=30,
    ).map("".join)
)
@settings(max_examples=80, deadline=None)
def test_plain_markdown_comes_out_as_from_the_stock_parser(text: str) -> None:
    stock = MarkdownIt("commonmark", {"maxNesting": 100, "xhtmlOut": False})

    body, _ = render_markdown(text, file="x.md", options=ENGLISH)

    bare = body.html.replace(SLOT_START, "").replace(SLOT_END, "")
    assert bare == stock.render(text)


WORDY = st.lists(
    st.sampled_from(
        [
            *(
                " W ",
                "*W*",
                "[W](a.md)",
                "![W](a.png)",
                "^[W]",
                "[^a]",
                "\n[^a]: W\n\n",
            ),
            *(
                "\n\n",
                "\n> ",
                "\n- ",
                "\n::: note W\n",
                "\n::: x\n",
                "\n:::\n",
                "\n# W\n",
            ),
            *(
                "<b>W",
                "<center>W</center>",
                "</b>",
                "\n\n<div>W\n\n",
                "\n    W\n",
                "<x y='",
            ),
            "\n| W | W |\n|---|---|\n| W | W |\n\n",
            '\n\n![W](a.png "W | W")\n\n',
        ]
    ),
    max_size=20,
)


@given(WORDY)
@example(["<center>W</center>", "<x y='", "<x y='", " W ", "<b>W"])
@settings(max_examples=80, deadline=None)
def test_no_word_is_lost(pieces: list[str]) -> None:
    count = 0

    def numbered(_match: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"W{count}w"

    text = re.sub("W", numbered, "".join(pieces))
    body, _ = render_markdown(text, file="x.md", options=ENGLISH)

    lost = [n for n in range(1, count + 1) if f"W{n}w" not in body.html]
    assert lost == []


@pytest.mark.parametrize(
    "text",
    [
        "> " * 5000 + "deep",
        "- " * 5000 + "deep",
        "[" * 5000 + "deep",
        "![" * 2000 + "deep",
        "*a **b " * 2000 + "deep",
        "\"a 'b " * 2000 + "deep",
        "::: note\n" * 3000 + "deep",
        "x <script> " * 2000 + "deep",
        "<!-- " * 2000 + "deep -->deep",
        "[^a] " * 2000 + "\n\n[^a]: deep",
        "`" * 5000 + "deep",
    ],
    ids=lambda text: text[:6],
)
def test_pathological_text_keeps_its_words(text: str) -> None:
    body, _ = render_markdown(text, file="x.md", options=ENGLISH)

    assert "deep" in body.html

"""CommonMark, whole: each example of the specification, and the stock renderer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.source.markdown import commonmark_parser

EXAMPLES = json.loads(
    (Path(__file__).parent / "fixtures" / "commonmark.json").read_text("utf-8")
)


@pytest.mark.parametrize(
    "example", EXAMPLES, ids=[str(example["example"]) for example in EXAMPLES]
)
def test_example_of_the_specification(example: dict[str, str]) -> None:
    html = commonmark_parser().render(example["markdown"])

    # The specification's own runner takes an empty quote on one line or two as equal.
    html = html.replace("<blockquote></blockquote>", "<blockquote>\n</blockquote>")
    assert html == example["html"]


MARKUP = st.text(alphabet="ab *_`[]()<>!#-+=~^&;:\\\n\t\"'1.|/é", max_size=80)


@given(MARKUP)
@settings(max_examples=150, deadline=None)
def test_any_text_comes_out_as_from_the_stock_parser(text: str) -> None:
    stock = MarkdownIt("commonmark", {"maxNesting": 100})

    assert commonmark_parser().render(text) == stock.render(text)


LINES = st.lists(
    st.sampled_from(
        [
            *("A line of prose", "it goes on", '"Quoted," he said', "two spaces  "),
            *("", "", "- an item", "* another", "+ one more", "1. first", "2. second"),
            *("  indented", "    deep", "\ttab", "> a quote", "===", "---", "***"),
            *("a | b", "- | -", "-|-", "# head", "```", "[a]: /b", "<div>", "  - in"),
            *("- ", "-", "with *mark* up", "[link](x.md)", "\\", "   \t"),
        ]
    ),
    max_size=12,
).map("\n".join)


@given(LINES)
@settings(max_examples=300, deadline=None)
def test_any_lines_come_out_as_from_the_stock_parser(text: str) -> None:
    stock = MarkdownIt("commonmark", {"maxNesting": 100})

    assert commonmark_parser().render(text) == stock.render(text)

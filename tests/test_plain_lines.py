"""Plain lines: read as a YAML parser reads them, or not at all."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from generator.source.findings import Findings
from generator.source.nodes import Items, Node, Pairs, read_tree
from generator.source.plain_lines import read_front_matter, read_plain_lines

USUAL = """title: "A bridge, open"
author: jane-doe
# noted by the desk
date: 2012-03-09T14:53:00+00:00

tags: [port, our city,memory ]
aliases: []
summary: "She said \\"no\\" \\\\ twice."
disclaimer: 'It''s hers: all of it # really'
disclosure: “Curly”, 'single' and "double" within, at 12:30, for C#"""

pieces = st.sampled_from(
    (
        *"ab1é渡 :#-?,[]{}&*!|>'\"%@`\\~=<.\t\x85\u2028\ufeff\u00a0\0\U0001f600",
        *(": ", " #", '\\"', "''", "null", "no", "- ", "...", "---", "<<", "\\n"),
    )
)
values = st.lists(pieces, max_size=8).map("".join)
names = st.sampled_from(("a", "title", "tags", "née", "a-b", "a b", "<<", "", "? a"))
wrapped = st.sampled_from(("{}", "{}", '"{}"', "'{}'", "[{}]", "[a, {}]", "{} ", " {}"))
lines = st.one_of(
    st.builds("{}: {}".format, names, st.builds(str.format, wrapped, values)),
    st.builds("{}:{}".format, names, values),
    st.sampled_from(("", "# a", " b: c", "  - d", " ", "#", "a:", "---", "...")),
    values,
)


def texts(node: Node | None) -> object:
    """The texts of a tree, lists as lists and mappings as dicts."""
    if isinstance(node, Items):
        return [texts(item) for item in node.items]
    if isinstance(node, Pairs):
        return {key.text: texts(value) for key, value in node.pairs}
    return None if node is None else node.text


def both(text: str, first_line: int = 2) -> tuple[Node | None, Node | None]:
    """What is read of a text line by line, and by the parser; that may note nothing."""
    found = Findings("x.md", text.split("\n"), first_line)
    quick = read_plain_lines(found.lines, first_line)
    slow = read_tree(found).root
    assert quick is None or not found.problems
    return quick, slow


@settings(max_examples=1000, deadline=None)
@given(st.lists(lines, max_size=4).map("\n".join))
@example("a: b\na: c")
@example("# a\n\nb: c")
@example("a: ''''")
@example("a: [b, c:d]")
@example("a: b:")
def test_lines_are_read_as_a_parser_reads_them(text: str) -> None:
    quick, slow = both(text)
    assert quick is None or quick == slow


@settings(max_examples=1000, deadline=None)
@given(values, st.sampled_from(("{}", '"{}"', "'{}'", "[{}]", "[a,{}]")))
def test_values_are_read_as_a_parser_reads_them(value: str, form: str) -> None:
    quick, slow = both(f"title: {form.format(value)}\nname: x")
    assert quick is None or quick == slow


def test_usual_front_matter_needs_no_parser() -> None:
    quick, slow = both(USUAL)
    assert quick == slow
    assert texts(quick) == {
        "title": "A bridge, open",
        "author": "jane-doe",
        "date": "2012-03-09T14:53:00+00:00",
        "tags": ["port", "our city", "memory"],
        "aliases": [],
        "summary": 'She said "no" \\ twice.',
        "disclaimer": "It's hers: all of it # really",
        "disclosure": "“Curly”, 'single' and \"double\" within, at 12:30, for C#",
    }


@pytest.mark.parametrize(
    "text",
    [
        *("", "# a", "a", "a:", "a: ", "a:b", "- a", "a: b\n  c", "a: b\na: c"),
        *("a: b: c", "a: b # c", "a: b:", "a: b ", "a:  b", "a: @b", "a: *b", "a: |"),
        *('a: "b', 'a: "b" c"', 'a: "b\\n"', "a: 'b'c'", "a: '", "a: {b: c}"),
        *("a: [b", "a: [b, ]", "a: [[b]]", "a: [b: c]", "a: ['b']", "a: [-]"),
        *("a: b\tc", "a: b\u2028c", "a: b\0", "a b: c", f"{'a' * 101}: b", "<<: a"),
    ],
)
def test_what_is_not_certain_is_left_to_the_parser(text: str) -> None:
    assert read_plain_lines(text.split("\n"), 1) is None


@pytest.mark.parametrize("text", ["a: b", "a: {b: c}", "a: b\n  c"])
def test_both_ways_lead_to_the_same_tree(text: str) -> None:
    found = Findings("x.md", text.split("\n"), 2)
    assert read_front_matter(found) == read_tree(found)

from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from source_reading import shown

from generator.source import nodes
from generator.source.findings import Findings
from generator.source.nodes import Items, Node, Pairs, Scalar, Tree, read_tree
from generator.source.plain_values import plain_value


def tree_of(text: str, first_line: int = 1) -> tuple[Tree, str]:
    found = Findings("x.yaml", text.split("\n"), first_line)
    tree = read_tree(found)
    return tree, shown(found.problems)


def texts(node: Node | None) -> object:
    """The texts of a tree, lists as lists and mappings as dicts."""
    if isinstance(node, Items):
        return [texts(item) for item in node.items]
    if isinstance(node, Pairs):
        return {key.text: texts(value) for key, value in node.pairs}
    return None if node is None else node.text


def test_values_are_the_text_that_was_typed() -> None:
    tree, problems = tree_of("a: no\nb: [0123, 12:30, ~]\nc: {d: 2016-11-18}\ne:")

    assert problems == ""
    assert texts(tree.root) == {
        "a": "no",
        "b": ["0123", "12:30", "~"],
        "c": {"d": "2016-11-18"},
        "e": "",
    }


def test_places_are_of_the_whole_file() -> None:
    tree, _ = tree_of('a: "b"\nc:\n  - d', first_line=2)

    assert isinstance(tree.root, Pairs)
    (_, first), (_, second) = tree.root.pairs
    assert first == Scalar("b", plain=False, line=2, column=4, end_line=2, end_column=7)
    assert (second.line, second.column) == (4, 3)


def test_an_empty_text_has_no_root() -> None:
    assert tree_of("# nothing\n") == (Tree(None, frozenset()), "")


def test_line_breaks_of_yaml_alone_are_spaces() -> None:
    tree, problems = tree_of("a: b\u2028c\x85d\ne: @f")

    assert texts(tree.root) == {"a": "b c d", "e": "@f"}
    assert problems.startswith("x.yaml:2:4: ")


@pytest.mark.parametrize("loader", [yaml.SafeLoader, nodes._LOADER])
@pytest.mark.parametrize(
    "text",
    ['a: "b"\t\nc: d\t', "a:\tb\nc:\td", "a: [b,\tc]\t# e", "a: b\t# c", "-\ta\n-\tb"],
)
def test_tabs_between_values_are_nothing(
    text: str, loader: type, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nodes, "_LOADER", loader)
    tree, problems = tree_of(text)

    assert problems == ""
    assert texts(tree.root) == texts(tree_of(text.replace("\t", " "))[0].root)


@pytest.mark.parametrize(
    "text",
    [
        "a: b: c",
        "a:b\nc: d",
        "a:\n\tb: c",
        "a: @b",
        "a: %b",
        'a: "b',
        "a: [b",
        "a: 'b'c'",
        "a: &b c",
        "a: !b c",
        "a: *b",
    ],
)
def test_both_parsers_lead_to_the_same_words(
    text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    quick = tree_of(text)
    monkeypatch.setattr(nodes, "_LOADER", yaml.SafeLoader)

    assert tree_of(text) == quick


def test_a_broken_entry_is_known_as_broken() -> None:
    tree, problems = tree_of("a: b\nc: [1, {2: [}\ne: f")

    assert problems.count("error") == 1
    assert texts(tree.root) == {"a": "b", "e": "f"}
    assert tree.broken == {"c"}


def test_an_unprintable_character_is_named() -> None:
    _, problems = tree_of("a: b\nc: d\x00e")

    assert problems == (
        "x.yaml:2:5: error: the character U+0000 can't be printed, and YAML"
        " refuses it\n"
        "    c: d\0e\n"
        "        ^\n"
        "    → delete it\n"
    )


def test_a_bomb_is_refused_before_it_grows() -> None:
    lines = ["a0: &a0 x"] + [
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 9)
    ]
    _, problems = tree_of("\n".join(lines))

    assert problems.startswith("x.yaml:1:5: error: `&` starts an anchor in YAML")


def test_twenty_deep_is_read() -> None:
    text = "a: " + "[" * 19 + "]" * 19

    assert tree_of(text)[1] == ""
    assert "nested more than 20 deep" in tree_of(text.replace("[]", "[[[]]]"))[1]


@given(st.recursive(st.text("ab:#-' \"", max_size=5), st.lists, max_leaves=8))
def test_what_pyyaml_writes_is_read_back(value: object) -> None:
    text = yaml.safe_dump({"a": value}, default_style='"')
    tree, problems = tree_of(text.rstrip("\n"))

    assert problems == ""
    assert texts(tree.root) == {"a": value}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1", 1),
        ("-7", -7),
        ("007", "007"),
        ("1.5", 1.5),
        ("1.5e3", 1500.0),
        (".5", ".5"),
        ("1_000", "1_000"),
        ("true", True),
        ("no", "no"),
        ("~", None),
        ("", None),
        ("'1'", "1"),
        ("12:30", "12:30"),
        ("2016-11-18", "2016-11-18"),
        ("[1, [a]]", (1, ("a",))),
        ("{a: {b: 1}}", {"a": {"b": 1}}),
    ],
)
def test_plain_values_go_by_yaml_1_2(text: str, expected: object) -> None:
    root = tree_of(f"a: {text}")[0].root

    assert isinstance(root, Pairs)
    assert plain_value(root.pairs[0][1]) == expected

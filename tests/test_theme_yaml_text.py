from __future__ import annotations

from theme_folders import messages

from generator.problems import Place
from generator.theme.yaml_text import read_texts, read_typed


def check(text: str, expected: str) -> None:
    """Read YAML and compare what is wrong with it."""
    _, problems = read_typed(text, "a.yaml")

    assert messages(problems) == expected


def test_values_have_their_types() -> None:
    document, problems = read_typed("a: yes\nb: 3\nc: x\n", "a.yaml")

    assert problems == ()
    assert document is not None
    assert document.values == {"a": True, "b": 3, "c": "x"}


def test_texts_stay_what_they_look_like() -> None:
    document, _ = read_texts("no: No\nn: 3\nforms: {one: 1}\n", "a.yaml")

    assert document is not None
    assert document.values == {"no": "No", "n": "3", "forms": {"one": "1"}}


def test_keys_and_values_have_their_places() -> None:
    document, _ = read_typed("a:\n  b: c\n", "a.yaml")

    assert document is not None
    line = {"file": "a.yaml", "line": 2, "excerpt": "  b: c"}
    assert document.keys["a.b"] == Place(**line, column=3)  # type: ignore[arg-type]
    assert document.places["a.b"] == Place(**line, column=6)  # type: ignore[arg-type]


def test_an_empty_file_is_an_empty_mapping() -> None:
    document, problems = read_typed("# nothing\n", "a.yaml")

    assert problems == ()
    assert document is not None
    assert document.values == {}


def test_a_list_is_no_mapping() -> None:
    check(
        "- a\n",
        "a.yaml:1:1: error: not a mapping\n"
        "    - a\n"
        "    ^\n"
        "    → write one `name: value` on each line",
    )


def test_a_key_stands_once() -> None:
    check(
        "a: {b: 1}\nc:\n  b: 1\n  b: 2\n",
        "a.yaml:4:3: error: `b` is here twice\n"
        "      b: 2\n"
        "      ^\n"
        "    → keep one of them",
    )


def test_a_character_that_yaml_forbids_is_a_problem() -> None:
    check(
        "a: \x07\n",
        "a.yaml:1:1: error: not valid YAML: a character that YAML does not allow\n"
        "    a: \x07\n"
        "    ^\n"
        '    → put text that holds : or # in quotes: "…"',
    )

from __future__ import annotations

import enum

import pytest
from hypothesis import given
from hypothesis import strategies as st
from source_reading import shown

from generator.source import fields
from generator.source.checked_texts import is_web_address, slug_of_name
from generator.source.choices import read_choice
from generator.source.fields import (
    read_flag,
    read_line,
    read_text,
    read_whole,
    read_words,
)
from generator.source.findings import Findings
from generator.source.forms import Form, fold_name, open_form
from generator.source.nodes import Pairs, Scalar, read_tree
from generator.source.spelling import quoted, spell_list, spell_text, spell_value
from generator.source.tables import choice, flag, text, whole, words
from generator.urls import slugify


class Size(enum.Enum):
    SMALL = "small"
    AS_TOLD = "as told to"


TABLE = (
    text("text", "A text.", "a"),
    flag("flag", "A flag.", "true"),
    whole("whole", "A number.", "1"),
    words("words", "Words.", "[a]"),
    choice("size", "A size.", Size),
)


def form_of(lines: str) -> Form:
    found = Findings("x.md", lines.split("\n"))
    root = read_tree(found).root
    assert isinstance(root, Pairs)
    return open_form(root, TABLE, found)


def test_a_field_left_out_has_its_default() -> None:
    form = form_of("text:")

    assert read_text(form, "text") == ""
    assert read_flag(form, "flag", default=True) is True
    assert read_whole(form, "whole", default=7) == 7
    assert read_words(form, "words") == ()
    assert read_choice(form, "size", Size) is None
    assert form.found.problems == []


@pytest.mark.parametrize("written", ["true", "yes", "On", '"true"', "TRUE", "“true”"])
def test_yes_is_said_in_many_ways(written: str) -> None:
    form = form_of(f"flag: {written}")

    assert read_flag(form, "flag", default=False) is True
    assert form.found.problems == []


@pytest.mark.parametrize("written", ["1", "maybe", "y", "[true]", "{a: true}"])
def test_what_is_neither_yes_nor_no_stops(written: str) -> None:
    form = form_of(f"flag: {written}")

    assert read_flag(form, "flag", default=False) is False
    assert len(form.found.problems) == 1


@pytest.mark.parametrize("written", ["-1", "1.5", "1e3", "x", "9999999999", "[1]"])
def test_what_is_no_number_stops(written: str) -> None:
    form = form_of(f"whole: {written}")

    assert read_whole(form, "whole", default=3) == 3
    assert len(form.found.problems) == 1


@pytest.mark.parametrize("written", ["as told to", "As-Told-To", '"as  told to"'])
def test_a_choice_is_known_however_it_is_joined(written: str) -> None:
    assert read_choice(form_of(f"size: {written}"), "size", Size) is Size.AS_TOLD


def test_a_choice_that_is_a_list_stops() -> None:
    form = form_of("size: [small]")

    assert read_choice(form, "size", Size) is None
    assert shown(form.found.problems) == (
        "x.md:1:7: error: `size` is `…`; wanted: small, as told to\n"
        "    size: [small]\n"
        "          ^\n"
        "    → type one of these words\n"
    )


def test_blank_items_of_a_list_are_nothing() -> None:
    assert read_words(form_of("words: [a, ~, '', b]"), "words") == ("a", "b")


def test_a_mapping_for_a_text_shows_its_own_text() -> None:
    form = form_of("text: {a: b}")

    assert read_line(form, "text") == ""
    assert form.found.problems[0].hint == 'if it is a text, type `text: "{a: b}"`'


@pytest.mark.parametrize(
    "name", ["Font-Size", "fontSize", "font size", "FONT_SIZE", "font.size"]
)
def test_names_are_folded(name: str) -> None:
    assert fold_name(name) == "font_size"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://rook.example/", True),
        ("http://rook.example:8080/a?b#c", True),
        ("https://", False),
        ("rook.example", False),
        ("javascript:alert(1)", False),
        ("https://rook.example:port/", False),
        ("https://rook.example/ a", False),
        ("https://[::1", False),
        ("HTTPS://rook.example/", True),
    ],
)
def test_web_addresses_are_http(
    url: str,
    expected: bool,
) -> None:
    assert is_web_address(url) is expected


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_a_spelled_text_is_read_back(written: str) -> None:
    for spelled in (quoted(written), spell_text(written)):
        root = read_tree(Findings("x.md", [f"text: {spelled}"])).root
        assert isinstance(root, Pairs)
        assert root.pairs[0][1][0] == written.translate(
            {0x85: " ", 0x2028: " ", 0x2029: " "}
        )


def test_values_are_spelled_on_one_line() -> None:
    assert spell_list(("a", "b, c", "no")) == '[a, "b, c", "no"]'
    assert spell_value({"a": [True, None, 1.5, {"b": "c: d"}]}) == (
        '{a: [true, 1.5, {b: "c: d"}]}'
    )
    assert quoted('say "it\'s"\n') == '"say \\"it\'s\\"\\n"'


@given(st.text(min_size=1))
def test_a_slug_of_a_name_is_part_of_an_address(name: str) -> None:
    slug = slug_of_name(name)

    assert "/" not in slug
    assert slug not in (".", "..")
    assert slug_of_name(slug) == slug or slugify(slug) == slug


@given(st.from_regex(r"[a-z]+(-[a-z]+)*", fullmatch=True), st.dates())
def test_a_date_in_front_is_no_part_of_the_slug(name: str, day: object) -> None:
    assert slug_of_name(f"{day}-{name}") == name


@given(
    st.one_of(
        st.from_regex(fields._MANGLED),
        st.text(max_size=6),
        st.sampled_from(("“a”", "„a“", "‘a’", "‚a‘", "”a”")),
    )
)
def test_only_texts_that_start_oddly_are_odd(text: str) -> None:
    text = text.strip()
    node = Scalar(text, plain=True, line=1, column=1, end_line=1, end_column=2)
    if fields._MANGLED.match(text) or fields.plain_text(node) != text:
        assert text[0] in fields._ODD or text[0].isdecimal()

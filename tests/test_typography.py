"""Typography: fixtures in many languages, and laws for any text."""

from __future__ import annotations

import re

import pytest
from fixture_files import FIXTURES, read_fixture_file
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_output import markdown_output

from generator.source.markdown import typeset
from generator.source.markdown.languages import style_of
from generator.source.markdown.quotes import Curler, plain_quotes
from generator.source.markdown.typography import set_text

CASES = [
    pytest.param(title, text, expected, id=f"{line}:{title}")
    for line, title, text, expected in read_fixture_file(
        FIXTURES / "markdown" / "typography.md"
    )
]
TAGS = "en en-GB fr fr-CA fr-CH de de-CH es it pt nl pl sv da nb ru zh zh-TW ja ar xx"
LANGUAGES = st.sampled_from(TAGS.split(" "))
TEXTS = st.text(alphabet="ab sn1590\"'-.,:;!? ()«»“”\n漢é", max_size=60)
CHANGING = re.compile("[\"'.\\-\\s«»“”‘’„‚‹›「」『』–—…′″]+")


@pytest.mark.parametrize(("title", "text", "expected"), CASES)
def test_fixture(title: str, text: str, expected: str) -> None:
    assert markdown_output(title, text) == expected


@given(TEXTS, LANGUAGES)
@settings(max_examples=200, deadline=None)
def test_no_other_character_is_lost_or_moved(text: str, language: str) -> None:
    changed = set_text(text, style_of(language))

    assert CHANGING.sub("", changed) == CHANGING.sub("", text)


@given(TEXTS, LANGUAGES)
@settings(max_examples=200, deadline=None)
def test_words_stay_apart(text: str, language: str) -> None:
    changed = set_text(text, style_of(language))

    spaced = [m.start() for m in re.finditer(r"(?<=[ab]) (?=[ab])", text)]
    assert len(re.findall(r"(?<=[ab]) (?=[ab])", changed)) == len(spaced)


@given(TEXTS, st.sampled_from(["en", "de", "fr", "es", "ru"]))
@settings(max_examples=100, deadline=None)
def test_what_is_set_stays_as_it_is(text: str, language: str) -> None:
    style = style_of(language)
    once = set_text(text, style)

    # A lone quote between spaces and runs of dots have no certain meaning.
    if not re.search("[\"'.\\-]", once):
        assert set_text(once, style) == once


WORDS = st.lists(
    st.sampled_from(["one", "it's", "two,", "three;", "(four)", "漢", "dogs"]),
    min_size=1,
    max_size=4,
).map(" ".join)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=5), LANGUAGES)
@settings(max_examples=100, deadline=None)
def test_balanced_pairs_become_balanced_marks(
    pairs: list[tuple[str, str]], language: str
) -> None:
    style = style_of(language)
    text = " ".join(f'{before} "{quoted}"' for before, quoted in pairs)
    opening, closing = style.double
    expected = " ".join(
        f"{set_text(before, style)} {opening}{set_text(quoted, style)}{closing}"
        for before, quoted in pairs
    )

    assert set_text(text, style) == expected


@given(TEXTS, TEXTS)
@settings(max_examples=60, deadline=None)
def test_a_paragraph_knows_nothing_of_the_one_before(first: str, second: str) -> None:
    first, second = first.replace("\n", " "), second.replace("\n", " ")
    both = markdown_output("[en]", f"x{first}\n\nx{second}\n")
    alone = markdown_output("[en]", f"x{second}\n")

    assert both.endswith(alone)


def test_plain_text_can_be_set_by_itself() -> None:
    assert typeset('It\'s "so" -- <b>', language="en") == "It’s “so” — <b>"


@given(
    st.text(alphabet='ab "".,? \n(é', max_size=40)
    | st.lists(
        st.sampled_from(['"Aye,"', "said", '"she', 'said."', '"']), max_size=9
    ).map(" ".join),
    LANGUAGES,
)
def test_plain_pairs_of_quotes_are_what_the_careful_way_makes(
    text: str, language: str
) -> None:
    style = style_of(language)
    careful = Curler(text, style)
    for match in re.finditer('"', text):
        careful.curl(match.start())

    assert plain_quotes(text, style) in (None, careful.finish())

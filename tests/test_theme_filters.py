from __future__ import annotations

import datetime as dt
import enum
from types import MappingProxyType, SimpleNamespace
from typing import cast
from zoneinfo import ZoneInfo

import pytest
from jinja2.runtime import Context
from markupsafe import Markup
from msgspec import Struct

from generator.digest import Digest
from generator.pages.parts import Prose
from generator.source.column import Moment
from generator.theme import filters
from generator.theme.faults import TemplateFault
from generator.theme.filters import LANGUAGE, to_json, xml

ZONE = ZoneInfo("Europe/Amsterdam")
DAY = Moment(at=dt.datetime(2025, 6, 3, tzinfo=ZONE))
EVENING = Moment(at=dt.datetime(2025, 6, 3, 17, 4, 30, tzinfo=ZONE), bare=False)


def context(language: str) -> Context:
    """Make as much of a render's context as filters look at."""
    return cast("Context", SimpleNamespace(parent={LANGUAGE: language}))


@pytest.mark.parametrize(
    ("style", "english", "german"),
    [
        ("full", "Tuesday, June 3, 2025", "Dienstag, 3. Juni 2025"),
        ("long", "June 3, 2025", "3. Juni 2025"),
        ("medium", "Jun 3, 2025", "03.06.2025"),
        ("month", "June 2025", "Juni 2025"),
        ("year", "2025", "2025"),
        ("day", "June 3", "3. Juni"),
        ("time", "5:04\u202fPM", "17:04"),
    ],
)
def test_dates_are_written_as_the_language_does(
    style: str, english: str, german: str
) -> None:
    assert filters.date(context("en"), EVENING, style) == english
    assert filters.date(context("de-CH"), EVENING, style) == german


def test_a_plain_date_can_be_written() -> None:
    assert filters.date(context("en"), dt.date(2025, 6, 3)) == "June 3, 2025"


def test_a_bare_date_has_no_time() -> None:
    assert filters.date(context("en"), DAY, "time") == ""


def test_an_unknown_style_is_a_fault_with_a_hint() -> None:
    with pytest.raises(TemplateFault, match="no style of dates `mounth`") as error:
        filters.date(context("en"), DAY, "mounth")

    assert error.value.hint == "did you mean `month`?"

    with pytest.raises(TemplateFault) as other:
        filters.date(context("en"), DAY, "%Y")

    assert other.value.hint == (
        "known: full, long, medium, short, month, year, day, time"
    )


def test_what_is_no_moment_is_a_fault() -> None:
    with pytest.raises(TemplateFault, match="`date` wants a moment, and here is none"):
        filters.date(context("en"), None)
    with pytest.raises(TemplateFault, match="`iso` wants a moment, and here is '2025'"):
        filters.iso("2025")


def test_machines_get_the_full_moment() -> None:
    assert filters.iso(DAY) == "2025-06-03"
    assert filters.iso(EVENING) == "2025-06-03T17:04:30+02:00"
    assert filters.rfc822(DAY) == "Tue, 03 Jun 2025 00:00:00 +0200"
    assert filters.rfc3339(DAY) == "2025-06-03T00:00:00+02:00"
    assert filters.rfc3339(EVENING) == "2025-06-03T17:04:30+02:00"


def test_languages_and_numbers_are_written_in_the_pages_language() -> None:
    assert filters.language_name(context("en"), "de") == "German"
    assert filters.language_name(context("de"), "pt-BR") == "Portugiesisch (Brasilien)"
    assert filters.number(context("de"), 1234.5) == "1.234,5"
    with pytest.raises(TemplateFault, match="`number` wants a number, and here is 'a'"):
        filters.number(context("de"), "a")


class Kind(enum.Enum):
    OPEN = "open"


class Pair(Struct):
    left: str
    right: int


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ({"b": (1, 2.5), "@a": None}, '{"@a":null,"b":[1,2.5]}'),
        (MappingProxyType({"a": True}), '{"a":true}'),
        ("Zoë \u2028", '"Zoë \u2028"'),
        ("</script><!-- <b>", '"<\\/script>\\u003c!-- <b>"'),
        (Markup("<p>&amp;</p>"), '"<p>&amp;<\\/p>"'),
        ([EVENING, dt.date(2025, 1, 2)], '["2025-06-03T17:04:30+02:00","2025-01-02"]'),
        (Kind.OPEN, '"open"'),
        (Pair("l", 1), '{"left":"l","right":1}'),
    ],
)
def test_json_is_compact_sorted_and_safe_in_a_script(value: object, text: str) -> None:
    assert to_json(value) == Markup(text)


def test_what_json_can_not_spell_is_a_fault() -> None:
    with pytest.raises(TemplateFault, match="`json` can't spell a set"):
        to_json({1})


def test_characters_that_xml_forbids_are_taken_out() -> None:
    assert xml("a\x00\x0b\ufffe\t\n\U0001f426b") == "a\t\n\U0001f426b"
    assert xml(Markup("<b>\x07</b>")) == Markup("<b></b>")
    assert isinstance(xml(Markup("<b>")), Markup)
    assert not isinstance(xml("<b>"), Markup)


def test_a_text_from_the_right_says_so_where_no_page_does() -> None:
    back = '<a href="#fnref-1" class="footnote-back">{}\ufe0e</a>'
    html = Markup("<p>↩︎ & " + back.format("↩") + "</p>\n")
    arabic = Prose(source="", body=Digest(""), language="ar", direction="rtl")
    german = Prose(source="", body=Digest(""), language="de")

    assert filters.directed(html, german) is html
    assert filters.directed(html, arabic) == Markup(
        f'<div lang="ar" dir="rtl">\n<p>↩︎ & {back.format("↪")}</p>\n</div>\n'
    )

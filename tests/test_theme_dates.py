from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.theme.dates import (
    LEFT_TO_RIGHT,
    STYLES,
    find_locale,
    format_clock,
    format_day,
    format_number,
    format_slowly,
    name_language,
    plural_form,
    text_direction,
)


@pytest.mark.parametrize(
    ("language", "locale"),
    [
        ("en", "en"),
        ("de-CH", "de_CH"),
        ("zh-Hant-HK", "zh_Hant_HK"),
        ("pt_BR", "pt_BR"),
        ("de-x-private", "de"),
        ("tlh", "en"),
        ("", "en"),
    ],
)
def test_a_language_finds_the_nearest_locale(language: str, locale: str) -> None:
    assert str(find_locale(language)) == locale


def test_dates_speak_the_language() -> None:
    day = dt.date(2025, 6, 3)

    assert format_day(day, "long", "nl") == "3 juni 2025"
    assert format_day(day, "month", "zh-Hans") == "2025年6月"
    assert format_day(day, "long", "ar") == "3 يونيو 2025"
    assert format_clock(17, 4, "nl") == "17:04"
    assert format_number(1234567, "en") == "1,234,567"


def test_plural_forms_are_the_languages_own() -> None:
    assert [plural_form(n, "pl") for n in (1, 2, 5)] == ["one", "few", "many"]


def test_directions_and_names_are_known() -> None:
    assert (text_direction("he"), text_direction("en")) == ("rtl", "ltr")
    assert {find_locale(one).text_direction for one in LEFT_TO_RIGHT} == {"ltr"}
    assert name_language("ar", "en") == "Arabic"


def test_a_theme_is_imported_without_babel() -> None:
    program = "import sys, generator.theme.theme; print('babel' in sys.modules, end='')"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )

    assert done.stdout == "False"


LANGUAGES = ("en", "de", "fr", "zh", "ar", "fa", "th", "cs", "hu", "he", "tlh")


@given(st.dates(), st.sampled_from(STYLES[:-1]), st.sampled_from(LANGUAGES))
def test_dates_are_written_field_by_field_as_babel_writes_them(
    day: dt.date, style: str, language: str
) -> None:
    assert format_day(day, style, language) == format_slowly(day, style, language)

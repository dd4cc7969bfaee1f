"""Dates, numbers and names of languages in the page's language.

Babel is imported when the first one is printed: a build that prints nothing starts
without it.  Formatting is slow (20 to 50 µs), so every result is kept.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from babel import Locale

_WHOLE = ("full", "long", "medium", "short")
_PARTS = {
    "month": "yMMMM",
    "year": "y",
    "day": "MMMMd",
}
STYLES = (*_WHOLE, *_PARTS, "time")
"""What the filter `date` takes: "month" is June 2025, "day" is June 3."""


@cache
def find_locale(language: str) -> Locale:
    """Find Babel's locale of a BCP 47 tag, or the nearest broader one, or English."""
    from babel import Locale, UnknownLocaleError

    parts = language.replace("_", "-").split("-")
    while parts:
        try:
            return Locale.parse("-".join(parts), sep="-")
        except (UnknownLocaleError, ValueError):
            parts.pop()
    return Locale("en")


@lru_cache(maxsize=65536)
def format_day(day: dt.date, style: str, language: str) -> str:
    """Write a date: `format_day(date(2025, 6, 3), "long", "en")` → "June 3, 2025"."""
    form, fields = _form_of(style, language)
    if fields is None:
        return format_slowly(day, style, language)
    parts = (day.year, day.month, day.day, day.weekday())
    return form % {name: _say(name, parts[index], language) for name, index in fields}


def format_slowly(day: dt.date, style: str, language: str) -> str:
    """Have Babel write a date: the same, but each of its fields is made anew."""
    from babel.dates import format_date, format_skeleton

    locale = find_locale(language)
    if style in _WHOLE:
        return format_date(day, format=style, locale=locale)
    midnight = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001  # a calendar date has no zone
    return format_skeleton(_PARTS[style], midnight, locale=locale)


_FIELD = re.compile(r"%\((\w+)\)s")
_LETTERS = {"y": 0, "M": 1, "L": 1, "d": 2, "E": 3}
"""The fields of a date that follow from its year, month, day or weekday alone."""


@cache
def _form_of(
    style: str, language: str
) -> tuple[str, tuple[tuple[str, int], ...] | None]:
    """Give the form of a style and the fields in it; None for those with others."""
    from babel.dates import get_date_format, match_skeleton, parse_pattern

    locale = find_locale(language)
    if style in _WHOLE:
        pattern = get_date_format(style, locale=locale)  # type: ignore[arg-type]  # one
    else:
        known = locale.datetime_skeletons
        found = match_skeleton(_PARTS[style], known)
        if found is None:
            return "", None
        pattern = parse_pattern(known[found])
    form = str(pattern.format)
    names = _FIELD.findall(form)
    if not all(name[0] in _LETTERS for name in names):
        return form, None
    return form, tuple((name, _LETTERS[name[0]]) for name in names)


@lru_cache(maxsize=4096)
def _say(name: str, value: int, language: str) -> str:
    """Write one field of a date: `_say("MMMM", 6, "en")` → "June"."""
    from babel.dates import DateTimeFormat

    kind = name[0]
    year = value if kind == "y" else 2024
    month = value if kind in "ML" else 1
    # 1 January 2024 was a Monday.
    day = value if kind == "d" else 1 + value if kind == "E" else 1
    return DateTimeFormat(dt.date(year, month, day), find_locale(language))[name]


@lru_cache(maxsize=4096)
def format_clock(hour: int, minute: int, language: str) -> str:
    """Write a time of day: "5:04 PM", "17:04"."""
    from babel.dates import format_time

    time = dt.time(hour, minute)
    return format_time(time, format="short", locale=find_locale(language))


@lru_cache(maxsize=4096)
def format_number(number: float, language: str) -> str:
    """Write a number: "1,234", "1.234"."""
    from babel.numbers import format_decimal

    return format_decimal(number, locale=find_locale(language))


@lru_cache(maxsize=4096)
def plural_form(number: float, language: str) -> str:
    """Name the plural form of a number: "one", "few", "many", "other" …"""
    return find_locale(language).plural_form(number)


@cache
def text_direction(language: str) -> str:
    """Tell which way a language is written: "ltr" or "rtl"."""
    if language in LEFT_TO_RIGHT:
        return "ltr"
    return find_locale(language).text_direction


LEFT_TO_RIGHT = frozenset(
    (
        *("cs", "da", "de", "el", "en", "en-GB", "en-US", "es", "et", "fi", "fr"),
        *("fr-CA", "hr", "hu", "id", "is", "it", "ja", "ko", "lt", "lv", "nl", "no"),
        *("pl", "pt", "pt-BR", "ro", "ru", "sk", "sl", "sr", "sv", "th", "tr", "uk"),
        *("vi", "zh", "zh-CN", "zh-Hans", "zh-Hant", "zh-TW"),
    )
)
"""Languages of which Babel is not asked: to load what it knows of one takes 10 ms."""


@cache
def name_language(code: str, language: str) -> str:
    """Name a language in another: `name_language("de", "en")` → "German"."""
    return find_locale(code).get_display_name(find_locale(language)) or code

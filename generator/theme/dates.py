"""Dates, numbers and names of languages in the page's language.

Babel is imported when the first one is printed: a build that prints nothing starts
without it.  Formatting is slow (20 to 50 µs), so every result is kept.
"""

from __future__ import annotations

import datetime as dt
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
    from babel import Locale, UnknownLocaleError  # noqa: PLC0415

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
    from babel.dates import format_date, format_skeleton  # noqa: PLC0415

    locale = find_locale(language)
    if style in _WHOLE:
        return format_date(day, format=style, locale=locale)
    midnight = dt.datetime(day.year, day.month, day.day)  # noqa: DTZ001
    return format_skeleton(_PARTS[style], midnight, locale=locale)


@lru_cache(maxsize=4096)
def format_clock(hour: int, minute: int, language: str) -> str:
    """Write a time of day: "5:04 PM", "17:04"."""
    from babel.dates import format_time  # noqa: PLC0415

    time = dt.time(hour, minute)
    return format_time(time, format="short", locale=find_locale(language))


@lru_cache(maxsize=4096)
def format_number(number: float, language: str) -> str:
    """Write a number: "1,234", "1.234"."""
    from babel.numbers import format_decimal  # noqa: PLC0415

    return format_decimal(number, locale=find_locale(language))


@lru_cache(maxsize=4096)
def plural_form(number: float, language: str) -> str:
    """Name the plural form of a number: "one", "few", "many", "other" …"""
    return find_locale(language).plural_form(number)


@cache
def text_direction(language: str) -> str:
    """Tell which way a language is written: "ltr" or "rtl"."""
    return find_locale(language).text_direction


@cache
def name_language(code: str, language: str) -> str:
    """Name a language in another: `name_language("de", "en")` → "German"."""
    return find_locale(code).get_display_name(find_locale(language)) or code

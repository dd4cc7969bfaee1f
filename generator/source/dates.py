"""Dates and times as writers spell them.

Pure.  Invariant: a bare date is that calendar date in the desk's zone, whatever zone
the machine stands in, and never shifts.  A local time that a change of the clocks
makes twice is the first of the two; one that it skips is read by the clock before the
change.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.source.column import Moment

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

_TIME = r"""
    (?: (?:[Tt]|,?\s+)
        (?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?
        \s*(?P<offset>Z|z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?
    )?$
"""
_ISO = rf"(?x)(?P<y>\d{{4}})([-/])(?P<m>\d{{1,2}})\2(?P<d>\d{{1,2}}){_TIME}"
_NUMBERS = rf"(?x)(?P<a>\d{{1,2}})[-/.](?P<b>\d{{1,2}})[-/.](?P<y>\d{{4}}){_TIME}"
_DIGITS = r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})$"
_DOTS = rf"(?x)(?P<y>\d{{4}})\.(?P<m>\d{{1,2}})\.(?P<d>\d{{1,2}}){_TIME}"
_MONTH_FIRST = (
    r"(?x)(?P<name>[A-Za-z]{3,9})\.?\s+(?P<d>\d{1,2})(?:st|nd|rd|th)?,?\s+(?P<y>\d{4})"
    + _TIME
)
_DAY_FIRST = (
    r"(?x)(?P<d>\d{1,2})(?:st|nd|rd|th|\.)?\s+(?:of\s+)?(?P<name>[A-Za-z]{3,9})\.?,?\s+"
    r"(?P<y>\d{4})" + _TIME
)
_WEEKDAY = r"(?i)(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+"
"""All of these are compiled when a date is spelled in an unusual way."""
_MONTHS = tuple(
    name.casefold()
    for name in (
        "",
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    )
)


class DateReading(Struct, frozen=True, kw_only=True):
    """What a writer's date means, as far as it is certain."""

    moment: Moment | None = None
    """None where it means nothing, or could mean two things."""
    slip: str = ""
    """What is wrong or unusual about the spelling; "" for nothing."""
    instead: tuple[str, ...] = ()
    """The ISO spellings that may have been meant."""


def parse_date(text: str, zone: ZoneInfo) -> DateReading:
    """Read a date, or a date with a time, in the desk's zone.

    "2016-11-18" → that day; "2016-11-18 09:30" → that time in the desk's zone;
    "2016-11-18T09:30:00Z" → that instant, told by the desk's clock;
    "18/11/2016" → understood, with the slip named; "3/4/2016" → two readings.
    """
    text = text.strip()
    if _SURE.fullmatch(text) and (moment := _sure_moment(text, zone)):
        return DateReading(moment=moment)
    return _parse_any(text, zone)


_SURE = re.compile(
    r"[1-9]\d{3}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:Z|[+-]\d\d:[0-5]\d)?)?",
    re.ASCII,
)
"""The spellings that most writers and all programs use; Python reads them, sooner."""


def _sure_moment(text: str, zone: ZoneInfo) -> Moment | None:
    """Read a usual spelling; None where something is wrong with it."""
    try:
        at = dt.datetime.fromisoformat(text)
        if at.tzinfo is not None:
            return Moment(at=at.astimezone(zone), bare=False)
    except (ValueError, OverflowError):
        return None
    return Moment(at=at.replace(tzinfo=zone), bare=len(text) == len("2016-11-18"))


def _parse_any(text: str, zone: ZoneInfo) -> DateReading:
    if match := re.match(_ISO, text):
        return _made(match, _Day(match["y"], match["m"], match["d"]), zone)
    weekday = re.match(_WEEKDAY, text)
    bare = text[weekday.end() :] if weekday else text
    if match := re.match(_DOTS, bare) or re.match(_DIGITS, bare):
        return _odd(match, _Day(match["y"], match["m"], match["d"]), zone)
    if match := re.match(_NUMBERS, bare):
        return _numbers(match, zone)
    if match := re.match(_MONTH_FIRST, bare) or re.match(_DAY_FIRST, bare):
        month = _month(match["name"])
        if month:
            return _odd(match, _Day(match["y"], str(month), match["d"]), zone)
    return DateReading(slip="is no date")


class _Day:
    """A year, month and day as they were written."""

    __slots__ = ("day", "month", "year")

    def __init__(self, year: str, month: str, day: str) -> None:
        self.year, self.month, self.day = int(year), int(month), int(day)

    def iso(self) -> str:
        return f"{self.year:04}-{self.month:02}-{self.day:02}"

    def fault(self) -> str:
        if self.year < 1000:
            return f"has the year {self.year:04}"
        if not 1 <= self.month <= 12:
            return f"has the month {self.month}; months go from 1 to 12"
        length = calendar.monthrange(self.year, self.month)[1]
        if not 1 <= self.day <= length:
            name = _MONTHS[self.month].capitalize()
            return f"is no day: {name} {self.year} has {length} days"
        return ""


def _made(match: re.Match[str], day: _Day, zone: ZoneInfo) -> DateReading:
    """Make the moment of a match whose order of day and month is certain."""
    fault = day.fault()
    if fault:
        swapped = _Day(str(day.year), str(day.day), str(day.month))
        instead = (swapped.iso(),) if day.month > 12 and not swapped.fault() else ()
        return DateReading(slip=fault, instead=instead)
    date = dt.date(day.year, day.month, day.day)
    hour = match.groupdict().get("hour")
    if hour is None:
        at = dt.datetime(date.year, date.month, date.day, tzinfo=zone)
        return DateReading(moment=Moment(at=at))
    clock = (int(hour), int(match["minute"]), int(match["second"] or 0))
    if clock > (23, 59, 59) or clock[1] > 59 or clock[2] > 59:
        return DateReading(slip="has a time that no clock shows", instead=(day.iso(),))
    local = dt.datetime.combine(date, dt.time(*clock))
    return _zoned(local, match["offset"], zone)


def _zoned(local: dt.datetime, offset: str | None, zone: ZoneInfo) -> DateReading:
    if offset is None:
        return DateReading(moment=Moment(at=local.replace(tzinfo=zone), bare=False))
    minutes = _minutes(offset)
    if abs(minutes) >= 24 * 60:
        return DateReading(slip=f"has the zone {offset}; zones go to +14:00")
    try:
        at = local.replace(tzinfo=dt.timezone(dt.timedelta(minutes=minutes)))
        return DateReading(moment=Moment(at=at.astimezone(zone), bare=False))
    except OverflowError:
        return DateReading(slip="lies outside the calendar")


def _minutes(offset: str) -> int:
    """Give the minutes of a written offset: "+0530" → 330; "Z" → 0."""
    if offset[0] not in "+-":
        return 0
    digits = offset[1:].replace(":", "").ljust(4, "0")
    return int(offset[0] + "1") * (int(digits[:2]) * 60 + int(digits[2:]))


def _odd(match: re.Match[str], day: _Day, zone: ZoneInfo) -> DateReading:
    """Read a spelling that is understood, and say how it should be typed."""
    reading = _made(match, day, zone)
    if reading.moment is None:
        return reading
    instead = iso_spelling(reading.moment)
    return DateReading(
        moment=reading.moment, slip="is understood as " + instead, instead=(instead,)
    )


def _numbers(match: re.Match[str], zone: ZoneInfo) -> DateReading:
    """Read "18/11/2016" and "11/18/2016"; refuse to guess at "3/4/2016"."""
    day_first = _Day(match["y"], match["b"], match["a"])
    month_first = _Day(match["y"], match["a"], match["b"])
    certain = day_first.fault() or month_first.fault()
    if not certain and day_first.day != day_first.month:
        both = (day_first.iso(), month_first.iso())
        return DateReading(slip="could be two dates", instead=both)
    return _odd(match, month_first if day_first.fault() else day_first, zone)


def _month(name: str) -> int:
    """Give the number of an English month's name or its beginning; 0 for none."""
    folded = "sep" if name.casefold() == "sept" else name.casefold()
    for number, month in enumerate(_MONTHS):
        if number and (month == folded or month[:3] == folded):
            return number
    return 0


def iso_spelling(moment: Moment) -> str:
    """Spell a moment as a writer types it: "2016-11-18", "2016-11-18 09:30"."""
    if moment.bare:
        return moment.day.isoformat()
    clock = moment.at.strftime("%H:%M:%S" if moment.at.second else "%H:%M")
    return f"{moment.day.isoformat()} {clock}"

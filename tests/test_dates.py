from __future__ import annotations

import datetime as dt
import zoneinfo
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.source import dates
from generator.source.column import Moment
from generator.source.dates import DateReading, iso_spelling, parse_date

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
ZONES = sorted(zoneinfo.available_timezones())
zones = st.sampled_from(ZONES).map(ZoneInfo)


def check(text: str, expected: str, zone: ZoneInfo = AMSTERDAM) -> None:
    """The text is that moment, in ISO, and is spelled as it should be."""
    reading = parse_date(text, zone)

    assert reading.slip == ""
    assert reading.moment is not None
    assert reading.moment.iso() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016-11-18", "2016-11-18"),
        ("2016-1-5", "2016-01-05"),
        ("2016/11/18", "2016-11-18"),
        (" 2016-11-18 ", "2016-11-18"),
        ("٢٠١٦-١١-١٨", "2016-11-18"),
        ("9999-12-31", "9999-12-31"),
        ("2016-11-18 09:30", "2016-11-18T09:30:00+01:00"),
        ("2016-11-18 9:30", "2016-11-18T09:30:00+01:00"),
        ("2016-11-18 09:30:15", "2016-11-18T09:30:15+01:00"),
        ("2016-11-18T09:30", "2016-11-18T09:30:00+01:00"),
        ("2016-11-18T09:30:00Z", "2016-11-18T10:30:00+01:00"),
        ("2016-11-18 09:30 UTC", "2016-11-18T10:30:00+01:00"),
        ("2016-11-18t09:30:00-05:00", "2016-11-18T15:30:00+01:00"),
        ("2016-11-18T23:30:00-0530", "2016-11-19T06:00:00+01:00"),
        ("2016-11-18T09:30:00+02", "2016-11-18T08:30:00+01:00"),
        ("2015-08-10 12:30:00 +0200", "2015-08-10T12:30:00+02:00"),
        ("2015-08-10T12:30:00.000Z", "2015-08-10T14:30:00+02:00"),
    ],
)
def test_iso_spellings_are_taken(text: str, expected: str) -> None:
    check(text, expected)


def test_an_hour_that_comes_twice_is_the_first_of_the_two() -> None:
    check("2016-10-30 02:30", "2016-10-30T02:30:00+02:00")


def test_an_hour_that_is_skipped_is_read_by_the_clock_before_the_change() -> None:
    check("2016-03-27 02:30", "2016-03-27T02:30:00+01:00")


@pytest.mark.parametrize(
    ("text", "instead"),
    [
        ("18/11/2016", "2016-11-18"),
        ("11/18/2016", "2016-11-18"),
        ("3/3/2016", "2016-03-03"),
        ("18.11.2016", "2016-11-18"),
        ("18-11-2016", "2016-11-18"),
        ("2016.11.18", "2016-11-18"),
        ("20161118", "2016-11-18"),
        ("Nov 18, 2016", "2016-11-18"),
        ("Sept. 1st, 2016", "2016-09-01"),
        ("18 november 2016", "2016-11-18"),
        ("the 18th", ""),
        ("Friday, 18 November 2016", "2016-11-18"),
        ("18/11/2016 09:30", "2016-11-18 09:30"),
        ("Fri, 18 Nov 2016 10:00:05 +0100", "2016-11-18 10:00:05"),
    ],
)
def test_other_spellings_are_told_how_to_type_them(text: str, instead: str) -> None:
    reading = parse_date(text, AMSTERDAM)

    assert reading.slip
    assert reading.instead == ((instead,) if instead else ())
    assert (reading.moment is not None) == bool(instead)
    if reading.moment is not None:
        assert iso_spelling(reading.moment) == instead


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "3/4/2016",
            DateReading(
                slip="could be two dates", instead=("2016-04-03", "2016-03-04")
            ),
        ),
        ("31/31/2016", DateReading(slip="has the month 31; months go from 1 to 12")),
        ("2016-00-10", DateReading(slip="has the month 0; months go from 1 to 12")),
        ("2015-02-29", DateReading(slip="is no day: February 2015 has 28 days")),
        ("2016-11-00", DateReading(slip="is no day: November 2016 has 30 days")),
        ("0999-11-18", DateReading(slip="has the year 0999")),
        ("1 Foo 2016", DateReading(slip="is no date")),
        ("", DateReading(slip="is no date")),
    ],
)
def test_what_is_no_certain_date_is_refused(text: str, expected: DateReading) -> None:
    assert parse_date(text, AMSTERDAM) == expected


@given(st.dates(min_value=dt.date(1000, 1, 1)), zones)
def test_a_bare_date_never_shifts(day: dt.date, zone: ZoneInfo) -> None:
    moment = parse_date(day.isoformat(), zone).moment

    assert moment is not None
    assert (moment.day, moment.bare, moment.iso()) == (day, True, day.isoformat())


@given(
    st.datetimes(dt.datetime(1000, 1, 2), dt.datetime(9999, 12, 30)),  # noqa: DTZ001  # the zone is drawn beside it
    zones,
)
def test_a_moment_is_read_back_from_its_spelling(
    local: dt.datetime, zone: ZoneInfo
) -> None:
    moment = Moment(at=local.replace(microsecond=0, tzinfo=zone), bare=False)

    assert parse_date(iso_spelling(moment), zone).moment == moment


@given(
    st.sampled_from(("2016", "1000", "0999", "9999", "1583")),
    st.sampled_from(
        ("-11-18", "-02-29", "-12-31", "-01-01", "-13-01", "-1-8", "/11/18")
    ),
    st.sampled_from(
        ("", "T09:30", " 24:00", "T23:59:59", " 23:59:60", "T9:30", "  1:00")
    ),
    st.sampled_from(
        ("", "Z", "+00:00", "-05:30", "+23:59", "+24:00", "+05:60", "+0530")
    ),
    zones,
)
def test_usual_spellings_mean_what_they_mean_in_others(
    year: str, day: str, clock: str, offset: str, zone: ZoneInfo
) -> None:
    text = year + day + clock + offset
    assert parse_date(text, zone) == dates._parse_any(text, zone)


@given(st.text(max_size=40), zones)
def test_no_text_makes_it_raise(text: str, zone: ZoneInfo) -> None:
    reading = parse_date(text, zone)

    assert reading.moment is not None or reading.slip

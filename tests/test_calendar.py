"""Which columns may be published, at which moment."""

import datetime as dt
from typing import Any

from building import NOW, ZONE, body, moment, piece, settings
from reference_library import list_column

from generator.publication.calendar import State, judge, may_publish, withhold
from generator.source.column import Column


def column(**said: Any) -> Column:
    return piece("crows", **said).column


def stand(column: Column, now: dt.datetime) -> State:
    listed = list_column(column, body(), settings())
    return judge(listed, now.timestamp())


def test_a_draft_is_a_draft_whatever_its_date() -> None:
    assert stand(column(draft=True, date="2099-01-01"), NOW) is State.DRAFT


def test_a_bare_date_begins_at_midnight_in_the_desks_zone() -> None:
    tomorrow = column(date="2026-06-02")
    midnight = dt.datetime(2026, 6, 2, tzinfo=ZONE)
    assert stand(tomorrow, midnight - dt.timedelta(seconds=1)) is State.WAITING
    assert stand(tomorrow, midnight) is State.LIVE
    assert stand(tomorrow, midnight.astimezone(dt.UTC)) is State.LIVE


def test_an_embargo_with_a_time_ends_at_that_minute() -> None:
    noon = column(date="2026-06-01T12:00")
    assert stand(noon, NOW - dt.timedelta(minutes=1)) is State.WAITING
    assert stand(noon, NOW) is State.LIVE


def test_a_column_expires_at_the_beginning_of_the_day_it_names() -> None:
    old = column(expires=moment("2026-06-02"))
    midnight = dt.datetime(2026, 6, 2, tzinfo=ZONE)
    assert stand(old, midnight - dt.timedelta(seconds=1)) is State.LIVE
    assert stand(old, midnight) is State.EXPIRED


def test_the_note_says_what_is_withheld_and_until_when() -> None:
    waiting = column(date="2099-03-01")
    note = withhold(waiting, stand(waiting, NOW))
    assert (note.path, note.title, note.state) == (
        "content/columns/crows.md",
        "Crows",
        State.WAITING,
    )
    assert note.when == moment("2099-03-01")
    gone = column(expires=moment("2026-01-02"))
    assert withhold(gone, State.EXPIRED).when == moment("2026-01-02")
    assert withhold(column(draft=True), State.DRAFT).when is None


def test_drafts_show_what_is_to_come_and_not_what_is_gone() -> None:
    shown = {state for state in State if may_publish(state, drafts=True)}
    assert shown == {State.LIVE, State.DRAFT, State.WAITING}
    assert {s for s in State if may_publish(s, drafts=False)} == {State.LIVE}

"""The desk's calendar: what is live, what waits until when, and what comes next.

Pure.  It reads every column that there is, published or not, and so is for the desk's
eyes alone: nothing of it goes into a page.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.publication.calendar import State, judge
from generator.publication.inputs import Inputs
from generator.publication.listed import Listed
from generator.source.column import Moment


class Dated(Struct, frozen=True, kw_only=True):
    """One column on the calendar."""

    path: str
    title: str
    when: Moment
    """Its date; for a column that expires, the moment of that."""


class Calendar(Struct, frozen=True, kw_only=True):
    """Every column by where it stands between writing and expiry."""

    now: dt.datetime
    """In the desk's zone."""
    time_zone: str
    live: int
    """How many columns are live."""
    newest: Dated | None
    """The live column with the latest date."""
    waiting: tuple[Dated, ...]
    """Embargoed columns, the first to go live first."""
    drafts: tuple[Dated, ...]
    """By path."""
    expiring: tuple[Dated, ...]
    """Live columns that will expire, the first to go first."""
    expired: tuple[Dated, ...]
    """The last to go first."""
    next_due: dt.datetime | None
    """The next moment at which a column goes live or expires, if one will."""


def build_calendar(inputs: Inputs) -> Calendar:
    """Put every column on the calendar; `inputs.drafts` makes no difference here."""
    now = inputs.now.timestamp()
    by_state: dict[State, list[Listed]] = {state: [] for state in State}
    for one in sorted(inputs.listed, key=lambda one: one.path):
        by_state[judge(one, now)].append(one)
    live, expired = by_state[State.LIVE], by_state[State.EXPIRED]
    expiring = (one for one in live if one.until is not None)
    newest = max(live, key=lambda one: one.order, default=None)
    return Calendar(
        now=inputs.now,
        time_zone=inputs.settings.time_zone,
        live=len(live),
        newest=_dated(newest, inputs) if newest else None,
        waiting=_in_time(_dated(one, inputs) for one in by_state[State.WAITING]),
        drafts=tuple(_dated(one, inputs) for one in by_state[State.DRAFT]),
        expiring=_in_time(_ending(one, inputs) for one in expiring),
        expired=_in_time(_ending(one, inputs) for one in expired)[::-1],
        next_due=_next_due(inputs),
    )


def _dated(listed: Listed, inputs: Inputs) -> Dated:
    column = inputs.pieces[listed.path].column
    return Dated(path=listed.path, title=column.title, when=column.date)


def _ending(listed: Listed, inputs: Inputs) -> Dated:
    column = inputs.pieces[listed.path].column
    assert column.expires is not None, "only a column that expires has an end"
    return Dated(path=listed.path, title=column.title, when=column.expires)


def _in_time(columns: Iterable[Dated]) -> tuple[Dated, ...]:
    return tuple(sorted(columns, key=lambda one: (one.when.at, one.path)))


def _next_due(inputs: Inputs) -> dt.datetime | None:
    now = inputs.now.timestamp()
    moments = [at for one in inputs.listed for at in _moments(one) if at > now]
    if not moments:
        return None
    return dt.datetime.fromtimestamp(min(moments), tz=inputs.now.tzinfo)


def _moments(listed: Listed) -> Iterator[float]:
    """Give when a column goes live and when it expires; a draft does neither."""
    if listed.draft:
        return
    if listed.until is None or listed.at < listed.until:
        yield listed.at
    if listed.until is not None:
        yield listed.until

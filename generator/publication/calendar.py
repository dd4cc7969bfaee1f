"""The calendar: which columns may be published at a given moment.

Pure: the moment is a value.  Invariant: this is the one place that decides; a column
that isn't live here is on no shelf and so on no page.
"""

from __future__ import annotations

import enum
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.source.column import ColumnId, Moment

if TYPE_CHECKING:
    from generator.publication.listed import Listed
    from generator.source.column import Column


class State(enum.Enum):
    """Where a column stands between writing and expiry."""

    LIVE = "live"
    DRAFT = "draft"
    WAITING = "waiting"
    """Its date lies ahead: an embargo."""
    EXPIRED = "expired"


class Withheld(Struct, frozen=True, kw_only=True, array_like=True):
    """A column that exists and isn't published, and why."""

    id: ColumnId
    path: str
    title: str
    state: State
    when: Moment | None = None
    """When it goes live, or when it expired."""


def judge(listed: Listed, now: float) -> State:
    """Decide a column's state; `now` in seconds since 1970.

    A bare date begins at midnight in the desk's zone; a column expires at the beginning
    of the day, or at the minute, that `expires` names.
    """
    if listed.draft:
        return State.DRAFT
    if listed.until is not None and listed.until <= now:
        return State.EXPIRED
    if listed.at > now:
        return State.WAITING
    return State.LIVE


def may_publish(state: State, *, drafts: bool) -> bool:
    """Tell whether a column in this state is published, or previewed with drafts."""
    if drafts:
        return state is not State.EXPIRED
    return state is State.LIVE


def withhold(column: Column, state: State) -> Withheld:
    """Make the note on a column that isn't published."""
    when = {State.WAITING: column.date, State.EXPIRED: column.expires}.get(state)
    return Withheld(
        id=column.id, path=column.path, title=column.title, state=state, when=when
    )

"""The ground of a build: all that was read, before anything is planned.

Owns its shape; the session lays it.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from msgspec import Struct

from generator.digest import Digest
from generator.engine.bench import Bench
from generator.engine.kept import Kept
from generator.engine.record import Record
from generator.engine.standing import still_stands
from generator.engine.texts import TextState
from generator.engine.workers import Crew
from generator.problems import Problem
from generator.source.settings import Settings


class Ground(Struct, frozen=True, kw_only=True):
    """What was read, what was built last time, and who is at work."""

    kept: Kept
    record: Record
    crew: Crew[Bench]
    state: TextState
    now: dt.datetime
    """In the desk's zone."""
    drafts: bool
    settled: bool
    """False: the settings couldn't be read, and others stand in for them."""
    basis: Digest
    """Of all that concerns every page."""
    stale: frozenset[str]
    """Owners of files of the output that aren't as the record has them."""
    problems: tuple[Problem, ...]
    """Of everything that was read."""

    @property
    def bench(self) -> Bench:
        """What every job has at hand."""
        return self.crew.context

    @property
    def stands(self) -> bool:
        """Whether the site would be what it is, without planning it again."""
        return (
            self.settled
            and not self.stale
            and still_stands(
                self.record,
                self.kept,
                self.state,
                self.basis,
                self.now,
                theme=self.bench.theme,
            )
        )


def moment_of(now: dt.datetime, settings: Settings) -> dt.datetime:
    """Put the value of the clock into the desk's zone."""
    zone = ZoneInfo(settings.time_zone)
    return now.replace(tzinfo=zone) if now.tzinfo is None else now.astimezone(zone)

"""The ground of a build: all that was read, before anything is planned.

Owns its shape, and how it is laid.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from msgspec import Struct

from generator.digest import Digest
from generator.engine.bench import Bench
from generator.engine.equipment import Equipment
from generator.engine.kept import Kept
from generator.engine.outcome import BuildOptions
from generator.engine.record import Record
from generator.engine.standing import basis_of, still_stands
from generator.engine.texts import Follow, Found, Progress, TextState, refresh_store
from generator.engine.workers import Crew
from generator.problems import Problem
from generator.source.settings import Settings

if TYPE_CHECKING:
    from generator.engine.desk_facts import DeskFacts
    from generator.engine.sorting import Anew


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
    begun: Anew | None
    """Shelves that were filled while columns were read, if the survey fills them anew;
    the record is as it was before until that has ended it."""

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


def lay_ground(
    equipment: Equipment,
    found: Found,
    crew: Crew[Bench],
    options: BuildOptions,
    *,
    progress: Progress,
) -> Ground:
    """Bring the store of texts up to date, and see what else there is."""
    bench, kept, record = crew.context, equipment.kept, equipment.record
    now = moment_of(options.now, bench.settings)
    begun: Anew | None = None

    def follower(desk: DeskFacts) -> Follow | None:
        """Sort columns while others are read, if all are to be sorted."""
        from generator.engine.sorting import Moment  # noqa: PLC0415  # a build with nothing to do starts without it
        from generator.engine.survey import begin_survey  # noqa: PLC0415  # a build with nothing to do starts without it

        nonlocal begun
        if not equipment.settled:
            return None
        moment = Moment(
            settings=bench.settings,
            now=now,
            drafts=options.drafts,
            basis=basis_of(bench, desk, drafts=options.drafts),
        )
        begun = begin_survey(kept, record, moment)
        return begun.go_on if begun else None

    state = refresh_store(kept, found, crew, progress=progress, follower=follower)
    partly = found.gone is not None
    return Ground(
        kept=kept,
        record=record,
        crew=crew,
        state=state,
        now=now,
        drafts=options.drafts,
        settled=equipment.settled,
        basis=basis_of(bench, state.desk, drafts=options.drafts),
        # To look at each file of the output is for whoever looks at all of a site.
        stale=frozenset() if partly else equipment.find_stale(record.connection),
        problems=(*equipment.problems, *state.problems),
        begun=begun,
    )


def moment_of(now: dt.datetime, settings: Settings) -> dt.datetime:
    """Put the value of the clock into the desk's zone."""
    zone = ZoneInfo(settings.time_zone)
    return now.replace(tzinfo=zone) if now.tzinfo is None else now.astimezone(zone)

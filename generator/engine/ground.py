"""The ground of a build: all that was read, before anything is planned.

Owns its shape, and how it is laid.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.engine.bench import Bench
from generator.engine.equipment import Equipment
from generator.engine.kept import Kept
from generator.engine.outcome import BuildOptions
from generator.engine.record import Record
from generator.engine.standing import Terms, still_stands, terms_of
from generator.engine.texts import Follow, Found, Progress, TextState, refresh_store
from generator.engine.workers import Crew
from generator.problems import Problem

if TYPE_CHECKING:
    from generator.engine.desk_facts import DeskFacts
    from generator.engine.sorting import Anew


class Ground(Struct, frozen=True, kw_only=True):
    """What was read, what was built last time, and who is at work."""

    kept: Kept
    record: Record
    crew: Crew[Bench]
    state: TextState
    terms: Terms
    settled: bool
    """False: the settings couldn't be read, and others stand in for them."""
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
                self.terms,
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
    begun: Anew | None = None

    def follower(desk: DeskFacts) -> Follow | None:
        """Sort columns while others are read, if all are to be sorted."""
        from generator.engine.survey import begin_survey  # noqa: PLC0415  # a build with nothing to do starts without it

        nonlocal begun
        if not equipment.settled:
            return None
        begun = begin_survey(kept, record, terms_of(bench, desk, options))
        return begun.go_on if begun else None

    state = refresh_store(kept, found, crew, progress=progress, follower=follower)
    partly = found.gone is not None
    return Ground(
        kept=kept,
        record=record,
        crew=crew,
        state=state,
        terms=terms_of(bench, state.desk, options),
        settled=equipment.settled,
        # To look at each file of the output is for whoever looks at all of a site.
        stale=frozenset() if partly else equipment.find_stale(record.connection),
        problems=(*equipment.problems, *state.problems),
        begun=begun,
    )

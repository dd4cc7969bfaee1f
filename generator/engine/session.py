"""The session: one site, one set of options, and the one way to build.

Owns the order of the stages, and what stays open from one build to the next.
Invariants: the first build, the tenth and the preview are one code path; if anything is
wrong, the output stays as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from msgspec.structs import replace

from generator.digest import digest_bytes
from generator.engine.bench import make_bench
from generator.engine.equipment import Equipment, equip
from generator.engine.ground import Ground, lay_ground
from generator.engine.lock import HeldError, held, locked
from generator.engine.look import look_at
from generator.engine.made_of import load_rendered
from generator.engine.outcome import BuildOptions, Outcome, Watch, unwatched
from generator.engine.record import (
    Opening,
    open_record,
    peek_record,
    remove_record,
    take_back,
)
from generator.engine.stage import StageFolder, clear_stage, open_stage, place_stage
from generator.engine.standing import holding_of, load_outcome
from generator.engine.texts import Found
from generator.engine.workers import collector_resting, hire
from generator.engine.write import Holding, list_holding, listing_state
from generator.problems import sort_problems, stops

if TYPE_CHECKING:
    from generator.engine.forecast import Forecast
    from generator.engine.making import Made
    from generator.engine.reasons import Rendering
    from generator.publication.inputs import Inputs

V = TypeVar("V")
_PATIENCE = 10.0
"""Seconds to wait for another build of the same output."""


class Session:
    """A site with the options of a build."""

    def __init__(
        self,
        site: Path,
        options: BuildOptions,
        watch: Watch = unwatched,
        *,
        lasting: bool = False,
    ) -> None:
        """Prepare for builds; a lasting session keeps open what the next one needs."""
        self.site = site
        self.options = options
        self._watch = watch
        self._seconds: dict[str, float] = {}
        self._lasting = lasting
        self._open = ExitStack()
        self._equipment: Equipment | None = None
        self._holding: Holding | None = None
        self._seen: tuple[object, ...] = ()
        """How the output's lists were when this session was at work last."""
        self._rehearsed: Equipment | None = None

    @property
    def output(self) -> Path:
        """The folder that the site is built into."""
        return self.options.output or self.site / "output"

    def build(self, changed: frozenset[str] | None = None) -> Outcome:
        """Build the site, or say all that is in the way.

        `changed` are the paths of all that has changed since this session's last build,
        from the site's folder; None: nobody knows.
        """
        self._seconds = {}
        try:
            with self._ground(open_record, changed) as ground:
                return replace(self._build(ground), seconds=dict(self._seconds))
        except HeldError:
            return Outcome(
                output=self.output, done=False, problems=(held(self.output),)
            )

    @property
    def unsettled(self) -> bool:
        """Whether the manifest still waits for what builds have written."""
        return self._holding is not None and bool(self._holding.healed)

    def settle(self) -> None:
        """Write the manifest, if it waits; another build's is left alone."""
        if not self.unsettled:
            return
        folder = place_stage(self.site, self.output)
        with suppress(HeldError), locked(folder.lock, patience=_PATIENCE):
            self._heed_others(folder)
            if self._holding is not None:
                self._holding = list_holding(self._holding, folder)
                self._seen = listing_state(folder)

    @property
    def rehearsed(self) -> bool:
        """Whether there is nothing to make ready for the next edit."""
        return self._equipment is self._rehearsed

    def rehearse(self) -> None:
        """Load what an edit needs, while nobody waits for it."""
        from generator.engine.rehearsal import rehearse

        equipment = self._rehearsed = self._equipment
        if equipment is not None:
            # Should others write in the output, the next build notices it as ever.
            self._holding = rehearse(equipment) or self._holding

    def close(self) -> None:
        """Let go of all that is open."""
        self.settle()
        self._let_go()

    def _let_go(self) -> None:
        self._open.close()
        self._equipment = None

    def forecast(self, look: Callable[[Inputs], V]) -> tuple[Forecast, V | None]:
        """Tell what a build would do; neither the output nor the record is touched.

        `look` is given what decides what is published, while it is at hand.
        """
        from generator.engine.forecast import Forecast, foresee  # noqa: PLC0415  # a build with nothing to do starts without it
        from generator.engine.lookup import gather_inputs  # noqa: PLC0415  # a build with nothing to do starts without it

        self._seconds = {}
        try:
            with self._ground(peek_record) as ground:
                made = self._make(ground, files=False)
                found = foresee(made, ground, self.output)
                if not ground.settled:
                    return found, None
                inputs = gather_inputs(
                    ground.kept.connection,
                    ground.bench.settings,
                    now=ground.terms.now,
                    drafts=ground.terms.drafts,
                )
                return found, look(inputs)
        except HeldError:
            problems = (held(self.output),)
            return Forecast(output=self.output, done=False, problems=problems), None

    def recall(self) -> tuple[Rendering, ...]:
        """Tell of every page in the output why it was rendered last."""
        name = self._record_name(place_stage(self.site, self.output))
        with peek_record(self.site, name, clean=False) as record:
            return load_rendered(record.connection)

    def discard(self) -> None:
        """Forget what was built: the output will not be built again."""
        self._let_go()
        remove_record(self.site, self._record_name(place_stage(self.site, self.output)))

    def _build(self, ground: Ground) -> Outcome:
        """Plan, render and write what isn't as it should be."""
        folder = ground.bench.folder
        if ground.stands:
            # Nothing that a page is made from has changed, and neither has any page.
            if folder.journal.exists() and not self.unsettled:
                # Whoever wrote last was killed before it could list its files.
                list_holding(holding_of(ground.record), folder)
            return self._judged(load_outcome(ground.record, self.output), ground)
        open_stage(self.site, folder)
        try:
            made = self._make(ground, files=True)
            if made.survey is None or made.work is None or made.stopped:
                return Outcome(output=self.output, done=False, problems=made.problems)
            from generator.engine.delivery import finish  # noqa: PLC0415  # a build with nothing to do starts without it

            with self._timed("write"):
                holding = self._holding if self._lasting else None
                outcome, holding = finish(made, made.survey, made.work, ground, holding)
            self._holding = holding if outcome.done else None
            return outcome
        finally:
            clear_stage(folder)

    def _heed_others(self, folder: StageFolder) -> bool:
        """Tell whether another build has written in the output; then forget it."""
        other = self._seen != listing_state(folder)
        if other:
            self._holding = None
        return other

    def _make(self, ground: Ground, *, files: bool) -> Made:
        # Imported late: a build with nothing to do starts sooner.
        from generator.engine.making import make_site  # noqa: PLC0415  # a build with nothing to do starts without it
        from generator.engine.parts import Aim  # noqa: PLC0415  # a build with nothing to do starts without it

        return make_site(
            ground,
            Aim.FILES if files else Aim.FORECAST,
            strict=self._strict(ground),
            timed=self._timed,
            progress=partial(self._watch, "render"),
        )

    def _judged(self, known: Outcome, ground: Ground) -> Outcome:
        """Tell of a site that stands: its warnings are those it was built with."""
        found = sort_problems((*ground.problems, *known.problems))
        done = not stops(found, strict=self._strict(ground))
        return replace(known, done=done, problems=found)

    @contextmanager
    def _ground(
        self, opened: Opening, changed: frozenset[str] | None = None
    ) -> Iterator[Ground]:
        """Read what is new, and hold the output until all is done."""
        folder = place_stage(self.site, self.output)
        # Held to the end of the workers: none may write on another build's stage.
        with locked(folder.lock, patience=_PATIENCE), collector_resting():
            # A build that was killed may have left its stage.
            clear_stage(folder)
            if self._heed_others(folder):
                # What it left must be looked at, as in a first build.
                changed = None
            with self._timed("scan"):
                found = self._look(folder, opened, changed)
            equipment = self._equipment
            assert equipment is not None, "a look equips"
            make = make_bench, equipment.arguments
            count = self.options.workers
            try:
                with hire(equipment.bench, *make, count=count) as crew:
                    with self._timed("read"):
                        progress = partial(self._watch, "read")
                        ground = lay_ground(
                            equipment, found, crew, self.options, progress=progress
                        )
                    yield ground
                self._seen = listing_state(folder)
            finally:
                take_back(equipment.record)
                if not self._lasting:
                    self._let_go()

    def _look(
        self, folder: StageFolder, opened: Opening, changed: frozenset[str] | None
    ) -> Found:
        """Look at the whole site, or at what changed where that is enough."""
        equipment = self._equipment
        if equipment is not None and changed is not None:
            found = look_at(self.site, changed, equipment.kept)
            if found is not None:
                return found
        self._let_go()
        equipped = equip(
            self.site, self.options, folder, self._record_name(folder), opened
        )
        self._equipment = self._open.enter_context(equipped)
        return Found(sources=self._equipment.sources)

    def _strict(self, ground: Ground) -> bool:
        return self.options.strict or ground.bench.settings.strict

    def _record_name(self, folder: StageFolder) -> str:
        return digest_bytes(repr((folder.output, self.options.drafts)).encode())[:12]

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        start = perf_counter()
        yield
        self._seconds[stage] = perf_counter() - start

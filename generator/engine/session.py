"""The session: one site, one set of options, and the one way to build.

Owns the order of the stages.  Invariants: the first build, the tenth and the preview
are one code path; if anything is wrong, the output stays as it was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar
from zoneinfo import ZoneInfo

from generator.digest import digest_bytes
from generator.engine.bench import Bench, make_bench
from generator.engine.ground import Ground
from generator.engine.kept import Kept, open_kept, reading_of
from generator.engine.links import Links, LinkStyle
from generator.engine.lock import HeldError, locked
from generator.engine.outcome import BuildOptions, Outcome, Watch, unwatched
from generator.engine.record import (
    Opening,
    find_stale,
    load_rendered,
    open_record,
    peek_record,
)
from generator.engine.site_url import check_site_url, with_base_url
from generator.engine.stage import StageFolder, clear_stage, place_stage
from generator.engine.standing import (
    Standing,
    load_outcome,
    next_due,
    save_standing,
)
from generator.engine.text_kinds import TextKind
from generator.engine.texts import Progress, TextState, refresh_store
from generator.engine.workers import Crew, hire
from generator.engine.write import Written
from generator.problems import Place, Problem, sort_problems, stops
from generator.source.read_settings import read_settings
from generator.source.scan import SETTINGS, Sources, read_source, scan
from generator.source.settings import Settings
from generator.urls import Url

if TYPE_CHECKING:
    from generator.engine.forecast import Forecast
    from generator.engine.reasons import Rendering
    from generator.engine.survey import Survey
    from generator.publication.inputs import Inputs

V = TypeVar("V")
_PATIENCE = 10.0
"""Seconds to wait for another build of the same output."""
_STAND_IN = Settings(title="", url=Url("https://example.org/"), language="en")
"""Where the settings can't be read, the texts are still read by these."""


class Session:
    """A site with the options of a build."""

    def __init__(
        self, site: Path, options: BuildOptions, watch: Watch = unwatched
    ) -> None:
        self.site = site
        self.options = options
        self._watch = watch
        self._seconds: dict[str, float] = {}

    @property
    def output(self) -> Path:
        """The folder that the site is built into."""
        return self.options.output or self.site / "output"

    def build(self) -> Outcome:
        """Build the site, or say all that is in the way."""
        self._seconds = {}
        try:
            with self._ground(open_record) as ground:
                return self._build(ground)
        except HeldError:
            return Outcome(output=self.output, done=False, problems=(_held(self),))

    def forecast(self, look: Callable[[Inputs], V]) -> tuple[Forecast, V | None]:
        """Tell what a build would do; neither the output nor the record is touched.

        `look` is given what decides what is published, while it is at hand.
        """
        from generator.engine.forecast import Forecast, foresee  # noqa: PLC0415

        self._seconds = {}
        try:
            with self._ground(peek_record) as ground:
                survey, problems = self._survey(ground)
                strict = self._strict(ground.bench.settings)
                done = survey is not None and not stops(problems, strict=strict)
                if not done:
                    problems = (*problems, *_theme_faults(ground.bench))
                seen = look(ground.inputs()) if ground.settled else None
                found = foresee(ground, survey if done else None, problems, self.output)
                return found, seen
        except HeldError:
            held = (_held(self),)
            return Forecast(output=self.output, done=False, problems=held), None

    def recall(self) -> tuple[Rendering, ...]:
        """Tell of every page in the output why it was rendered last."""
        name = self._record_name(place_stage(self.site, self.output))
        with peek_record(self.site, name, clean=False) as record:
            return load_rendered(record)

    def _record_name(self, folder: StageFolder) -> str:
        return digest_bytes(repr((folder.output, self.options.drafts)).encode())[:12]

    @contextmanager
    def _ground(self, opened: Opening) -> Iterator[Ground]:
        """Read what is new, and hold the output until all is done."""
        folder = place_stage(self.site, self.output)
        name = self._record_name(folder)
        clean = self.options.clean
        # Held to the end of the workers: none may write on another build's stage.
        with (
            locked(folder.lock, patience=_PATIENCE),
            open_kept(self.site, clean=clean) as kept,
            opened(self.site, name, clean=clean) as record,
        ):
            # A build that was killed may have left its stage.
            clear_stage(folder)
            with self._timed("scan"):
                sources = scan(self.site)
                settings, problems = read_site_settings(sources)
            known = with_base_url(settings or _STAND_IN, self.options.base_url)
            problems += sources.problems
            problems += check_site_url(known, self.options.base_url)
            style = LinkStyle.FILES if self.options.portable else LinkStyle.FOLDERS
            arguments = (self.site, known, Links(site=known.url, style=style), folder)
            with (
                hire(make_bench, arguments, count=self.options.workers) as crew,
                closing(crew.context.store),
            ):
                state = self._refresh(kept, sources, crew)
                problems += (*crew.context.theme_problems, *state.problems)
                now = moment_of(self.options.now, known)
                drafts = self.options.drafts
                yield Ground(
                    kept=kept,
                    record=record,
                    crew=crew,
                    state=state,
                    now=now,
                    drafts=drafts,
                    settled=settings is not None,
                    standing=Standing.of(crew.context, state, now, drafts=drafts),
                    stale=find_stale(record, folder.output),
                    problems=problems,
                )

    def _refresh(self, kept: Kept, sources: Sources, crew: Crew[Bench]) -> TextState:
        """Bring the store of texts up to date."""
        with self._timed("read"):
            return refresh_store(
                kept,
                sources,
                crew,
                reading=reading_of(crew.context.settings),
                progress=self._progress("read"),
            )

    def _build(self, ground: Ground) -> Outcome:
        """Plan, render and write what isn't as it should be."""
        if ground.stands:
            # Nothing that a page is made from has changed, and neither has any page.
            known = load_outcome(ground.record, self.output)
            return self._judged(known, ground.problems, ground.crew)
        survey, found = self._survey(ground)
        strict = self._strict(ground.bench.settings)
        if survey is None or stops(found, strict=strict):
            return self._outcome(survey, (*found, *_theme_faults(ground.bench)))
        from generator.engine.work import carry_out  # noqa: PLC0415

        with self._timed("render"):
            work = carry_out(
                survey,
                ground.record,
                ground.crew,
                stale=ground.stale,
                progress=self._progress("render"),
            )
        if work.problems:
            return self._outcome(survey, (*found, *work.problems))
        outcome = replace(
            self._outcome(survey, found, work.written),
            next_due=next_due(ground.kept, ground.now),
            rendered=work.rendered,
        )
        save_standing(ground.record, ground.standing, survey, work.rows, outcome)
        return replace(outcome, seconds=dict(self._seconds))

    def _survey(self, ground: Ground) -> tuple[Survey | None, tuple[Problem, ...]]:
        """Plan what may be another than last time, if enough could be read for it."""
        if not ground.settled or TextKind.AUTHOR in ground.state.unread:
            # Every column of an unread author's would seem to have an unknown one.
            return None, ground.problems
        # Imported late: a build with nothing to do starts sooner.
        from generator.engine.survey import survey_site  # noqa: PLC0415

        theme = ground.bench.theme
        with self._timed("plan"):
            survey = survey_site(
                ground.kept,
                ground.inputs(),
                ground.state,
                ground.record,
                whole=not ground.standing.follows(ground.record),
                stale=ground.stale,
                assets=theme.assets if theme else (),
            )
        return survey, (*ground.problems, *survey.problems)

    def _judged(
        self, known: Outcome, problems: tuple[Problem, ...], crew: Crew[Bench]
    ) -> Outcome:
        """Tell of a site that stands: its warnings are those it was built with."""
        found = sort_problems((*problems, *known.problems))
        done = not stops(found, strict=self._strict(crew.context.settings))
        return replace(known, done=done, problems=found, seconds=dict(self._seconds))

    def _strict(self, settings: Settings) -> bool:
        return self.options.strict or settings.strict

    def _progress(self, stage: str) -> Progress:
        return lambda done, total: self._watch(stage, done, total)

    @contextmanager
    def _timed(self, stage: str) -> Iterator[None]:
        start = perf_counter()
        yield
        self._seconds[stage] = perf_counter() - start

    def _outcome(
        self,
        survey: Survey | None,
        problems: Iterable[Problem],
        written: Written | None = None,
    ) -> Outcome:
        return Outcome(
            output=self.output,
            done=written is not None,
            columns=len(survey.library.entries) if survey else 0,
            pages=survey.count_pages() if survey else 0,
            withheld=tuple(survey.library.withheld.values()) if survey else (),
            files=written or Written(),
            problems=sort_problems(problems),
            seconds=dict(self._seconds),
        )


def _held(session: Session) -> Problem:
    place = Place(file=session.output.name)
    message = "another build is writing this output"
    return Problem(place=place, message=message, hint="wait for its end")


def _theme_faults(bench: Bench) -> tuple[Problem, ...]:
    """Find the theme's faults too, where something else stops a build."""
    return bench.theme.check() if bench.theme else ()


def read_site_settings(
    sources: Sources,
) -> tuple[Settings | None, tuple[Problem, ...]]:
    """Read the settings of a scanned site."""
    if sources.settings is None:
        message = "there is no file with the publication's settings"
        place = Place(file=SETTINGS)
        return None, (Problem(place=place, message=message, hint="byline init"),)
    return read_settings(SETTINGS, read_source(sources.settings))


def moment_of(now: dt.datetime, settings: Settings) -> dt.datetime:
    """Put the value of the clock into the desk's zone."""
    zone = ZoneInfo(settings.time_zone)
    return now.replace(tzinfo=zone) if now.tzinfo is None else now.astimezone(zone)

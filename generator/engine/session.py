"""The session: one site, one set of options, and the one way to build.

Owns the order of the stages.  Invariants: the first build, the tenth and the preview
are one code path; if anything is wrong, the output stays as it was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from generator.digest import digest_bytes
from generator.engine.bench import Bench, make_bench
from generator.engine.kept import Kept, open_kept, reading_of
from generator.engine.links import Links, LinkStyle
from generator.engine.lock import HeldError, locked
from generator.engine.outcome import BuildOptions, Outcome, Watch, unwatched
from generator.engine.record import Record, find_stale, open_record
from generator.engine.site_url import check_site_url, with_base_url
from generator.engine.stage import StageFolder, place_stage
from generator.engine.standing import (
    Standing,
    load_outcome,
    next_due,
    save_standing,
    still_stands,
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
    from generator.engine.survey import Survey

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
        folder = place_stage(self.site, self.output)
        name = digest_bytes(repr((folder.output, self.options.drafts)).encode())[:12]
        try:
            # Held to the end of the workers: none may write on another build's stage.
            with (
                locked(folder.lock, patience=_PATIENCE),
                open_kept(self.site, clean=self.options.clean) as kept,
                open_record(self.site, name, clean=self.options.clean) as record,
            ):
                return self._build(folder, kept, record)
        except HeldError:
            place = Place(file=self.output.name)
            message = "another build is writing this output"
            problem = Problem(place=place, message=message, hint="wait for its end")
            return Outcome(output=self.output, done=False, problems=(problem,))

    def _build(self, folder: StageFolder, kept: Kept, record: Record) -> Outcome:
        with self._timed("scan"):
            sources = scan(self.site)
            settings, problems = read_site_settings(sources)
        known = with_base_url(settings or _STAND_IN, self.options.base_url)
        problems += sources.problems
        problems += check_site_url(known, self.options.base_url)
        style = LinkStyle.FILES if self.options.portable else LinkStyle.FOLDERS
        links = Links(site=known.url, style=style)
        arguments = (self.site, known, links, folder)
        with (
            hire(make_bench, arguments, count=self.options.workers) as crew,
            closing(crew.context.store),
        ):
            problems += crew.context.theme_problems
            with self._timed("read"):
                state = self._refresh(kept, sources, crew)
            problems += state.problems
            if settings is None:
                return self._stopped(None, crew, problems)
            return self._build_from(state, crew, kept, record, problems)

    def _refresh(self, kept: Kept, sources: Sources, crew: Crew[Bench]) -> TextState:
        return refresh_store(
            kept,
            sources,
            crew,
            reading=reading_of(crew.context.settings),
            progress=self._progress("read"),
        )

    def _build_from(
        self,
        state: TextState,
        crew: Crew[Bench],
        kept: Kept,
        record: Record,
        problems: tuple[Problem, ...],
    ) -> Outcome:
        """Plan, render and write what isn't as it should be."""
        bench = crew.context
        now = moment_of(self.options.now, bench.settings)
        standing = Standing.of(bench, state, now, drafts=self.options.drafts)
        stale = find_stale(record, bench.folder.output)
        if not stale and still_stands(record, standing):
            # Nothing that a page is made from has changed, and neither has any page.
            known = load_outcome(record, self.output)
            return self._judged(known, problems, crew)
        # Imported where something is to be done: a build with nothing to do starts sooner.
        from generator.engine.survey import read_inputs, survey_site  # noqa: PLC0415
        from generator.engine.work import carry_out  # noqa: PLC0415

        if TextKind.AUTHOR in state.unread:
            # Every column of that author's would seem to have an unknown one.
            return self._stopped(None, crew, problems)
        with self._timed("plan"):
            survey = survey_site(
                kept,
                read_inputs(
                    kept, state, bench.settings, now=now, drafts=self.options.drafts
                ),
                state,
                record,
                whole=not standing.follows(record),
                stale=stale,
                assets=bench.theme.assets if bench.theme else (),
            )
        found = (*problems, *survey.problems)
        if stops(found, strict=self._strict(bench.settings)):
            return self._stopped(survey, crew, found)
        with self._timed("render"):
            written, pages, wrong = carry_out(
                survey, crew, stale=stale, progress=self._progress("render")
            )
        if wrong:
            return self._outcome(survey, (*found, *wrong))
        outcome = self._outcome(survey, found, written)
        outcome = replace(outcome, next_due=next_due(kept, now))
        save_standing(record, standing, survey, pages, outcome)
        return replace(outcome, seconds=dict(self._seconds))

    def _judged(
        self, known: Outcome, problems: tuple[Problem, ...], crew: Crew[Bench]
    ) -> Outcome:
        """Tell of a site that stands: its warnings are those it was built with."""
        found = sort_problems((*problems, *known.problems))
        done = not stops(found, strict=self._strict(crew.context.settings))
        return replace(known, done=done, problems=found, seconds=dict(self._seconds))

    def _stopped(
        self,
        survey: Survey | None,
        crew: Crew[Bench],
        problems: tuple[Problem, ...],
    ) -> Outcome:
        """Say what is in the way, the theme's faults included."""
        theme = crew.context.theme
        return self._outcome(survey, (*problems, *(theme.check() if theme else ())))

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

"""The session: one site, one set of options, and the one way to build.

Owns the order of the stages.  Invariants: the first build, the tenth and the preview
are one code path; if anything is wrong, the output stays as it was.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import perf_counter
from typing import TypeVar
from zoneinfo import ZoneInfo

from generator.engine.bench import (
    Bench,
    make_bench,
    measure,
    read_text,
    stage_file,
    stage_page,
)
from generator.engine.links import Links, LinkStyle
from generator.engine.lock import HeldError, locked
from generator.engine.outcome import BuildOptions, Outcome, Watch, unwatched
from generator.engine.read import TextKind, Texts, gather
from generator.engine.render import bodies_for
from generator.engine.site_url import check_site_url, with_base_url
from generator.engine.stage import (
    Staged,
    StageFolder,
    clear_stage,
    open_stage,
    place_stage,
    stage_bytes,
)
from generator.engine.survey import Survey, own_files, survey_site
from generator.engine.workers import Crew, hire, map_in_order
from generator.engine.write import Written, write_output
from generator.pages.page import Stage
from generator.problems import Place, Problem, sort_problems, stops
from generator.publication.inputs import Inputs
from generator.publication.listed import list_column
from generator.source.pictures import FileFacts
from generator.source.read_settings import read_settings
from generator.source.scan import SETTINGS, Sources, read_source, scan
from generator.source.settings import Settings
from generator.urls import Url, output_path

I = TypeVar("I")  # noqa: E741
R = TypeVar("R")

_PATIENCE = 10.0
"""Seconds to wait for another build of the same output."""
_STAND_IN = Settings(title="", url=Url("https://example.org/"), language="en")
"""Where the settings can't be read, the texts are still read by these."""


class Session:
    """A site with the options of a build; each `build` reads everything anew."""

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
        try:
            # Held to the end of the workers: none may write on another build's stage.
            with locked(folder.lock, patience=_PATIENCE):
                return self._build(folder)
        except HeldError:
            place = Place(file=self.output.name)
            message = "another build is writing this output"
            problem = Problem(place=place, message=message, hint="wait for its end")
            return self._outcome(None, (problem,))

    def _build(self, folder: StageFolder) -> Outcome:
        sources = scan(self.site)
        settings, problems = read_site_settings(sources)
        known = with_base_url(settings or _STAND_IN, self.options.base_url)
        problems += sources.problems
        problems += check_site_url(known, self.options.base_url)
        style = LinkStyle.FILES if self.options.portable else LinkStyle.FOLDERS
        links = Links(site=known.url, style=style)
        arguments = (self.site, known, links, folder)
        with hire(make_bench, arguments, count=self.options.workers) as crew:
            problems += crew.context.theme_problems
            survey, found = self._survey(crew, sources)
            problems += found
            strict = self.options.strict or known.strict
            if settings is None or survey is None or stops(problems, strict=strict):
                theme = crew.context.theme
                problems += theme.check() if theme else ()
                return self._outcome(survey, problems)
            written, found = self._write(crew, survey, folder)
        if found:
            return self._outcome(survey, (*problems, *found))
        return self._outcome(survey, problems, written)

    def _survey(
        self, crew: Crew[Bench], sources: Sources
    ) -> tuple[Survey | None, tuple[Problem, ...]]:
        """Read everything and plan the site."""
        with self._timed("read"):
            texts, files, problems = self._read(crew, sources)
        theme = crew.context.theme
        if TextKind.AUTHOR in texts.unread:
            # Every column of that author's would seem to have an unknown one.
            return None, problems
        with self._timed("plan"):
            inputs = Inputs(
                settings=crew.context.settings,
                listed=tuple(
                    list_column(piece.column, piece.body, crew.context.settings)
                    for piece in texts.pieces
                ),
                pieces={piece.column.path: piece for piece in texts.pieces},
                authors=texts.authors,
                desk_pages=texts.desk_pages,
                discussions=texts.discussions,
                files={file.path: file for file in files},
                now=moment_of(self.options.now, crew.context.settings),
                drafts=self.options.drafts,
            )
            survey = survey_site(inputs, texts, theme.assets if theme else ())
        return survey, (*problems, *survey.problems)

    def _read(
        self, crew: Crew[Bench], sources: Sources
    ) -> tuple[Texts, tuple[FileFacts, ...], tuple[Problem, ...]]:
        texts = [
            *((TextKind.COLUMN, file.path) for file in sources.columns),
            *((TextKind.AUTHOR, file.path) for file in sources.authors),
            *((TextKind.DESK_PAGE, file.path) for file in sources.pages),
            *((TextKind.DISCUSSION, file.path) for file in sources.comments),
        ]
        others = [file.path for file in (*sources.static, *sources.beside)]
        read = gather(
            self._watched("read", map_in_order(crew, read_text, texts), texts)
        )
        measured = list(map_in_order(crew, measure, others))
        files = tuple(facts for facts in measured if isinstance(facts, FileFacts))
        unread = (facts for facts in measured if isinstance(facts, Problem))
        return read, files, (*read.problems, *unread)

    def _write(
        self, crew: Crew[Bench], survey: Survey, folder: StageFolder
    ) -> tuple[Written, tuple[Problem, ...]]:
        """Render everything, then bring it into the output; or neither."""
        open_stage(self.site, folder)
        try:
            with self._timed("render"):
                staged, problems = self._stage(crew, survey, folder)
            if problems:
                return Written(), problems
            with self._timed("write"):
                return write_output(staged, folder)
        finally:
            clear_stage(folder)

    def _stage(
        self, crew: Crew[Bench], survey: Survey, folder: StageFolder
    ) -> tuple[list[Staged], tuple[Problem, ...]]:
        pages, bodies = survey.plan.pages, survey.bodies
        work = [(page, bodies_for(page, bodies)) for page in pages]
        rendered = map_in_order(crew, stage_page, work)
        results = [
            *self._watched("render", rendered, work),
            *map_in_order(crew, stage_file, survey.plan.files),
        ]
        staged = [
            stage_bytes(data, output_path(address), Stage.ASSET, folder)
            for address, data in own_files(survey)
        ]
        staged += [result for result in results if isinstance(result, Staged)]
        problems = (result for result in results if isinstance(result, Problem))
        return staged, one_of_each(problems)

    def _watched(
        self, stage: str, results: Iterator[R], items: Sequence[I]
    ) -> Iterator[R]:
        """Pass results on, telling who watches how many there are."""
        for number, result in enumerate(results, start=1):
            self._watch(stage, number, len(items))
            yield result

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
            pages=len(survey.plan.pages) if survey else 0,
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


def one_of_each(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Keep one of the problems that many pages have alike: the first page's."""
    first: dict[tuple[Place, str], Problem] = {}
    for problem in problems:
        first.setdefault((problem.place, problem.message), problem)
    return tuple(first.values())

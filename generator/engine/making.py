"""Making: from the ground of a build to what its parts have become, and what is wrong.

Owns which problems show together: one file that can't be read must not have others
blamed for links to it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager

from msgspec import Struct, field

from generator.engine.ground import Ground
from generator.engine.makers import get_ready
from generator.engine.parts import Aim
from generator.engine.relief import relieved
from generator.engine.survey import Survey, survey_site
from generator.engine.text_kinds import TextKind
from generator.engine.work import Progress, Work, make_parts
from generator.engine.workers import occupy
from generator.problems import Problem, Weight, sort_problems, stops

Timed = Callable[[str], AbstractContextManager[None]]
"""Takes the time of a stage."""


class Made(Struct, frozen=True, kw_only=True):
    """What was made of a site, or what stands in the way."""

    survey: Survey | None = None
    work: Work | None = None
    """None, as the survey is, where too little could be read for them."""
    problems: tuple[Problem, ...]
    """All that are to be shown."""
    met: tuple[Problem, ...] = field(default=())
    """Those among them that no text has by itself."""
    stopped: bool
    """Whether nothing may be written."""


def make_site(
    ground: Ground, aim: Aim, *, strict: bool, timed: Timed, progress: Progress
) -> Made:
    """Plan what may be another than last time, and make it as far as is asked."""
    if not ground.settled or TextKind.AUTHOR in ground.state.unread:
        # Every column of an unread author's would seem to have an unknown one.
        problems = (*ground.problems, *_theme_faults(ground))
        return Made(problems=sort_problems(problems), stopped=True)
    # Workers that have read texts wait for what this process is to find out.
    occupy(ground.crew, get_ready)
    # In their place, shelves are read quickly, however much is written after them.
    with timed("plan"), relieved(ground.record.connection, ground.crew):
        survey = survey_site(
            ground.kept,
            ground.record,
            ground.state,
            ground.terms,
            stale=ground.stale,
            theme=ground.bench.theme,
            begun=ground.begun,
        )
    if stops((*ground.problems, *survey.problems), strict=strict):
        aim = Aim.PROBLEMS
    with timed("render"):
        work = make_parts(survey, ground.record, ground.crew, aim, progress=progress)
    met = _worth_telling((*survey.problems, *work.problems), ground)
    found = [*ground.problems, *met, *work.faults]
    stopped = stops(found, strict=strict)
    if stopped:
        found += _besides(work.faults, _theme_faults(ground))
    return Made(
        survey=survey,
        work=work,
        problems=sort_problems(found),
        met=met,
        stopped=stopped,
    )


def _worth_telling(problems: Iterable[Problem], ground: Ground) -> tuple[Problem, ...]:
    """Leave out broken links and unknown names that may be an unread file's fault."""
    if not ground.state.unread:
        return sort_problems(problems)
    return sort_problems(one for one in problems if one.weight is Weight.STOP)


def _theme_faults(ground: Ground) -> tuple[Problem, ...]:
    """Find the theme's faults too, where something else stops a build."""
    theme = ground.bench.theme
    return theme.check() if theme else ()


def _besides(told: Iterable[Problem], problems: Iterable[Problem]) -> Iterator[Problem]:
    """Leave out what was met in rendering already."""
    known = {(problem.place, problem.message) for problem in told}
    for problem in problems:
        if (problem.place, problem.message) not in known:
            yield problem

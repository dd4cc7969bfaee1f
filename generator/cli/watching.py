"""`byline build --watch`: build, and build again whenever something changes.

Owns when a build is due, and what is said of each one.
"""

from __future__ import annotations

import datetime as dt
import enum
import json
import signal
import sys
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.cli.faults import report_fault
from generator.cli.report import (
    counted,
    describe_outcome,
    describe_renderings,
    outcome_as_json,
)
from generator.cli.screen import complain, progress, say, show_problems
from generator.engine.changes import leaves
from generator.engine.outcome import BuildOptions, Outcome, Watch, unwatched
from generator.engine.session import Session
from generator.engine.watch import watch
from generator.problems import Problem

FOREVER = 1e9
"""Seconds to wait when no column's time will come."""
_TRIES = 3
_SETTLING = 1.0
"""Seconds after a build until the manifest is brought up to date."""
_A_MOMENT = 0.05
"""Seconds before another try, where files vanished under a build."""


class Voice(enum.Enum):
    """How it is said what builds do."""

    PLAIN = "plain"
    EXPLAINED = "explained"
    """And why each page was rendered."""
    REASONS = "reasons"
    """Problems, and why each page was rendered, only."""
    QUIET = "quiet"
    """Problems only."""
    JSON = "json"
    """One document a line."""


_TALKATIVE = (Voice.PLAIN, Voice.EXPLAINED)


class Build(Struct, frozen=True, kw_only=True):
    """One build of a watch."""

    changed: tuple[str, ...] = ()
    """What asked for it; nothing when a column's time had come."""
    outcome: Outcome
    ended: dt.datetime
    """By the clock on the wall."""


def keep_building(
    site: Path, options: BuildOptions, now: Callable[[], dt.datetime], voice: Voice
) -> int:
    """Build until Ctrl-C; give the exit code."""
    keeper = Keeper(site, options, now)
    with ended_by_signals() as end_if_told, closing(keeper):

        def patience() -> float:
            end_if_told()
            return keeper.patience()

        with closing(watch(site, patience=patience, tell=complain)) as batches:
            try:
                next(batches)
                with progress(wanted=voice in _TALKATIVE) as bar:
                    last = keeper.build((), bar)
                report_first(last, voice)
                for changed in batches:
                    for build in keeper.answer(changed):
                        report_next(last, build, voice)
                        last = build
            except KeyboardInterrupt:
                return 0
    raise AssertionError("a watch ends by being interrupted")


@contextmanager
def ended_by_signals() -> Iterator[Callable[[], None]]:
    """Take SIGTERM as Ctrl-C, which waits where files are being written.

    Gives what has to be called now and then, and raises what got lost: Python drops an
    exception that a signal raises while it clears memory up, and only tells of it.
    """
    told: list[int] = []
    tell = sys.unraisablehook

    def interrupt(number: int, _: object) -> None:
        told.append(number)
        # A shell starts its background jobs deaf to Ctrl-C.
        deaf = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        if deaf or number == signal.SIGINT:
            raise KeyboardInterrupt
        signal.raise_signal(signal.SIGINT)

    def end_if_told() -> None:
        if told:
            raise KeyboardInterrupt

    def tell_of_others(lost: sys.UnraisableHookArgs) -> None:
        if not issubclass(lost.exc_type, KeyboardInterrupt):
            tell(lost)

    before = {signal.SIGTERM: signal.signal(signal.SIGTERM, interrupt)}
    if signal.getsignal(signal.SIGINT) is not signal.SIG_IGN:
        before[signal.SIGINT] = signal.signal(signal.SIGINT, interrupt)
    sys.unraisablehook = tell_of_others
    try:
        yield end_if_told
    finally:
        sys.unraisablehook = tell
        for number, old in before.items():
            signal.signal(number, signal.SIG_DFL if old is None else old)


class Keeper:
    """A session that is built again and again, by a clock that goes on."""

    def __init__(
        self, site: Path, options: BuildOptions, now: Callable[[], dt.datetime]
    ) -> None:
        self._session = Session(site, options, self._heed, lasting=True)
        self._now = now
        self._due: dt.datetime | None = None
        self._bar: Watch = unwatched
        self._settle_at = 0.0
        self._whole = True
        """Whether the next build has to look at the whole site."""

    def patience(self) -> float:
        """Tell how many seconds are left until a column's time comes."""
        now, wait = self._now(), FOREVER
        # A moment without a zone was typed: that clock stands still.
        if self._due is not None and now.tzinfo is not None:
            wait = (self._due - now).total_seconds()
        if self._session.unsettled or not self._session.rehearsed:
            wait = min(wait, self._settle_at - time.monotonic())
        return wait

    def answer(self, changed: frozenset[str]) -> Iterator[Build]:
        """Build; go on trying while another build holds the output."""
        try:
            if not changed and self._session.unsettled:
                self._session.settle()
                return
            if not changed and not self._session.rehearsed:
                self._session.rehearse()
                return
            build = self.build(changed)
            yield build
            while was_held(build.outcome):
                build = self.build(changed)
                if not was_held(build.outcome):
                    yield build
        except Exception as error:
            report_fault(error, sys.argv[1:])
            # What the session remembers may be half a change.
            self._session.close()
            self._whole = True

    def build(self, changed: Iterable[str], bar: Watch = unwatched) -> Build:
        """Build at this moment."""
        self._due, self._bar = None, bar
        options = replace(self._session.options, now=self._now())
        self._session.options = options
        outcome = self._try(None if self._whole else frozenset(changed))
        # What was announced while another build held the output is not forgotten.
        self._whole = was_held(outcome)
        self._bar = unwatched
        # Only the first build of a watch starts from nothing.
        self._session.options = replace(options, clean=False)
        self._due = next_due(outcome, options.now)
        ended = dt.datetime.now().astimezone()
        self._settle_at = time.monotonic() + _SETTLING
        return Build(changed=leaves(changed), outcome=outcome, ended=ended)

    def close(self) -> None:
        """Let go of what the session has open."""
        self._session.close()

    def _try(self, changed: frozenset[str] | None) -> Outcome:
        """Build again where a file or folder went while it was read."""
        for _ in range(_TRIES - 1):
            try:
                return self._session.build(changed)
            except (FileNotFoundError, NotADirectoryError):
                time.sleep(_A_MOMENT)
                changed = None
        return self._session.build()

    def _heed(self, stage: str, done: int, total: int) -> None:
        self._bar(stage, done, total)


def next_due(outcome: Outcome, built: dt.datetime) -> dt.datetime | None:
    """Give the moment at which the output will have to be another one.

    One that has passed is none: the build after it could not change that.
    """
    due = outcome.next_due
    return due if due and built.tzinfo and due > built else None


def was_held(outcome: Outcome) -> bool:
    """Tell whether another build kept this one from beginning."""
    return not outcome.done and not outcome.seconds


def report_first(build: Build, voice: Voice) -> None:
    """Say what the first build did, and that it goes on."""
    if voice is Voice.JSON:
        say(_as_json(build))
        return
    show_problems(build.outcome.problems)
    _explain(build, voice)
    if voice in _TALKATIVE:
        say(describe_outcome(build.outcome))
        say("Watching for changes; Ctrl-C ends it.")


def report_next(before: Build, build: Build, voice: Voice) -> None:
    """Say what another build did; problems only when they are new or in the way."""
    if voice is Voice.JSON:
        say(_as_json(build))
        return
    show_problems(worth_showing(before.outcome, build.outcome))
    _explain(build, voice)
    if voice in _TALKATIVE:
        say(describe_build(before, build))


def worth_showing(before: Outcome, outcome: Outcome) -> tuple[Problem, ...]:
    """Leave out the warnings that have been shown already."""
    if not outcome.done:
        return outcome.problems
    known = frozenset(before.problems)
    return tuple(problem for problem in outcome.problems if problem not in known)


def describe_build(before: Build, build: Build) -> str:
    """Say what a build did, in a line.

    "13:02:11 content/columns/crows.md changed: 3 files written in 0.02 s"
    """
    return f"{build.ended:%H:%M:%S} {_cause(build.changed)}: {_effect(before, build)}"


def _cause(changed: tuple[str, ...]) -> str:
    if not changed:
        return "a column's time has come"
    return (
        f"{changed[0] if len(changed) == 1 else counted(len(changed), 'file')} changed"
    )


def _effect(before: Build, build: Build) -> str:
    outcome, files = build.outcome, build.outcome.files
    if not outcome.done:
        problems = counted(len(outcome.problems), "problem")
        return f"nothing was written, {problems}; the output is as it was"
    done = [counted(len(files.written), "file") + " written"] if files.written else []
    done += [f"{len(files.removed):,} removed"] if files.removed else []
    mended = "" if before.outcome.done else "mended, "
    took = sum(outcome.seconds.values())
    return f"{mended}{', '.join(done) or 'nothing to write'} in {took:.2f} s"


def _explain(build: Build, voice: Voice) -> None:
    if voice in (Voice.EXPLAINED, Voice.REASONS) and build.outcome.rendered:
        say(describe_renderings(build.outcome))


def _as_json(build: Build) -> str:
    facts = {"changed": list(build.changed), **outcome_as_json(build.outcome)}
    return json.dumps(facts, ensure_ascii=False)

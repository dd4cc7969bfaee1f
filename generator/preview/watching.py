"""Watching: the disk and the clock → looks at the site, one after the other.

Owns the thread that does it, and what is handed on of each look.  Invariant: no
mistake, of a writer's or of Byline's own, ends it.
"""

from __future__ import annotations

import datetime as dt
import threading
import time
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Protocol

from msgspec import Struct

from generator.engine.changes import leaves
from generator.engine.sight import Look
from generator.engine.watch import watch
from generator.preview.lookout import Lookout
from generator.problems import Problem

_FOREVER = 1e9
_TRIES = 3
_A_MOMENT = 0.02
_PAUSE = 1.0
"""Seconds until the watch is tried again where it failed."""
_CALM = 0.006
"""Seconds without a change that end a save: longer than between its steps.  One that
takes longer is shown twice, which costs a preview little."""
Batches = Generator[frozenset[str], None, None]


class Seen(Struct, frozen=True, kw_only=True):
    """One look, and what asked for it."""

    changed: tuple[str, ...]
    """Nothing when a column's time had come."""
    look: Look
    problems: tuple[Problem, ...]
    """All that is known to be wrong now."""
    ended: dt.datetime
    """By the clock on the wall."""


class Reporter(Protocol):
    """Who is told what goes on."""

    def seen(self, seen: Seen) -> None:
        """Hear of a look."""

    def remark(self, words: str) -> None:
        """Hear a remark on the watch itself."""

    def fault(self, error: Exception) -> None:
        """Hear of a mistake of Byline's own."""


class Watcher:
    """Looks at a site whenever it changes."""

    def __init__(
        self,
        site: Path,
        lookout: Lookout,
        reporter: Reporter,
        now: Callable[[], dt.datetime],
    ) -> None:
        self._site = site
        self._lookout = lookout
        self._reporter = reporter
        self._now = now
        self._due: dt.datetime | None = None
        self._whole = False
        """Whether the next look has to be at everything."""

    def open(self) -> Look:
        """Begin to listen, look at everything, and go on in a thread of its own."""
        batches = self._listen()
        look = self._lookout.start().result()
        self._due = look.due
        threading.Thread(
            target=self._go_on, args=(batches,), name="watch", daemon=True
        ).start()
        return look

    def _listen(self) -> Batches:
        """Begin to listen: from now on nothing goes unseen."""
        batches = watch(
            self._site,
            patience=self._patience,
            tell=self._reporter.remark,
            calm=_CALM,
        )
        next(batches)
        return batches

    def _go_on(self, batches: Batches) -> None:
        """Look whenever something changes, as long as there is a lookout."""
        self._check()
        while True:
            try:
                for changed in batches:
                    self._look(changed)
            except Exception as error:  # a folder went while it was listened to
                self._reporter.fault(error)
                time.sleep(_PAUSE)
            if self._lookout.ended:
                return
            batches = self._again(batches)

    def _again(self, batches: Batches) -> Batches:
        """Listen anew, and look at all that was missed."""
        try:
            batches = self._listen()
        except Exception as error:
            self._reporter.fault(error)
            return batches
        self._whole = True
        self._look(frozenset())
        return batches

    def _check(self) -> None:
        """Look for what else is wrong; a file may go meanwhile."""
        try:
            self._lookout.check()
        except Exception as error:
            self._mend(error)

    def _look(self, changed: frozenset[str]) -> None:
        try:
            look = self._try(None if self._whole else changed)
            self._whole, self._due = False, look.due
            ended = dt.datetime.now().astimezone()
            # Pages that are open come first.
            time.sleep(_A_MOMENT)
            self._lookout.check()
            problems = self._lookout.problems
            self._reporter.seen(
                Seen(changed=leaves(changed), look=look, problems=problems, ended=ended)
            )
        except Exception as error:  # a person waits at the screen
            self._mend(error)

    def _mend(self, error: Exception) -> None:
        """Tell of a mistake; what is remembered may be half a change."""
        if self._lookout.ended:
            return
        self._reporter.fault(error)
        self._lookout.forget()
        self._whole = True

    def _try(self, changed: frozenset[str] | None) -> Look:
        """Look again where a file or folder went while it was read."""
        for _ in range(_TRIES - 1):
            try:
                return self._lookout.start(changed).result()
            except (FileNotFoundError, NotADirectoryError):
                changed = None
        return self._lookout.start().result()

    def _patience(self) -> float:
        """Tell how many seconds are left until a column's time comes."""
        now = self._now()
        # A moment without a zone was typed: that clock stands still.
        if self._due is None or now.tzinfo is None:
            return _FOREVER
        return (self._due - now).total_seconds()

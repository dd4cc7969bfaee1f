"""The lookout: the one thread that a site is looked at in, and who waits for it.

Owns the sight and everything that is known of its last look.  Invariant: an answer that
is good still is given at once, whatever the thread is doing.
"""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from time import monotonic
from typing import TypeVar

from generator.engine.shown import Shown
from generator.engine.sight import Look, Sight
from generator.problems import Problem

R = TypeVar("R")
_STEP = 0.01
"""Seconds that a page may have to wait for a check."""

_MOST = 1000
"""Replaced files that are remembered."""


class Lookout:
    """A sight that many may ask."""

    def __init__(self, sight: Sight) -> None:
        """Take a sight; from now on it belongs to a thread of its own."""
        self.base = "/"
        """The path that the site is served under."""
        self.problems: tuple[Problem, ...] = ()
        """All that is known to be wrong."""
        self.turn = 0
        """Counts what may change an answer."""
        self.replaced: dict[str, tuple[float, str]] = {}
        """When files were replaced that pages name as before, and their versions."""
        self.ended = False
        """Whether nothing can be asked any more."""
        self._sight = sight
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="lookout")
        self._listeners: list[Callable[[], None]] = []
        self._patrolling = False

    def on_turn(self, listener: Callable[[], None]) -> None:
        """Call somebody, from any thread, whenever an answer may be another."""
        self._listeners.append(listener)

    def start(self, changed: frozenset[str] | None = None) -> Future[Look]:
        """Look at what has changed; None: at everything."""
        return self._thread.submit(self._look, changed)

    def check(self) -> None:
        """Find what else is wrong, in steps: who wants a page meanwhile gets it."""
        while not self._thread.submit(self._answer, _check).result():
            pass

    def forget(self) -> None:
        """Let go of all that is open; the next look has to be at everything."""
        self._thread.submit(self._sight.close).result()

    def close(self, patience: float = 10.0) -> None:
        """End the thread; one that is still busy after so many seconds is left."""
        self.ended = True
        ended = self._thread.submit(self._sight.close)
        with contextlib.suppress(TimeoutError):
            ended.result(patience)
        self._thread.shutdown(wait=False, cancel_futures=True)

    async def show(self, address: str) -> Shown:
        """Give what stands at an address of the site."""
        known = self._sight.recall(address)
        if known is not None:
            return known
        return await self.ask(lambda sight: sight.show(address))

    async def ask(self, question: Callable[[Sight], R]) -> R:
        """Ask the sight something, when its thread has time."""
        loop = asyncio.get_running_loop()
        return await loop.run_in_executor(self._thread, self._answer, question)

    def _look(self, changed: frozenset[str] | None) -> Look:
        look = self._sight.look(changed)
        self.base, self.problems = look.base, look.problems
        now = monotonic()
        fresh = {one.address: (now, str(one.version)) for one in look.replaced}
        if fresh:
            # A new mapping: others may be going through the old one.
            self.replaced = dict([*self.replaced.items(), *fresh.items()][-_MOST:])
        self._turn()
        if not self._patrolling:
            self._patrolling = True
            self._thread.submit(self._patrol)
        return look

    def _patrol(self) -> None:
        """Look at the rest of the site, in steps: who waits meanwhile comes first."""
        try:
            self._patrolling = not self._answer(_patrol)
        except Exception:
            # A file went meanwhile, or who opens that page will be told: go on.
            self._patrolling = True
        if self._patrolling:
            # At the end, nothing is taken any more.
            with contextlib.suppress(RuntimeError):
                self._thread.submit(self._patrol)

    def _answer(self, question: Callable[[Sight], R]) -> R:
        answer = question(self._sight)
        problems = self._sight.problems()
        if problems != self.problems:
            self.problems = problems
            self._turn()
        return answer

    def _turn(self) -> None:
        self.turn += 1
        for listener in self._listeners:
            listener()


def _patrol(sight: Sight) -> bool:
    return sight.patrol(_STEP)


def _check(sight: Sight) -> bool:
    return sight.check(_STEP)

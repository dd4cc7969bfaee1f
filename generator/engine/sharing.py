"""Sharing: the items of one job, between this process and others.

Owns who does which.  Others get long chunks, and the next one before they have done
one, so that they never wait; this process takes short ones while no result is at hand,
as what it does itself need not travel.  Invariants: results come in the order of the
items; none is held for longer than those before it take.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future
from typing import Generic, TypeVar

from generator.engine.workers import BATCH

I = TypeVar("I")  # noqa: E741  # I for item
R = TypeVar("R")

_LARGEST_CHUNK = 100
_CHUNKS_EACH = 4
"""Of what is left: chunks get shorter, so that all end at about one time."""
_AHEAD = 2
"""Chunks that each of the others is given at a time."""


def share(
    items: Sequence[I],
    *,
    others: int,
    hand_on: Callable[[tuple[I, ...]], Future[tuple[R, ...]]],
    do: Callable[[tuple[I, ...]], Iterable[R]],
) -> Iterator[R]:
    """Do something for each item; the results come in the items' order.

    `hand_on` has one of the `others` do it for some, and `do` does it here.  Others
    begin at once, this process when it is asked for the first result.
    """
    left = _Left(items, others + 1)
    line: deque[Future[tuple[R, ...]]] = deque()

    def keep_busy() -> None:
        while left and _count_running(line) < _AHEAD * others:
            line.append(hand_on(left.take_chunk()))

    def results() -> Iterator[R]:
        while line or left:
            keep_busy()
            if left and not line[0].done():
                own: Future[tuple[R, ...]] = Future()
                own.set_result(tuple(do(left.take(BATCH))))
                line.append(own)
            else:
                # Popped, so that a result is let go of once it has been taken.
                yield from line.popleft().result()

    keep_busy()
    return results()


def _count_running(line: Iterable[Future[tuple[R, ...]]]) -> int:
    return sum([not one.done() for one in line])


class _Left(Generic[I]):
    """The items that nobody has begun, in their order."""

    def __init__(self, items: Sequence[I], sharers: int) -> None:
        self._items = items
        self._sharers = sharers
        self._at = 0

    def __len__(self) -> int:
        return len(self._items) - self._at

    def take(self, count: int) -> tuple[I, ...]:
        """Take so many, or all that there are."""
        taken = tuple(self._items[self._at : self._at + count])
        self._at += len(taken)
        return taken

    def take_chunk(self) -> tuple[I, ...]:
        """Take what another process is given at once."""
        part = len(self) // (self._sharers * _CHUNKS_EACH)
        return self.take(min(_LARGEST_CHUNK, max(BATCH, part)))

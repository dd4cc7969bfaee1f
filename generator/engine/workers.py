"""Workers: an ordered map over one process or several.

Owns how work is spread.  Results come in the order of the items, whoever did the work,
so that the number of workers can never show.  This process is never forked, as a fork
copies locks that another thread may hold (see `nursery`).
"""

from __future__ import annotations

import atexit
import gc
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import partial
from types import ModuleType
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from msgspec import Struct

from generator.engine.signals import children_deaf

if TYPE_CHECKING:
    from concurrent.futures import Executor, Future
    from concurrent.futures.process import ProcessPoolExecutor

C = TypeVar("C")
"""What every job needs besides its item: settings, the theme."""
I = TypeVar("I")  # noqa: E741  # I for item
R = TypeVar("R")

FEW = 300
"""For fewer items than this, starting a process takes longer than the work; workers
that are there do them."""
BATCH = 20
"""How many items a job is given at once."""
_PIPE = 1 << 20
"""Bytes: the most that Linux lets anyone ask for, and more than most results have."""

Job = Callable[[C, Sequence[I]], Iterable[R]]
"""Gives the result of each item, in their order.  It is best to take each step for all
items before the next one: the processor then has the step's code and data at hand, and
a first build takes a sixth less time."""


class Crew(Struct, Generic[C], frozen=True, kw_only=True):
    """Who does the work."""

    context: C
    """Of this process, for work that isn't handed on."""
    executor: Callable[[], Executor] | None = None
    """Gives the pool, and starts it when it is first asked for; None: this process
    works alone."""
    count: int = 1
    """How many processes it is, this one included."""
    started: Callable[[], bool] = lambda: False
    """Tells whether the pool has been asked for already."""


def default_count() -> int:
    """Count the cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


@contextmanager
def hire(
    context: C,
    make_context: Callable[..., C],
    arguments: tuple[object, ...],
    *,
    count: int,
) -> Iterator[Crew[C]]:
    """Give a crew of `count` processes, this one and others that it starts.

    They start only when work is handed to them.  `context` is that of this process.
    Each of the others calls `make_context(*arguments)` for itself once, so that what
    can't travel, such as compiled templates, needn't.
    """
    with collector_resting():
        yield from _crew(context, make_context, arguments, count)


def _crew(
    context: C,
    make_context: Callable[..., C],
    arguments: tuple[object, ...],
    count: int,
) -> Iterator[Crew[C]]:
    if count < 2:
        yield Crew(context=context)
        return
    started: list[Executor] = []

    def executor() -> Executor:
        if not started:
            started.append(_start_pool(make_context, arguments, count))
        return started[0]

    try:
        yield Crew(
            context=context,
            executor=executor,
            count=count,
            started=lambda: bool(started),
        )
    finally:
        for pool in started:
            pool.shutdown(cancel_futures=True)


def _start_pool(
    make_context: Callable[..., object], arguments: tuple[object, ...], count: int
) -> Executor:
    # Imported when there is work for it: a build with nothing to do starts sooner.
    from concurrent.futures.process import ProcessPoolExecutor

    from generator.engine.nursery import open_nursery

    pool = ProcessPoolExecutor(
        count - 1,
        mp_context=open_nursery(),
        initializer=_start_worker,
        initargs=(make_context, arguments),
    )
    if sys.platform == "linux":
        _widen(pool)
    return pool


def _widen(pool: ProcessPoolExecutor) -> None:
    """Let workers send a whole result while this process is at work itself.

    A pipe holds 64 kB without, a sixth of a result, and workers waited for a tenth of
    their time (pipe(7), "Pipe capacity").
    """
    import fcntl

    # Python has no public way to it, and need not have this one for ever.
    with suppress(OSError, AttributeError):
        results: Any = pool._result_queue  # noqa: SLF001  # see above
        fcntl.fcntl(results._reader, fcntl.F_SETPIPE_SZ, _PIPE)  # noqa: SLF001  # see above


@contextmanager
def _starting() -> Iterator[None]:
    """Start processes that don't hear Ctrl-C, and don't load the command line.

    Each would run the program's main module once more, to find in it what jobs are
    made of (Python's library reference, multiprocessing, "Safe importing of main
    module"); jobs are functions of other modules, and that takes 50 ms.
    """
    main = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        with children_deaf():
            yield
    finally:
        sys.modules["__main__"] = main


@contextmanager
def collector_resting() -> Iterator[None]:
    """Let the collector of cycles rest while values are only made.

    A library of 10,000 columns is some million objects without a cycle among them; to
    look through them again and again took a third of a first build.
    """
    rests = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if rests:
            # All that was made is old now: to look through it at once, as what is
            # young, took a tenth of a second.
            gc.freeze()
            gc.unfreeze()
            gc.enable()


def call(crew: Crew[C], items: int) -> None:
    """Start the workers before so many items are at hand, if they are to share them.

    To get ready takes them a fifth of a second, which this process can use.
    """
    if crew.executor is not None and items >= FEW:
        _spread(crew, _rest)


def occupy(crew: Crew[C], job: Callable[[C], None]) -> None:
    """Have the workers that are there do something while this process is busy.

    Nobody waits for it: it should only make later work quicker.
    """
    if crew.started():
        _spread(crew, job)


def _spread(crew: Crew[C], job: Callable[[C], None]) -> None:
    assert crew.executor is not None, "there are workers"
    for _ in range(crew.count - 1):
        _hand_on(crew.executor(), _do, job)


def _rest(_: object) -> None:
    """Do nothing."""


def map_in_order(crew: Crew[C], job: Job[C, I, R], items: Sequence[I]) -> Iterator[R]:
    """Do a job for each item; the results come in the items' order.

    The job is a function of a module, and what goes in and out is plain values.
    """
    if crew.executor is None or (len(items) < FEW and not crew.started()):
        return _in_batches(job, crew.context, items)
    # Imported when there is work for it, as the pool is.
    from generator.engine.sharing import share

    return share(
        items,
        others=crew.count - 1,
        hand_on=partial(_hand_on, crew.executor(), _work, job),
        do=partial(job, crew.context),
    )


def _hand_on(pool: Executor, work: Callable[..., R], *arguments: object) -> Future[R]:
    """Give a pool some work, for which it may start a process."""
    with _starting():
        return pool.submit(work, *arguments)


_context: Any = None
"""A worker's own; nothing else in the program changes while it runs."""


def _start_worker(
    make_context: Callable[..., object], arguments: tuple[object, ...]
) -> None:
    global _context  # noqa: PLW0603  # a worker's own, set once
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # To take everything apart that a worker has made takes it half a second.
    atexit.register(os._exit, 0)
    threading.Thread(target=_leave_with_parent, daemon=True).start()
    _context = make_context(*arguments)
    # Templates and settings stay to the end: the collector need not look at them.
    gc.freeze()
    gc.set_threshold(500_000, 20, 50)


def _leave_with_parent() -> None:
    """End when the build was killed: nobody waits for this worker any more."""
    from multiprocessing import parent_process

    parent = parent_process()
    assert parent is not None, "a worker has a parent"
    parent.join()
    os._exit(1)


def _do(job: Callable[[Any], None]) -> None:
    job(_context)


def _work(job: Job[Any, I, R], chunk: tuple[I, ...]) -> tuple[R, ...]:
    return tuple(_in_batches(job, _context, chunk))


def _in_batches(job: Job[C, I, R], context: C, items: Sequence[I]) -> Iterator[R]:
    for at in range(0, len(items), BATCH):
        yield from job(context, items[at : at + BATCH])

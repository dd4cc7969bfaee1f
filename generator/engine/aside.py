"""Aside: a question about the disk, answered by another process in the meantime.

Owns when that is possible: on Linux, before this process has a second thread, whose
locks a fork would copy.  Elsewhere, and whenever the other one fails, there is no
answer, and whoever asked looks for itself.
"""

from __future__ import annotations

import json
import os
import sys
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import NoReturn

Answer = Callable[[], frozenset[str] | None]
"""Waits for the answer; None: there is none.  It is told once."""


@contextmanager
def asked_aside(question: Callable[[], Iterable[str]]) -> Iterator[Answer]:
    """Ask something that opens for itself what it needs, and changes nothing.

    SQLite wants that no database is open when a process forks
    (https://www.sqlite.org/howtocorrupt.html, 2.6).
    """
    if not _may_fork():
        yield lambda: None
        return
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        # Else its answer would never be told that nobody waits for it any more.
        os.close(reading)
        _answer(question, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        try:
            yield lambda: _parse(pipe.read())
        finally:
            pipe.close()
            os.waitpid(child, 0)


def _may_fork() -> bool:
    return sys.platform == "linux" and threading.active_count() == 1


def _answer(question: Callable[[], Iterable[str]], writing: int) -> NoReturn:
    try:
        with os.fdopen(writing, "wb") as pipe:
            pipe.write(json.dumps([*question()]).encode())
    finally:
        # Nothing of the process that was copied may be ended by its copy, and it is
        # not for the copy to say what went wrong.
        os._exit(0)


def _parse(told: bytes) -> frozenset[str] | None:
    """Read an answer; one that was cut short is none."""
    try:
        return frozenset(json.loads(told))
    except ValueError:
        return None

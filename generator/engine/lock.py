"""The lock: two builds of one output don't interleave.

The system lets go of it when its holder ends, however it ends, so that no lock is ever
stale.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.problems import Place, Problem

_PAUSE = 0.05


class HeldError(Exception):
    """Another build holds the lock, and went on holding it."""


def held(output: Path) -> Problem:
    """Say that another build has an output in hand."""
    message = "another build is writing this output"
    return Problem(
        place=Place(file=output.name), message=message, hint="wait for its end"
    )


@contextmanager
def locked(file: Path, *, patience: float) -> Iterator[None]:
    """Hold the lock of a file; wait up to `patience` seconds for it.

    Raises:
        HeldError: another build has not ended in that time.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o644)
    try:
        end = time.monotonic() + patience
        while not _try_lock(handle):
            if time.monotonic() >= end:
                raise HeldError(str(file))
            time.sleep(_PAUSE)
        yield
    finally:
        # Closing lets go of the lock.  The file stays: removing it would give a third
        # build another file to lock than a waiting second one has.
        os.close(handle)


if sys.platform == "win32":
    import msvcrt

    def _try_lock(handle: int) -> bool:
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

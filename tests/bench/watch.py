"""How long a save takes to reach all of the output while a peer watches.

The peer's own server or watcher runs; a column is saved; the time is that of the last
file which is written because of it.
"""

from __future__ import annotations

import os
import socket
import time
from collections.abc import Sequence
from pathlib import Path

from corpus import Column
from measure import FailedError, Measured, cpu_of, served
from work import Job, edit_body, shows

_MANIFEST = "byline-manifest.json"
"""Byline's list of what it wrote: no page, and allowed to follow later."""
_QUIET = 1.5
"""A peer that has had no processor for so many seconds is done."""
_STEP = 0.005


def measure_watch(
    job: Job, columns: Sequence[Column], *, limit: float
) -> tuple[Measured, ...]:
    """Start the peer's watch, save each column in turn, and end it."""
    command = [part.format(port=free_port()) for part in job.peer.watch]
    with served(command, job.folder) as session:
        _wait_for(job.page_of(columns[0]), "", session, limit=limit)
        _settle(session, limit=limit)
        return tuple(_save_one(job, column, session, limit) for column in columns)


def _save_one(job: Job, column: Column, session: int, limit: float) -> Measured:
    before = cpu_of(session)
    mark = edit_body(job, column)
    saved = time.time()
    _wait_for(job.page_of(column), mark, session, limit=limit)
    _settle(session, limit=limit)
    return Measured(
        wall=max(0.0, _last_write(job.output) - saved), cpu=cpu_of(session) - before
    )


def _wait_for(page: Path, mark: str, session: int, *, limit: float) -> None:
    end = time.monotonic() + limit
    while not shows(page, mark):
        if time.monotonic() > end:
            raise FailedError(f"{page} does not show the edit after {limit:.0f} s")
        _check_alive(session)
        time.sleep(_STEP)


def _check_alive(session: int) -> None:
    """Fail when the watch has ended by itself."""
    # A child that has ended, but is not waited for, still has its id.
    ended = os.waitid(os.P_PID, session, os.WEXITED | os.WNOHANG | os.WNOWAIT)
    if ended is not None:
        raise FailedError(f"the watch has ended by itself with {ended.si_status}")


def _settle(session: int, *, limit: float) -> None:
    """Wait until the peer is idle."""
    end = time.monotonic() + limit
    last, since = cpu_of(session), time.monotonic()
    while time.monotonic() < end and time.monotonic() - since < _QUIET:
        time.sleep(0.1)
        now = cpu_of(session)
        # A watch that polls has a little work at all times.
        if now - last > 0.02:
            since = time.monotonic()
        last = now


def _last_write(output: Path) -> float:
    """Give the time at which a file came in last, by rename or by writing."""
    return max(
        Path(folder, name).stat().st_ctime
        for folder, _, names in os.walk(output)
        for name in names
        if name != _MANIFEST
    )


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        port: int = server.getsockname()[1]
        return port

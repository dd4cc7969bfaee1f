"""How long a command takes, how much of the processor and of memory.

Owns the numbers of one run.  Memory is that of all processes of the command together:
sampled from the system while it runs, as pages that processes share would else be
counted twice or, of the children, not at all.
"""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from typing import IO

_PROC = Path("/proc")
_PAUSE = 0.05
"""Seconds between two samples of memory."""
_SHARE = 20
"""A sample is paid for by a pause of so many times as long, so that it slows nobody."""
_TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What one run of a command took."""

    wall: float
    """Seconds by the clock."""
    cpu: float = 0.0
    """Seconds of the processor, user and system, of all processes."""
    memory: int = 0
    """Peak of all processes together, in bytes."""


class FailedError(Exception):
    """A command did not do its work; what it printed says why."""


def measure(command: Sequence[str], folder: Path, *, limit: float) -> Measured:
    """Run a command to its end; fail when it takes longer than `limit` seconds."""
    log = folder / "bench.log"
    with log.open("wb") as printed:
        start = time.monotonic()
        process = start_in_session(command, folder, printed)
        sampler = _Sampler(process.pid)
        sampler.start()
        watchdog = _kill_after(process.pid, limit)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.monotonic() - start
        watchdog.set()
        sampler.stop()
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        tail = log.read_text(encoding="utf-8", errors="replace")[-2000:]
        said = f"{' '.join(command)} ended with {process.returncode}"
        raise FailedError(f"{said} after {wall:.0f} s:\n{tail}")
    return Measured(
        wall=wall,
        cpu=usage.ru_utime + usage.ru_stime,
        # A run too short for a sample: the largest process, in kilobytes.
        memory=sampler.peak or usage.ru_maxrss * 1024,
    )


def start_in_session(
    command: Sequence[str], folder: Path, printed: IO[bytes]
) -> subprocess.Popen[bytes]:
    """Start a command whose processes can be told from all others."""
    return subprocess.Popen(
        command,
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=printed,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )


@contextmanager
def served(command: Sequence[str], folder: Path) -> Iterator[int]:
    """Run a command that does not end by itself; give its process id, then end it."""
    with (folder / "bench.log").open("wb") as printed:
        process = start_in_session(command, folder, printed)
        try:
            yield process.pid
        finally:
            _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """Ask a command to end, and its children through it; kill what is left of them."""
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)


def memory_kind() -> str:
    """Say what the figures of memory are on this machine."""
    if _proportional(os.getpid()) is not None:
        return "PSS, summed over all processes of the command, sampled"
    if _PROC.joinpath("self/stat").exists():
        return "RSS, summed over all processes of the command, sampled"
    return "RSS of the command's largest process"


def cpu_of(session: int) -> float:
    """Give the processor's seconds that a session's processes have had so far."""
    return sum(_numbers(pid, 11, 15) for pid in _members(session)) / _TICKS


class _Sampler(Thread):
    """Looks again and again at how much memory a session's processes have."""

    def __init__(self, session: int) -> None:
        super().__init__(daemon=True)
        self.peak = 0
        self._session = session
        self._ended = Event()

    def run(self) -> None:
        pause = 0.02
        while not self._ended.wait(pause):
            start = time.monotonic()
            self.peak = max(self.peak, sum(map(_memory_of, _members(self._session))))
            pause = max(_PAUSE, (time.monotonic() - start) * _SHARE)

    def stop(self) -> None:
        self._ended.set()
        self.join()


def _kill_after(session: int, limit: float) -> Event:
    """Kill a session after a time, unless the event given back is set before."""
    ended = Event()

    def wait() -> None:
        if not ended.wait(limit):
            os.killpg(session, signal.SIGKILL)

    Thread(target=wait, daemon=True).start()
    return ended


def _members(session: int) -> list[int]:
    """List the processes of a session, on systems that have /proc."""
    pids = (int(entry.name) for entry in _PROC.glob("[0-9]*"))
    return [pid for pid in pids if _numbers(pid, 3, 4) == session]


def _memory_of(pid: int) -> int:
    proportional = _proportional(pid)
    if proportional is not None:
        return proportional
    return _numbers(pid, 21, 22) * os.sysconf("SC_PAGE_SIZE")


def _proportional(pid: int) -> int | None:
    """Read a process's memory with each shared page divided among those who share."""
    try:
        text = (_PROC / str(pid) / "smaps_rollup").read_text("ascii")
    except OSError:
        return None
    fields: Mapping[str, str] = dict(
        line.split(":", 1) for line in text.splitlines()[1:] if ":" in line
    )
    return int(fields["Pss"].split()[0]) * 1024 if "Pss" in fields else None


def _numbers(pid: int, start: int, stop: int) -> int:
    """Sum fields of a process's status line, counted behind its name; 0 when gone."""
    try:
        text = (_PROC / str(pid) / "stat").read_text("utf-8", "replace")
    except OSError:
        return 0
    return sum(map(int, text.rpartition(")")[2].split()[start:stop]))

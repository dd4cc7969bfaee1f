"""How long a save takes to be served, by Byline's preview and by its peers' servers.

    python tests/bench/serve.py [--columns 10000] [--edits 30] [--peers hugo,pelican]

A file is saved; its page is asked for again and again until it has the edit.  What a
browser does with it comes on top, the same for all.  How long a crowd waits for Byline
goes to standard error.
"""

from __future__ import annotations

import argparse
import http.client
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from corpus import Column
from crowd import REQUESTS, describe_crowd, measure_crowd
from machine import describe_machine
from measure import FailedError, cpu_of, served
from peer import TOOLS, Peer, Site, find_peers
from watch import free_port
from work import Job, edit_base, edit_body, edit_style, edit_title, make_jobs

_MEMORY_DISK = Path("/dev/shm")
_PAUSE = 0.0005
_REST = 0.3
"""Seconds between two edits: a person's pause, in which a server may go on working."""
_WATCHED, _IDLE = 2.0, 0.05
"""A server that used less than 5% of a core in two seconds has nothing to do."""
_LIMIT = 900.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """How a peer serves what is being written."""

    command: tuple[str, ...]
    style: str
    """The stylesheet's path in the work folder."""
    style_address: str
    edits: int
    """At most so many edits: some take minutes for each."""
    deaf: bool = False
    """Whether a save during a build goes unseen: then it comes after that."""


class Line(http.client.HTTPConnection):
    """A line to a server, whose processes are those of a session."""

    def __init__(self, port: int, session: int) -> None:
        super().__init__("127.0.0.1", port, timeout=_LIMIT)
        self.session = session


Edit = Callable[[Job, Server, Column], tuple[str, str]]
"""Saves an edit; gives the address that will show it, and the mark in it."""


def main() -> int:
    """Run the bench; give the exit code."""
    parser = make_parser(__doc__)
    parser.add_argument("--peers", default="hugo,pelican")
    asked = parser.parse_args()
    peers = [one for one in asked.peers.split(",") if one]
    heads = [*_EDITS, "first page"]
    return print_table(asked, peers, heads, lambda job: _row(job, asked.edits))


def make_parser(about: str | None) -> argparse.ArgumentParser:
    """Make the parser of what each bench of servers is asked."""
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--columns", type=int, default=10_000)
    parser.add_argument("--edits", type=int, default=30)
    program = Path(sys.executable).parent / "byline"
    parser.add_argument("--byline", type=Path, default=program)
    return parser


def print_table(
    asked: argparse.Namespace,
    peers: list[str],
    heads: list[str],
    row: Callable[[Job], str],
) -> int:
    """Print a line for Byline and each peer, as they are measured; give the exit code.

    Each works in a folder of its own, which is removed at the end.
    """
    parent = _MEMORY_DISK if _MEMORY_DISK.is_dir() else Path(tempfile.gettempdir())
    root = Path(tempfile.mkdtemp(prefix="byline-serve-", dir=parent))
    try:
        jobs = make_jobs(find_peers(peers, asked.byline), root, asked.columns)
        _say(f"{describe_machine()}; {asked.columns:,} columns\n")
        _say(f"| milliseconds | {' | '.join(heads)} |")
        _say(f"|---|{'---|' * len(heads)}")
        for job in jobs:
            _say(row(job))
    except FailedError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    finally:
        shutil.rmtree(root, ignore_errors=True)
    return 0


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def server_of(peer: Peer) -> Server:
    """Say how a peer serves."""
    if peer.site is Site.HUGO:
        return Server(
            command=peer.watch,
            style="static/style.css",
            style_address="/style.css",
            edits=10,
        )
    if peer.site is Site.PELICAN:
        pelican = str(TOOLS / "pelican" / "bin" / "pelican")
        return Server(
            command=(pelican, "-lr", "-q", "-p", "{port}"),
            style="theme/static/style.css",
            style_address="/style.css",
            edits=1,
            deaf=True,
        )
    theme = "plain" if peer.site is Site.PLAIN else "broadsheet"
    return Server(
        command=(peer.build[0], "serve", "--port", "{port}"),
        style=f"themes/{theme}/assets/style.css",
        style_address="/assets/style.css",
        edits=1000,
    )


def _row(job: Job, edits: int) -> str:
    """Measure one server; give its line of the table."""
    server = server_of(job.peer)
    with started(job, server):
        pass  # Caches are warm from now on.
    with started(job, server) as (line, start):
        cells = [_cell(job, server, edit, line, edits) for edit in _EDITS.values()]
        if job.peer.site is Site.BROADSHEET:
            sys.stderr.write(f"{_crowd(job, line)}\n")
    return f"| {job.peer.site.value} | {' | '.join(cells)} | {start * 1000:.0f} |"


def _crowd(job: Job, line: Line) -> str:
    """Let many ask Byline's preview at once; say how long they waited."""
    few = job.columns[:REQUESTS]
    addresses = [f"/columns/{column.slug}/" for column in few]
    took = measure_crowd(line.port, addresses, lambda: edit_body(job, few[0]))
    return describe_crowd(took)


def _cell(job: Job, server: Server, edit: Edit, line: Line, edits: int) -> str:
    count = min(edits, server.edits)
    # Far from the newest, and each another.
    chosen = job.columns[len(job.columns) // 2 :][:count]
    took = sorted(_save_one(job, server, edit, line, column) for column in chosen)
    worst = took[int(len(took) * 0.95)]
    return f"{median(took):.1f} ({took[0]:.1f}–{worst:.1f})"


def _save_one(
    job: Job,
    server: Server,
    edit: Edit,
    line: Line,
    column: Column,
) -> float:
    _get(line, f"/columns/{column.slug}/")
    time.sleep(_REST)
    while server.deaf and _works(line):
        pass
    address, mark = edit(job, server, column)
    start = time.perf_counter()
    while mark not in _get(line, address):
        if time.perf_counter() - start > _LIMIT:
            raise FailedError(f"{address} is not served with the edit: {mark}")
        time.sleep(_PAUSE)
    return (time.perf_counter() - start) * 1000


def _works(line: Line) -> bool:
    """Watch a server for a moment; tell whether it had something to do."""
    before = cpu_of(line.session)
    time.sleep(_WATCHED)
    return cpu_of(line.session) - before > _IDLE * _WATCHED


@contextmanager
def started(job: Job, server: Server) -> Iterator[tuple[Line, float]]:
    """Start a server; give a line to it, and how long the front page took."""
    port = free_port()
    start = time.perf_counter()
    command = [part.format(port=port) for part in server.command]
    with served(command, job.folder) as session:
        line = Line(port, session)
        while not _answers(line):
            if time.perf_counter() - start > _LIMIT:
                raise FailedError(f"{job.peer.site.value} does not serve")
            time.sleep(0.01)
        try:
            yield line, time.perf_counter() - start
        finally:
            line.close()


def _answers(line: Line) -> bool:
    try:
        return "<html" in _get(line, "/")
    except OSError:
        line.close()
        return False


def _get(line: Line, path: str) -> str:
    """Ask for a page or file; "" for half of one, which is being written."""
    line.request("GET", path)
    try:
        return line.getresponse().read().decode("utf-8", "replace")
    except (http.client.IncompleteRead, http.client.RemoteDisconnected):
        line.close()
        return ""


def _body(job: Job, server: Server, column: Column) -> tuple[str, str]:
    return f"/columns/{column.slug}/", edit_body(job, column)


def _title(job: Job, server: Server, column: Column) -> tuple[str, str]:
    return f"/columns/{column.slug}/", edit_title(job, column)


def _style(job: Job, server: Server, column: Column) -> tuple[str, str]:
    return server.style_address, edit_style(job, server.style)


def _base(job: Job, server: Server, column: Column) -> tuple[str, str]:
    return f"/columns/{column.slug}/", edit_base(job)


_EDITS: dict[str, Edit] = {
    "body": _body,
    "title": _title,
    "stylesheet": _style,
    "base template": _base,
}

if __name__ == "__main__":
    sys.exit(main())

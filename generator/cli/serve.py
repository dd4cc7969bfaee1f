"""`byline serve`: the preview, its options, and what it says on the screen."""

from __future__ import annotations

import io
import os
import sys
import webbrowser
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click
from msgspec import Struct

from generator.cli.clock import read_clock
from generator.cli.faults import report_fault
from generator.cli.report import counted
from generator.cli.screen import complain, progress, say, show_problems
from generator.cli.site import site_here
from generator.cli.watching import ended_by_signals
from generator.engine.sight import Look, Sight
from generator.engine.vantage import Viewing
from generator.engine.workers import default_count
from generator.preview.app import Preview
from generator.preview.editor import read_editor
from generator.preview.hosts import EVERYWHERE, own_addresses
from generator.preview.lookout import Lookout
from generator.preview.server import open_socket, serve
from generator.preview.watching import Seen, Watcher

if TYPE_CHECKING:
    import socket

    from generator.problems import Problem


_A_MOMENT = 0.5
"""Seconds to end well in."""


class Wanted(Struct, frozen=True, kw_only=True):
    """What was typed behind `byline serve`."""

    host: str = "127.0.0.1"
    port: int = 8000
    open_browser: bool = False
    drafts: bool = True
    now: str = ""


def run_serve(wanted: Wanted) -> int:
    """Serve the site around the current folder until Ctrl-C; give the exit code."""
    site = site_here()
    read_clock(wanted.now)
    # Python's own helper tells of what Ctrl-C in a first look leaves to it to tidy up.
    os.environ.setdefault("PYTHONWARNINGS", "ignore:resource_tracker")
    listening = _listen(wanted)
    try:
        with ended_by_signals():
            _serve(wanted, site, listening)
    except KeyboardInterrupt:
        _leave()
    return 0


def _serve(wanted: Wanted, site: Path, listening: socket.socket) -> None:
    now = partial(read_clock, wanted.now)
    with progress(wanted=True) as bar:
        viewing = Viewing(
            site=site, now=now, drafts=wanted.drafts, workers=default_count()
        )
        sight = Sight(viewing, lambda done, total: bar("read", done, total))
        lookout = Lookout(sight)
        screen = Screen(lookout)
        look = Watcher(site, lookout, screen, now).open()
    screen.first(look)
    address = _tell_addresses(wanted, listening, look.base)
    if wanted.open_browser:
        webbrowser.open(address)
    editor = read_editor(os.environ, Path.home())
    preview = Preview(site=site, lookout=lookout, fault=screen.fault, editor=editor)
    try:
        serve(preview, listening, wanted.host)
    finally:
        lookout.close(_A_MOMENT)


class Screen:
    """Says on the screen what the preview sees."""

    def __init__(self, lookout: Lookout) -> None:
        self._lookout = lookout
        self._shown: tuple[Problem, ...] = ()

    def first(self, look: Look) -> None:
        """Say what is wrong at the start; from now on, what else comes up."""
        self._show(look.problems)
        self._lookout.on_turn(lambda: self._show(self._lookout.problems))

    def seen(self, seen: Seen) -> None:
        """Say what a change has come to, in a line."""
        say(describe_seen(seen))

    def remark(self, words: str) -> None:
        """Pass a remark on."""
        complain(words)

    def fault(self, error: Exception) -> None:
        """Say that Byline has made a mistake."""
        report_fault(error, sys.argv[1:])

    def _show(self, problems: tuple[Problem, ...]) -> None:
        """Show the problems that are new."""
        known = frozenset(self._shown)
        self._shown = problems
        show_problems(problem for problem in problems if problem not in known)


def describe_seen(seen: Seen) -> str:
    """Say what a look has found.

    "13:02:11 content/columns/crows.md changed: seen in 0.01 s, 1 problem"
    """
    changed = seen.changed
    what = changed[0] if len(changed) == 1 else counted(len(changed), "file")
    cause = f"{what} changed" if changed else "a column's time has come"
    count = len(seen.problems)
    problems = f", {counted(count, 'problem')}" if count else ""
    return f"{seen.ended:%H:%M:%S} {cause}: seen in {seen.look.seconds:.2f} s{problems}"


def _listen(wanted: Wanted) -> socket.socket:
    try:
        listening = open_socket(wanted.host, wanted.port)
    except OSError as error:
        message = f"can't listen on {wanted.host}:{wanted.port}: {error.strerror}"
        raise click.UsageError(message) from None
    port = listening.getsockname()[1]
    if wanted.port not in (0, port):
        say(f"Port {wanted.port} is taken: using {port}.")
    return listening


def _tell_addresses(wanted: Wanted, listening: socket.socket, base: str) -> str:
    """Say where the preview is; give the address on this machine."""
    port = listening.getsockname()[1]
    everywhere = wanted.host in EVERYWHERE
    here = _address("localhost" if everywhere else wanted.host, port, base)
    say(f"The preview is at {here}")
    others = own_addresses() if everywhere else ()
    for other in others:
        say(f"      and at {_address(other, port, base)}")
    if others:
        say(_draw_code(_address(others[0], port, base)))
    say("Drafts are shown; readers can't see them." if wanted.drafts else "No drafts.")
    say("Watching for changes; Ctrl-C ends it.")
    return here


def _address(host: str, port: int, base: str) -> str:
    return f"http://{f'[{host}]' if ':' in host else host}:{port}{base}"


def _draw_code(address: str) -> str:
    """Draw a QR code of an address in characters, for a phone's camera."""
    import segno

    drawn = io.StringIO()
    segno.make(address, error="l").terminal(drawn, compact=True)
    return drawn.getvalue()


def _leave() -> None:
    """End now: a first look at a large site may be under way in its own thread."""
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)

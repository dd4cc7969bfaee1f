"""The screen: where words go, and in which colors.

Facts go to the standard output; problems and progress to the standard error.  Colors
only where a person watches and NO_COLOR is not set.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from rich.console import Console
from rich.text import Text

from generator.problems import Problem, Weight, format_problem

if TYPE_CHECKING:
    from generator.engine.outcome import Watch

_COLORS = {Weight.STOP: "bold red", Weight.WARN: "bold yellow"}
_LONG = 300
"""Fewer items than this are done before a bar could be read."""


def say(text: str) -> None:
    """Print facts."""
    _write(sys.stdout, Text(text))


def complain(text: str) -> None:
    """Print what went wrong."""
    _write(sys.stderr, Text(text))


def show_problems(problems: Iterable[Problem]) -> None:
    """Print problems with their excerpts, a blank line between them."""
    for problem in problems:
        _write(sys.stderr, _painted(problem))
        _write(sys.stderr, Text())


def show_misuse(problems: Iterable[Problem]) -> None:
    """Print problems with what was typed rather than with a file."""
    for problem in problems:
        hint = f"\n    → {problem.hint}" if problem.hint else ""
        complain(f"byline: {problem.place.file}: {problem.message}{hint}")


@contextmanager
def progress(*, wanted: bool) -> Iterator[Watch]:
    """Show a bar while a long stage goes on, if a person watches."""
    console = Console(file=sys.stderr)
    if not (wanted and console.is_terminal):
        yield _ignore
        return
    from rich.progress import Progress, TaskID  # noqa: PLC0415

    tasks: dict[str, TaskID] = {}
    with Progress(console=console, transient=True) as bar:

        def watch(stage: str, done: int, total: int) -> None:
            if total < _LONG:
                return
            if stage not in tasks:
                tasks[stage] = bar.add_task(_STAGES.get(stage, stage), total=total)
            bar.update(tasks[stage], completed=done)

        yield watch


_STAGES = {"read": "Reading", "render": "Rendering"}


def _ignore(stage: str, done: int, total: int) -> None:
    """Show nothing."""


def _painted(problem: Problem) -> Text:
    text = Text(format_problem(problem))
    word = f"{problem.weight.value}: "
    place = problem.place
    start = len(f"{place.file}:{place.line}:{place.column}: ")
    text.stylize("bold", 0, start)
    text.stylize(_COLORS[problem.weight], start, start + len(word))
    return text


def _write(stream: IO[str], text: Text) -> None:
    """Print as it is: no wrapping, no mark-up, no highlighting."""
    console = Console(file=stream, highlight=False, soft_wrap=True)
    console.print(text, markup=False, emoji=False)

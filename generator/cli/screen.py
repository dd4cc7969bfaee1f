"""The screen: where words go, and in which colors.

Facts go to the standard output; problems and progress to the standard error.  Colors
only where a person watches and NO_COLOR is not set.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from generator.problems import Problem, Weight, format_problem

if TYPE_CHECKING:
    from generator.engine.outcome import Watch

_COLORS = {Weight.STOP: "bold red", Weight.WARN: "bold yellow"}
_LONG = 300
"""Fewer items than this are done before a bar could be read."""


def say(text: str) -> None:
    """Print facts."""
    _write(sys.stdout, text)


def complain(text: str) -> None:
    """Print what went wrong."""
    _write(sys.stderr, text)


def show_problems(problems: Iterable[Problem]) -> None:
    """Print problems with their excerpts, a blank line between them."""
    show = _paint if _is_watched() else _write_problem
    for problem in problems:
        show(problem)
        _write(sys.stderr, "")


def show_misuse(problems: Iterable[Problem]) -> None:
    """Print problems with what was typed rather than with a file."""
    for problem in problems:
        hint = f"\n    → {problem.hint}" if problem.hint else ""
        complain(f"byline: {problem.place.file}: {problem.message}{hint}")


@contextmanager
def progress(*, wanted: bool) -> Iterator[Watch]:
    """Show a bar while a long stage goes on, if a person watches."""
    if not (wanted and _is_watched()):
        yield _ignore
        return
    from rich.console import Console
    from rich.progress import Progress, TaskID

    tasks: dict[str, TaskID] = {}
    with Progress(console=Console(file=sys.stderr), transient=True) as bar:

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


def _is_watched() -> bool:
    """Tell whether problems go to a screen, or to a program that wants colors too."""
    return sys.stderr.isatty() or bool(os.environ.get("FORCE_COLOR"))


def _write_problem(problem: Problem) -> None:
    _write(sys.stderr, format_problem(problem))


def _paint(problem: Problem) -> None:
    """Print a problem in colors, unless NO_COLOR is set."""
    # Rich takes 15 ms to import, and most builds have nothing to paint.
    from rich.console import Console
    from rich.text import Text

    text = Text(format_problem(problem))
    word = f"{problem.weight.value}: "
    place = problem.place
    start = len(f"{place.file}:{place.line}:{place.column}: ")
    text.stylize("bold", 0, start)
    text.stylize(_COLORS[problem.weight], start, start + len(word))
    # As it is: no wrapping, no mark-up, no highlighting.
    console = Console(file=sys.stderr, highlight=False, soft_wrap=True)
    console.print(text, markup=False, emoji=False)


def _write(stream: IO[str], text: str) -> None:
    stream.write(f"{text}\n")
    stream.flush()

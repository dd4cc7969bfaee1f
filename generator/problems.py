"""Problems: mistakes of a writer or theme author, with a place and a hint.

Owns how a mistake is described, ordered and shown.  Must not touch files: whoever
finds a mistake has the text at hand and makes the place from it.
"""

from __future__ import annotations

import enum
import heapq
from typing import TYPE_CHECKING

from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable


class Weight(enum.Enum):
    """What a problem does to a run."""

    STOP = "error"
    """Nothing is written: the meaning can't be known, or could be two things."""
    WARN = "warning"
    """The site is whole without it; `--strict` makes it a stop."""


class Place(Struct, frozen=True, kw_only=True, array_like=True):
    """Where in a file a problem lies."""

    file: str
    """Path from the site's folder, with forward slashes."""
    line: int = 1
    """Counted from 1, in the whole file, front matter included."""
    column: int = 1
    """Counted from 1, in characters."""
    excerpt: str = ""
    """The line as it stands in the file, without its end."""


class Problem(Struct, frozen=True, kw_only=True, array_like=True):
    """One mistake: where, what, and what to type instead."""

    place: Place
    message: str
    """Lower case; what was found and what was wanted."""
    hint: str = ""
    """What to type instead, or what to do."""
    weight: Weight = Weight.STOP
    trail: tuple[str, ...] = ()
    """How one got there, outermost first: the column rendered, the include chain."""


def place_in(text: str, offset: int, file: str) -> Place:
    r"""Make the place of a character offset in a file's whole text.

    `place_in("a\nbcd", 3, "x.md")` → line 2, column 2, excerpt "bcd".
    """
    start = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)].rstrip("\r")
    number = text.count("\n", 0, start) + 1
    return Place(file=file, line=number, column=offset - start + 1, excerpt=line)


def sort_problems(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Put problems in reading order, each once."""

    def key(problem: Problem) -> tuple[str, int, int, str]:
        place = problem.place
        return (place.file, place.line, place.column, problem.message)

    return tuple(sorted(dict.fromkeys(problems), key=key))


def stops(problems: Iterable[Problem], *, strict: bool = False) -> bool:
    """Tell whether any of the problems forbids writing the site."""
    return any(strict or problem.weight is Weight.STOP for problem in problems)


def format_problem(problem: Problem) -> str:
    """Show a problem as `file:line:column`, message, the line with a caret, hint."""
    place = problem.place
    head = f"{place.file}:{place.line}:{place.column}: {problem.weight.value}: "
    lines = [head + problem.message]
    if place.excerpt.strip():
        lines += _excerpt(place)
    lines += [f"    in {step}" for step in problem.trail]
    if problem.hint:
        first, *rest = problem.hint.split("\n")
        lines += [f"    → {first}", *(f"      {line}" for line in rest)]
    return "\n".join(lines)


def nearest(word: str, known: Iterable[str]) -> str | None:
    """Find the known word that a writer most likely meant, if one is near."""
    folded = word.casefold()
    by_folded = {name.casefold(): name for name in sorted(known, reverse=True)}
    slack = 2 + len(folded) // 3
    names = [name for name in by_folded if abs(len(name) - len(folded)) <= slack]
    if len(names) > _MANY:
        names = _most_alike(folded, names)
    from difflib import get_close_matches

    found = get_close_matches(folded, names, n=1, cutoff=0.7)
    return by_folded[found[0]] if found else None


_MANY = 200
"""To compare this many words letter by letter takes milliseconds."""


def _most_alike(word: str, names: list[str]) -> list[str]:
    """Keep the names that share most runs of three letters with a word."""
    runs = {word[at : at + 3] for at in range(len(word) - 2)}
    return heapq.nlargest(_MANY, names, key=lambda name: sum(r in name for r in runs))


_WIDEST = 100
"""Longer excerpts are cut around the caret."""


def _excerpt(place: Place) -> list[str]:
    text, at = place.excerpt.replace("\t", " "), place.column - 1
    before = after = ""
    if len(text) > _WIDEST:
        start = max(0, min(at - _WIDEST // 2, len(text) - _WIDEST))
        before = "…" if start else ""
        after = "…" if start + _WIDEST < len(text) else ""
        text, at = text[start : start + _WIDEST], at - start
    return [f"    {before}{text}{after}", f"    {' ' * (at + len(before))}^"]

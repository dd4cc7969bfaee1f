"""Telling: what the engine knows → plain values for the browser.

Pure.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from generator.engine.sight import Ribbon
from generator.problems import Problem, format_problem


def tell_state(
    problems: tuple[Problem, ...], ribbon: Ribbon | None, site: Path
) -> Mapping[str, object]:
    """Give all that is wrong, and the state of the page's column."""
    return {
        "problems": [tell_problem(problem, site) for problem in problems],
        "state": _tell_ribbon(ribbon),
    }


def tell_problem(problem: Problem, site: Path) -> Mapping[str, object]:
    """Give a problem, its file's place on this machine, and the terminal's text."""
    place = problem.place
    return {
        "file": place.file,
        "absolute": str(site / place.file),
        "line": place.line,
        "column": place.column,
        "weight": problem.weight.value,
        "message": problem.message,
        "hint": problem.hint,
        "excerpt": place.excerpt,
        "text": format_problem(problem),
    }


def _tell_ribbon(ribbon: Ribbon | None) -> Mapping[str, object] | None:
    if ribbon is None:
        return None
    return {
        "kind": ribbon.state.value,
        "when": ribbon.when or None,
        "title": ribbon.title,
    }

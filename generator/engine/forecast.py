"""The forecast: what a build would do, without doing it.

Owns which files would be made and which removed.  Only looks: neither the output nor
the record is written.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.engine.delivery import compare_holding, list_rendered
from generator.engine.reasons import Rendering
from generator.engine.write import load_holding
from generator.problems import Problem
from generator.urls import Address

if TYPE_CHECKING:
    from generator.engine.ground import Ground
    from generator.engine.making import Made


class Forecast(Struct, frozen=True, kw_only=True):
    """What a build would do."""

    output: Path
    done: bool
    """False: what is wrong would stop it, and the output would stay as it is."""
    rendered: tuple[Rendering, ...] = ()
    """Pages that would be rendered, by address, and why."""
    copied: tuple[Address, ...] = ()
    """Other files that would be written: pictures, the theme's …"""
    removed: tuple[Address, ...] = ()
    problems: tuple[Problem, ...] = ()


def foresee(made: Made, ground: Ground, output: Path) -> Forecast:
    """Compare what would be made with the output."""
    if made.survey is None or made.work is None or made.stopped:
        return Forecast(output=output, done=False, problems=made.problems)
    holding = load_holding(ground.bench.folder)
    changes = compare_holding(
        made.survey, ground.record, made.work, holding, certain=False
    )
    copied = (f.address for f in made.work.files if f.staged and not f.page)
    folder = ground.bench.folder.output
    removed = (path for path in changes.dropped if (folder / path).is_file())
    return Forecast(
        output=output,
        done=True,
        rendered=list_rendered(made.work),
        copied=tuple(sorted(copied)),
        removed=tuple(sorted(map(_address_of, removed))),
        problems=made.problems,
    )


def _address_of(path: str) -> Address:
    """Give the address that a file of the output stands for."""
    if path == "index.html" or path.endswith("/index.html"):
        return Address(f"/{path.removesuffix('index.html')}")
    return Address(f"/{path}")

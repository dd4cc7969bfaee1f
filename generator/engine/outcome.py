"""What a build is asked for, and what came of it.

Owns shapes only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Protocol

from msgspec import Struct, field

from generator.engine.reasons import Rendering
from generator.engine.write import Written
from generator.problems import Problem
from generator.publication.calendar import Withheld


class BuildOptions(Struct, frozen=True, kw_only=True):
    """What a person chooses for one build."""

    now: dt.datetime
    """The one value of the clock; without a zone it is in the desk's."""
    output: Path | None = None
    """None: `output/` in the site's folder."""
    base_url: str = ""
    """Instead of the `url` of the settings."""
    drafts: bool = False
    """Publish drafts and embargoed columns too."""
    workers: int = 1
    clean: bool = False
    """Trust nothing of an earlier build but its manifest."""
    strict: bool = False
    """Warnings stop the build, as with `strict: true` in the settings."""
    portable: bool = False
    """Links name files, for reading from a folder or a zip."""


class Outcome(Struct, frozen=True, kw_only=True):
    """What came of a build."""

    output: Path
    done: bool
    """False: what is wrong stopped it, and the output is as it was."""
    columns: int = 0
    """How many are published."""
    pages: int = 0
    withheld: tuple[Withheld, ...] = ()
    """Columns that exist and aren't published, by path."""
    next_due: dt.datetime | None = None
    """The next moment at which a column goes live or expires, if one will."""
    rendered: tuple[Rendering, ...] = ()
    """Pages that were rendered, by address, and why."""
    files: Written = field(default_factory=Written)
    problems: tuple[Problem, ...] = ()
    seconds: Mapping[str, float] = field(default_factory=dict)
    """How long each stage took: "read", "plan", "render", "write"."""


class Watch(Protocol):
    """Who wants to know how far a build is."""

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Hear that a stage ("read", "render") has done so many of its items."""


def unwatched(stage: str, done: int, total: int) -> None:
    """Hear nothing."""

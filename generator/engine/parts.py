"""Parts: what is asked for of a part of the plan, and what came of it.

Owns shapes only; `makers` makes them.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from generator.digest import Digest
from generator.engine.reasons import Why
from generator.engine.stage import State
from generator.pages.stages import Stage
from generator.problems import Problem
from generator.urls import Address

if TYPE_CHECKING:
    from generator.publication.links import Resolved


class Aim(Enum):
    """How far a part is made."""

    PROBLEMS = "problems"
    """Only what is wrong is asked for."""
    FORECAST = "forecast"
    """What would be made, and why; nothing is rendered."""
    FILES = "files"


class Task(NamedTuple):
    """What every part of one build has in common."""

    record: str
    """The record's file."""
    token: str
    """The state of the library."""
    aim: Aim
    blank: bool
    """Whether the record knows of no file."""
    bare: bool
    """Whether nothing lies in the output."""


class MadeFile(NamedTuple):
    """One file of the site, as it is or as it will be."""

    address: Address
    origin: str
    path: str
    """Below the output."""
    stage: Stage
    fingerprint: Digest
    digest: Digest
    """Of its bytes; of what it is made from in a forecast."""
    staged: bool
    """Whether its bytes wait on the stage; False where the output has them."""
    old: State | None
    """Of the output's file, if one is there."""
    page: bool
    """Whether it is rendered; else it is copied."""
    new: State | None = None
    """Of the file on the stage: it keeps that where it goes."""
    others: bytes = b""
    """What a page that was rendered is made from besides its view, spelled; b"" for
    what stays as it is."""
    why: Why = ()


class MadePart(NamedTuple):
    """What came of one part."""

    owner: str
    files: tuple[MadeFile, ...]
    unchecked: tuple[Resolved, ...]
    problems: tuple[Problem, ...]
    """Of its texts."""
    faults: tuple[Problem, ...]
    """Of rendering; with any, the part is not whole."""
    views: tuple[tuple[Address, bytes], ...] = ()
    """Of pages that were rendered: how their views are spelled, for the record."""
    recalled: bool = False
    """Whether it is the part that the record has, with nothing but other templates."""


class PartJob(NamedTuple):
    """One part to make."""

    task: Task
    owner: str
    """Its key, spelled."""
    recalled: bool = False
    """Whether it is planned as it was: only its templates may be others."""

"""Pieces and inputs: what was read of each column, and what decides who sees it.

Owns shapes only.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from msgspec import Struct, field

from generator.publication.listed import Listed
from generator.source.body import Body
from generator.source.column import Column
from generator.source.settings import Settings


class Piece(Struct, frozen=True, kw_only=True, array_like=True):
    """A column with the facts of its text; the HTML itself stays with the engine."""

    column: Column
    body: Body
    """With `html` emptied: `digest` stands for it."""


class Inputs(Struct, frozen=True, kw_only=True):
    """Every column that there is, and what decides which are published."""

    settings: Settings
    listed: tuple[Listed, ...] = ()
    """Every column that there is, in any order."""
    pieces: Mapping[str, Piece] = field(default_factory=dict)
    """The columns by their paths; each may be read when it is asked for."""
    now: dt.datetime
    """With its zone; read once, at the edge."""
    drafts: bool = False
    """Publish drafts and embargoed columns too."""

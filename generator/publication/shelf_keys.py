"""The names of shelves.

Owns shapes only.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass


class ShelfKind(enum.Enum):
    """What a shelf gathers."""

    AUTHOR = "author"
    SECTION = "section"
    TAG = "tag"
    SERIES = "series"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfKey:
    """The name of one shelf."""

    kind: ShelfKind
    name: str
    """As it stands in the address: an author's id, "birds", "2025"."""

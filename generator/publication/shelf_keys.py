"""The names of shelves.

Owns shapes only.
"""

from __future__ import annotations

import enum
from typing import NamedTuple


class ShelfKind(enum.StrEnum):
    """What a shelf gathers.  A text of its own: such a one is hashed fastest."""

    AUTHOR = "author"
    SECTION = "section"
    TAG = "tag"
    SERIES = "series"
    YEAR = "year"


class ShelfKey(NamedTuple):
    """The name of one shelf."""

    kind: ShelfKind
    name: str
    """As it stands in the address: an author's id, "birds", "2025"."""

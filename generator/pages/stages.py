"""The order in which the kinds of file go into `output/`.

Owns the names only.
"""

from __future__ import annotations

import enum


class Stage(enum.IntEnum):
    """When a file goes into `output/`: what others lead to goes first."""

    ASSET = 0
    PAGE = 1
    LISTING = 2
    FEED = 3

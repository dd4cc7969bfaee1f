"""What kinds of text a site has.

Owns the names only.
"""

from __future__ import annotations

import enum


class TextKind(enum.Enum):
    """What a file under `content/` holds."""

    COLUMN = "column"
    AUTHOR = "author"
    DESK_PAGE = "page"
    DISCUSSION = "comments"

"""Reasons: what a page was made from last time, and what of it is another now.

Pure.  A reason is told by names: a field of the page's view ("card", "next"), or one of
the names below, which start with "@" as no field does.
"""

from __future__ import annotations

from msgspec import Struct

from generator.pages.needs import Needs
from generator.urls import Address

NEW = "@new"
"""Nothing was known of the page."""
FILE = "@file"
"""Its file was missing, or not as it was written."""
TEMPLATE = "@template"
VERSION = "@version"
"""Byline is another."""
SITE = "@site"
"""The site's address, or the form of its links, is another."""
PAGE = "@page"
"""The page's own address, language, kind or template is another."""
UNKNOWN = Needs(f'{{"{TEMPLATE}":0}}'.encode(), b"{}")
"""What a page is made from whose template can't be read."""

Why = tuple[str, ...]
"""The names of what was another; empty where nothing was."""


class Rendering(Struct, frozen=True, kw_only=True):
    """One page that is, or would be, rendered, and why."""

    address: Address
    origin: str
    """What a person would call its source."""
    path: str
    """Below the output."""
    others: bytes
    """What it is made from besides its view, as `Needs.others`."""
    why: Why


def compare_needs(before: Needs | None, now: Needs) -> Why:
    """Name what a page is made from and what is another than before.

    With `{"card":1,"next":2}` before and `{"card":1,"next":3}` now: ("next",)
    """
    if before is None:
        return (NEW,)
    if before.view == now.view:
        # Most are what another template alone makes other: to part both takes longer.
        before, now = before._replace(view=b"{}"), now._replace(view=b"{}")
    old, new = before.by_name(), now.by_name()
    return tuple(name for name in {**new, **old} if old.get(name) != new.get(name))

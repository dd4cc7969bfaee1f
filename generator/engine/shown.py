"""Shown: what a preview answers for one address, and what it has answered before.

Owns shapes, and how long an answer is good.  Invariant: an answer that is `current` is
what a build would write; all others are the last good ones.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.digest import Digest

if TYPE_CHECKING:
    from generator.pages.page import Page

NONE = Digest("")
"""Of nothing."""
_MOST = 1000
"""Answers that are kept; then the oldest is let go of."""


class ShownKind(enum.Enum):
    """What stands at an address."""

    PAGE = "page"
    """Rendered: its bytes are at hand."""
    ASSET = "asset"
    """Of the theme: its bytes are at hand."""
    FILE = "file"
    """Copied as it is from where it lies."""
    BROKEN = "broken"
    """It can't be made now, and never could since the preview began."""
    MISSING = "missing"


class Shown(Struct, frozen=True, kw_only=True):
    """What stands at one address."""

    address: str
    kind: ShownKind
    owner: str = ""
    """The part of the plan that it belongs to; "" for the theme's."""
    data: bytes = b""
    version: Digest = NONE
    """Of the bytes; a file's is of its stamp."""
    fingerprint: Digest = NONE
    """Of what they are made from."""
    page: Page | None = None
    file: Path | None = None


class Gallery:
    """What was shown, by address.  Any thread may look; one changes it."""

    def __init__(self) -> None:
        self._shown: dict[str, Shown] = {}
        # One look at one mapping: a thread that looks twice may be between two answers.
        self._current: dict[str, Shown] = {}

    def current(self, address: str) -> Shown | None:
        """Give an answer that is surely good still."""
        return self._current.get(address)

    def last(self, address: str) -> Shown | None:
        """Give the last good answer, of whatever age."""
        return self._shown.get(address)

    def hang(self, shown: Shown) -> Shown:
        """Keep an answer that is good now."""
        # What was asked for last goes behind the others.
        self._shown.pop(shown.address, None)
        self._shown[shown.address] = shown
        self._current[shown.address] = shown
        if len(self._shown) > _MOST:
            self.drop(next(iter(self._shown)))
        return shown

    def renew(self, shown: Shown) -> None:
        """Put another version in an answer's place; it is no surer than before."""
        self._shown[shown.address] = shown
        if shown.address in self._current:
            self._current[shown.address] = shown

    def files(self) -> tuple[Shown, ...]:
        """Give the pictures and other files that somebody has asked for."""
        shown = self._shown.values()
        return tuple(one for one in shown if one.kind is ShownKind.FILE)

    def drop(self, address: str) -> None:
        """Forget an answer."""
        self._current.pop(address, None)
        self._shown.pop(address, None)

    def doubt(self, owners: Iterable[str] | None) -> None:
        """Doubt the answers of some parts of the plan; None: all of them."""
        if owners is None:
            self._current = {}
            return
        doubted = frozenset(owners)
        self._current = {
            address: one
            for address, one in self._current.items()
            if one.owner not in doubted
        }

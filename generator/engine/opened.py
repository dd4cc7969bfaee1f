"""Opened things: one at a time, kept for whoever asks for the same again.

Owns when the last one is let go of: when another is asked for, or at the end.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from typing import Generic, TypeVar

T = TypeVar("T")


class Opened(Generic[T]):
    """The one thing that is open, if any is."""

    def __init__(self) -> None:
        """Begin with nothing open."""
        self._key: object = None
        self._held: list[T] = []
        self._stack = ExitStack()

    def get(self, key: object, make: Callable[[], AbstractContextManager[T]]) -> T:
        """Give what was opened by this key, or open it in place of the last."""
        if not self._held or self._key != key:
            self.close()
            self._held.append(self._stack.enter_context(make()))
            self._key = key
        return self._held[0]

    def close(self) -> None:
        """Let go of what is open."""
        self._held.clear()
        self._stack.close()

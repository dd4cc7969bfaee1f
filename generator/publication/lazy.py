"""Lazy values: mappings and sequences whose items are found when they are asked for.

A library of any size is made of these, so that a page costs what it shows and not what
the site holds.  Pure but for the functions that they are given.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TypeVar, overload

K = TypeVar("K")
V = TypeVar("V")

_MOST = 20_000
"""How many items are kept where nothing else is said."""


class Lazy(Mapping[K, V]):
    """A mapping that finds a value when it is asked for, and keeps it for a while."""

    def __init__(
        self,
        find: Callable[[K], V | None],
        keys: Callable[[], Iterable[K]],
        most: int = _MOST,
    ) -> None:
        """Take how a value is found, how all keys are listed, and how many to keep.

        When there are so many, all are let go of.
        """
        self._most = most
        self._find = find
        self._keys = keys
        self._found: dict[K, V] = {}

    def __getitem__(self, key: K) -> V:
        """Give the value of a key."""
        found = self._found.get(key)
        if found is None:
            found = self._find(key)
            if found is None:
                raise KeyError(key)
            if len(self._found) >= self._most:
                self._found.clear()
            self._found[key] = found
        return found

    def __iter__(self) -> Iterator[K]:
        return iter(self._keys())

    def __len__(self) -> int:
        return sum(1 for _ in self._keys())


class LazySequence(Sequence[V]):
    """A sequence of known length that is loaded when somebody looks into it."""

    def __init__(self, length: int, load: Callable[[], tuple[V, ...]]) -> None:
        """Take the length, and how the items are loaded."""
        self._length = length
        self._load = load
        self._items: tuple[V, ...] | None = None

    def __len__(self) -> int:
        return self._length

    @overload
    def __getitem__(self, at: int) -> V: ...
    @overload
    def __getitem__(self, at: slice) -> tuple[V, ...]: ...
    def __getitem__(self, at: int | slice) -> V | tuple[V, ...]:
        """Give one item, or a tuple of a slice."""
        if self._items is None:
            self._items = self._load()
        return self._items[at]

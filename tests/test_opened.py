"""Opened things: one at a time, and always closed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest

from generator.engine.opened import Opened


class Doors:
    """Doors that say what becomes of them."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.opened: Opened[str] = Opened()

    def get(self, name: str) -> str:
        return self.opened.get(name, self.door(name))

    def door(self, name: str) -> Callable[[], AbstractContextManager[str]]:
        @contextmanager
        def open_it() -> Iterator[str]:
            if name == "stuck":
                raise OSError(name)
            self.said.append(f"open {name}")
            yield name.title()
            self.said.append(f"close {name}")

        return open_it


def test_the_same_key_gives_what_is_open() -> None:
    doors = Doors()
    assert [doors.get("front"), doors.get("front")] == ["Front", "Front"]
    assert doors.said == ["open front"]


def test_another_key_closes_the_last_first() -> None:
    doors = Doors()
    for name in ("front", "back", "front"):
        doors.get(name)
    assert doors.said == [
        "open front",
        "close front",
        "open back",
        "close back",
        "open front",
    ]


def test_after_the_end_the_same_is_opened_anew() -> None:
    doors = Doors()
    doors.opened.close()
    doors.get("front")
    doors.opened.close()
    doors.opened.close()
    doors.get("front")
    assert doors.said == ["open front", "close front", "open front"]


def test_what_can_not_be_opened_leaves_nothing_open() -> None:
    doors = Doors()
    doors.get("front")
    with pytest.raises(OSError, match="stuck"):
        doors.get("stuck")
    assert doors.get("front") == "Front"
    assert doors.said == ["open front", "close front", "open front"]

"""What a reader notes while it reads one file: problems, and where each field stands.

Owns the way from a line and column to a `Place`.  Must not touch files.  The one value
here that changes: it lives as long as the reading of one file.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol

from generator.problems import Place, Problem, Weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence


class Spot(Protocol):
    """Anything that stands somewhere in the file."""

    @property
    def line(self) -> int:
        """Counted from 1, in the whole file."""

    @property
    def column(self) -> int:
        """Counted from 1, in characters."""


class Places(Mapping[str, Place]):
    """Field → where its value stands; a `Place` is made when one is asked for.

    A column has a dozen of them, and hardly one is ever shown: kept are the text as one
    string, names that all columns with the same fields share, lines and columns.
    """

    __slots__ = ("_file", "_first_line", "_names", "_spots", "_text")

    def __init__(
        self,
        file: str,
        text: str,
        first_line: int,
        names: tuple[str, ...],
        spots: Sequence[int],
    ) -> None:
        """Keep where fields stand: `spots` is line, column for each name in turn."""
        self._file = file
        self._text = text
        self._first_line = first_line
        self._names = names
        self._spots = spots

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> Places:
        """Make them from what `to_row` gives, or from the JSON of it."""
        file, text, first_line, names, spots = row
        return cls(file, text, first_line, _shared(tuple(names)), spots)

    def to_row(self) -> tuple[str, str, int, tuple[str, ...], Sequence[int]]:
        """Give what they are made from, as plain values."""
        return self._file, self._text, self._first_line, self._names, self._spots

    def __reduce__(self) -> tuple[object, ...]:
        return Places.from_row, (self.to_row(),)

    def __getitem__(self, name: str) -> Place:
        if name not in self._names:
            raise KeyError(name)
        at = self._names.index(name) * 2
        line, column = self._spots[at], self._spots[at + 1]
        lines, index = self._text.split("\n"), line - self._first_line
        excerpt = lines[index] if 0 <= index < len(lines) else ""
        return Place(file=self._file, line=line, column=column, excerpt=excerpt)

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


NO_PLACES = Places("", "", 1, (), ())
"""Of what stands in no file."""


@lru_cache(maxsize=1024)
def _shared(names: tuple[str, ...]) -> tuple[str, ...]:
    """Give the one tuple of these names, so that columns share it."""
    return names


class Findings:
    """The problems and places of one file, gathered while it is read."""

    __slots__ = ("file", "first_line", "lines", "problems", "spots")

    def __init__(self, file: str, lines: Sequence[str], first_line: int = 1) -> None:
        self.file = file
        self.lines = lines
        """The lines that are read here, without their ends."""
        self.first_line = first_line
        """The number that the first of them has in the file."""
        self.problems: list[Problem] = []
        self.spots: dict[str, tuple[int, int]] = {}
        """Field → the line and column where its value stands."""

    @property
    def places(self) -> Places:
        """Field → where its value stands, as far as noted; made anew each time."""
        names, spots = _shared(tuple(self.spots)), self.spots.values()
        text = "\n".join(self.lines)
        return Places(
            self.file, text, self.first_line, names, tuple(chain.from_iterable(spots))
        )

    def note(self, name: str, spot: Spot) -> None:
        """Note where a field's value stands."""
        self.spots[name] = spot.line, spot.column

    def where(self, name: str) -> Place | None:
        """Make the place of a field's value, if it is noted."""
        spot = self.spots.get(name)
        return None if spot is None else self.place(*spot)

    def place(self, line: int, column: int = 1) -> Place:
        """Make the place of a line and column of the whole file."""
        return Place(file=self.file, line=line, column=column, excerpt=self.line(line))

    def line(self, number: int) -> str:
        """Give a line by its number in the file; "" for one that is not held."""
        index = number - self.first_line
        return self.lines[index] if 0 <= index < len(self.lines) else ""

    def stop(self, spot: Spot, message: str, hint: str = "") -> None:
        """Note a problem that stops the build."""
        self.stop_at(self.place(spot.line, spot.column), message, hint)

    def stop_at(self, place: Place, message: str, hint: str = "") -> None:
        """Note a problem that stops the build, at a place made already."""
        self.problems.append(Problem(place=place, message=message, hint=hint))

    def warn(self, spot: Spot, message: str, hint: str = "") -> None:
        """Note a problem that the site is whole without."""
        self.warn_at(self.place(spot.line, spot.column), message, hint)

    def warn_at(self, place: Place, message: str, hint: str = "") -> None:
        """Note a problem that the site is whole without, at a place made already."""
        self.problems.append(
            Problem(place=place, message=message, hint=hint, weight=Weight.WARN)
        )

    def take(self, problems: Iterable[Problem]) -> None:
        """Add problems that were found elsewhere in the same file."""
        self.problems.extend(problems)

"""What a reader notes while it reads one file: problems, and where each field stands.

Owns the way from a line and column to a `Place`.  Must not touch files.  The one value
here that changes: it lives as long as the reading of one file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from generator.problems import Place, Problem, Weight

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Spot(Protocol):
    """Anything that stands somewhere in the file."""

    @property
    def line(self) -> int:
        """Counted from 1, in the whole file."""

    @property
    def column(self) -> int:
        """Counted from 1, in characters."""


class Findings:
    """The problems and places of one file, gathered while it is read."""

    __slots__ = ("file", "first_line", "lines", "places", "problems")

    def __init__(self, file: str, lines: Sequence[str], first_line: int = 1) -> None:
        self.file = file
        self.lines = lines
        """The lines that are read here, without their ends."""
        self.first_line = first_line
        """The number that the first of them has in the file."""
        self.problems: list[Problem] = []
        self.places: dict[str, Place] = {}
        """Field → where its value stands."""

    def place(self, line: int, column: int = 1) -> Place:
        """Make the place of a line and column of the whole file."""
        index = line - self.first_line
        excerpt = self.lines[index] if 0 <= index < len(self.lines) else ""
        return Place(file=self.file, line=line, column=column, excerpt=excerpt)

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

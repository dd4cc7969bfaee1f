"""Places: from a token's lines, or an offset in its text, to the writer's file.

Must not know what is wrong there.  Block tokens carry lines only, so that columns are
found by looking for the token's text in its lines.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.problems import Place

if TYPE_CHECKING:
    from markdown_it.token import Token


class Source(Struct, frozen=True, kw_only=True, dict=True):
    """A text with its position in a file."""

    text: str
    file: str
    first_line: int = 1

    @cached_property
    def lines(self) -> list[str]:
        """The text's lines; made only when a place is wanted."""
        return self.text.split("\n")

    def place(self, line: int, column: int = 0) -> Place:
        """Make a place of a line and a column of the text, both counted from 0."""
        lines = self.lines
        excerpt = lines[line] if 0 <= line < len(lines) else ""
        return Place(
            file=self.file,
            line=self.first_line + line,
            column=max(0, min(column, len(excerpt))) + 1,
            excerpt=excerpt,
        )

    def place_of(self, token: Token, needle: str = "") -> Place:
        """Make the place of a block token, at the needle in its first line if there."""
        line = token.map[0] if token.map else 0
        text = self.lines[line] if line < len(self.lines) else ""
        found = text.find(needle) if needle else -1
        return self.place(line, max(found, len(text) - len(text.lstrip(" \t>"))))


class InlinePlaces:
    """Places of offsets within one inline token's text."""

    def __init__(self, source: Source, token: Token, after: int = 0) -> None:
        """Prepare; `after` is the first column of the token in its first line."""
        self._source = source
        self._content = token.content
        self._first = token.map[0] if token.map else 0
        self._after = after
        self._starts: list[int] = []
        self._shifts: dict[int, int] = {}

    def place(self, offset: int) -> Place:
        """Make the place of an offset."""
        if not self._starts:
            self._starts = _line_starts(self._content)
        row = bisect_right(self._starts, offset) - 1
        start = self._starts[row]
        return self._source.place(self._first + row, offset - start + self._shift(row))

    def are_of(self, token: Token) -> bool:
        """Tell whether a token holds the same text at the same lines."""
        first = token.map[0] if token.map else 0
        return token.content is self._content and first == self._first

    def end(self) -> tuple[int, int]:
        """Give the line and column just after a token of one line: a table's cell."""
        start = self.place(0)
        line = start.line - self._source.first_line
        return line, start.column - 1 + len(self._content)

    def _shift(self, row: int) -> int:
        """Find how far a line of the content stands from its line's left edge."""
        if row not in self._shifts:
            end = self._content.find("\n", self._starts[row])
            text = self._content[self._starts[row] : end if end >= 0 else None]
            lines = self._source.lines
            line = lines[self._first + row] if self._first + row < len(lines) else ""
            bare = text.strip()
            found = line.find(bare, self._after if row == 0 else 0)
            indent = len(text) - len(text.lstrip())
            self._shifts[row] = max(found - indent, 0) if found >= 0 else 0
        return self._shifts[row]


def _line_starts(text: str) -> list[int]:
    starts = [0]
    position = text.find("\n")
    while position >= 0:
        starts.append(position + 1)
        position = text.find("\n", position + 1)
    return starts

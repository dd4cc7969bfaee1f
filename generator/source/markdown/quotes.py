"""Straight quotes → the language's marks, each decided from its neighbors.

Must know nothing of mark-up: it sees one paragraph as one string.  Invariants: each
paragraph starts anew, so that an unbalanced quote never turns those of the next; and
only quote characters change.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from generator.source.markdown.languages import Style

Edit = tuple[int, int, str]
"""From, to, and what stands there instead."""

APOSTROPHE = "’"
PRIME = "′"
DOUBLE_PRIME = "″"
OBJECT = "\ufffc"
"""Stands for code or a picture: something that can be quoted."""

_SPACES = frozenset(" \t\n\u00a0\u202f\u2009\u3000")
_OPENERS = frozenset("([{<—–-/¿¡«“„‘‚「『（《【…|=+~*_")
_FEET = re.compile(r"[0-9]['’′][0-9]{1,2}$")
_YEARS = re.compile(r"[0-9]{2}(?:s|er|ers)?(?!\w)")
_WORD = re.compile(r"\w+")
_LAST_CLOSER = re.compile(r"[^\s(\[{—–\-]'(?!\w)")


PLAIN_PAIR = re.compile(r'"(?<![^ \n]")(?=[A-Za-z])([^"]*)(?<=[A-Za-z’.,;:!?])"')
"""Two double quotes that can be nothing but a start and its end; the text between."""


def plain_quotes(text: str, style: Style) -> list[Edit] | None:
    """Give the edits of a paragraph's quotes if all are plain pairs; None otherwise."""
    if "'" in text:
        return None
    edits: list[Edit] = []
    for match in PLAIN_PAIR.finditer(text):
        start, end = match.span()
        edits.append((start, start + 1, style.double[0]))
        edits.append((end - 1, end, style.double[1]))
    return edits if len(edits) == text.count('"') else None


class Curler:
    """The decisions on one paragraph's quotes, from left to right."""

    def __init__(self, text: str, style: Style) -> None:
        """Prepare for a paragraph."""
        self.edits: list[Edit] = []
        self._text = text
        self._style = style
        self._open: list[tuple[str, int]] = []
        """Quotes that wait for their end: which, and their edit's index."""
        self._opened: set[int] = set()
        self._closed: set[int] = set()
        self._last_closer: int | None = None

    def curl(self, position: int) -> None:
        """Decide on the quote at a position; called in order."""
        if self._text[position] == '"':
            self._curl_double(position)
        else:
            self._curl_single(position)

    def finish(self) -> list[Edit]:
        """Give all edits; a single quote never closed was an apostrophe."""
        for mark, index in self._open:
            if mark == "'" and self.edits[index][0] != 0:
                self._turn_to_apostrophe(index)
        return self.edits

    def _before(self, position: int) -> str:
        if position == 0 or position - 1 in self._opened:
            return " "
        if position - 1 in self._closed:
            return ")"
        char = self._text[position - 1]
        return " " if char in "\"'" else char

    def _after(self, position: int) -> str:
        """Give the next character that is no quote; looks past four at most."""
        after = self._text[position + 1 : position + 6].lstrip("\"'")
        return after[:1] or " "

    def _curl_double(self, position: int) -> None:
        before, after = self._before(position), self._after(position)
        is_open = any(mark == '"' for mark, _ in self._open)
        if before in _SPACES or before in _OPENERS:
            if is_open and (after in _SPACES or _ends(before, after)):
                self._close(position, '"')
            elif after not in _SPACES:
                self._begin(position, '"')
        elif before.isdigit() and self._measures(position, after, is_open=is_open):
            self._put(position, DOUBLE_PRIME)
        elif is_open or not _is_word(after):
            self._close(position, '"')
        else:
            self._begin(position, '"')

    def _measures(self, position: int, after: str, *, is_open: bool) -> bool:
        """Tell inches: `5'10"`, or a digit where no quote waits for its end."""
        if _FEET.search(self._text[max(0, position - 4) : position]):
            return True
        return not is_open and not _is_word(after)

    def _curl_single(self, position: int) -> None:
        before, after = self._before(position), self._text[position + 1 : position + 2]
        if _is_word(before) and _is_word(after):
            if before.isdigit() and after.isdigit():
                self._put(position, PRIME)
            elif _parts_no_words(before) or _parts_no_words(after):
                self._toggle(position)
            else:
                self._put(position, APOSTROPHE)
        elif before in _SPACES or before in _OPENERS:
            self._begin_single(position)
        elif self._open and self._open[-1][0] == "'" and self._really_ends(position):
            self._close(position, "'")
        elif before.isdigit() and not self._open:
            self._put(position, PRIME)
        elif _is_word(before):
            self._put(position, APOSTROPHE)
        else:
            self._close(position, "'")

    def _toggle(self, position: int) -> None:
        if self._open and self._open[-1][0] == "'":
            self._close(position, "'")
        else:
            self._begin(position, "'")

    def _begin_single(self, position: int) -> None:
        after = self._after(position)
        waiting = bool(self._open) and self._open[-1][0] == "'"
        if after in _SPACES:
            if waiting:
                self._close(position, "'")
        elif self._is_clipped(position):
            self._put(position, APOSTROPHE)
        elif position == 0 or self._closer_follows(position):
            self._begin(position, "'")
        else:
            self._put(position, APOSTROPHE)

    def _is_clipped(self, position: int) -> bool:
        """Tell 'tis, '90s and the first of rock 'n' roll from a quote's start."""
        if _YEARS.match(self._text, position + 1):
            return True
        word = _WORD.match(self._text, position + 1)
        if word is None or word[0].lower() not in self._style.clipped:
            return False
        return word[0].lower() == "n" or self._text[word.end() : word.end() + 1] != "'"

    def _really_ends(self, position: int) -> bool:
        """Tell a quote's end from a plural's apostrophe, as in dogs'."""
        if (
            self._text[position - 1] != "s"
            or self._text[position + 1 : position + 2] != " "
        ):
            return True
        return not self._closer_follows(position)

    def _closer_follows(self, position: int) -> bool:
        if self._last_closer is None:
            found = [match.end() - 1 for match in _LAST_CLOSER.finditer(self._text)]
            self._last_closer = found[-1] if found else -1
        return self._last_closer > position

    def _put(self, position: int, mark: str) -> None:
        self.edits.append((position, position + 1, mark))
        self._closed.add(position)

    def _begin(self, position: int, mark: str) -> None:
        marks = self._style.double if mark == '"' else self._style.single
        self._open.append((mark, len(self.edits)))
        self.edits.append((position, position + 1, marks[0]))
        self._opened.add(position)

    def _close(self, position: int, mark: str) -> None:
        """Close the innermost quote of this kind, and all that wait within it."""
        marks = self._style.double if mark == '"' else self._style.single
        if any(waiting == mark for waiting, _ in self._open):
            while self._open[-1][0] != mark:
                _, index = self._open.pop()
                self._turn_to_apostrophe(index)
            self._open.pop()
        self.edits.append((position, position + 1, marks[1]))
        self._closed.add(position)

    def _turn_to_apostrophe(self, index: int) -> None:
        start, end, _ = self.edits[index]
        if self._text[start] == "'":
            self.edits[index] = (start, end, APOSTROPHE)


def _is_word(char: str) -> bool:
    return char.isalnum() or char == OBJECT


def _parts_no_words(char: str) -> bool:
    """Tell scripts where letters stand next to quotes: Han, Kana, Hangul."""
    return char >= "\u1100" and char != OBJECT and char.isalpha()


def _ends(before: str, after: str) -> bool:
    """Tell the end in `"I was--"` from the start in `non-"critical"`."""
    return before in "—–-…" and not _is_word(after) and after not in "([{"

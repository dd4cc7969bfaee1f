"""Front matter that is plain lines → the nodes that YAML makes of it, sooner.

Pure.  Most front matter is lines of `name: value`, where the value is a text, a text in
quotes or a list of words in brackets; to read those takes a third of a parser's time.
Invariant: what is given back is what `nodes.read_tree` gives, and anything that could
be read in another way, or wrongly, is not read here at all.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.source.nodes import Items, Node, Pairs, Scalar, Tree, read_tree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from generator.source.findings import Findings

_LONGEST_NAME = 100
"""A parser takes no name of more than 1,024 characters."""
_INDICATORS = frozenset("-?:,[]{}#&*!|>'\"%@` ")
"""What starts anything but a plain text."""
_ENDS = frozenset(("", ":", " "))
"""What no plain text ends in."""
_new = tuple.__new__
"""Makes a `Scalar` in half the time of calling it; there are two on each line."""


def read_front_matter(found: Findings) -> Tree:
    """Read the lines that `found` holds, noting every slip there."""
    root = read_plain_lines(found.lines, found.first_line)
    return read_tree(found) if root is None else Tree(root, frozenset())


def read_plain_lines(lines: Sequence[str], first_line: int) -> Pairs | None:
    """Read lines, the first of which has a number; None for what is no plain lines."""
    if not "".join(lines).isprintable():
        return None
    pairs: dict[str, tuple[Scalar, Node]] = {}
    for number, line in enumerate(lines, first_line):
        name, _, text = line.partition(": ")
        if not name.isidentifier() or name in pairs or len(name) > _LONGEST_NAME:
            if line == "" or line[0] == "#":
                continue
            return None
        value = _read_value(text, number, len(name) + 3)
        if value is None:
            return None
        key = _new(Scalar, (name, True, number, 1, number, len(name) + 1))
        pairs[name] = key, value
    if not pairs:
        return None
    first, _ = next(iter(pairs.values()))
    return Pairs(tuple(pairs.values()), first.line, 1)


def _read_value(text: str, line: int, column: int) -> Node | None:
    """Read what stands behind a name, from its first character to the line's last."""
    first = text[:1]
    end = column + len(text)
    if first not in _INDICATORS:
        if ": " in text or " #" in text or text[-1:] in _ENDS:
            return None
        return _new(Scalar, (text, True, line, column, line, end))
    if first == "[":
        return _read_list(text, line, column)
    inside = _unquoted(text, first)
    if inside is None:
        return None
    return _new(Scalar, (inside, False, line, column, line, end))


def _unquoted(text: str, mark: str) -> str | None:
    """Give what stands between two quotes, where no more than those are escaped."""
    if len(text) < 2 or text[-1] != mark:
        return None
    inside = text[1:-1]
    if mark == "'":
        return None if "'" in inside.replace("''", "") else inside.replace("''", "'")
    if mark != '"':
        return None
    if "\\" not in inside:
        return None if '"' in inside else inside
    return _ESCAPE.sub(r"\1", inside) if _ESCAPED.fullmatch(inside) else None


_ESCAPE = re.compile(r'\\(["\\])')
_ESCAPED = re.compile(r'[^"\\]*+(?:\\["\\][^"\\]*+)*')
"""Text in double quotes where nothing but quotes and backslashes is escaped."""


def _read_list(text: str, line: int, column: int) -> Items | None:
    """Read words in brackets."""
    inner = text[1:-1]
    if text[-1] != "]" or not _SPECIAL.isdisjoint(inner):
        return None
    if not inner.strip(" "):
        return Items((), line, column)
    items: list[Scalar] = []
    at = column + 1
    for part in inner.split(","):
        word = part.strip(" ")
        if not word[:1].isalnum():
            return None
        start = at + part.index(word[0])
        items.append(_new(Scalar, (word, True, line, start, line, start + len(word))))
        at += len(part) + 1
    return Items(tuple(items), line, column)


_SPECIAL = frozenset("[]{}:?#")
"""What ends a word in brackets, or makes something else of it."""

"""Paragraphs of plain prose, which are most of a column: taken without being tried.

Owns the block rule that takes the lines that can be nothing but a paragraph, and how a
text's lines are set up in a few passes.
Invariant: what comes of it is what the stock rules make, but that a paragraph without
mark-up, in no list or quote, is one token of the type `PROSE` instead of four.
"""

from __future__ import annotations

import re
from itertools import accumulate, count
from operator import add
from typing import TYPE_CHECKING

from markdown_it.common.utils import mdTrim
from markdown_it.rules_block import StateBlock, heading, list_block
from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.utils import EnvType

PROSE = "prose"
"""The type of a token that is a whole paragraph; its content is the plain text."""

_PLAIN_STARTS = frozenset("\"'“‘«„(¿¡—…")
"""Besides letters: what a line can start with and be nothing but a paragraph's."""

_MARKED = re.compile(r"[&*<\[\\_`~\n](?:(?<!\n)|(?=[ \t])|(?<=[ \t]\n))")
"""Where an inline rule may do more than take the text as it stands: at its marks, and
at spaces around the end of a line.  (A pattern that starts with a set is found faster
than one that starts with a choice.)"""

_NEXT_ITEM = re.compile(r'[-+*] ["“]?[^\W\d_]')
"""The start of a line that is an item of a list, if it is no part of a paragraph."""


class LineState(StateBlock):
    """The lines of a text, found by splitting and not by looking at each character."""

    def __init__(
        self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]
    ) -> None:
        """Find where each line starts and ends, and how far it is indented."""
        super().__init__("", md, env, tokens)
        lines = src.split("\n")
        if not lines[-1].strip(" \t"):
            lines.pop()
        lengths = [*map(len, lines)]
        starts = [*map(add, accumulate(lengths, initial=0), count())]
        self.src, self.lineMax = src, len(lines)
        self.bMarks = [*starts[:-1], len(src)]
        self.eMarks = [*map(add, starts, lengths), len(src)]
        self.tShift = [0] * len(starts)
        self.sCount = [0] * len(starts)
        self.bsCount = [0] * len(starts)
        # Most texts have no line that starts with a space: one look tells.
        if min(filter(None, lines), default="!") < "!":
            self._indent(lines)

    def _indent(self, lines: list[str]) -> None:
        for number, line in enumerate(lines):
            if line.startswith((" ", "\t")):
                shift = len(line) - len(line.lstrip(" \t"))
                self.tShift[number] = shift
                self.sCount[number] = len(line[:shift].expandtabs(4))


def prose_rule(
    state: StateBlock,
    start: int,
    end: int,
    silent: bool,  # noqa: FBT001  # markdown-it's signature
) -> bool:
    """Take lines that start with letters up to where the paragraph surely ends.

    A heading is read here as well: there is nothing else that its line could be.
    """
    if silent or state.sCount[start] - state.blkIndent >= 4:
        return False
    after = start
    while after < end and not state.isEmpty(after):
        char = state.src[state.bMarks[after] + state.tShift[after]]
        if not (char.isalpha() or char in _PLAIN_STARTS):
            if after == start:
                return char == "#" and _take_heading(state, start, end)
            if not _starts_next_item(state, after, end):
                return False
            break
        after += 1
    _push_prose(state, start, after)
    return True


def _take_heading(state: StateBlock, start: int, end: int) -> bool:
    """Have the stock rule read a heading, where no table can start."""
    if state.src.find("|", state.bMarks[start], state.eMarks[start]) >= 0:
        return False
    return heading(state, start, end, False)  # noqa: FBT003  # markdown-it's signature


def _starts_next_item(state: StateBlock, line: int, end: int) -> bool:
    """Tell the next item of a list from what may turn a paragraph to something else."""
    first = state.bMarks[line] + state.tShift[line]
    if not _NEXT_ITEM.match(state.src, first):
        return False
    if state.sCount[line] < 0 or state.sCount[line] - state.blkIndent > 3:
        return False
    outer, state.parentType = state.parentType, "paragraph"
    is_item = list_block(state, line, end, True)  # noqa: FBT003  # markdown-it's signature
    state.parentType = outer
    return is_item


def _push_prose(state: StateBlock, start: int, end: int) -> None:
    content = text_of_lines(state, start, end)
    if state.level or not is_prose(content):
        push_paragraph(state, start, end, content)
        return
    state.tokens.append(make_prose(content, start, end))
    state.line = end


def is_prose(content: str) -> bool:
    """Tell whether a paragraph, outside lists and quotes, is its text and no more."""
    return not _MARKED.search(content)


def make_prose(content: str, start: int, end: int) -> Token:
    """Make the token of such a paragraph."""
    return Token(PROSE, "p", 0, content=content, map=[start, end], block=True)


def text_of_lines(state: StateBlock, start: int, end: int) -> str:
    """Give the text of a paragraph's lines."""
    if end == start + 1:
        first = state.bMarks[start] + state.tShift[start]
        return mdTrim(state.src[first : state.eMarks[start]])
    return mdTrim(state.getLines(start, end, state.blkIndent, False))  # noqa: FBT003  # markdown-it's signature


def push_paragraph(state: StateBlock, start: int, end: int, content: str) -> Token:
    """Push a paragraph's three tokens as the stock rule does; the first is given."""
    opening = state.push("paragraph_open", "p", 1)
    opening.map = [start, end]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = content, [start, end], []
    state.push("paragraph_close", "p", -1)
    state.line = end
    return opening

"""The inline parser: markdown-it-py's, which asks a rule only where it can start.

Owns the way from one character of mark-up to the next.  Invariant: the tokens are those
that the stock parser makes of the same rules.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache
from typing import TYPE_CHECKING

from markdown_it.common.utils import isMdAsciiPunct, isPunctChar, isWhiteSpace
from markdown_it.parser_inline import ParserInline
from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.state_inline import Scanned
from markdown_it.token import Token

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.parser_inline import RuleFuncInlineType
    from markdown_it.rules_core import StateCore
    from markdown_it.utils import EnvType

ACTIVE = re.compile(r"[\n&*<\[\\\]_`~!^](?:(?<![!^])|(?=\[))")
"""Where an inline rule of ours may start; all else is text."""

_STARTS = {
    "newline": "\n",
    "escape": "\\",
    "backticks": "`",
    "strikethrough": "~",
    "emphasis": "*_",
    "link": "[",
    "image": "!",
    "footnote_inline": "^",
    "footnote_ref": "[",
    "autolink": "<",
    "html_inline": "<",
    "entity": "&",
}
"""The characters that each rule starts at.  The rule for text is not asked at all."""

_PAIRED = re.compile("[*_~]")


class InlineParser(ParserInline):
    """Go from mark to mark; ask those rules that start with it."""

    def __init__(self, stock: ParserInline) -> None:
        """Take over the rules of a stock parser."""
        super().__init__()
        self.ruler, self.ruler2 = stock.ruler, stock.ruler2
        self.terminator_re = ACTIVE
        self._starting: dict[str, list[RuleFuncInlineType]] = defaultdict(list)
        rules = zip(self.ruler.get_active_rules(), self.ruler.getRules(), strict=True)
        for name, rule in rules:
            for char in _STARTS.get(name, ""):
                self._starting[char].append(rule)

    def tokenize(self, state: StateInline) -> None:
        """Make the tokens of a range."""
        source, end = state.src, state.posMax
        if state.level >= state.md.options["maxNesting"]:
            state.append_pending(source[state.pos : end])
            state.pos = end
        while state.pos < end:
            found = ACTIVE.search(source, state.pos)
            at = found.start() if found else end
            if at > state.pos:
                state.append_pending(source[state.pos : at])
                state.pos = at
            elif not self._is_taken(state):
                state.append_pending(source[at])
                state.pos += 1
        if state.pending:
            state.pushPending()

    def _is_taken(self, state: StateInline) -> bool:
        for rule in self._starting.get(state.src[state.pos], ()):
            if rule(state, False):  # noqa: FBT003  # markdown-it's signature
                return True
        return False

    def skipToken(self, state: StateInline) -> None:  # noqa: N802  # markdown-it's name
        """Pass over a text or over what one rule takes."""
        start = state.pos
        if start in state.cache or state.level >= state.md.options["maxNesting"]:
            super().skipToken(state)
            return
        found = ACTIVE.search(state.src, start)
        at = found.start() if found else state.posMax
        if at > start:
            state.pos = at
        else:
            self._skip_mark(state)
        state.cache[start] = state.pos

    def _skip_mark(self, state: StateInline) -> None:
        state.level += 1
        for rule in self._starting.get(state.src[state.pos], ()):
            if rule(state, True):  # noqa: FBT003  # markdown-it's signature
                break
        else:
            state.pos += 1
        state.level -= 1

    def parse(
        self, src: str, md: MarkdownIt, env: EnvType, tokens: list[Token]
    ) -> list[Token]:
        """Parse a text; pair its marks only if it has any that are paired."""
        if not ACTIVE.search(src):
            if src:
                tokens.append(Token("text", "", 0, content=src))
            return tokens
        state = _State(src, md, env, tokens)
        self.tokenize(state)
        if _PAIRED.search(src):
            for rule in self.ruler2.getRules():
                rule(state)
        return state.tokens


class _State(StateInline):
    """A text on its way, which knows the kinds of characters that it has met."""

    def scanDelims(self, start: int, canSplitWord: bool) -> Scanned:  # noqa: FBT001, N802, N803  # markdown-it's name
        """Tell whether a run of `*`, `_` or `~` can open or close."""
        source, marker, end = self.src, self.src[start], start + 1
        while end < self.posMax and source[end] == marker:
            end += 1
        spaced, pointed = _kind(source[start - 1] if start else " ")
        space_next, point_next = _kind(source[end] if end < self.posMax else " ")
        left = not (space_next or (point_next and not (spaced or pointed)))
        right = not (spaced or (pointed and not (space_next or point_next)))
        can_open = left and (canSplitWord or not right or pointed)
        can_close = right and (canSplitWord or not left or point_next)
        return Scanned(can_open, can_close, end - start)


@cache
def _kind(char: str) -> tuple[bool, bool]:
    """Tell whether a character is a space, and whether it is punctuation."""
    code = ord(char)
    return isWhiteSpace(code), isMdAsciiPunct(code) or isPunctChar(char)


def inline_rule(state: StateCore) -> None:
    """Parse the texts of all blocks."""
    for token in state.tokens:
        if token.type == "inline":
            token.children = state.md.inline.parse(
                token.content, state.md, state.env, []
            )

"""Typography of runs of plain paragraphs: many at once, where all is certain.

Owns the swift way for what most columns have: apostrophes within words, dashes between
spaces, three dots, quotes in plain pairs.  Invariant: what it sets is set as
`typography` would have set each paragraph; what it can't is left to that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.source.markdown.paragraphs import (
    PARAGRAPHS,
    open_paragraph,
    part_paragraphs,
    strip_marks,
)
from generator.source.markdown.quotes import APOSTROPHE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from generator.source.markdown.languages import Style

_OUTER = re.compile("'(?:(?<![A-Za-z]')|(?![A-Za-z]))")
"""A single quote that is not within a word."""

_LETTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")
_LAST = _LETTERS | frozenset(".,;:!?’")
"""What can stand before a quote's end and leave no doubt of it."""


def set_runs(tokens: list[Token], style: Style, parser: MarkdownIt) -> list[Token]:
    """Set all runs of plain paragraphs; those in doubt become ordinary tokens."""
    made: list[Token] = []
    for token in tokens:
        if token.type == PARAGRAPHS:
            content = set_plain(token.content, style)
            if content is None:
                made += _set_apart(token, style, parser)
                continue
            token.content = content
        made.append(token)
    return made


def _set_apart(token: Token, style: Style, parser: MarkdownIt) -> Iterator[Token]:
    """Set each paragraph of a run that can be, by itself."""
    for paragraph in part_paragraphs(token):
        content = set_plain(paragraph.content, style)
        if content is None:
            yield from open_paragraph(paragraph, parser)
        else:
            paragraph.content = content
            yield paragraph


def set_plain(text: str, style: Style) -> str | None:
    """Set a run; None where anything in it needs a closer look."""
    if _OUTER.search(text):
        return None
    if style.own and style.own.search(strip_marks(text)):
        return None
    done: str | None = text
    if '"' in text:
        done = _set_pairs(text, style)
    if done and "-" in text:
        done = _set_dashes(done, style)
    if done and ".." in text:
        done = _set_dots(done, style)
    return done and done.replace("'", APOSTROPHE)


def _set_dots(text: str, style: Style) -> str | None:
    """Set dots if all are three."""
    done = None if "...." in text else text.replace("...", style.dots)
    return None if done is None or ".." in done else done


def _set_dashes(text: str, style: Style) -> str | None:
    """Set dashes if all are two hyphens between spaces, and none beside another."""
    parts = text.split("--")
    if " " in parts:
        return None
    for index in range(1, len(parts)):
        if parts[index - 1][-1:] != " " or parts[index][:1] != " ":
            return None
    return style.dash.join(parts)


def _set_pairs(text: str, style: Style) -> str | None:
    """Set double quotes if all are plain pairs, each within one line."""
    parts = text.split('"')
    if len(parts) % 2 == 0:
        return None
    opening, closing = style.double
    for index in range(1, len(parts), 2):
        before, quoted = parts[index - 1][-1:], parts[index]
        if before not in " \n" or (not before and index > 1) or "\n" in quoted:
            return None
        if quoted[:1] not in _LETTERS or quoted[-1:] not in _LAST:
            return None
        parts[index] = f"{opening}{quoted}{closing}"
    return "".join(parts)

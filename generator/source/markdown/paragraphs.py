r"""Runs of plain paragraphs, which are most of a column: taken at one stroke.

Owns the pattern of what is plain, the block rule that takes a whole run of it as one
token of the type `PARAGRAPHS`, and how such a token is spelled and taken apart again.
Plain are words, and emphasis and outside links around words, as in `so *it is*, [he
says](https://example.org/)`: what can be read in one way only, and what no neighbor of
its marks can change.  Invariant: a run is spelled as the stock rules would spell it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from generator.source.markdown.languages import UNITS
from generator.source.markdown.prose import PROSE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

PARAGRAPHS = "paragraphs"
"""The type of a token that is a run of paragraphs; its content is their source."""

PARTED = "\n\n"
"""What stands between two paragraphs of a run."""

_LETTER = "[A-Za-zÀ-ÖØ-öø-ɏ]"
_START = r"""(?=[^\W\d_]|["'“‘«„(¿¡—…])"""
"""What a line can start with and be nothing but a paragraph's."""
_TEXT = r"[^\x00-\x1f&*<\[\\_`~0-9]*"
_NUMBER = rf"[0-9]+(?![0-9]| {UNITS})"
"""Digits that no space has to be held to, so that all other spaces stay."""
_INNER = rf"{_LETTER}(?:[^\x00-\x1f&*<\[\\\]_`~0-9]*{_LETTER})?"
"""What marks stand around: it starts and ends with a letter, so that the marks can be
nothing but a start and an end, and change no quote, dash or space beside them."""
_PATH = "[A-Za-z0-9_/=?&+,]"
_URL = rf"https?://[a-z0-9]+(?:[.\-][a-z0-9]+)*(?:/{_PATH}*(?:[.\-]{_PATH}+)*)?"
_MARKED = (
    r"(?<![^\s(])(?<![0-9] )"
    rf"(?:\*{_INNER}\*|\*\*{_INNER}\*\*|\[{_INNER}\]\({_URL}\))"
    r"(?![^\s,.;:!?)])"
)
_PARAGRAPH = (
    rf"{_START}{_TEXT}(?:(?:{_NUMBER}|{_MARKED}|(?<! )\n{_START}){_TEXT})*(?<!\s)"
)
_RUN = re.compile(rf"(?:{_PARAGRAPH}(?:\n\n|\n?\Z))+")

_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_SOFT_BREAK = re.compile(r"\n(?<!\n\n)(?!\n)")


def paragraphs_rule(
    state: StateBlock,
    start: int,
    _end: int,
    silent: bool,  # noqa: FBT001
) -> bool:
    """Take all plain paragraphs from a line of the text itself on."""
    if silent or state.level:
        return False
    found = _RUN.match(state.src, state.bMarks[start])
    if found is None:
        return False
    token = state.push(PARAGRAPHS, "", 0)
    token.content = found[0].rstrip("\n")
    state.line = start + token.content.count("\n") + 1
    token.map = [start, state.line]
    return True


def has_marks(text: str) -> bool:
    """Tell whether there is emphasis or a link in a run."""
    return "*" in text or "[" in text


def write_paragraphs(text: str) -> str:
    """Spell a run as HTML."""
    html = escapeHtml(text)
    if "*" in html:
        html = _write_pairs(_write_pairs(html, "**", "strong"), "*", "em")
    if "[" in html:
        html = _write_links(html)
    html = html.replace(PARTED, "</p>\n<p>")
    return f"<p>{html}</p>\n"


def _write_pairs(text: str, mark: str, tag: str) -> str:
    """Write the tags of a mark whose every second ends what the one before starts."""
    parts = text.split(mark)
    for index in range(1, len(parts), 2):
        parts[index] = f"<{tag}>{parts[index]}</{tag}>"
    return "".join(parts)


def _write_links(text: str) -> str:
    parts = text.split("[")
    for index in range(1, len(parts)):
        label, _, rest = parts[index].partition("](")
        url, _, after = rest.partition(")")
        parts[index] = f'<a href="{url}">{label}</a>{after}'
    return "".join(parts)


def strip_marks(text: str) -> str:
    """Leave out the marks of a run and the addresses of its links."""
    if "*" in text:
        text = text.replace("*", "")
    return _LINK.sub(r"\1", text) if "[" in text else text


def join_lines(text: str) -> str:
    """Put each paragraph of a run on one line."""
    if "\n" not in text:
        return text
    return _SOFT_BREAK.sub(" ", text)


def part_paragraphs(token: Token) -> Iterator[Token]:
    """Part a run into tokens of one paragraph each."""
    line = token.map[0] if token.map else 0
    for content in token.content.split(PARTED):
        after = line + content.count("\n") + 1
        yield Token(PARAGRAPHS, "", 0, content=content, map=[line, after])
        line = after + 1


def open_paragraph(token: Token, parser: MarkdownIt) -> list[Token]:
    """Make the tokens that the stock rules make of a run of one paragraph."""
    content, span = token.content, token.map
    if not has_marks(content):
        return [Token(PROSE, "p", 0, content=content, map=span)]
    inline = Token("inline", "", 0, content=content, map=span)
    inline.children = parser.inline.parse(content, parser, {}, [])
    opening = Token("paragraph_open", "p", 1, map=span, block=True)
    return [opening, inline, Token("paragraph_close", "p", -1, block=True)]

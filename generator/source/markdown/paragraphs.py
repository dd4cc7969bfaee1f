"""Runs of plain paragraphs, which are most of a column: taken at one stroke.

Owns the pattern of what is plain, how a whole run of it is taken as one token of the
type `PARAGRAPHS`, and how such a token is spelled and taken apart again.
A list of plain lines and a plain quote are such tokens, too; the tag tells.  Plain are
words, and `*emphasis*` and `[outside links](https://…)` around words: what can be read
in one way only, and what no neighbor of its marks can change.  Invariant: a run is
spelled as the stock rules would spell it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it.common.utils import escapeHtml
from markdown_it.rules_block import blockquote, list_block
from markdown_it.token import Token

from generator.source.markdown.languages import UNITS
from generator.source.markdown.prose import PROSE, LineState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it import MarkdownIt

PARAGRAPHS = "paragraphs"
"""The type of a token that is a run of paragraphs; its content is their source."""

PARTED = "\n\n"
"""What stands between two paragraphs of a run."""

_SPACES = "\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
_LETTER = "[A-Za-zÀ-ÖØ-öø-ɏ]"
START = rf"[^\x00-!#-&)-@\[-`{{-{_SPACES}]"
"""What a line can start with and be nothing but a paragraph's: letters, quotes."""
_SURE = r" -%'-)+-/:;=-Z^a-}\x7f-\U0010ffff"
"""All but `&*<[\\]_`~`, digits and controls, named by what it is: to read what is none
of a class takes the engine twice as long."""
_TEXT = rf"[{_SURE}\]]*+"
_NUMBER = rf"[0-9]+(?![0-9]| {UNITS})"
"""Digits that no space has to be held to, so that all other spaces stay."""
_INNER = rf"{_LETTER}(?:[{_SURE}]*{_LETTER})?"
"""What marks stand around: it starts and ends with a letter, so that the marks can be
nothing but a start and an end, and change no quote, dash or space beside them."""
_PATH = "[A-Za-z0-9_/=?&+,]"
_URL = rf"https?://[a-z0-9]+(?:[.\-][a-z0-9]+)*(?:/{_PATH}*(?:[.\-]{_PATH}+)*)?"
_AFTER = r"(?![^\s,.;:!?)])"
_EMPHASIS = (
    r"\*(?<![^\s(]\*)(?<![0-9] \*)"
    rf"(?:{_INNER}\*|\*{_INNER}\*\*){_AFTER}"
)
_OUTSIDE = rf"\[(?<![^\s(]\[)(?<![0-9] \[){_INNER}\]\({_URL}\){_AFTER}"
_WORDS = rf"{_EMPHASIS}|{_OUTSIDE}|{_NUMBER}"
_LINE = rf"{START}{_TEXT}(?:(?:{_WORDS}){_TEXT})*(?<!\s)"
END = r"(?=\n?\Z|\n\n)"

_RUN = rf"{START}{_TEXT}(?:(?:\n(?<!\s\n)\n?{START}|{_WORDS}){_TEXT})*(?<!\s){END}"
"""Each choice starts with a character of its own, and no text is taken back: so it is
read twice as fast."""
_LIST = rf"([*+\-]) {_LINE}(?:\n\1 {_LINE})*{END}(?!\n\n[\s*+\-])"
"""Items of one line each, which no blank line and nothing beneath makes loose."""
_QUOTE = rf"> {_LINE}(?:\n> {_LINE})*{END}"
_PATTERNS = {"*": _LIST, "+": _LIST, "-": _LIST, ">": _QUOTE}
_compiled = cache(re.compile)
"""Each takes 1 to 2 ms, and many a text has neither lists nor quotes."""

_SPELLINGS = {
    "p": ("<p>", "</p>\n<p>", "</p>\n"),
    "ul": ("<ul>\n<li>", "</li>\n<li>", "</li>\n</ul>\n"),
    "blockquote": ("<blockquote>\n<p>", "", "</p>\n</blockquote>\n"),
}
"""What stands before, between and after the paragraphs of a token, by its tag."""
_STOCK = {"ul": list_block, "blockquote": blockquote}

_LINK = re.compile(r"\[([^\]]+)\]\(([^)]+)\)")
_SOFT_BREAK = re.compile(r"\n(?<!\n\n)(?!\n)")


def take_paragraphs(text: str, at: int, line: int) -> Token | None:
    """Take all plain paragraphs, or one list or quote, from a block's start on.

    `line` is that of the place `at`; the token's `markup` is what was taken.
    """
    pattern = _PATTERNS.get(text[at], _RUN)
    found = _compiled(pattern).match(text, at)
    if found is None:
        return None
    source, tag = found[0], "p"
    content = source
    if pattern is _LIST:
        tag, content = "ul", source[2:].replace(f"\n{found[1]} ", PARTED)
    elif pattern is _QUOTE:
        tag, content = "blockquote", source[2:].replace("\n> ", "\n")
    span = [line, line + source.count("\n") + 1]
    return Token(PARAGRAPHS, tag, 0, content=content, markup=source, map=span)


def write_paragraphs(token: Token) -> str:
    """Spell a run as HTML."""
    html = token.content
    # There are no other characters to be escaped but in the addresses of links.
    if ">" in html or '"' in html or "[" in html:
        html = escapeHtml(html)
    if "*" in html:
        if "**" in html:
            html = _write_pairs(html, "**", "strong")
        html = _write_pairs(html, "*", "em")
    if "[" in html:
        html = _write_links(html)
    before, between, after = _SPELLINGS[token.tag]
    return before + html.replace(PARTED, between) + after


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
    """Part a run into tokens of one paragraph each; a list or a quote stays whole."""
    if token.tag != "p":
        yield token
        return
    line = token.map[0] if token.map else 0
    for content in token.content.split(PARTED):
        after = line + content.count("\n") + 1
        yield Token(
            PARAGRAPHS, "p", 0, content=content, markup=content, map=[line, after]
        )
        line = after + 1


def open_paragraph(token: Token, parser: MarkdownIt) -> list[Token]:
    """Make the tokens that the stock rules make of a paragraph, a list or a quote."""
    if token.tag != "p":
        return _open_block(token, parser)
    content, span = token.content, token.map
    if "*" not in content and "[" not in content:
        return [Token(PROSE, "p", 0, content=content, map=span)]
    inline = Token("inline", "", 0, content=content, map=span)
    inline.children = parser.inline.parse(content, parser, {}, [])
    opening = Token("paragraph_open", "p", 1, map=span, block=True)
    return [opening, inline, Token("paragraph_close", "p", -1, block=True)]


def _open_block(token: Token, parser: MarkdownIt) -> list[Token]:
    """Have the stock rule read a list or a quote after all."""
    lines = LineState(token.markup, parser, {}, [])
    _STOCK[token.tag](lines, 0, lines.lineMax, False)  # noqa: FBT003  # markdown-it's signature
    line = token.map[0] if token.map else 0
    for inner in lines.tokens:
        inner.map = inner.map and [line + number for number in inner.map]
        if inner.type == "inline":
            inner.children = parser.inline.parse(inner.content, parser, {}, [])
    return lines.tokens

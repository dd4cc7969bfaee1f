"""Typography: quotes, dashes, dots and spaces by the column's language.

Owns how the conventions of `languages` are put into text.  One pass over each
paragraph, seen as one string whatever its mark-up; code, raw HTML, addresses and
escaped characters stay as typed.  Invariant: nothing but quotes, hyphens, dots and
spaces changes, and nothing changes its order.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.source.markdown.languages import NO_BREAK, THIN
from generator.source.markdown.prose import PROSE
from generator.source.markdown.quotes import (
    APOSTROPHE,
    OBJECT,
    PLAIN_PAIR,
    Curler,
    Edit,
    plain_quotes,
)

if TYPE_CHECKING:
    from markdown_it.token import Token

    from generator.source.markdown.languages import Style

_INNER = re.compile("'(?<=[A-Za-z]')(?=[A-Za-z])")
_WEAK = frozenset(" \t\n\u00a0\u202f\u2009")


def set_tokens(tokens: list[Token], style: Style) -> None:
    """Set the texts of block tokens."""
    for token in tokens:
        if token.type == PROSE:
            token.content = set_text(token.content, style)
        elif token.type == "inline" and token.children:
            _set_children(token.children, style)


def set_text(text: str, style: Style) -> str:
    """Set one string: a title, an alternative text."""
    if "'" in text:
        text = _set_apostrophes(text)
    if "'" not in text and not style.besides.search(text):
        if '"' not in text:
            return text
        curled = PLAIN_PAIR.sub(rf"{style.double[0]}\1{style.double[1]}", text)
        if '"' not in curled:
            return curled
    return _apply(text, 0, find_edits(text, style))


def find_edits(text: str, style: Style) -> list[Edit]:
    """Give all changes to one paragraph, in order, none overlapping."""
    edits: list[Edit] = []
    curler: Curler | None = None
    plain = plain_quotes(text, style)
    pattern = style.pattern if plain is None else style.besides
    for match in pattern.finditer(text):
        char, start, end = match[0][0], match.start(), match.end()
        if char in "\"'":
            curler = curler or Curler(text, style)
            curler.curl(start)
        elif char == "-":
            edits += _dash(text, start, end, style)
        elif char == ".":
            edits += _dots(text, start, end, style)
        elif char in "0123456789":
            edits.append((end - 1, end, NO_BREAK))
        else:
            edits += _spaced(text, start, end)
    curled = curler.finish() if curler else plain or []
    return sorted(edits + curled) if edits and curled else edits or curled


def _set_children(children: list[Token], style: Style) -> None:
    """Set the texts of one paragraph."""
    if len(children) == 1 and children[0].type == "text":
        child = children[0]
        child.content = set_text(child.content, style)
        return
    parts: list[str] = []
    texts: list[tuple[int, Token]] = []
    length, address = 0, False
    for child in children:
        if child.type == "link_open":
            address = child.info == "auto"
        elif child.type == "link_close":
            address = False
        if child.type == "text" and not address:
            if "'" in child.content:
                child.content = _set_apostrophes(child.content)
            texts.append((length, child))
            parts.append(child.content)
        else:
            parts.append(_seen_as(child, style))
        length += len(parts[-1])
    _distribute(texts, find_edits("".join(parts), style))


def _seen_as(child: Token, style: Style) -> str:
    """Give what stands in the paragraph for a token that stays as it is."""
    kind = child.type
    if "title" in child.attrs:
        child.attrs["title"] = set_text(str(child.attrs["title"]), style)
    if kind == "text_special":
        child.type = "text"
        return OBJECT if style.pattern.match(child.content + " ") else child.content
    if kind in {"softbreak", "hardbreak"}:
        return "\n"
    if kind == "image" and child.children:
        _set_children(child.children, style)
    if kind in {"code_inline", "image", "text"}:
        return OBJECT
    return "\n" if kind == "html_inline" and child.content[:3].lower() == "<br" else ""


def _distribute(texts: list[tuple[int, Token]], edits: list[Edit]) -> None:
    """Apply a paragraph's edits to the text tokens that they fall into."""
    position = 0
    for start, token in texts:
        end = start + len(token.content)
        while position < len(edits) and edits[position][0] < start:
            position += 1
        own: list[Edit] = []
        while position < len(edits) and edits[position][0] < end:
            if edits[position][1] <= end:
                own.append(edits[position])
            position += 1
        if own:
            token.content = _apply(token.content, start, own)


def _apply(text: str, shift: int, edits: list[Edit]) -> str:
    if not edits:
        return text
    parts: list[str] = []
    done = 0
    for start, end, instead in edits:
        parts += (text[done : start - shift], instead)
        done = end - shift
    parts.append(text[done:])
    return "".join(parts)


def _set_apostrophes(text: str) -> str:
    """Set those within words, as in "don't": by far the most, and the certain ones."""
    text = _INNER.sub(APOSTROPHE, text)
    if "'" not in text:
        return text
    first, *rest = text.split("'")
    parts = [first]
    last = first[-1:]
    for part in rest:
        inner = last.isalpha() and part[:1].isalpha() and last < "\u1100"
        parts += (APOSTROPHE if inner and part[0] < "\u1100" else "'", part)
        last = part[-1:]
    return "".join(parts)


def _dash(text: str, start: int, end: int, style: Style) -> list[Edit]:
    before, after = text[start - 1 : start] or " ", text[end : end + 1] or " "
    if end - start > 3 or after == ">" or text[start - 1 : start] == "<":
        return []
    if text[max(0, start - 2) : start] == "<!":
        return []
    if end - start == 3:
        return [(start, end, style.long_dash)]
    if before.isdigit() and after.isdigit():
        return [(start, end, "–")]
    spaced = before in _WEAK and after in _WEAK
    return [(start, end, style.dash if spaced else style.tight_dash)]


def _dots(text: str, start: int, end: int, style: Style) -> list[Edit]:
    count = end - start
    if text[start + 1] == " ":
        initial = (
            text[start - 1 : start].isalpha()
            and not text[max(0, start - 2) : max(0, start - 1)].isalnum()
        )
        return [(start + 1, end, NO_BREAK)] if initial else []
    if count == 3 or (count == 6 and len(style.dots) == 2):
        return [(start, end, style.dots)]
    return [(start, end, style.dots + ".")] if count == 4 else []


def _spaced(text: str, start: int, end: int) -> list[Edit]:
    """Put narrow no-break spaces before French marks and inside guillemets."""
    if text[start] == "«":
        kept = text[end : end + 1] in _WEAK if end < len(text) else True
        return [] if kept and end == start + 1 else [(start, end, f"«{THIN}")]
    before = text[start - 1 : start]
    if before == " ":
        return [(start - 1, start, THIN)] if text[:start].strip(" \n") else []
    after = text[end : end + 1] or " "
    closes = text[start] == "»" or after in _WEAK or after in "\"'»!?)]”…"
    attached = before.isalnum() or before in tuple(")]»”\"'%…" + OBJECT)
    return [(start, start, THIN)] if attached and closes else []

"""The summary of a text: its first words as plain text, and how many it has.

Must not count what is said twice: pull quotes are passed over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.source.markdown.inline_text import plain_text
from generator.source.markdown.paragraphs import (
    PARAGRAPHS,
    PARTED,
    join_lines,
    strip_marks,
)
from generator.source.markdown.prose import PROSE

if TYPE_CHECKING:
    from markdown_it.token import Token

LONGEST = 200
"""Characters of a description, at most."""

_NO_SPACES = re.compile(
    "[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""Characters of scripts that part no words: Han and Kana."""

_FAR = re.compile("[^\x00-\u303f]")
"""What those may be; the other scripts are passed over three times as fast with it."""

_DASHES = ("--", "—", "–", "-", "&")
"""What is no word between two spaces."""


def summarize(tokens: list[Token], source: str) -> tuple[str, int]:
    """Give the first words of the paragraphs, and the number of words of all.

    `source` is what the tokens were made of.
    """
    spaced = source.isascii() and ("&" not in source or "&#" not in source)
    texts: list[str] = []
    opening: list[str] = []
    wanted = LONGEST + 1
    skipped, last = 0, ""
    for token in tokens:
        kind = token.type
        if kind == PARAGRAPHS:
            text = join_lines(token.content)
            texts.append(text if spaced else strip_marks(text))
            if wanted > 0:
                wanted -= _open(text.split(PARTED), wanted, opening)
        elif kind in {"inline", PROSE}:
            if skipped:
                continue
            text = _text_of(token)
            texts.append(text)
            is_paragraph = kind == PROSE or last == "paragraph_open"
            if wanted > 0 and is_paragraph and text.strip():
                opening.append(text)
                wanted -= len(text) + 1
        elif token.info == "pull" and kind.startswith("container_"):
            skipped += token.nesting
        elif kind == "markup" and token.info == "footnotes":
            wanted = 0
        last = kind
    count = _count_spaced if spaced else count_words
    return cut(" ".join(opening)), count("\n".join(texts))


def _open(paragraphs: list[str], wanted: int, opening: list[str]) -> int:
    """Add paragraphs to the opening until there are enough characters; count them."""
    added = 0
    for paragraph in paragraphs:
        if added >= wanted:
            break
        opening.append(strip_marks(paragraph))
        added += len(opening[-1]) + 1
    return added


def _text_of(token: Token) -> str:
    if token.type == PROSE:
        return token.content.replace("\n", " ")
    return plain_text(token.children)


def count_words(text: str) -> int:
    """Count words between spaces; each character of Han and Kana by itself."""
    count = 0
    if not text.isascii() and _FAR.search(text) and _NO_SPACES.search(text):
        text, count = _NO_SPACES.subn(" ", text)
        return count + len(re.findall(r"\w+(?:[’'\-]\w+)*", text))
    return _count_spaced(text)


def _count_spaced(text: str) -> int:
    """Count words between spaces: marks around them make them no more."""
    dashes = [dash for dash in _DASHES if dash in text]
    return len(text.split()) - sum(text.count(f" {dash} ") for dash in dashes)


def cut(text: str) -> str:
    """Cut a text at a word, with an ellipsis if anything was cut."""
    text = " ".join(text.split())
    if len(text) <= LONGEST:
        return text
    head = text[: LONGEST + 1]
    space = head.rfind(" ")
    if space < LONGEST // 2:
        space = LONGEST - 1
    return head[:space].rstrip(" ,;:.–—-(«„“\"'") + "…"

"""The summary of a text: its first words as plain text, and how many it has.

Must not count what is said twice: pull quotes are passed over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from generator.source.markdown.inline_text import plain_text
from generator.source.markdown.languages import THIN
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

_NO_SPACES = (
    "[\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    "\U00020000-\U0003ffff]"
)
"""Characters of scripts that part no words: Han and Kana."""

_FAR = re.compile("[^\x00-\u303f]")
"""What those may be; the other scripts are passed over three times as fast with it."""

_DASHES = {"-": (" - ", " -- "), "—": (" — ",), "–": (" – ",), "&": (" & ",)}
"""What is no word, each by a character that is found faster than itself."""


class _Opening(Struct):
    """The first paragraphs of a text, as they are gathered."""

    texts: list[str] = field(default_factory=list)
    wanted: int = LONGEST + 1
    """How many characters are still asked for."""

    def add(self, text: str) -> None:
        """Add a paragraph, if any is wanted."""
        if self.wanted > 0 and text.strip():
            self.texts.append(text)
            self.wanted -= len(text) + 1

    def add_run(self, text: str) -> None:
        """Add as many paragraphs of a run as are wanted."""
        if self.wanted > 0:
            for paragraph in text.split(PARTED):
                self.add(strip_marks(paragraph))


def summarize(tokens: list[Token], source: str) -> tuple[str, int]:
    """Give the first words of the paragraphs, and the number of words of all.

    `source` is what the tokens were made of.
    """
    spaced = source.isascii() and ("&" not in source or "&#" not in source)
    opening, texts = _Opening(), list[str]()
    skipped, words, last = 0, 0, ""
    for token in tokens:
        kind = token.type
        if kind == PARAGRAPHS:
            text = join_lines(token.content)
            opening.add_run(text)
            if spaced:
                words += _count_run(text)
            else:
                texts.append(strip_marks(text))
        elif kind in {"inline", PROSE}:
            if not skipped:
                texts.append(_text_of(token))
                if kind == PROSE or last == "paragraph_open":
                    opening.add(texts[-1])
        elif token.info == "pull" and kind.startswith("container_"):
            skipped += token.nesting
        elif kind == "markup" and token.info == "footnotes":
            opening.wanted = 0
        last = kind
    count = _count_spaced if spaced else count_words
    return cut(" ".join(opening.texts)), words + count("\n".join(texts))


def _text_of(token: Token) -> str:
    if token.type == PROSE:
        return token.content.replace("\n", " ")
    return plain_text(token.children)


def count_words(text: str) -> int:
    """Count words between spaces; each character of Han and Kana by itself."""
    count = 0
    if not text.isascii() and _FAR.search(text) and re.search(_NO_SPACES, text):
        text, count = re.subn(_NO_SPACES, " ", text)
        return count + len(re.findall(r"\w+(?:[’'\-]\w+)*", text))
    return _count_spaced(text)


def _count_spaced(text: str) -> int:
    return len(text.split()) - _count_dashes(text)


def _count_run(text: str) -> int:
    """Count the words of a run of ASCII that was set: marks make them no more.

    All its dashes were set between spaces, and none beside another.
    """
    if "  " in text or THIN in text:
        return _count_spaced(text)
    parted = text.count(" ") + text.count("\n") // 2
    hyphens = text.count(" - ") if "-" in text else 0
    return parted + 1 - text.count("—") - text.count("–") - hyphens


def _count_dashes(text: str) -> int:
    count = 0
    for mark, dashes in _DASHES.items():
        if mark in text:
            count += sum([text.count(dash) for dash in dashes])
    return count


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

"""The summary of a text: its first words as plain text, and how many it has.

Must not count what is said twice: pull quotes are passed over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from msgspec import Struct, field

from generator.source.markdown.inline_text import plain_text
from generator.source.markdown.languages import NO_BREAK, THIN
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


_SPACES = bytes(char in b" \n" for char in range(256))
"""Makes ones of spaces and noughts of all else."""

_ALONE = re.compile(r"-(?<= -)-?(?= |\n[^\n])")
"""A dash, or two hyphens for one, between words of one paragraph."""


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
        while text and self.wanted > 0:
            paragraph, _, text = text.partition(PARTED)
            self.add(strip_marks(join_lines(paragraph)))


def summarize(tokens: list[Token], source: str) -> tuple[str, int]:
    """Give the first words of the paragraphs, and the number of words of all.

    `source` is what the tokens were made of.
    """
    spaced = source.isascii() and ("&" not in source or "&#" not in source)
    opening, texts, runs = _Opening(), list[str](), list[str]()
    skipped, last = 0, ""
    for token in tokens:
        kind = token.type
        if kind == PARAGRAPHS:
            opening.add_run(token.content)
            if spaced and token.tag == "p" and not _has_new_spaces(token.content):
                runs.append(token.markup)
            else:
                texts.append(strip_marks(join_lines(token.content)))
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
    words = count("\n".join(texts)) + _count_in_runs(PARTED.join(runs))
    return cut(" ".join(opening.texts)), words


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


def _has_new_spaces(text: str) -> bool:
    """Tell whether typography has put spaces in that part no words."""
    return THIN in text or NO_BREAK in text


def _count_in_runs(text: str) -> int:
    """Count the words of runs of ASCII as they were typed: marks make them no more.

    As `_count_spaced`, in a third of its time: each space is a bit of one number.
    """
    if not text:
        return 0
    spaces = int.from_bytes(text.encode("ascii").translate(_SPACES), "little")
    gaps = spaces ^ (spaces & (spaces >> 8))
    dashes = len(_ALONE.findall(text)) if "-" in text else 0
    return gaps.bit_count() + 1 - dashes


def _count_dashes(text: str) -> int:
    count = 0
    for mark, dashes in _DASHES.items():
        if mark in text:
            count += sum([text.count(dash) for dash in dashes])
    return count


def cut(text: str) -> str:
    """Cut a text at a word, with an ellipsis if anything was cut."""
    head = text[: LONGEST + 1]
    # Most texts are spaced up to there as they would be if all were looked at: what can
    # be printed has no other space than the common one.
    plain = head.isprintable() and "  " not in head and not head.startswith(" ")
    if not plain or not text[LONGEST:].strip():
        text = " ".join(text.split())
        head = text[: LONGEST + 1]
    if len(text) <= LONGEST:
        return text
    space = head.rfind(" ")
    if space < LONGEST // 2:
        space = LONGEST - 1
    return head[:space].rstrip(" ,;:.–—-(«„“\"'") + "…"

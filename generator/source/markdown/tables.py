"""Tables: alignment as classes, and a frame that can be scrolled by keyboard.

Must not set inline styles: the pages' security policy forbids them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token

from generator.source.markdown.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator


def frame_tables(tokens: list[Token], language: str) -> Iterator[Token]:
    """Wrap each table and turn its alignment into classes."""
    label = escapeHtml(words_in(language).table)
    frame = f'<div class="table" role="region" tabindex="0" aria-label="{label}">\n'
    for token in tokens:
        kind = token.type
        if kind == "table_open":
            yield Token("markup", "", 0, content=frame)
        elif kind in {"td_open", "th_open"} and "style" in token.attrs:
            align = str(token.attrs.pop("style")).removeprefix("text-align:")
            token.attrs["class"] = align
        yield token
        if kind == "table_close":
            yield Token("markup", "", 0, content="</div>\n")

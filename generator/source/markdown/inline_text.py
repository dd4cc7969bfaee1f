"""Inline tokens as plain text: for ids, alt texts, descriptions and counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token


def plain_text(tokens: Sequence[Token] | None) -> str:
    """Give what a reader sees of inline tokens, without mark-up."""
    if not tokens:
        return ""
    if len(tokens) == 1 and tokens[0].type == "text":
        return tokens[0].content
    parts: list[str] = []
    for token in tokens:
        kind = token.type
        if kind in {"text", "code_inline", "text_special"}:
            parts.append(token.content)
        elif kind in {"softbreak", "hardbreak"}:
            parts.append(" ")
        elif kind == "image":
            parts.append(plain_text(token.children))
    return "".join(parts)

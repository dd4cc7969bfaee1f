"""Notes written as `^[text]` where there is no room for notes: put in brackets.

Owns what becomes of them in captions, corrections and alternative texts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown_it.token import Token

if TYPE_CHECKING:
    from collections.abc import Mapping


def flatten_notes(children: list[Token], data: Mapping[int, Any]) -> list[Token]:
    """Put notes written as `^[text]` in brackets, where there is no room for notes."""
    flat: list[Token] = []
    for child in children:
        if child.type == "footnote_ref" and "label" not in child.meta:
            inner = flatten_notes(data[child.meta["id"]]["tokens"], data)
            spaced = not flat or flat[-1].content.endswith((" ", "\n"))
            opening = Token("text", "", 0, content="(" if spaced else " (")
            flat += [opening, *inner, Token("text", "", 0, content=")")]
        elif child.type == "footnote_ref":
            text = f"[^{child.meta['label']}]"
            flat.append(Token("text", "", 0, content=text))
        else:
            if child.type == "image" and child.children:
                child.children = flatten_notes(child.children, data)
            flat.append(child)
    return flat


def inline_notes(env: dict[str, Any]) -> dict[int, Any]:
    """Give what the plugin keeps of notes written as `^[text]`."""
    found: dict[int, Any] = env.get("footnotes", {}).get("list", {})
    return found

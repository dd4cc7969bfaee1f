"""Containers: `::: pull` and `::: note`, from their opening line to `:::`.

Owns the block rule and the names.  Invariant: the words in a container that can't be
understood stay in the text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

from generator.problems import Problem, Weight, nearest

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

    from generator.source.markdown.places import Source

NAMES = {
    "pull": {"class": "pull", "aria-hidden": "true"},
    "note": {"class": "note", "role": "note"},
}
"""Each name with its element's attributes.  A pull quote repeats words of the text, so
that readers that read aloud skip it."""

_FENCE = re.compile(r"(:{3,})[ \t]*([^\s:{][^\s]*)?[ \t]*(.*?)[ \t]*:*[ \t]*$")
_FENCE_LINE = re.compile(r"[ \t>*+\-]*(:{3,})[ \t]*([^\n]*)$")
_CODE_FENCE = re.compile(r"[ \t>]*(`{3,}|~{3,})")


def container_rule(
    state: StateBlock,
    start: int,
    end: int,
    silent: bool,  # noqa: FBT001  # markdown-it's signature
) -> bool:
    """Read a container; markdown-it-py calls this at each block's first line."""
    offset = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith(":::", offset) or state.is_code_block(start):
        return False
    match = _FENCE.match(state.src[offset : state.eMarks[start]])
    if match is None or not match[2]:
        return False
    if silent:
        return True
    closing = _pairs(state).get(start, end)
    closed = closing < end
    last = closing if closed else _first_blank(state, start, end)
    _push_container(state, match, (start, last), closed=closed)
    state.line = last + closed
    return True


def check_containers(
    tokens: list[Token], source: Source
) -> tuple[list[Token], list[Problem]]:
    """Name the containers that are unknown or unclosed; unwrap the unknown ones."""
    problems: list[Problem] = []
    kept: list[Token] = []
    for token in tokens:
        if token.type == "container_open":
            problems += _problems_of(token, source)
        if token.type.startswith("container_") and token.info not in NAMES:
            continue
        kept.append(token)
    return kept, problems


def _problems_of(token: Token, source: Source) -> list[Problem]:
    problems = []
    if token.info not in NAMES:
        near = nearest(token.info, NAMES)
        hint = (
            f"did you mean `::: {near}`?" if near else "type `::: pull` or `::: note`"
        )
        place = source.place_of(token, token.info)
        message = f'no container is named "{token.info}"'
        problems.append(
            Problem(place=place, message=message, hint=hint, weight=Weight.WARN)
        )
    if not token.meta["closed"]:
        place = source.place_of(token, ":::")
        message = f'"::: {token.info}" is not closed'
        hint = "put a line of `:::` after its last line"
        problems.append(
            Problem(place=place, message=message, hint=hint, weight=Weight.WARN)
        )
    return problems


def _push_container(
    state: StateBlock, match: re.Match[str], span: tuple[int, int], *, closed: bool
) -> None:
    start, last = span
    outer_type, outer_end = state.parentType, state.lineMax
    state.parentType, state.lineMax = "container", last
    opening = state.push("container_open", "aside", 1)
    opening.info, opening.map = match[2], [start, last]
    opening.attrs = dict(NAMES.get(match[2], {}))
    opening.meta["closed"] = closed
    if match[3]:
        _push_title(state, match[3], start)
    state.md.block.tokenize(state, start + 1, last)
    state.push("container_close", "aside", -1).info = match[2]
    state.parentType, state.lineMax = outer_type, outer_end


def _push_title(state: StateBlock, title: str, line: int) -> None:
    opening = state.push("paragraph_open", "p", 1)
    opening.attrs, opening.map = {"class": "title"}, [line, line + 1]
    inline = state.push("inline", "", 0)
    inline.content, inline.map, inline.children = title, [line, line + 1], []
    state.push("paragraph_close", "p", -1)


def _first_blank(state: StateBlock, start: int, end: int) -> int:
    """Give where an unclosed container ends: after its first paragraph."""
    line = state.skipEmptyLines(start + 1)
    while line < end and not state.isEmpty(line):
        line += 1
    return max(min(line, end), start + 1)


def _pairs(state: StateBlock) -> dict[int, int]:
    """Give the closing line of each opening line; found once for the whole text."""
    found = state.env.get("container_pairs")
    if found is None:
        found = state.env["container_pairs"] = _match_fences(state.src.split("\n"))
    return cast("dict[int, int]", found)


def _match_fences(lines: list[str]) -> dict[int, int]:
    """Pair opening and closing lines, nested ones inside out; code is passed over."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    code = ""
    for number, line in enumerate(lines):
        fence = _CODE_FENCE.match(line)
        if fence:
            if not code:
                code = fence[1]
            elif fence[1].startswith(code):
                code = ""
        match = None if code else _FENCE_LINE.match(line)
        if match is None:
            continue
        if match[2]:
            opened.append(number)
        elif opened:
            pairs[opened.pop()] = number
    return pairs

"""The blocks of a text, one after another, each in the cheapest way that is sure.

Owns the core rule that goes from block to block, and what can be nothing but what it
seems: runs of plain paragraphs, and headings, paragraphs and footnotes of one line.
All else is left to the block rules.  Invariant: the tokens are those that the stock
rules make, but for what `paragraphs` and `prose` make one of.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from markdown_it.rules_core import block
from markdown_it.token import Token
from mdit_py_plugins.footnote.index import footnote_def

from generator.source.markdown.paragraphs import END, START, take_paragraphs
from generator.source.markdown.prose import LineState, is_prose, make_prose

if TYPE_CHECKING:
    from markdown_it.rules_core import StateCore

_Spot = tuple[int, int]
"""A place in the text, and the number of its line."""

_BLANK = re.compile(r"(?:[ \t]*\n)+|[ \t]+\Z")
_HEADING = re.compile(r"(#{1,6}) ([^\s#|][^\n#|]*)(?<!\s)(?=\n|\Z)")
"""No table can start with it, and no mark at its end is to be cut off."""
_PARAGRAPH = re.compile(rf"{START}[^\n]*(?<!\s){END}")
_LABEL = r"\[\^([^\s\]]+)\]:"
_NOTE = re.compile(rf"{_LABEL} ({START}[^\n|]*)(?<!\s)(?=\n?\Z|\n\n\S|\n{_LABEL})")
"""No line behind it can belong to it."""


def block_rule(state: StateCore) -> None:
    """Parse the blocks of a text."""
    if state.inlineMode:
        block(state)
        return
    source, end = state.src, len(state.src)
    lines: LineState | None = None
    at = line = 0
    while at < end:
        if source.startswith("\n\n", at):
            at, line = at + 2, line + 2
        elif source[at] in " \t\n" and (blank := _BLANK.match(source, at)):
            at, line = blank.end(), line + blank[0].count("\n")
        elif taken := take_plain(state, at, line):
            at, line = taken
        else:
            # Found where they are asked for: most texts have no such block.
            lines = lines or LineState(source, state.md, state.env, state.tokens)
            line = _take_block(lines, line)
            at = lines.bMarks[line]


def take_plain(state: StateCore, at: int, line: int) -> _Spot | None:
    """Take a block that is surely what it seems; give where its last line ends."""
    return _TAKE.get(state.src[at], _take_paragraphs)(state, at, line)


def _take_block(lines: LineState, line: int) -> int:
    """Have the block rules take one block; give the line behind it."""
    lines.line = line
    for rule in lines.md.block.ruler.getRules(""):
        if rule(lines, line, lines.lineMax, False):  # noqa: FBT003  # markdown-it's signature
            break
    return lines.line


def _take_paragraphs(state: StateCore, at: int, line: int) -> _Spot | None:
    run = take_paragraphs(state.src, at, line)
    if run is not None:
        state.tokens.append(run)
        return at + len(run.markup), run.map[1] - 1 if run.map else line
    found = _PARAGRAPH.match(state.src, at)
    if found is None:
        return None
    text = found[0]
    if is_prose(text):
        state.tokens.append(make_prose(text, line, line + 1))
    else:
        state.tokens += _nest("paragraph", "p", text, line)
    return found.end(), line


def _take_heading(state: StateCore, at: int, line: int) -> _Spot | None:
    found = _HEADING.match(state.src, at)
    if found is None:
        return None
    marks, text = found.groups()
    tokens = _nest("heading", f"h{len(marks)}", text, line)
    tokens[0].markup = tokens[-1].markup = marks
    state.tokens += tokens
    return found.end(), line


def _take_note(state: StateCore, at: int, line: int) -> _Spot | None:
    found = _NOTE.match(state.src, at)
    if found is None or footnote_def not in state.md.block.ruler.getRules(""):
        return None
    label, text = found.group(1, 2)
    # As the plugin keeps them: what refers to none of these is text.
    notes = state.env.setdefault("footnotes", {"refs": {}, "list": {}})
    notes["refs"][f":{label}"] = -1
    meta, span = {"label": label}, [line, line + 1]
    state.tokens += (
        Token("footnote_reference_open", "", 1, meta=meta, map=span),
        *_nest("paragraph", "p", text, line, level=1),
        Token("footnote_reference_close", "", -1),
    )
    return found.end(), line


def _nest(kind: str, tag: str, text: str, line: int, level: int = 0) -> list[Token]:
    """Make the three tokens of a text on one line, as the stock rules do."""
    span = [line, line + 1]
    return [
        Token(f"{kind}_open", tag, 1, map=span, level=level, block=True),
        Token(
            "inline",
            "",
            0,
            map=[*span],
            level=level + 1,
            children=[],
            content=text,
            block=True,
        ),
        Token(f"{kind}_close", tag, -1, level=level, block=True),
    ]


_Take = Callable[["StateCore", int, int], _Spot | None]
_TAKE: dict[str, _Take] = {"#": _take_heading, "[": _take_note}
"""By the character that a block starts with."""

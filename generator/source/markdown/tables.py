"""Tables: alignment as classes, and a frame that can be scrolled by keyboard.

Must not set inline styles: the pages' security policy forbids them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.common.utils import escapeHtml
from markdown_it.rules_block.table import escapedSplit
from markdown_it.token import Token

from generator.problems import Problem, Weight
from generator.source.markdown.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.source.markdown.places import Source


def check_rows(tokens: list[Token], source: Source) -> list[Problem]:
    """Warn of rows with more cells than the head: their words would be lost."""
    problems: list[Problem] = []
    wanted = 0
    for token in tokens:
        if token.type == "table_open":
            wanted = 0
        elif token.type == "th_open":
            wanted += 1
        elif token.type == "tr_open" and wanted and token.map:
            cells = _cells(source.lines[token.map[0]])
            if len(cells) > wanted:
                message = f"this row has {len(cells)} cells, its table has {wanted}"
                hint = "the cells beyond are left out: add columns to the first row"
                place = source.place_of(token, cells[wanted])
                problems.append(
                    Problem(place=place, message=message, hint=hint, weight=Weight.WARN)
                )
    return problems


def _cells(line: str) -> list[str]:
    """Split a row as written, a bar in front and at the end set aside."""
    cells = escapedSplit(line.strip(" \t>").removeprefix("|"))
    return cells[:-1] if cells and not cells[-1].strip() else cells


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

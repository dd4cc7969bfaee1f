"""Slips of the pen in YAML, told in a writer's words.

A parser says where it could go no further; the mistake is often earlier, and always
smaller.  Pure: lines and the parser's fault in, the slip and its fix out.
"""

from __future__ import annotations

import re
from typing import NamedTuple


class Fault(NamedTuple):
    """Where the parser gave up.  Lines and columns count from 0."""

    line: int
    column: int
    since: int
    """The line where what it was reading began."""
    message: str
    hint: str = ""


class Slip(NamedTuple):
    """What the writer did.  Lines and columns count from 0."""

    line: int
    column: int
    message: str
    hint: str = ""
    fixed: str | None = None
    """The line as it was certainly meant."""


def diagnose(lines: list[str], fault: Fault) -> Slip:
    """Name the slip behind a parser's fault."""
    last = min(fault.line, len(lines) - 1)
    return Slip(last, fault.column, fault.message, fault.hint)


def entry_around(lines: list[str], number: int) -> tuple[int, int]:
    """Give the lines of the outermost entry that a line belongs to, as a range."""
    start = number
    while start > 0 and not _starts_entry(lines[start]):
        start -= 1
    end = number + 1
    while end < len(lines) and not _starts_entry(lines[end]):
        end += 1
    return start, end


def _starts_entry(line: str) -> bool:
    return re.match(r"[^\s#\]}]", line) is not None

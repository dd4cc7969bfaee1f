"""Slips of the pen in YAML, told in a writer's words.

A parser says where it could go no further; the mistake is often earlier, and always
smaller.  Pure: lines and the parser's fault in, the slip and its fix out.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from generator.source.line_slips import LineSlip, line_slip
from generator.source.spelling import spell_text


class Fault(NamedTuple):
    """Where the parser gave up.  Lines and columns count from 0."""

    line: int
    column: int
    since: int
    """The line where what it was reading began."""
    message: str
    hint: str = ""
    """What to do; "" where the parser alone could not know."""


class Slip(NamedTuple):
    """What the writer did.  Lines and columns count from 0."""

    line: int
    column: int
    message: str
    hint: str = ""
    fixed: str | None = None
    """The line as it was most likely meant."""
    cut: tuple[int, ...] = ()
    """Lines to pass over, so that the others can be read."""


_KEY = re.compile(r"[\w\"'][\w .\"'-]*:(?:\s|$)")
_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})(\s|$)")


def diagnose(lines: list[str], fault: Fault) -> Slip:
    """Name the slip behind a parser's fault: the first of `_FINDERS` that knows it."""
    last = min(fault.line, len(lines) - 1)
    for find in _FINDERS:
        slip = find(lines, fault, last)
        if slip is not None:
            return slip
    return _unknown(lines, fault, last)


def _refused(lines: list[str], fault: Fault, last: int) -> Slip | None:
    """Name what YAML allows and we do not, or a first character that needs quotes."""
    if not fault.hint:
        return None
    slip = line_slip(lines[last])
    if slip is not None and slip.column == fault.column:
        return _told(last, slip)
    return Slip(last, fault.column, fault.message, fault.hint)


def _first_indented(lines: list[str], _: Fault, last: int) -> Slip | None:
    first = next((n for n, line in enumerate(lines) if line.strip()), last)
    if first >= last or lines[first][0] != " " or lines[last][:1] == " ":
        return None
    message = "the first field is indented, and the others are not"
    return _told(first, LineSlip(0, message, lines[first].lstrip(" ")))


def _suspected(lines: list[str], fault: Fault, last: int) -> Slip | None:
    """Look through the lines around the fault, and then through those before it."""
    for number in _suspects(lines, fault, last):
        slip = line_slip(lines[number]) or _lone_slip(lines, number)
        if slip is not None:
            return _told(number, slip)
    return None


def _suspects(lines: list[str], fault: Fault, last: int) -> Iterable[int]:
    """Order the lines by how likely the slip is there, each once."""
    start, _ = entry_around(lines, last)
    near = range(last, start - 1, -1)
    since = range(min(fault.since, last), last + 1) if fault.since < last else ()
    before = [n for n in range(start - 1, -1, -1) if _starts_entry(lines[n])]
    first = [n for n, line in enumerate(lines) if line.strip()][:1]
    return dict.fromkeys((*near, *since, *before, *first))


def _told(number: int, slip: LineSlip) -> Slip:
    hint = slip.hint or f"type `{(slip.fixed or '').strip()}`"
    cut = () if slip.fixed else (number,)
    return Slip(number, slip.column, slip.message, hint, slip.fixed, cut)


def _lone_slip(lines: list[str], number: int) -> LineSlip | None:
    """Find a line at the margin that has no name."""
    line = lines[number]
    if not line.strip() or line[0] in " #-[]{}\"'" or _KEY.match(line):
        return None
    if match := re.match(r"([\w-]+)\s*=\s*(.*)$", line):
        message = f"`=` stands where `{match[1]}:` was wanted"
        fixed = f"{match[1]}: {match[2].strip()}"
        return LineSlip(line.index("="), message, fixed)
    name, _, rest = line.partition(" ")
    if rest and name in _USUAL:
        fixed = f"{name}: {spell_text(rest.strip())}"
        return LineSlip(len(name), f"the colon is missing after `{name}`", fixed)
    return LineSlip(0, "this line has no name and colon: `name: value`", None, _MARGIN)


_MARGIN = "indent it if it belongs to the line above, or give it a name and a colon"
_USUAL = frozenset(
    ("title", "author", "date", "summary", "section", "tags", "draft", "image", "url")
)


def _out_of_line(lines: list[str], _: Fault, last: int) -> Slip | None:
    """Find a field that does not stand under the one before it."""
    line = lines[last]
    indent = len(line) - len(line.lstrip(" "))
    above = next((other for other in lines[:last][::-1] if other.strip()), "")
    match = re.match(r"( *(?:- +)?)([\w-]+): +[^\s|>\[{#]", above)
    if match is None or not _KEY.match(line, indent):
        return None
    name, wanted = line[indent:].partition(":")[0], len(match[1])
    if wanted == indent or (wanted == 0 and name not in _USUAL):
        return None
    message = f"`{name}` is not in line with `{match[2]}` above it"
    fixed = " " * wanted + line[indent:]
    return _told(last, LineSlip(indent, message, fixed, f"type `{fixed}`"))


def _run_on(lines: list[str], _: Fault, last: int) -> Slip | None:
    """Find a text over several lines with a colon in a later one."""
    start, _end = entry_around(lines, last)
    match = re.match(r"([\w-]+): +[^\s|>\[{'\"]", lines[start])
    colon = re.search(r":(?=\s|$)", lines[last])
    if last == start or match is None or colon is None:
        return None
    message = f"a colon in the text of `{match[1]}`, which has no quotes around it"
    hint = f"type `{match[1]}: >-`, and the text, indented, on the lines below it"
    return Slip(last, colon.start(), message, hint)


def _conflict(lines: list[str], _: Fault, last: int) -> Slip | None:
    """Report where two versions meet, and pass over the marks and the second."""
    if not any(_CONFLICT.match(line) for line in lines[: last + 1]):
        return None
    cut: list[int] = []
    second = False
    for number, line in enumerate(lines):
        mark = line[:1] if _CONFLICT.match(line) else ""
        second = mark != "<" and (second or mark in ("=", "|"))
        if mark or second:
            cut.append(number)
        second = second and mark != ">"
    message = "version control left two versions here"
    hint = "keep the lines of one, and delete the marks `<<<<<<<`, `=======`, `>>>>>>>`"
    return Slip(cut[0], 0, message, hint, None, tuple(cut))


_FINDERS: tuple[Callable[[list[str], Fault, int], Slip | None], ...] = (
    _conflict,
    _refused,
    _first_indented,
    _out_of_line,
    _run_on,
    _suspected,
)

_WORDS = {
    "mapping values are not allowed": "a colon where none can be",
    "did not find expected key": "something that fits nothing above it",
    "expected <block end>": "something that fits nothing above it",
    "did not find expected '-'": "a line that is no item of the list above it",
    "could not find expected ':'": "a line with no `name:`",
    "cannot start any token": "a character that no value can start with",
    "hexadecimal": "`\\x` without two hexadecimal digits after it",
    "did not find expected ','": "a list or mapping in brackets that is not closed",
    "expected ','": "a list or mapping in brackets that is not closed",
    "unexpected end of stream": "a quote that is opened and not closed",
    "found a tab character": "a tab in the indentation; YAML wants spaces",
}


def _unknown(lines: list[str], fault: Fault, last: int) -> Slip:
    words = (told for said, told in _WORDS.items() if said in fault.message)
    message = next(words, f"YAML can't be read here: {fault.message}")
    hint = "put texts in quotes, and indent fields that belong together alike"
    return Slip(last, min(fault.column, len(lines[last])), message, hint)


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

"""A file's bytes → front matter and body, each with its first line's number.

Pure.  Owns the fences: where front matter starts and ends, and what to type where it
doesn't.  What stands between them is for `nodes`.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from msgspec import Struct
from msgspec.structs import replace

from generator.problems import Place, Problem
from generator.source.decoding import Decoded, decode
from generator.source.foreign_fences import foreign_fence

_DASHES = re.compile(r"(?:-{2,}|[–—]+-*)[ \t]*")
_FIELD = re.compile(r"[\"']?[\w][\w .-]{0,40}[\"']?\s*:(?:\s|$)")


class Document(Struct, frozen=True, kw_only=True):
    """The two parts of a text file."""

    file: str
    lines: tuple[str, ...] = ()
    """The front matter's lines, without the fences."""
    first_line: int = 1
    """The number of the front matter's first line."""
    body: str = ""
    body_line: int = 1
    """The number of the body's first line."""
    crlf: bool = False
    problems: tuple[Problem, ...] = ()
    has_front_matter: bool = True


def read_document(file: str, data: bytes, template: Callable[[], str]) -> Document:
    """Part a file into front matter and body.

    `template` makes front matter as it should be, for a file that has none.
    """
    decoded = decode(data, file)
    return _part_usual(file, decoded) or part_lines(file, decoded, template)


_USUAL = re.compile(r"---\n((?:[^\s\-–—.][^\n]*+\n|[ ]++\S[^\n]*+\n)+)---\n")
"""Front matter between its fences, with no line that could be another fence, and none
that is blank: prose that lacks a fence in front begins after one."""


def _part_usual(file: str, decoded: Decoded) -> Document | None:
    """Part a file whose fences are certain; None for one to look through by lines."""
    match = _USUAL.match(decoded.text)
    if match is None:
        return None
    lines = tuple(match[1][:-1].split("\n"))
    return Document(
        file=file,
        lines=lines,
        first_line=2,
        body=decoded.text[match.end() :],
        body_line=len(lines) + 3,
        crlf=decoded.crlf,
        problems=(decoded.problem,) if decoded.problem else (),
    )


def part_lines(file: str, decoded: Decoded, template: Callable[[], str]) -> Document:
    """Part a file line by line, wherever its fences stand and whatever they lack."""
    noted = (decoded.problem,) if decoded.problem else ()
    lines = decoded.text.split("\n")
    start = next((n for n, line in enumerate(lines) if line.strip()), 0)
    fence = _odd_fence(file, lines, start)
    if _lacks_opening(lines, start):
        fence = (_no_opening(file, lines, start),)
        start -= 1
    elif not _DASHES.fullmatch(lines[start]):
        problem = _no_front_matter(file, lines, start, template())
        found = Document(file=file, body=decoded.text, has_front_matter=False)
        return replace(found, crlf=decoded.crlf, problems=(*noted, problem))
    end, slips = _closing(file, lines, start)
    return Document(
        file=file,
        lines=tuple(lines[start + 1 : end.front]),
        first_line=start + 2,
        body="\n".join(lines[end.body :]),
        body_line=end.body + 1,
        crlf=decoded.crlf,
        problems=(*noted, *fence, *slips),
    )


class _End(Struct, frozen=True):
    """Where the front matter ends and the body begins, as indexes of lines."""

    front: int
    body: int


def _closing(
    file: str, lines: list[str], start: int
) -> tuple[_End, tuple[Problem, ...]]:
    prose = _first_prose(lines, start + 1)
    for number in range(start + 1, len(lines)):
        line = lines[number]
        if number >= prose:
            break
        if line.rstrip() in ("---", "..."):
            return _End(number, number + 1), ()
        if line[:1] in "-–—" and _DASHES.fullmatch(line):
            return _End(number, number + 1), _odd_fence(file, lines, number)
    end = prose
    while end > start + 1 and not lines[end - 1].strip():
        end -= 1
    place = _place(file, lines, min(end, len(lines) - 1))
    message = f"the front matter that starts in line {start + 1} has no closing `---`"
    hint = f"type `---` on a line of its own after line {end}"
    return _End(end, end), (Problem(place=place, message=message, hint=hint),)


def _first_prose(lines: list[str], start: int) -> int:
    """Find the first line after a blank one that can be no front matter."""
    for number in range(start, len(lines)):
        line = lines[number]
        if not line.strip() or line[0] in " \t-–—.]}\"'":
            continue
        after_blank = number > start and not lines[number - 1].strip()
        if line.startswith("#"):
            if (
                re.match(r"#{1,6} \S", line)
                and after_blank
                and _is_heading(lines, number)
            ):
                return number
            continue
        if after_blank and not _FIELD.match(line):
            return number
    return len(lines)


def _is_heading(lines: list[str], number: int) -> bool:
    """Tell a Markdown heading from a comment: no field and no fence follows it."""
    for line in lines[number + 1 :]:
        if _FIELD.match(line) or line.rstrip() in ("---", "..."):
            return False
        if line.strip() and line[0] not in " \t#-":
            return True
    return True


def _odd_fence(file: str, lines: list[str], number: int) -> tuple[Problem, ...]:
    line = lines[number].rstrip()
    if line in ("---", "..."):
        return ()
    message = f"`{line}` stands where the front matter's `---` was wanted"
    place = _place(file, lines, number)
    return (Problem(place=place, message=message, hint="type `---`: three hyphens"),)


def _no_front_matter(file: str, lines: list[str], start: int, template: str) -> Problem:
    place = _place(file, lines, start)
    foreign = foreign_fence(lines[start:])
    if foreign is not None:
        message, hint = foreign
        return Problem(place=place, message=message, hint=hint)
    message = "the file has no front matter"
    hint = "start the file with\n---\n" + template + "\n---"
    return Problem(place=place, message=message, hint=hint)


def _lacks_opening(lines: list[str], start: int) -> bool:
    """Tell fields that only a closing fence follows."""
    if not _FIELD.match(lines[start]):
        return False
    prose = _first_prose(lines, start)
    return any(line.rstrip() == "---" for line in lines[start:prose])


def _no_opening(file: str, lines: list[str], start: int) -> Problem:
    message = "the front matter has no opening `---`"
    hint = f"type `---` on a line of its own above line {start + 1}"
    return Problem(place=_place(file, lines, start), message=message, hint=hint)


def _place(file: str, lines: list[str], number: int) -> Place:
    return Place(file=file, line=number + 1, excerpt=lines[number])

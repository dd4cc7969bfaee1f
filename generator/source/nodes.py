"""YAML text → nodes with their places, and nothing else: no object is ever made.

Reads the events of PyYAML's parser (the C one where there is one), so that each value
is the text its writer typed; what it means is for the reader of its field.  Anchors,
aliases, merge keys, tags, deep nesting and second documents are refused.  Must not
touch files.  A slip is reported, mended or cut out, and reading goes on, so that every
problem of a file shows at once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

import yaml
from yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    DocumentStartEvent,
    ScalarEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from generator.source.slips import Fault, Slip, diagnose, entry_around

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from generator.source.findings import Findings

_DEEPEST = 20
_MOST_SLIPS = 25
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BREAKS = str.maketrans({"\x85": " ", "\u2028": " ", "\u2029": " "})
"""YAML 1.1 breaks lines at these; a writer's editor doesn't."""
_NAME = re.compile(r"[\"']?([\w.-]+)")
_UNPRINTABLE = re.compile(
    "[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]"
)


class Scalar(NamedTuple):
    """A single value as typed.  A named tuple: made fastest."""

    text: str
    plain: bool
    """Typed without quotes and not as a block."""
    line: int
    column: int
    end_line: int
    end_column: int
    """Where the value ends: what follows on the line may be a comment."""


class Items(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    line: int
    column: int


class Pairs(NamedTuple):
    """A mapping, in the order typed, each key once."""

    pairs: tuple[tuple[Scalar, Node], ...]
    line: int
    column: int


Node: TypeAlias = Scalar | Items | Pairs
Take: TypeAlias = "Callable[[], yaml.Event]"
"""Gives the parser's next event."""


class Tree(NamedTuple):
    """What could be read of a text."""

    root: Node | None
    """None for an empty text."""
    broken: frozenset[str]
    """Keys whose entries could not be read: reported, and not missing."""


def read_tree(found: Findings) -> Tree:
    """Read the lines that `found` holds, noting every slip there."""
    lines = list(found.lines)
    if not all(map(str.isascii, lines)):
        lines = [line.translate(_BREAKS) for line in lines]
    broken: set[str] = set()
    told: set[int] = set()
    for _ in range(_MOST_SLIPS):
        text = "\n".join(lines) + "\n"
        try:
            return Tree(_compose(text, found), frozenset(broken))
        except yaml.YAMLError as error:
            fault = _fault_of(error, text)
        except _RefusedError as refused:
            fault = refused.fault
        if _is_stray_tab(lines, fault):
            lines[fault.line] = lines[fault.line].replace("\t", " ")
            continue
        slip = diagnose(lines, fault)
        if slip.line in told:
            slip = slip._replace(fixed=None)
        else:
            place = found.place(slip.line + found.first_line, slip.column + 1)
            found.stop_at(place, slip.message, slip.hint)
        told.add(slip.line)
        _mend(lines, slip, broken)
    broken.update(match[1] for line in lines if (match := _NAME.match(line)))
    return Tree(None, frozenset(broken))


def _is_stray_tab(lines: list[str], fault: Fault) -> bool:
    """Tell a tab between or after values, which other parsers allow."""
    if fault.line >= len(lines):
        return False
    line = lines[fault.line]
    is_tab = line[fault.column : fault.column + 1] == "\t"
    return is_tab and line[: fault.column].strip() != ""


def _mend(lines: list[str], slip: Slip, broken: set[str]) -> None:
    """Put in what was certainly meant, else cut the whole entry out."""
    if slip.fixed is not None and slip.fixed != lines[slip.line]:
        lines[slip.line] = slip.fixed
        return
    for number in slip.cut or range(*entry_around(lines, slip.line)):
        if match := _NAME.match(lines[number]):
            broken.add(match[1])
        lines[number] = ""


class _RefusedError(Exception):
    """What YAML allows and a writer's file may not hold."""

    def __init__(self, event: yaml.Event, message: str, hint: str = "") -> None:
        line, column = _start(event)
        self.fault = Fault(line, column, line, message, hint)


def _fault_of(error: yaml.YAMLError, text: str) -> Fault:
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        mark, context = error.problem_mark, error.context_mark
        far = context is None or "block" in (error.context or "")
        line = mark.line if far or context is None else context.line
        return Fault(mark.line, mark.column, line, error.problem or "")
    match = _UNPRINTABLE.search(text)
    at = match.start() if match else 0
    line, column = text.count("\n", 0, at), at - text.rfind("\n", 0, at) - 1
    code = f"U+{ord(text[at]):04X}"
    message = f"the character {code} can't be printed, and YAML refuses it"
    return Fault(line, column, line, message, "delete it")


def _compose(text: str, found: Findings) -> Node | None:
    """Build the nodes of the one document."""
    loader = _LOADER(text)
    try:
        return _document(loader.get_event, found)
    finally:
        loader.dispose()


def _document(take: Take, found: Findings) -> Node | None:
    root: Node | None = None
    while not isinstance(event := take(), StreamEndEvent):
        if isinstance(event, DocumentStartEvent):
            if root is not None:
                raise _RefusedError(event, _SECOND, _SECOND_HINT)
            root = _node(take(), take, found, 0)
    return root


_SECOND = "a second document starts here; one was wanted"
_SECOND_HINT = "delete this line, or put it in quotes if it is text"


def _node(event: yaml.Event, take: Take, found: Findings, depth: int) -> Node:
    if isinstance(event, ScalarEvent):
        return _scalar(event, found.first_line)
    if isinstance(event, AliasEvent):
        raise _RefusedError(
            event, f"the alias `*{event.anchor}` is not read", _WRITE_OUT
        )
    assert isinstance(event, CollectionStartEvent), "a value or its start"
    _refuse_extras(event, event.anchor, event.tag)
    if depth >= _DEEPEST:
        message = f"values are nested more than {_DEEPEST} deep"
        raise _RefusedError(
            event, message, "write it with fewer brackets or less indenting"
        )
    line, column = _start(event)
    line, column = line + found.first_line, column + 1
    if isinstance(event, SequenceStartEvent):
        return Items(tuple(_items(take, found, depth)), line, column)
    return Pairs(_pairs(take, found, depth), line, column)


_WRITE_OUT = "write the value out; a text that starts with `*` or `&` needs quotes"


_MARKED = "the parser marks every event"


def _start(event: yaml.Event) -> tuple[int, int]:
    mark = event.start_mark
    assert mark is not None, _MARKED
    return mark.line, mark.column


def _scalar(event: ScalarEvent, first_line: int) -> Scalar:
    if event.anchor is not None or event.tag is not None:
        _refuse_extras(event, event.anchor, event.tag)
    start, end = event.start_mark, event.end_mark
    assert start is not None, _MARKED
    assert end is not None, _MARKED
    return Scalar(
        event.value,
        not event.style and event.implicit[0],
        start.line + first_line,
        start.column + 1,
        end.line + first_line,
        end.column + 1,
    )


def _refuse_extras(event: yaml.Event, anchor: str | None, tag: str | None) -> None:
    if anchor is not None:
        raise _RefusedError(event, f"the anchor `&{anchor}` is not read", _WRITE_OUT)
    if tag is not None:
        short = tag.replace("tag:yaml.org,2002:", "!!")
        message = f"the tag `{short}` is not read: a value is text, a list or a mapping"
        raise _RefusedError(
            event, message, "delete it; a text that starts with `!` needs quotes"
        )


def _items(take: Take, found: Findings, depth: int) -> Iterator[Node]:
    while not isinstance(event := take(), CollectionEndEvent):
        yield _node(event, take, found, depth + 1)


def _pairs(take: Take, found: Findings, depth: int) -> tuple[tuple[Scalar, Node], ...]:
    """Gather keys and values; a key given twice keeps its first value."""
    seen: dict[str, tuple[Scalar, Node]] = {}
    while not isinstance(event := take(), CollectionEndEvent):
        key = _node(event, take, found, depth + 1)
        if not isinstance(key, Scalar):
            raise _RefusedError(event, "no name, but a list or mapping", _NAMELESS)
        if key.text == "<<" and key.plain:
            raise _RefusedError(
                event, "the merge key `<<` is not read", "write the fields out"
            )
        value = _node(take(), take, found, depth + 1)
        if key.text in seen:
            _note_twice(key, seen[key.text][0], found)
        else:
            seen[key.text] = (key, value)
    return tuple(seen.values())


_NAMELESS = "type `name: value`; a text that starts with `[` or `{` needs quotes"


def _note_twice(key: Scalar, first: Scalar, found: Findings) -> None:
    message = f"`{key.text}` is given twice; the first is in line {first.line}"
    found.stop(key, message, "keep one of them")

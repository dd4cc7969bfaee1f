"""The YAML of a theme: plain values, and the place of every key and value.

Must not touch files.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import yaml
from msgspec import Struct, field

from generator.problems import Place, Problem, place_in


class Document(Struct, frozen=True, kw_only=True):
    """One YAML file: a mapping."""

    values: Mapping[str, object]
    keys: Mapping[str, Place] = field(default_factory=dict)
    """Where each key stands: "settings.accent"."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where each value stands."""


def read_typed(text: str, file: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read YAML with its types: `yes` is true, `3` is a number."""
    return _read(text, file, getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def read_texts(text: str, file: str) -> tuple[Document | None, tuple[Problem, ...]]:
    """Read YAML in which everything is text: `no: No` stays what it looks like."""
    return _read(text, file, getattr(yaml, "CBaseLoader", yaml.BaseLoader))


def _read(
    text: str, file: str, kind: type[yaml.SafeLoader | yaml.BaseLoader]
) -> tuple[Document | None, tuple[Problem, ...]]:
    try:
        loader = kind(text)
        node = loader.get_single_node()
        value = {} if node is None else loader.construct_document(node)
    except yaml.YAMLError as error:
        return None, (_syntax_problem(error, text, file),)
    if not isinstance(value, dict):
        place = place_in(text, 0, file)
        hint = "write one `name: value` on each line"
        return None, (Problem(place=place, message="not a mapping", hint=hint),)
    entries = tuple(_entries(node, "")) if node is not None else ()
    document = Document(
        values={str(key): item for key, item in value.items()},
        keys={path: _place(key, text, file) for path, key, _ in entries},
        places={path: _place(item, text, file) for path, _, item in entries},
    )
    return document, tuple(_doubles(entries, text, file))


_Entry = tuple[str, yaml.Node, yaml.Node]


def _entries(node: yaml.Node, above: str) -> Iterator[_Entry]:
    if isinstance(node, yaml.MappingNode):
        for key, item in node.value:
            path = f"{above}{key.value}"
            yield path, key, item
            yield from _entries(item, path + ".")


def _doubles(entries: tuple[_Entry, ...], text: str, file: str) -> Iterator[Problem]:
    seen: set[str] = set()
    for path, key, _ in entries:
        if path in seen:
            name = path.rpartition(".")[2]
            message = f"`{name}` is here twice"
            hint = "keep one of them"
            place = _place(key, text, file)
            yield Problem(place=place, message=message, hint=hint)
        seen.add(path)


def _place(node: yaml.Node, text: str, file: str) -> Place:
    mark = node.start_mark
    line = text.split("\n")[mark.line : mark.line + 1]
    excerpt = line[0].rstrip("\r") if line else ""
    return Place(file=file, line=mark.line + 1, column=mark.column + 1, excerpt=excerpt)


def _syntax_problem(error: yaml.YAMLError, text: str, file: str) -> Problem:
    mark = getattr(error, "problem_mark", None)
    reason = getattr(error, "problem", None) or "a character that YAML does not allow"
    lines = text.split("\n")
    row = min(mark.line, len(lines) - 1) if mark is not None else 0
    place = Place(
        file=file,
        line=row + 1,
        column=mark.column + 1 if mark is not None else 1,
        excerpt=lines[row].rstrip("\r"),
    )
    hint = 'put text that holds : or # in quotes: "…"'
    return Problem(place=place, message=f"not valid YAML: {reason}", hint=hint)

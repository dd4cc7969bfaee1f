"""Names that a template uses and that are not there.

Must not touch files.  Every use of a missing name is an error, so that a need which no
view declares shows at once and never as a hole in a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from jinja2 import StrictUndefined, UndefinedError
from jinja2.utils import missing
from msgspec import Struct

from generator.problems import Place, Problem, nearest
from generator.theme.templates import TemplateName, Templates

PAGE = missing
"""The owner of top-level names."""


class MissingName(UndefinedError):  # noqa: N818 - becomes a problem
    """A missing name was used."""

    def __init__(self, message: str, *, owner: object, name: str) -> None:
        super().__init__(message)
        self.owner = owner
        """What was asked for the name; `PAGE` for a top-level name."""
        self.name = name


class Missing(StrictUndefined):
    """Stands for a missing name until it is used."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = PAGE,
        name: str | None = None,
        exc: Any = UndefinedError,
    ) -> None:
        def fail(message: str) -> UndefinedError:
            if hint or name is None:
                return UndefinedError(message)
            return MissingName(message, owner=obj, name=str(name))

        # Jinja only ever calls it with a message and raises what it gets.
        fault: Any = fail if exc is UndefinedError else exc
        super().__init__(hint, obj, name, fault)


def explain_missing(
    error: MissingName,
    templates: Templates,
    template: TemplateName,
    line: int,
    names: Mapping[str, object],
) -> Problem:
    """Say which name is missing, what there is instead, and which may be meant."""
    place, written = _locate(error, templates, template, line)
    before = written.removesuffix(error.name)
    if error.owner is None:
        empty = before.rstrip(".") or "what it belongs to"
        hint = f"put it inside {{% if {empty} %}} … {{% endif %}}"
        message = f"`{written}` is not there: {empty} is none on this page"
        return Problem(place=place, message=message, hint=hint if before else "")
    message = f"`{written}` is not there"
    if error.owner is PAGE:
        known = _public(names)
        hint = f"this page has {', '.join(known)}"
    else:
        known, hint = _names_of(error.owner), ""
        message += f"; {_describe(error.owner, known)}"
    meant = nearest(error.name, known)
    if meant:
        hint = f"did you mean `{before}{meant}`?"
    return Problem(place=place, message=message, hint=hint)


def article(noun: str) -> str:
    """Put "a" or "an" before a noun."""
    return f"{'an' if noun[:1] in 'aeiou' else 'a'} {noun}"


def kind_name(value: object) -> str:
    """Name a value's type in words: AuthorNote → "author note"."""
    if isinstance(value, str):
        return "text"
    if isinstance(value, Mapping):
        return "mapping"
    if isinstance(value, tuple | list):
        return "list"
    if isinstance(value, bool | int | float):
        return "number"
    name = type(value).__name__
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name).lower()


_AHEAD = 12
"""An expression may run over lines; Jinja tells where its statement starts."""


def _locate(
    error: MissingName, templates: Templates, template: TemplateName, line: int
) -> tuple[Place, str]:
    """Find the name in the template's text, with what is written before it."""
    name = re.escape(error.name)
    before = r"(?<![\w.])" if error.owner is PAGE else r"(?:[\w)\]][\w.()\[\]]*)?\."
    pattern = re.compile(rf"{before}{name}\b")
    lines = templates.source(template).split("\n")
    for number in range(line, min(line + _AHEAD, len(lines) + 1)):
        found = pattern.search(lines[number - 1])
        if found:
            place = templates.place(template, number, found.start() + 1)
            return place, found[0]
    return templates.place(template, line), error.name


def _names_of(owner: object) -> tuple[str, ...]:
    if isinstance(owner, Mapping):
        return tuple(sorted(str(key) for key in owner))
    if isinstance(owner, Struct):
        properties = (
            name
            for name, value in vars(type(owner)).items()
            if isinstance(value, property)
        )
        own = owner.__struct_fields__
        return tuple(sorted({*own, *properties} - {"digest"}))
    return ()


def _public(names: Mapping[str, object]) -> tuple[str, ...]:
    return tuple(sorted(name for name in names if not name.startswith("_")))


def _describe(owner: object, known: tuple[str, ...]) -> str:
    if isinstance(owner, Mapping) and not known:
        return "it is empty"
    if not known:
        kind = kind_name(owner)
        return f"this is {kind if kind == 'text' else article(kind)}"
    subject = "it" if isinstance(owner, Mapping) else article(kind_name(owner))
    return f"{subject} has {', '.join(known)}"

"""What a field is: the rows of which the tables of fields are made.

Readers, the JSON Schema and the reference are all made from those tables, so that none
of them knows a field the others don't.  Owns the shape only.
"""

from __future__ import annotations

import enum

from msgspec import Struct


class Kind(enum.Enum):
    """What a field's value may be."""

    TEXT = "text"
    FLAG = "true or false"
    WHOLE = "a whole number"
    MOMENT = "a date"
    CHOICE = "one of a few words"
    WORDS = "a list of texts"
    RECORD = "a mapping"
    RECORDS = "a list of mappings"
    PLAIN = "any mapping"


class Field(Struct, frozen=True, kw_only=True, eq=False):
    """One row: what a field is called, holds and means.

    Equal to itself alone, so that what is made of a table is kept by the table.
    """

    name: str
    kinds: tuple[Kind, ...]
    """What it may be, the usual first."""
    about: str
    """One sentence."""
    example: str
    """What one types after the colon."""
    choices: tuple[str, ...] = ()
    parts: tuple[Field, ...] = ()
    """The fields of each mapping."""
    required: bool = False


def text(name: str, about: str, example: str) -> Field:
    """Make the row of a text."""
    return Field(name=name, kinds=(Kind.TEXT,), about=about, example=example)


def required(name: str, about: str, example: str) -> Field:
    """Make the row of a text that has to be there."""
    return Field(
        name=name, kinds=(Kind.TEXT,), about=about, example=example, required=True
    )


def flag(name: str, about: str, example: str) -> Field:
    """Make the row of a yes or no."""
    return Field(name=name, kinds=(Kind.FLAG,), about=about, example=example)


def moment(name: str, about: str, example: str) -> Field:
    """Make the row of a date."""
    return Field(name=name, kinds=(Kind.MOMENT,), about=about, example=example)


def words(name: str, about: str, example: str) -> Field:
    """Make the row of a list of texts, which may be one text."""
    kinds = (Kind.WORDS, Kind.TEXT)
    return Field(name=name, kinds=kinds, about=about, example=example)


def whole(name: str, about: str, example: str) -> Field:
    """Make the row of a whole number."""
    return Field(name=name, kinds=(Kind.WHOLE,), about=about, example=example)


def choice(name: str, about: str, choices: type[enum.Enum]) -> Field:
    """Make the row of a choice; the first is the example."""
    values = tuple(str(member.value) for member in choices)
    return Field(
        name=name, kinds=(Kind.CHOICE,), about=about, example=values[0], choices=values
    )


def choices(name: str, about: str, kind: type[enum.Enum], example: str) -> Field:
    """Make the row of a list of a few words, which may be one of them."""
    values = tuple(str(member.value) for member in kind)
    kinds = (Kind.WORDS, Kind.CHOICE)
    return Field(name=name, kinds=kinds, about=about, example=example, choices=values)


def plain(name: str, about: str, example: str) -> Field:
    """Make the row of a mapping that is handed on as it is."""
    return Field(name=name, kinds=(Kind.PLAIN,), about=about, example=example)

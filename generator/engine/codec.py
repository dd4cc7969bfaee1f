"""Frozen values as JSON and back, by their types.

Caches travel between machines, so they hold plain JSON and never pickle.  A struct
is a list of its fields' values in order; the places of a file's fields are what they
are made from.  Invariant: `decoder(kind)` of the JSON of `encode(value)` equals the
value, and `spell(value)` is that JSON.
"""

from __future__ import annotations

import datetime as dt
import enum
import json
import types
import typing
from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any
from zoneinfo import ZoneInfo

from msgspec import Struct

from generator.problems import Place
from generator.source.findings import Places

_MEMBER = "\0"
"""Before the name of an enum's member; no text of a writer's holds it."""

Decoder = Callable[[Any], Any]


def spell(value: object) -> str:
    """Spell a value of structs, tuples, mappings and plain types as JSON."""
    return _JSON.encode(value)


def encode(value: object) -> object:
    """Turn a value of structs, tuples, mappings and plain types into plain JSON."""
    if value is None or isinstance(value, str | int | float):
        return value
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if isinstance(value, dict):
        return {str(key): encode(item) for key, item in value.items()}
    return encode(_part(value))


def _part(value: object) -> object:
    """Take one step from a value that JSON has no word for to what it has."""
    kind = type(value)
    turn = _TURNS.get(kind)
    if turn is None:
        turn = _TURNS[kind] = _make_turn(kind)
    return turn(value)


_JSON = json.JSONEncoder(
    ensure_ascii=False, check_circular=False, separators=(",", ":"), default=_part
)
"""Walks through values by itself and asks only for the parts of what it doesn't know:
that takes a third of the time of making a plain value first."""


def _moment_parts(value: dt.datetime) -> object:
    zone = value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else None
    return value.isoformat(), zone, value.fold


def _member_name(value: enum.Enum) -> object:
    return _MEMBER + value._name_


_TURNS: dict[type, Callable[[Any], object]] = {
    dt.datetime: _moment_parts,
    Places: Places.to_row,
}
"""Kept by class: to ask a value what it is, one question after another, is slow."""


def _make_turn(kind: type) -> Callable[[Any], object]:
    if issubclass(kind, enum.Enum):
        return _member_name
    if issubclass(kind, Mapping):
        return dict
    names = _names(kind)
    if len(names) == 1:
        (name,) = names
        return lambda value: (getattr(value, name),)
    return attrgetter(*names)


def decoder(kind: Any) -> Decoder:
    """Give the function that turns plain JSON back into a value of a type."""
    found = _DECODERS.get(kind)
    if found is None:
        found = _DECODERS[kind] = _make_decoder(kind)
    return found


_DECODERS: dict[Any, Decoder] = {}
"""Kept, because to ask a class for its types is slow."""


def _same(value: Any) -> Any:
    return value


def _make_decoder(kind: Any) -> Decoder:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is not None:
        return _make_generic(origin, arguments)
    if hasattr(kind, "__supertype__"):
        return decoder(kind.__supertype__)
    if kind is dt.datetime:
        return _datetime
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        assert not issubclass(kind, str | int), "JSON has words of its own for it"
        return {_MEMBER + member.name: member for member in kind}.__getitem__
    if isinstance(kind, type) and issubclass(kind, Struct):
        return _struct(kind)
    assert kind in (str, int, float, bool, type(None), object), f"no decoder for {kind}"
    return _same


def _make_generic(origin: Any, arguments: tuple[Any, ...]) -> Decoder:
    if origin in (typing.Union, types.UnionType):
        return _union(arguments)
    if origin is tuple:
        return _sequence(decoder(arguments[0]))
    assert origin is Mapping, f"no decoder for {origin}"
    if arguments[1] is Place:
        return _places
    return _mapping(decoder(arguments[1]))


def _sequence(item: Decoder) -> Decoder:
    if item is _same:
        return tuple
    return lambda values: tuple([item(value) for value in values])


def _mapping(item: Decoder) -> Decoder:
    if item is _same:
        return _same
    return lambda values: {key: item(value) for key, value in values.items()}


def _places(value: Any) -> Mapping[str, Place]:
    """Decode the places of one file, or a mapping of any."""
    if not isinstance(value, dict):
        return Places.from_row(value)
    one = decoder(Place)
    return {name: one(place) for name, place in value.items()}


def _union(arguments: tuple[Any, ...]) -> Decoder:
    """Decode "something or None", or "a choice or a text"."""
    kinds = [kind for kind in arguments if kind is not type(None)]
    if len(kinds) == 1:
        one = decoder(kinds[0])
        return one if one is _same else _or_none(one)
    choice, text = kinds
    assert text is str, "a union in a value is a choice or a text"
    member = decoder(choice)
    return lambda value: member(value) if value.startswith(_MEMBER) else value


def _or_none(one: Decoder) -> Decoder:
    return lambda value: None if value is None else one(value)


def _datetime(value: Any) -> dt.datetime:
    text, zone, fold = value
    moment = dt.datetime.fromisoformat(text)
    if zone is not None:
        moment = moment.replace(tzinfo=ZoneInfo(zone), fold=fold)
    return moment


def _struct(kind: type[Struct]) -> Decoder:
    """Decode a list of fields: most are as they should be, and only the rest turn."""
    hints = typing.get_type_hints(kind)
    names = _names(kind)
    decoders = [decoder(hints[name]) for name in names]
    turns = [pair for pair in enumerate(decoders) if pair[1] is not _same]

    def decode(values: Any) -> Any:
        made = list(values)
        for index, turn in turns:
            value = made[index]
            if value is not None:
                made[index] = turn(value)
        return kind(**dict(zip(names, made, strict=True)))

    return decode


def _names(kind: type) -> tuple[str, ...]:
    assert issubclass(kind, Struct), f"no JSON for {kind.__name__}"
    return kind.__struct_fields__

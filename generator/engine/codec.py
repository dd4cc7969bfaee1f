"""Frozen values as JSON and back, by their types.

Caches travel between machines, so they hold plain JSON and never pickle.  A dataclass
is a list of its fields' values in order.  Invariant: `decoder(kind)` of the JSON of
`encode(value)` equals the value.
"""

from __future__ import annotations

import datetime as dt
import enum
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from typing import Any
from zoneinfo import ZoneInfo

_MEMBER = "\0"
"""Before the name of an enum's member; no text of a writer's holds it."""

Decoder = Callable[[Any], Any]


def encode(value: object) -> object:
    """Turn a value of dataclasses, tuples, mappings and plain types into plain JSON."""
    kind = type(value)
    turn = _ENCODERS.get(kind)
    if turn is None:
        turn = _ENCODERS[kind] = _make_encoder(kind)
    return turn(value)


def _encode_items(values: Sequence[object]) -> object:
    return [encode(value) for value in values]


def _encode_mapping(value: Mapping[str, object]) -> object:
    return {str(key): encode(item) for key, item in value.items()}


def _encode_moment(value: dt.datetime) -> object:
    zone = value.tzinfo.key if isinstance(value.tzinfo, ZoneInfo) else None
    return [value.isoformat(), zone, value.fold]


def _encode_member(value: enum.Enum) -> object:
    return _MEMBER + value.name


def _same(value: Any) -> Any:
    return value


_ENCODERS: dict[type, Callable[[Any], object]] = {
    tuple: _encode_items,
    list: _encode_items,
    dt.datetime: _encode_moment,
    **dict.fromkeys((str, bool, int, float, type(None)), _same),
}
"""Kept by class: to ask a value what it is, one question after another, is slow."""


def _make_encoder(kind: type) -> Callable[[Any], object]:
    if issubclass(kind, enum.Enum):
        return _encode_member
    if issubclass(kind, Mapping):
        return _encode_mapping
    if issubclass(kind, str):
        return _same
    names = _names(kind)
    return lambda value: [encode(getattr(value, name)) for name in names]


def decoder(kind: Any) -> Decoder:
    """Give the function that turns plain JSON back into a value of a type."""
    found = _DECODERS.get(kind)
    if found is None:
        found = _DECODERS[kind] = _make_decoder(kind)
    return found


_DECODERS: dict[Any, Decoder] = {}
"""Kept, because to ask a class for its types is slow."""


def _make_decoder(kind: Any) -> Decoder:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin is not None:
        return _make_generic(origin, arguments)
    if hasattr(kind, "__supertype__"):
        return decoder(kind.__supertype__)
    if kind is dt.datetime:
        return _datetime
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return {_MEMBER + member.name: member for member in kind}.__getitem__
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind)
    assert kind in (str, int, float, bool, type(None), object), f"no decoder for {kind}"
    return _same


def _make_generic(origin: Any, arguments: tuple[Any, ...]) -> Decoder:
    if origin in (typing.Union, types.UnionType):
        return _union(arguments)
    if origin is tuple:
        return _sequence(decoder(arguments[0]))
    assert origin is Mapping, f"no decoder for {origin}"
    return _mapping(decoder(arguments[1]))


def _sequence(item: Decoder) -> Decoder:
    if item is _same:
        return tuple
    return lambda values: tuple([item(value) for value in values])


def _mapping(item: Decoder) -> Decoder:
    if item is _same:
        return _same
    return lambda values: {key: item(value) for key, value in values.items()}


def _union(arguments: tuple[Any, ...]) -> Decoder:
    """Decode "something or None", or "a choice or a text"."""
    kinds = [kind for kind in arguments if kind is not type(None)]
    if len(kinds) == 1:
        one = decoder(kinds[0])
        return lambda value: None if value is None else one(value)
    choice, text = kinds
    assert text is str, "a union in a value is a choice or a text"
    member = decoder(choice)
    return lambda value: member(value) if value.startswith(_MEMBER) else value


def _datetime(value: Any) -> dt.datetime:
    text, zone, fold = value
    moment = dt.datetime.fromisoformat(text)
    if zone is not None:
        moment = moment.replace(tzinfo=ZoneInfo(zone), fold=fold)
    return moment


def _dataclass(kind: type) -> Decoder:
    hints = typing.get_type_hints(kind)
    names = _names(kind)
    decoders = [decoder(hints[name]) for name in names]

    def decode(values: Any) -> Any:
        pairs = zip(names, decoders, values, strict=True)
        return kind(**{name: one(value) for name, one, value in pairs})

    return decode


def _names(kind: type) -> tuple[str, ...]:
    found = _FIELDS.get(kind)
    if found is None:
        assert is_dataclass(kind), f"no JSON for {kind.__name__}"
        found = _FIELDS[kind] = tuple(field.name for field in fields(kind))
    return found


_FIELDS: dict[type, tuple[str, ...]] = {}

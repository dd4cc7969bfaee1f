"""The one canonical digest of values and bytes.

Must not touch files.  Invariant: equal values have equal digests on any machine, in any
process, whatever the hash seed; two different values have different ones.
"""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
from collections.abc import Callable, Iterable, Mapping, Sequence
from operator import attrgetter
from typing import Any, NewType

from msgspec import Struct

Digest = NewType("Digest", str)
"""Thirty-two hexadecimal digits: the first 128 bits of SHA-256.

Processors have instructions for it, so that it takes a third of BLAKE2b's time; cut as
NIST SP 800-107, section 5.1 says.
"""
_DIGITS = 32


def digest_bytes(data: bytes) -> Digest:
    """Digest raw bytes."""
    return Digest(hashlib.sha256(data).hexdigest()[:_DIGITS])


def digest_blocks(blocks: Iterable[bytes]) -> Digest:
    """Digest raw bytes that come in pieces."""
    found = hashlib.sha256()
    for block in blocks:
        found.update(block)
    return Digest(found.hexdigest()[:_DIGITS])


def digest(value: object) -> Digest:
    """Digest a value of plain types, tuples, mappings, enums, dates and structs.

    A struct that carries a `digest` of its own is entered by that alone.
    Anything whose order or spelling is not certain (a set, an open file) is refused.
    """
    parts: list[str] = []
    _spell(value, parts)
    return digest_bytes("".join(parts).encode("utf-8", "surrogatepass"))


def digest_fields(value: Struct) -> Digest:
    """Digest a struct by all its fields but `digest`, where it will be kept."""
    kind = type(value)
    values = _VALUES.get(kind)
    if values is None:
        names = kind.__struct_fields__
        values = _VALUES[kind] = _getter(tuple(n for n in names if n != "digest"))
    return digest(values(value))


Getter = Callable[[Any], tuple[object, ...]]
_VALUES: dict[type, Getter] = {}
"""The values of a struct that carries a digest of its own, but for that; by class."""


def _getter(names: tuple[str, ...]) -> Getter:
    if len(names) < 2:
        return lambda value: tuple(getattr(value, name) for name in names)
    return attrgetter(*names)


Writer = Callable[[Any, list[str]], None]
"""Appends an unambiguous spelling: a type mark, a length where needed, the value."""


def _spell(value: object, parts: list[str]) -> None:
    kind = type(value)
    (_WRITERS.get(kind) or _keep_writer(kind))(value, parts)


def _spell_text(value: str, parts: list[str]) -> None:
    parts.append(f"s{len(value)}:{value}")


def _spell_plain(value: object, parts: list[str]) -> None:
    parts.append(f"n{value!r};")


def _spell_items(value: Sequence[object], parts: list[str]) -> None:
    parts.append(f"t{len(value)}:")
    _spell_each(value, parts)


def _spell_each(values: Iterable[Any], parts: list[str]) -> None:
    """Spell values one after another; most are texts, which need no question."""
    for value in values:
        kind = type(value)
        if kind is str:
            parts.append(f"s{len(value)}:{value}")
        else:
            (_WRITERS.get(kind) or _keep_writer(kind))(value, parts)


def _spell_mapping(value: Mapping[str, object], parts: list[str]) -> None:
    parts.append(f"m{len(value)}:")
    for key in sorted(value, key=str):
        _spell(key, parts)
        _spell(value[key], parts)


def _spell_moment(value: dt.date | dt.time, parts: list[str]) -> None:
    parts.append(f"d{value.isoformat()};")


def _spell_member(value: enum.Enum, parts: list[str]) -> None:
    name = value._name_
    parts.append(f"e{len(name)}:{name}")


def _spell_bytes(value: bytes, parts: list[str]) -> None:
    parts.append(f"b{digest_bytes(value)}")


_WRITERS: dict[type, Writer] = {
    str: _spell_text,
    tuple: _spell_items,
    list: _spell_items,
    bytes: _spell_bytes,
    **dict.fromkeys((type(None), bool, int, float), _spell_plain),
    **dict.fromkeys((dt.datetime, dt.date, dt.time), _spell_moment),
}
"""Kept by class: to ask a value what it is, one question after another, is slow."""


def _keep_writer(kind: type) -> Writer:
    write = _WRITERS[kind] = _make_writer(kind)
    return write


def _make_writer(kind: type) -> Writer:
    if issubclass(kind, enum.Enum):
        return _spell_member
    if issubclass(kind, Struct):
        return _make_struct_writer(kind)
    if issubclass(kind, Mapping):
        return _spell_mapping
    for base, write in _WRITERS.items():
        if issubclass(kind, base):
            return write
    raise TypeError(f"no canonical digest for {kind.__name__}")


def _make_struct_writer(kind: type[Struct]) -> Writer:
    names = kind.__struct_fields__
    head = f"c{len(names)}:{kind.__name__};"
    values = _getter(names)

    def write(value: object, parts: list[str]) -> None:
        parts.append(head)
        _spell_each(values(value), parts)

    def write_own(value: object, parts: list[str]) -> None:
        parts.append(f"D{getattr(value, 'digest')}")  # noqa: B009  # a str field

    return write_own if "digest" in names else write

"""The one canonical digest of values and bytes.

Must not touch files.  Invariant: equal values have equal digests on any machine, in any
process, whatever the hash seed; two different values have different ones.
"""

from __future__ import annotations

import datetime as dt
import enum
import hashlib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from typing import NewType

Digest = NewType("Digest", str)
"""Thirty-two hexadecimal digits (BLAKE2b, 128 bits)."""


def digest_bytes(data: bytes) -> Digest:
    """Digest raw bytes."""
    return Digest(hashlib.blake2b(data, digest_size=16).hexdigest())


def digest(value: object) -> Digest:
    """Digest a value of plain types, tuples, mappings, enums, dates and dataclasses.

    A dataclass that carries a `digest` of its own is entered by that alone.
    Anything whose order or spelling is not certain (a set, an open file) is refused.
    """
    parts: list[str] = []
    _spell(value, parts)
    return digest_bytes("".join(parts).encode("utf-8", "surrogatepass"))


def digest_fields(value: object) -> Digest:
    """Digest a dataclass by all its fields but `digest`, where it will be kept."""
    _, names = _shape(type(value))
    return digest(tuple(getattr(value, name) for name in names if name != "digest"))


def _spell(value: object, parts: list[str]) -> None:
    """Append an unambiguous spelling: a type mark, a length where needed, the value."""
    if isinstance(value, str):
        parts.append(f"s{len(value)}:{value}")
    elif isinstance(value, tuple | list):
        parts.append(f"t{len(value)}:")
        for item in value:
            _spell(item, parts)
    elif isinstance(value, Mapping):
        parts.append(f"m{len(value)}:")
        for key in sorted(value, key=str):
            _spell(key, parts)
            _spell(value[key], parts)
    elif is_dataclass(value) and not isinstance(value, type):
        _spell_dataclass(value, parts)
    else:
        parts.append(_spell_plain(value))


def _spell_plain(value: object) -> str:
    if isinstance(value, enum.Enum):
        return f"e{len(value.name)}:{value.name}"
    if value is None or isinstance(value, bool | int | float):
        return f"n{value!r};"
    if isinstance(value, dt.datetime | dt.date | dt.time):
        return f"d{value.isoformat()};"
    if isinstance(value, bytes):
        return f"b{digest_bytes(value)}"
    raise TypeError(f"no canonical digest for {type(value).__name__}")


def _spell_dataclass(value: object, parts: list[str]) -> None:
    own = getattr(value, "digest", None)
    if isinstance(own, str):
        parts.append(f"D{own}")
        return
    name, names = _shape(type(value))
    parts.append(f"c{len(names)}:{name};")
    for field in names:
        _spell(getattr(value, field), parts)


def _shape(kind: type) -> tuple[str, tuple[str, ...]]:
    found = _SHAPES.get(kind)
    if found is None:
        assert is_dataclass(kind), "only dataclasses have a shape"
        found = kind.__name__, tuple(field.name for field in fields(kind))
        _SHAPES[kind] = found
    return found


_SHAPES: dict[type, tuple[str, tuple[str, ...]]] = {}
"""Kept by class: asking a dataclass for its fields each time is slow."""

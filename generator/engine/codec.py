"""Frozen values as JSON and back, by their types.

Caches travel between machines, so they hold plain JSON and never pickle.  A struct that
is kept is `array_like`: a list of its fields' values in order.  The places of a file's
fields are what they are made from.  Invariant: `decoder(kind)` of `spell(value)` equals
the value.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from msgspec.json import Decoder, Encoder

from generator.source.findings import Places

V = TypeVar("V")


def spell(value: object) -> str:
    """Spell a value of structs, tuples, mappings and plain types as JSON."""
    return encode(value).decode("utf-8")


def encode(value: object) -> bytes:
    """Spell a value in UTF-8: a text that is only kept need not be one in between."""
    return _encode(value)


def decoder(kind: type[V]) -> Callable[[str | bytes], V]:
    """Give the function that turns JSON back into a value of a type."""
    found = _DECODERS.get(kind)
    if found is None:
        found = _DECODERS[kind] = Decoder(kind, dec_hook=_made).decode
    return found


_DECODERS: dict[type[Any], Callable[[str | bytes], Any]] = {}
"""Kept, because to ask a class for its types is slow."""


def _parts(value: object) -> object:
    assert isinstance(value, Places), f"no JSON for {type(value).__name__}"
    return value.to_row()


def _made(kind: type[Any], parts: Any) -> object:
    if kind is object:
        return parts
    assert kind is Places, f"no {kind.__name__} from JSON"
    return Places.from_row(parts)


_encode = Encoder(enc_hook=_parts).encode

"""Needs: everything that a page is made from, name by name.

Pure.  All fields of a view are spelled in one go of the JSON encoder: a digest for each
of 25 fields cost as much as to plan the page.  Invariant: equal views have one digest
on any machine, and two different views of one kind have two.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING
from zlib import crc32

from msgspec import Struct
from msgspec.json import Encoder

from generator.digest import Digest, digest, digest_bytes

if TYPE_CHECKING:
    from generator.pages.views import View


class Needs(Struct, frozen=True, kw_only=True):
    """A short mark of each thing that a page is made from, by its name."""

    names: tuple[str, ...]
    text: bytes
    """How all of them are spelled, in the order of the names."""
    digest: Digest
    """Of the text."""

    @property
    def spelled(self) -> str:
        """All marks as JSON, by name: each tells one value of its need from another."""
        # They only say what differed, and the digest whether anything did.
        return _form_of(self.names) % (*map(crc32, self.text[1:-1].split(_BETWEEN)),)


def find_needs(view: View, others: Mapping[str, object]) -> Needs:
    """Spell the fields of a view, and what else decides the bytes of its page."""
    names, values_of = _fields_of(type(view))
    values = (*others.values(), *values_of(view))
    parted: list[object] = [_MARK] * (2 * len(values) - 1)
    parted[::2] = values
    text = _spell(parted)
    return Needs(names=(*others, *names), text=text, digest=digest_bytes(text))


_MARK = (("",),)
_BETWEEN = b',[[""]],'
"""What parts two values: no view holds such a thing, and inside a text the quotes are
escaped."""


def _open(value: object) -> object:
    """Tell the encoder what is in a value that it does not know."""
    if isinstance(value, str):
        return str(value)
    return tuple(value) if isinstance(value, Sequence) else digest(value)


_spell = Encoder(enc_hook=_open).encode


_Fields = tuple[tuple[str, ...], Callable[[object], list[object]]]
_FIELDS: dict[type, _Fields] = {}


def _fields_of(kind: type[Struct]) -> _Fields:
    """Give the names of a view's fields, and what takes their values out of a view.

    The frame is entered by the digest that it carries, and a mapping by its own: it may
    hold anything that a writer wrote.
    """
    found = _FIELDS.get(kind)
    if found is not None:
        return found
    names = kind.__struct_fields__
    types = kind.__annotations__
    mappings = [
        index
        for index, name in enumerate(names)
        if str(types[name]).startswith("Mapping")
    ]
    values_of = attrgetter(*("frame.digest" if n == "frame" else n for n in names))

    def take(view: object) -> list[object]:
        values = [values_of(view)] if len(names) == 1 else [*values_of(view)]
        for index in mappings:
            values[index] = digest(values[index]) if values[index] else None
        return values

    _FIELDS[kind] = names, take
    return names, take


@cache
def _form_of(names: tuple[str, ...]) -> str:
    """Make what marks are put into: '{"card":"%x","next":"%x"}'."""
    inner = ",".join(f'{json.dumps(name)}:"%x"' for name in names)
    return f"{{{inner}}}"

"""Needs: everything that a page is made from, name by name.

Pure.  All fields of a view are spelled in one go of the JSON encoder: a digest for each
of 25 fields cost as much as to plan the page.  Invariants: equal views have one digest
on any machine, and two different views of one kind have two; a view comes back from its
spelling as it was.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, Any, NamedTuple, TypedDict, get_type_hints

from msgspec import Raw
from msgspec.json import Decoder, Encoder
from msgspec.structs import asdict

from generator.digest import Digest, digest_bytes
from generator.pages.parts import Frame, JsonText

if TYPE_CHECKING:
    from generator.pages.views import View


class Needs(NamedTuple):
    """What a page is made from, spelled by name as JSON.

    A named tuple, as there is one for each page that is rendered.
    """

    others: bytes
    """What is no field of its view: its template, its address …"""
    view: bytes
    """The fields of its view; the frame by its digest."""

    @property
    def digest(self) -> Digest:
        """Tell these needs from all others."""
        return digest_bytes(self.others + self.view)

    def by_name(self) -> dict[str, bytes]:
        """Give each thing that the page is made from, as it is spelled."""
        found = {**_parted(self.others), **_parted(self.view)}
        return {name: bytes(value) for name, value in found.items()}


def find_needs(view: View, others: Mapping[str, object]) -> Needs:
    """Spell the fields of a view, and what else decides the bytes of its page."""
    return Needs(spell_others(others), _spell_view(view))


def spell_others(others: Mapping[str, object]) -> bytes:
    """Spell what decides the bytes of a page besides its view."""
    return _spell(others)


def recall_view(kind: type[View], spelled: bytes, frame: Frame) -> View | None:
    """Give the view that was spelled so; None where it had another frame."""
    found = _decoder(kind)(spelled)
    if "frame" in found:
        if found["frame"] != frame.digest:
            return None
        found["frame"] = frame
    make: Callable[..., View] = kind
    return make(**found)


def _spell_view(view: View) -> bytes:
    values = asdict(view)
    if "frame" in values:
        values["frame"] = values["frame"].digest
    return _spell(values)


def _open(value: object) -> object:
    """Tell the encoder what is in a value that it does not know."""
    if isinstance(value, str):
        return str(value)
    assert isinstance(value, Sequence), f"no JSON for {type(value).__name__}"
    return tuple(value)


def _made(kind: type[Any], value: Any) -> object:
    return JsonText(value) if kind is JsonText else value


_spell = Encoder(enc_hook=_open).encode
_parted = Decoder(dict[str, Raw]).decode


@cache
def _decoder(kind: type[View]) -> Callable[[bytes], dict[str, Any]]:
    """Make what reads the fields of one kind of view, the frame's digest for it."""
    types = {**get_type_hints(kind), "frame": str}
    shape = TypedDict("shape", {name: types[name] for name in kind.__struct_fields__})  # type: ignore[misc]  # made of a view's own types
    decoder: Decoder[Any] = Decoder(shape, dec_hook=_made)
    return decoder.decode

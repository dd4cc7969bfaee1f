"""Needs: everything that a page is made from, name by name.

Pure.  All fields of a view are spelled in one go of the JSON encoder: a digest for each
of 25 fields cost as much as to plan the page.  The cards of columns, which many pages
show, are spelled by id and digest alone.  Invariants: equal views have one digest on
any machine, and two different views of one kind have two; a view comes back from its
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
from generator.pages.parts import Frame, JsonText, MonthGroup
from generator.publication.cards import Card
from generator.source.column import ColumnId, Moment

if TYPE_CHECKING:
    from generator.pages.views import View

Cards = Mapping[ColumnId, Card]
"""Of the columns that are published."""
_Mark = tuple[ColumnId, Digest]
"""How a card is spelled."""


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


def recall_view(
    kind: type[View], spelled: bytes, frame: Frame, cards: Cards
) -> View | None:
    """Give the view that was spelled so; None where it had another frame or card."""
    found = _decoder(kind)(spelled)
    if "frame" in found:
        if found["frame"] != frame.digest:
            return None
        found["frame"] = frame
    try:
        for name, form in _with_cards(kind):
            found[name] = form.recall(found[name], cards)
    except LookupError:
        return None
    make: Callable[..., View] = kind
    return make(**found)


def _spell_view(view: View) -> bytes:
    values = asdict(view)
    if "frame" in values:
        values["frame"] = values["frame"].digest
    for name, form in _with_cards(type(view)):
        values[name] = form.mark(values[name])
    return _spell(values)


def _mark(card: Card) -> _Mark:
    return card.id, card.digest


def _mark_all(cards: Sequence[Card]) -> list[_Mark]:
    return [(card.id, card.digest) for card in cards]


def _recall(mark: _Mark, cards: Cards) -> Card:
    name, digest = mark
    card = cards[name]
    if card.digest != digest:
        raise LookupError(name)
    return card


def _recall_all(marks: Sequence[_Mark], cards: Cards) -> tuple[Card, ...]:
    return tuple([_recall(mark, cards) for mark in marks])


class _Form(NamedTuple):
    """How a field is spelled that has cards in it."""

    spelled: Any
    """Its type in the spelling."""
    mark: Callable[[Any], object]
    recall: Callable[[Any, Cards], object]


_FORMS: Mapping[Any, _Form] = {
    Card: _Form(_Mark, _mark, _recall),
    Card | None: _Form(
        _Mark | None,
        lambda card: _mark(card) if card else None,
        lambda mark, cards: _recall(mark, cards) if mark else None,
    ),
    tuple[Card, ...]: _Form(tuple[_Mark, ...], _mark_all, _recall_all),
    tuple[MonthGroup, ...]: _Form(
        tuple[tuple[Moment, tuple[_Mark, ...]], ...],
        lambda groups: [(group.month, _mark_all(group.cards)) for group in groups],
        lambda groups, cards: tuple(
            MonthGroup(month=month, cards=_recall_all(marks, cards))
            for month, marks in groups
        ),
    ),
}
"""By the type of a view's field."""


@cache
def _with_cards(kind: type[View]) -> tuple[tuple[str, _Form], ...]:
    """Name the fields of a kind of view that have cards in them."""
    types = get_type_hints(kind)
    return tuple(
        (name, _FORMS[types[name]])
        for name in kind.__struct_fields__
        if types[name] in _FORMS
    )


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
    forms = {name: form.spelled for name, form in _with_cards(kind)}
    types = {**get_type_hints(kind), "frame": str, **forms}
    shape = TypedDict("shape", {name: types[name] for name in kind.__struct_fields__})  # type: ignore[misc]  # made of a view's own types
    decoder: Decoder[Any] = Decoder(shape, dec_hook=_made)
    return decoder.decode

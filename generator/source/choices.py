"""Readers of fields that take one of a few words.

Pure, but for what is noted in `Findings`.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from generator.problems import nearest
from generator.source.fields import plain_text, read_words
from generator.source.forms import Form
from generator.source.nodes import Items, Node, Scalar

Choice = TypeVar("Choice", bound=enum.Enum)


def read_choice(form: Form, name: str, kind: type[Choice]) -> Choice | None:
    """Read one of a few words; None where it is left out or none of them."""
    node = form.node(name)
    if node is None:
        return None
    text = plain_text(node) if isinstance(node, Scalar) else "…"
    member = _find(text, kind)
    if member is None:
        note_choice(form, name, node, text)
    return member


def read_choices(form: Form, name: str, kind: type[Choice]) -> tuple[Choice, ...]:
    """Read some of a few words, in the order in which the words are listed.

    Empty where they are left out.
    """
    members: set[Choice] = set()
    node = form.node(name)
    items = node.items if isinstance(node, Items) else ()
    places = {plain_text(item): item for item in items if isinstance(item, Scalar)}
    for text in read_words(form, name):
        member = _find(text, kind)
        if member is None:
            at = places.get(text, node)
            assert at is not None, "words stand somewhere"
            note_choice(form, name, at, text)
        else:
            members.add(member)
    return tuple(member for member in kind if member in members)


def _find(text: str, kind: type[Choice]) -> Choice | None:
    spellings = _spellings(kind)
    found = spellings.get(text)
    if found is None:
        folded = " ".join(text.casefold().replace("’", "'").split())
        found = spellings.get(folded)
    return found


@cache
def _spellings(kind: type[Choice]) -> Mapping[str, Choice]:
    """Give the words of a choice, its spaces and hyphens spelled either way."""
    spelled: dict[str, Choice] = {}
    for member in kind:
        value = str(member.value)
        for word in (value, value.replace(" ", "-"), value.replace("-", "_")):
            spelled.setdefault(word, member)
    return spelled


def note_choice(form: Form, name: str, node: Node, text: str) -> None:
    """Stop at a word that a field does not take."""
    choices = form.fields[name].choices
    near = nearest(text, choices)
    message = f"`{name}` is `{text}`; wanted: {', '.join(choices)}"
    hint = f"did you mean `{name}: {near}`?" if near else "type one of these words"
    form.found.stop(node, message, hint)

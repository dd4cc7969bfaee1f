"""Readers of fields that take one of a few words.

Pure, but for what is noted in `Findings`.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from generator.problems import nearest
from generator.source.fields import plain_text
from generator.source.forms import Form
from generator.source.nodes import Node, Scalar

Choice = TypeVar("Choice", bound=enum.Enum)


def read_choice(form: Form, name: str, kind: type[Choice]) -> Choice | None:
    """Read one of a few words; None where it is left out or none of them."""
    node = form.node(name)
    if node is None:
        return None
    text = plain_text(node) if isinstance(node, Scalar) else "…"
    spellings = _spellings(kind)
    member = spellings.get(text)
    if member is None:
        folded = " ".join(text.casefold().replace("’", "'").split())
        member = spellings.get(folded)
    if member is None:
        note_choice(form, name, node, text)
    return member


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

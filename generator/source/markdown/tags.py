"""Tags in HTML text: finding them, reading and writing their attributes.

Must not judge them.  Invariant: no pattern here takes more time than in proportion to
the text.
"""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

from markdown_it.common.utils import escapeHtml
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterable

TAG = re.compile(
    r"<(?P<end>/?)(?P<name>[A-Za-z][^\s/>\"'<=]*)"
    r"(?P<rest>(?:\"[^\"]*\"|'[^']*'|[^'\"<>])*)(?P<close>>?)"
)
"""A tag; `close` is empty where the text ends or another tag begins before it does."""

_ATTRIBUTE = re.compile(
    r"([^\s=/\"'<>]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'=<>`]+)))?"
)


class Attribute(Struct, frozen=True):
    """One attribute as typed."""

    name: str
    """In lower case."""
    value: str | None
    """With entities read; None where none is given."""
    offset: int
    """Where its name stands, from the start of the tag's attributes."""


def read_attributes(rest: str) -> list[Attribute]:
    """Read what stands between a tag's name and its `>`."""
    found = []
    for match in _ATTRIBUTE.finditer(rest):
        given = next((v for v in match.group(2, 3, 4) if v is not None), None)
        value = None if given is None else unescape(given)
        found.append(Attribute(match[1].lower(), value, match.start()))
    return found


def write_tag(name: str, attributes: Iterable[tuple[str, str | None]]) -> str:
    """Write an opening tag."""
    spelled = [
        f" {key}" if value is None else f' {key}="{escapeHtml(value)}"'
        for key, value in attributes
    ]
    return f"<{name}{''.join(spelled)}>"

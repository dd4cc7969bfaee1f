"""How a value has to be typed in YAML so that it means what it says.

Every "type this instead" of the readers is spelled here.  Pure.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping, Sequence

_NEEDS_QUOTES = re.compile(
    r"""
    ^$ | ^[\s!&*@`%|>?,\[\]{}\#'"] | ^-(\s|$) | \s$ | :(\s|$) | \s\# | [\x00-\x1f\\]
    | ^(~|null|true|false|yes|no|on|off|y|n)$
    | ^[-+.]?\d[\d_,.:eExXoO+-]*$
    """,
    re.VERBOSE | re.IGNORECASE,
)
_IN_LIST = re.compile(r"[,\[\]{}]")


def quoted(text: str) -> str:
    """Put quotes around a text: double ones, or those that need no escapes.

    "WIC: balance" → `"WIC: balance"`; `say "no"` → `'say "no"'`.
    """
    if '"' not in text and "\\" not in text and "\n" not in text:
        return f'"{text}"'
    if "'" not in text and "\n" not in text:
        return f"'{text}'"
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


def spell_text(text: str) -> str:
    """Spell a text for the place after a field's colon, in quotes only if needed."""
    return quoted(text) if _NEEDS_QUOTES.search(text) else text


def spell_item(text: str) -> str:
    """Spell a text for a place within [ ] or { }."""
    return quoted(text) if _IN_LIST.search(text) else spell_text(text)


def spell_list(texts: Sequence[str]) -> str:
    """Spell a list on one line: ("a", "b, c") → `[a, "b, c"]`."""
    return f"[{', '.join(map(spell_item, texts))}]"


def spell_value(value: object) -> str:
    """Spell a plain value, as TOML and JSON know them, on one line."""
    if isinstance(value, Mapping):
        pairs = (f"{spell_item(str(k))}: {spell_inner(v)}" for k, v in value.items())
        return f"{{{', '.join(pairs)}}}"
    if isinstance(value, list | tuple):
        given = (item for item in value if item is not None)
        return f"[{', '.join(map(spell_inner, given))}]"
    return _spell_plain(value, spell_text)


def spell_inner(value: object) -> str:
    """Spell a plain value for a place within [ ] or { }."""
    if isinstance(value, Mapping | list | tuple):
        return spell_value(value)
    return _spell_plain(value, spell_item)


def _spell_plain(value: object, spell: Callable[[str], str]) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return ""
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value) if isinstance(value, int | float) else spell(str(value))

"""What the values of a theme's settings may look like, by type.

Must not touch files.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from msgspec import Struct


class SettingType(Struct, frozen=True, kw_only=True):
    """What values of one type look like."""

    empty: object
    """The default where none is given."""
    wanted: str
    """What the message asks for."""
    fits: Callable[[object], bool]


_COLOR = re.compile(
    r"#(?:[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8})|[a-z]+"
    r"|(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch|color)\([\w\s.,%/+-]*\)",
    re.IGNORECASE,
)
_FONT = re.compile(r"""(?:[\w-]+(?: [\w-]+)*|"[^"]+"|'[^']+')""")


def _are_fonts(value: object) -> bool:
    if not isinstance(value, str):
        return False
    return all(_FONT.fullmatch(name.strip()) for name in value.split(","))


def _are_names(value: object) -> bool:
    if not isinstance(value, list | tuple):
        return False
    return all(isinstance(item, str) for item in value) and len(set(value)) == len(
        value
    )


TYPES: Mapping[str, SettingType] = {
    "color": SettingType(
        empty="",
        wanted='a color in quotes: "#a3271f"',
        fits=lambda value: isinstance(value, str) and bool(_COLOR.fullmatch(value)),
    ),
    "font": SettingType(
        empty="",
        wanted="names of fonts, the first choice first: Georgia, serif",
        fits=_are_fonts,
    ),
    "boolean": SettingType(
        empty=False,
        wanted="true or false",
        fits=lambda value: isinstance(value, bool),
    ),
    "integer": SettingType(
        empty=0,
        wanted="a whole number",
        fits=lambda value: isinstance(value, int) and not isinstance(value, bool),
    ),
    "choice": SettingType(
        empty="", wanted="one of", fits=lambda value: isinstance(value, str)
    ),
    "list": SettingType(
        empty=(), wanted="a list, each at most once, of", fits=_are_names
    ),
    "text": SettingType(
        empty="", wanted="text", fits=lambda value: isinstance(value, str)
    ),
}
"""Every type of setting; a choice is one of `of:`, a list some of them in order."""
CHOOSING = frozenset({"choice", "list"})
EMPTY_FITS = frozenset({"color", "font", "text"})
"""Types of which "" means that none is set."""

"""What each language asks of quotes, dashes, dots and spaces, as one table.

Owns the facts; how they are applied is `typography`'s.  A tag with a region wins over
its language: "de-CH" before "de".
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

THIN = "\u202f"
"""The narrow no-break space."""
NO_BREAK = "\u00a0"


class Style(Struct, frozen=True, kw_only=True):
    """The conventions of one language."""

    double: tuple[str, str]
    """What straight double quotes become."""
    single: tuple[str, str]
    """What straight single quotes become."""
    dash: str = "–"
    """What two hyphens between spaces become."""
    tight_dash: str = "–"
    """What two hyphens between letters become."""
    long_dash: str = "—"
    """What three hyphens become."""
    dots: str = "…"
    spaced: str = ""
    """Marks that a narrow no-break space comes before."""
    parted_initials: bool = False
    """Whether "z. B." holds together."""
    clipped: frozenset[str] = frozenset()
    """Words that start with an apostrophe: "tis", "90s" needs no entry."""
    own: re.Pattern[str] | None
    """Where it has a convention that not all have; None if there is none such."""
    pattern: re.Pattern[str]
    """Where anything may have to change."""
    besides: re.Pattern[str]
    """Where anything but quotes may have to change."""


UNITS = (
    r"(?:[%€£‰°]|(?:km|kg|cm|mm|ha|kW|MW|GW|TW|kWh|MWh|GWh|TWh|Hz|kHz|MHz|GHz"
    r"|Mio\.|Mrd\.|Uhr|°C|°F)(?!\w))"
)
"""A pattern of what holds to the number before it."""
_INITIAL = r"[A-Za-zÄÖÜäöü]\."
_ENGLISH = (
    "tis twas twere twill twould til till em cause cos coz bout round n nuff"
    " fraid neath ere ow im er ell ello ave appen"
)
_DUTCH = "s t n k m r ns"

_QUOTES = {
    "en": "“”‘’",
    "de": "„“‚‘",
    "de-CH": "«»‹›",
    "de-LI": "«»‹›",
    "fr": f"«{THIN}|{THIN}»|“|”",
    "fr-CH": "«»‹›",
    "es": "«»“”",
    "es-419": "“”‘’",
    "it": "«»“”",
    "it-CH": "«»‹›",
    "pt": "«»“”",
    "pt-BR": "“”‘’",
    "ca": "«»“”",
    "gl": "«»“”",
    "eu": "«»“”",
    "nl": "“”‘’",
    "af": "“”‘’",
    "pl": "„”«»",
    "cs": "„“‚‘",
    "sk": "„“‚‘",
    "sl": "„“‚‘",
    "hr": "„”‘’",
    "sr": "„”‘’",
    "bs": "„”‘’",
    "mk": "„“’‘",
    "bg": "„“‚‘",
    "ro": "„”«»",
    "hu": "„”»«",
    "lt": "„“‚‘",
    "lv": "„”‘’",
    "et": "„”‘’",
    "fi": "””’’",
    "sv": "””’’",
    "da": "»«›‹",
    "nb": "«»‘’",
    "nn": "«»‘’",
    "no": "«»‘’",
    "is": "„“‚‘",
    "ru": "«»„“",
    "be": "«»„“",
    "uk": "«»„“",
    "el": "«»“”",
    "tr": "“”‘’",
    "ar": "«»“”",
    "fa": "«»‹›",
    "he": "””’’",
    "hi": "“”‘’",
    "zh": "“”‘’",
    "zh-Hant": "「」『』",
    "zh-TW": "「」『』",
    "zh-HK": "「」『』",
    "ja": "「」『』",
    "ko": "“”‘’",
}
"""Double, then single quotes; parted by bars where a mark has several characters."""

_LATIN_AMERICA = (
    "AR BO CL CO CR CU DO EC GT HN MX NI PA PE PR PY SV US UY VE"  # and es-419
)
_QUOTES |= {f"es-{country}": _QUOTES["es-419"] for country in _LATIN_AMERICA.split()}

_DASHES = {
    "en": ("—", "—"),
    "en-GB": ("–", "—"),
    "en-IE": ("–", "—"),
    "en-AU": ("–", "—"),
    "en-NZ": ("–", "—"),
    "en-ZA": ("–", "—"),
    "es": ("—", "—"),
    "pt": ("—", "—"),
    "ru": ("—", "—"),
    "uk": ("—", "—"),
    "be": ("—", "—"),
    "bg": ("—", "—"),
    "lt": ("–", "—"),
}
"""Between spaces, between letters; the en dash for both where nothing is said."""

_SPACED = {"fr": ":;!?»", "fr-CA": ":»", "fr-CH": ""}


@lru_cache(maxsize=64)
def style_of(language: str) -> Style:
    """Give the conventions of a language tag, English ones where none are known."""
    tag = _canonical(language)
    base = tag.partition("-")[0]
    if base not in _QUOTES:
        tag = base = "en"
    quotes = _QUOTES.get(tag) or _QUOTES[base]
    marks = quotes.split("|") if "|" in quotes else list(quotes)
    dash, tight = _DASHES.get(tag) or _DASHES.get(base, ("–", "–"))
    eastern = base in {"zh", "ja"}
    spaced = _SPACED.get(tag, _SPACED.get(base, ""))
    parted = base == "de"
    return Style(
        double=(marks[0], marks[1]),
        single=(marks[2], marks[3]),
        dash="——" if eastern else dash,
        tight_dash="——" if eastern else tight,
        long_dash="——" if eastern else "—",
        dots="……" if eastern else "…",
        spaced=spaced,
        parted_initials=parted,
        clipped=frozenset({"en": _ENGLISH, "nl": _DUTCH}.get(base, "").split()),
        own=_own_pattern(spaced, parted_initials=parted, eastern=eastern),
        pattern=_pattern("\"'", spaced, parted_initials=parted),
        besides=_pattern("", spaced, parted_initials=parted),
    )


def _canonical(language: str) -> str:
    """Write a tag as the table does: "DE_ch" → "de-CH", "zh-hant-TW" → "zh-Hant"."""
    parts = language.replace("_", "-").split("-")
    rest = [part.title() if len(part) == 4 else part.upper() for part in parts[1:2]]
    return "-".join([parts[0].lower(), *rest])


def _pattern(quotes: str, spaced: str, *, parted_initials: bool) -> re.Pattern[str]:
    """Make the one pattern that finds every place of interest.

    It starts with a set of characters, as such a pattern is found four times as fast as
    one that starts with a choice; what must stand around each of them follows.
    """
    alone = quotes + spaced
    branches = ["(?<=-)-+", r"(?<=\.)\.\.+", rf"(?<=[0-9]) (?={UNITS})"]
    if parted_initials:
        branches.append(rf"(?<=\.) (?={_INITIAL})")
    if alone:
        branches.append(f"(?<=[{re.escape(alone)}])")
    if "»" in spaced:
        alone += "«"
        branches.append("(?<=«) ?")
    return re.compile(rf"[\-.0-9{re.escape(alone)}](?:{'|'.join(branches)})")


def _own_pattern(
    spaced: str, *, parted_initials: bool, eastern: bool
) -> re.Pattern[str] | None:
    """Make the pattern of all that is not the same in most languages."""
    branches = [f"[«{re.escape(spaced)}]"] if spaced else []
    if parted_initials:
        branches.append(rf"\. {_INITIAL}")
    if eastern:
        branches.append("--")
    return re.compile("|".join(branches)) if branches else None

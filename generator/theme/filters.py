"""The filters that templates have beyond Jinja's own.

Pure: a value in, a text out.  Those that speak the page's language find it in the
render's context under `LANGUAGE`.
"""

from __future__ import annotations

import datetime as dt
import enum
import json
import re
from collections.abc import Callable, Mapping

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup
from msgspec import Struct
from msgspec.json import encode as _encode

from generator.pages.parts import JsonText, Prose
from generator.problems import nearest
from generator.source.column import Moment
from generator.theme import dates
from generator.theme.faults import TemplateFault

LANGUAGE = "_language"
"""The context's name for the page's language; not a name for templates."""


@pass_context
def date(context: Context, value: object, style: str = "long") -> str:
    """Write a date, or with style "time" a moment's time; "" for a bare date's time."""
    language: str = context.parent[LANGUAGE]
    if style == "time":
        moment = _moment(value, "date")
        if moment.bare:
            return ""
        return dates.format_clock(moment.at.hour, moment.at.minute, language)
    if style not in dates.STYLES:
        meant = nearest(style, dates.STYLES)
        hint = f"did you mean `{meant}`?" if meant else "known: " + _list(dates.STYLES)
        raise TemplateFault(f"there is no style of dates `{style}`", hint)
    day = value if type(value) is dt.date else _moment(value, "date").day
    return dates.format_day(day, style, language)


def iso(value: object) -> str:
    """Spell a moment as ISO 8601, a bare date as a date alone."""
    return _moment(value, "iso").iso()


def rfc822(value: object) -> str:
    """Spell a moment as RSS wants it: "Tue, 03 Jun 2025 00:00:00 +0200"."""
    # Costs 6 ms to import, and most runs write no RSS.
    from email.utils import format_datetime

    return format_datetime(_moment(value, "rfc822").at)


def rfc3339(value: object) -> str:
    """Spell a moment as Atom wants it: "2025-06-03T00:00:00+02:00"."""
    return _moment(value, "rfc3339").at.isoformat(timespec="seconds")


def to_json(value: object) -> Markup:
    """Spell a value as compact JSON that may stand inside a script element."""
    kind = type(value)
    if kind is JsonText:
        text = str(value)
    elif kind is str or kind is Markup:
        text = _spell_text(str(value))
    else:
        text = _spell_json(_plain(value))
    return Markup(  # noqa: S704  # nothing in it can end the script
        text.replace("</", "<\\/").replace("<!--", "\\u003c!--")
    )


_spell_json = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":")
).encode


def _spell_text(text: str) -> str:
    """Spell a text as JSON, in a third of the time that the module `json` takes."""
    try:
        return _encode(text).decode()
    except UnicodeEncodeError:  # half a character
        return _spell_json(text)


_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def xml(value: object) -> str:
    """Take out the characters that XML 1.0 forbids, in text as in mark-up."""
    text = clean_xml(str(value))
    return Markup(text) if hasattr(value, "__html__") else text  # noqa: S704  # was mark-up before


def clean_xml(text: str) -> str:
    """Take out the characters that XML 1.0 forbids."""
    return text if _is_clean(text) else _ILLEGAL.sub("", text)


_CONTROLS = bytes(code for code in range(32) if chr(code) not in "\t\n\r")


def _is_clean(text: str) -> bool:
    """Look for the same as `_ILLEGAL`, in half the time: a feed is 60 kB of text."""
    try:
        data = text.encode("utf-8")
    except UnicodeEncodeError:
        return False
    controlled = len(data) != len(data.translate(None, _CONTROLS))
    return not (controlled or "\ufffe" in text or "\uffff" in text)


@pass_context
def language_name(context: Context, code: str) -> str:
    """Name a language in the page's language."""
    return dates.name_language(code, context.parent[LANGUAGE])


@pass_context
def number(context: Context, value: object) -> str:
    """Write a number as the page's language does."""
    if not isinstance(value, int | float):
        raise TemplateFault(f"`number` wants a number, and here is {value!r}")
    return dates.format_number(value, context.parent[LANGUAGE])


def directed(html: Markup, prose: Prose) -> Markup:
    """Have a printed text run its own way where no page around it says which.

    A feed reader sets texts from the left, and turns no arrow: one that runs from the
    right gets an element that says so, and its ways back from footnotes the arrow ↪.
    """
    if prose.direction != "rtl":
        return html
    opening = Markup('<div lang="{}" dir="rtl">\n').format(prose.language)
    turned = str(html).replace(_BACK, _BACK_FROM_THE_RIGHT)
    return Markup(f"{opening}{turned}</div>\n")  # noqa: S704  # was mark-up before


_BACK = ">\u21a9\ufe0e</a>"
"""The end of a footnote's way back, as the Markdown room writes it."""
_BACK_FROM_THE_RIGHT = ">\u21aa\ufe0e</a>"

FILTERS: Mapping[str, Callable[..., str]] = {
    "date": date,
    "iso": iso,
    "rfc822": rfc822,
    "rfc3339": rfc3339,
    "json": to_json,
    "xml": xml,
    "directed": directed,
    "language_name": language_name,
    "number": number,
}
"""Every filter by the name that templates use."""


def _moment(value: object, name: str) -> Moment:
    if isinstance(value, Moment):
        return value
    if value is None:
        message = f"`{name}` wants a moment, and here is none"
        raise TemplateFault(message, "put it inside {% if … %} … {% endif %}")
    raise TemplateFault(f"`{name}` wants a moment, and here is {value!r}")


def _plain(value: object) -> object:
    """Make plain JSON values of a view's: tuples, mappings, moments, structs."""
    if value is None or isinstance(value, (str, bool, int, float)):
        return value
    if isinstance(value, (dict, Mapping)):
        return {str(key): _plain(item) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return [_plain(item) for item in value]
    if isinstance(value, enum.Enum):
        return _plain(value.value)
    if isinstance(value, Moment | dt.date):
        return value.iso() if isinstance(value, Moment) else value.isoformat()
    if isinstance(value, Struct):
        names = value.__struct_fields__
        return {name: _plain(getattr(value, name)) for name in names}
    raise TemplateFault(f"`json` can't spell a {type(value).__name__}")


def _list(names: tuple[str, ...]) -> str:
    return ", ".join(names)

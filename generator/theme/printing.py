"""What happens at each `{{ … }}` of a template: the check and the escape.

Pure.  A column page prints some 300 values, so that these few lines count.
"""

from __future__ import annotations

import enum

from jinja2 import Undefined
from markupsafe import Markup, escape

from generator.theme.faults import TemplateFault
from generator.theme.missing import article, kind_name


def escaped(value: object) -> str:
    """Make a value ready to stand in mark-up, or refuse it."""
    if type(value) is str:
        return _MARKED.get(value) or _escape(value)
    if type(value) is Markup:
        return value
    return escape(printable(value))


PLAIN: dict[str, str] = {}
"""Texts that are the same when escaped: names, words, addresses come again and again.

Looked up at most `{{ … }}` before anything is asked of the value, so nothing else may
stand here: mark-up is equal to its text.
"""
_MARKED: dict[str, str] = {}
"""Texts that are not, as they are when escaped: a page prints some of them twice."""
_ENOUGH = 16384


def _escape(text: str) -> str:
    """Escape a text as Markupsafe does, and keep it with its like."""
    made = text.replace("&", "&amp;").replace(">", "&gt;").replace("<", "&lt;")
    made = made.replace("'", "&#39;").replace('"', "&#34;")
    known = PLAIN if made is text else _MARKED
    if len(known) >= _ENOUGH:
        known.clear()
    known[text] = made
    return made


_AS_IT_IS = frozenset({str, Markup, int})


def printable(value: object) -> object:
    """Let through what may be printed; an object or a function is a mistake."""
    if type(value) in _AS_IT_IS or isinstance(value, str | Undefined):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if isinstance(value, enum.Enum):
        return value.value
    if value is None:
        message = "what is printed here is none on this page"
        raise TemplateFault(message, "put it inside {% if … %} … {% endif %}")
    if hasattr(value, "__html__"):
        return value
    kind = "function" if callable(value) else kind_name(value)
    hint = {
        "function": "call it: url(…), say(…), icon(…)",
        "moment": "use a filter: |date, |iso",
        "list": "go through it with {% for %}, or use |join",
    }.get(kind, "print one of its parts, or use |json")
    raise TemplateFault(f"{article(kind)} can't be printed", hint)

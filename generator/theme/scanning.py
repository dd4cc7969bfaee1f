"""What a template's text refers to, by a look at its tags: quick, and never too little.

Pure.  A digest asks for this in every run, and to parse a theme takes 20 ms.
Invariant: a scan finds all that `references` finds in the syntax tree, and more where a
word stands for something else; what it can't be sure of it leaves to the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from generator.problems import Problem
from generator.theme.templates import PARENT, TemplateName, Templates

ANY = ("*",)
"""Stands for all: the template makes the name up while rendering."""


class References(Struct, frozen=True, kw_only=True):
    """What one template refers to."""

    templates: tuple[TemplateName, ...] = ()
    """Of those that are there, in the order of the text."""
    assets: tuple[str, ...] = ()
    icons: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    speaks: bool = False
    """It uses the theme's words."""
    problems: tuple[Problem, ...] = ()


def scan_references(
    text: str, name: TemplateName, templates: Templates
) -> References | None:
    """Find what a template refers to; None where only its syntax tree can tell."""
    if "\\" in text or _RAW.search(text):
        return None
    found: list[TemplateName] = []
    words: list[re.Match[str]] = []
    for code in (match[0] for match in _CODE.finditer(text)):
        if code.startswith("{#") or _BLOCK.match(code):
            continue
        named = _templates_in(code, name, templates)
        if named is None or (
            code.startswith("{{") and "{" in _STRING.sub("", code[2:])
        ):
            return None
        found += named
        words += _WORD.finditer(code)
    return References(
        templates=tuple(dict.fromkeys(found)),
        assets=_called(words, "asset"),
        icons=_called(words, "icon"),
        settings=_settings(words),
        speaks=any(match["words"] for match in words),
    )


def may_name(text: str, names: Iterable[str]) -> frozenset[str]:
    """Tell which of some names a template may look up.

    Every word of its text counts, printed or not; where it makes names up while
    rendering, it may look up all of them.
    """
    words = frozenset(_IDENTIFIER.findall(text))
    every = "\\" in text or _MADE_UP.search(text) is not None
    return frozenset(name for name in names if every or name in words)


_QUOTED = r"(?:\"[^\"]*\"|'[^']*')"
_STRING = re.compile(_QUOTED)
_RAW = re.compile(r"\{%[-+]?\s*raw\b")
_CODE = re.compile(
    r"\{#.*?#\}"
    rf"|\{{\{{[^\"'}}]*+(?:(?:{_QUOTED}|\}}(?!\}}))[^\"'}}]*+)*\}}\}}"
    rf"|\{{%[^\"'%]*+(?:(?:{_QUOTED}|%(?!\}}))[^\"'%]*+)*%\}}",
    re.DOTALL,
)
"""A comment, something printed, or a tag; texts in it may hold what looks like an end.

What is printed may seem to end early where a mapping is written out in it.
"""
_BLOCK = re.compile(r"\{%[-+]?\s*(?:end)?block\b")
_REFERENCE = re.compile(r"\{%[-+]?\s*(extends|include|import|from)\b")
_NAMED = re.compile(
    rf"\s*(?:{_QUOTED}|\[\s*{_QUOTED}(?:\s*,\s*{_QUOTED})*\s*\])"
    r"(?:\s+(?:ignore|with|without|as|import)\s[\w\s,]*)?\s*[-+]?%\}"
)
_LENIENT = re.compile(r"\bignore\s+missing\b")
_WORD = re.compile(
    rf"{_QUOTED}"
    rf"|(?<![\w.])(?P<function>asset|icon)\b(?:\s*\(\s*(?P<argument>{_QUOTED})\s*[,)])?"
    r"|(?<![\w.])(?P<theme>theme)\b"
    rf"(?:\s*\.\s*(?P<field>\w+)|\s*\[\s*(?P<item>{_QUOTED})\s*\])?"
    r"|(?<![\w.])(?P<words>say|words)\b"
)
_IDENTIFIER = re.compile(r"\w+")
_MADE_UP = re.compile(
    rf"[\w\])]\s*\[\s*(?!{_QUOTED}\s*\]|-?\d+\s*\]|[^\[\]]*:)"
    rf"|\b(?:attr|groupby|rejectattr|selectattr|sum)\s*\((?!\s*{_QUOTED}\s*[,)])"
    rf"|\battribute\s*=(?!\s*{_QUOTED}\s*[,)])"
    r"|[\"']attr[\"']"
)
"""A field that is looked up by anything but a text: in brackets that hold no slice, or
by a filter."""
METHODS = frozenset(dir(dict))
"""`theme.items()` is a mapping's own method, and gives all settings."""


def _templates_in(
    code: str, name: TemplateName, templates: Templates
) -> list[TemplateName] | None:
    """List the templates that a tag refers to; None where one is not there."""
    reference = _REFERENCE.match(code)
    if reference is None:
        return []
    if _NAMED.match(code, reference.end()) is None:
        return None
    texts = [text[1:-1] for text in _STRING.findall(code)]
    hits = [hit for text in texts if (hit := templates.find(text, name))]
    if reference[1] == "extends" and hits[:1] == [name]:
        # A template that extends its own name extends what stands behind it.
        behind = templates.find(f"{PARENT}{name.partition(':')[2]}", name)
        hits = [behind] if behind else []
    return hits if hits or _LENIENT.search(code) else None


def _called(words: Iterable[re.Match[str]], function: str) -> tuple[str, ...]:
    """List the arguments of a function of the page, or `ANY`."""
    arguments = [m["argument"] for m in words if m["function"] == function]
    if None in arguments:
        return ANY
    return tuple(sorted({argument[1:-1] for argument in arguments}))


def _settings(words: Iterable[re.Match[str]]) -> tuple[str, ...]:
    """List the settings that are used by name, or `ANY`."""
    named = [match["field"] or match["item"] for match in words if match["theme"]]
    if None in named or not METHODS.isdisjoint(named):
        return ANY
    return tuple(sorted({name.strip("\"'") for name in named}))

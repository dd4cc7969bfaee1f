"""Slips that one line of YAML shows by itself: a colon, a quote, a first character.

Pure: a line in, what is wrong and the line as it was meant out.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from generator.source.spelling import quoted, spell_item, spell_text


class LineSlip(NamedTuple):
    """What is wrong with a line."""

    column: int
    """Counted from 0."""
    message: str
    fixed: str | None
    """The line as it was most likely meant; None where only the writer can know."""
    hint: str = ""
    """What to do, where typing `fixed` does not say it all."""


class _Value(NamedTuple):
    """A value and what stands before it on its line."""

    before: str
    text: str

    def slip(self, at: int, message: str, fixed: str) -> LineSlip:
        return LineSlip(len(self.before) + at, message, self.before + fixed)


_ENTRY = re.compile(r"( *(?:- +)*)([\w\"'][\w .\"'-]*?) *:(?: +(.*))?$")
_ITEM = re.compile(r"( *(?:- +)+)(.*)$")
_NO_SPACE = re.compile(r"( *(?:- +)*)([A-Za-z_][\w-]*):(?=[^\s/:])(.*)$")
_DOUBLE = re.compile(r'"(?:[^"\\]|\\.)*"')
_SINGLE = re.compile(r"'(?:[^']|'')*'")
_BAD_ESCAPE = re.compile(
    r'\\(?![0abt\tnvfre "/\\N_LP]|x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}).'
)
_FIRSTS = {
    "@": "`@` is kept for other uses in YAML",
    "`": "YAML keeps the backtick for other uses",
    "%": "`%` starts a directive in YAML",
    "&": "`&` starts an anchor in YAML",
    "*": "`*` starts an alias in YAML",
    "!": "`!` starts a tag in YAML",
    "|": "`|` starts a block of lines in YAML",
    ">": "`>` starts a folded block in YAML",
    ",": "a value can't start with a comma in YAML",
    "]": "`]` closes a list that was never opened",
    "}": "`}` closes a mapping that was never opened",
    "?": "`?` starts a key in YAML",
}
_LISTS = frozenset(("tags", "author", "authors", "aliases", "share", "categories"))


def line_slip(line: str) -> LineSlip | None:
    """Find the slip that a line shows by itself, if it shows one.

    `title: WIC: balance` → column 10, `title: "WIC: balance"`.
    """
    if re.match(r"\s*(#|$)", line):
        return None
    if re.match(r" *\t", line):
        return _tab_slip(line)
    if match := _NO_SPACE.match(line):
        message = f"a space is missing after `{match[2]}:`"
        fixed = f"{match[1]}{match[2]}: {spell_text(match[3].strip())}"
        return LineSlip(match.start(3), message, fixed)
    if match := _ENTRY.match(line):
        name, text = match[2].strip("\"'"), (match[3] or "").rstrip()
        return _value_slip(_Value(line[: match.start(3)], text), name)
    match = _ITEM.match(line)
    return match and _value_slip(_Value(match[1], match[2].rstrip()), "")


def _tab_slip(line: str) -> LineSlip:
    bare = line.lstrip()
    spaces = line[: len(line) - len(bare)].replace("\t", "  ")
    fixed = spaces + bare
    message = "a tab in the indentation; YAML wants spaces"
    return LineSlip(line.index("\t"), message, fixed, f"type `{fixed}`, with spaces")


def _value_slip(value: _Value, name: str) -> LineSlip | None:
    first, second = value.text[:1], value.text[1:2]
    if first == "" or re.fullmatch(r"[|>][-+0-9]{0,2}(\s+#.*)?", value.text):
        return None
    if first in "'\"":
        return _quote_slip(value)
    if first in "[{":
        return _bracket_slip(value, name)
    if first == "-" and second in ("", " "):
        rest = value.text[1:].strip()
        fixed = f"[{spell_item(rest)}]" if name in _LISTS else quoted(value.text)
        return value.slip(0, "`- ` starts a list on a line of its own in YAML", fixed)
    if first in _FIRSTS and (first != "?" or second == " "):
        return value.slip(0, _FIRSTS[first], quoted(value.text))
    return _colon_slip(value)


def _colon_slip(value: _Value) -> LineSlip | None:
    match = re.search(r":(?=\s|$)", value.text)
    if match is None:
        return None
    text = value.text
    if text[0] in "“„‘" and text[-1] in "”“’":
        text = text[1:-1].strip()
    message = "a colon in a text that has no quotes around it"
    return value.slip(match.start(), message, quoted(text))


def _quote_slip(value: _Value) -> LineSlip | None:
    mark, text = value.text[0], value.text
    match = (_DOUBLE if mark == '"' else _SINGLE).match(text)
    if match is None:
        message = f"the quote `{mark}` is opened and not closed"
        return value.slip(0, message, quoted(text[1:].strip()))
    rest = text[match.end() :]
    if not re.fullmatch(r"\s*|\s+#.*", rest):
        message = f"text goes on after the closing quote `{mark}`"
        return value.slip(match.end() - 1, message, _requoted(text, match[0], rest))
    bad = _BAD_ESCAPE.search(match[0]) if mark == '"' else None
    if bad is None:
        return None
    message = f"`{bad[0]}` means nothing within double quotes in YAML"
    return value.slip(bad.start(), message, quoted(match[0][1:-1]) + rest)


def _requoted(text: str, closed: str, rest: str) -> str:
    """Put a text in quotes that has some already, and perhaps too few of them."""
    if rest.strip() in (",", ";"):
        return closed
    mark, inner = text[0], text[1:-1]
    if text[-1] == mark and inner.count(mark) % 2:
        return quoted(inner)
    doubled = text[:2] == text[-2:] == mark * 2 and len(text) > 4
    return quoted(text[2:-2] if doubled else text)


def _bracket_slip(value: _Value, name: str) -> LineSlip | None:
    text, first = value.text, value.text[0]
    if text.startswith(("{{", "{%")):
        return value.slip(0, "`{` starts a mapping in YAML", quoted(text))
    close = "]" if first == "[" else "}"
    if text.count(first) > text.count(close):
        meant = name in _LISTS or name == "" or ": " in text
        message = f"`{first}` is opened and `{close}` is missing"
        return value.slip(0, message, text + close if meant else quoted(text))
    end = text.rindex(close) + 1
    rest = text[end:]
    if rest.strip() and not rest.lstrip().startswith("#"):
        message = f"text goes on after the closing `{close}`"
        return value.slip(end - 1, message, quoted(text))
    return _item_slip(value, text[1 : end - 1], rest) if close == "]" else None


def _item_slip(value: _Value, inner: str, rest: str) -> LineSlip | None:
    """Find an item of a list on one line that needs quotes."""
    if re.search(r"[\[\]{}\"']", inner):
        return None
    items = [item.strip() for item in inner.split(",")]
    fixed = f"[{', '.join(map(spell_item, filter(None, items)))}]{rest}"
    for item in items:
        if item[:1] in "#@`%&*!|>?" and item:
            message = f"an item that starts with `{item[0]}` needs quotes"
            return value.slip(value.text.index(item), message, fixed)
    return None

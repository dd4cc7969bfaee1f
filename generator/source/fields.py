"""Readers of single fields: a node in, a typed value out, problems noted.

Pure, but for what is noted in `Findings`.  A text is what the writer typed, whatever
YAML would make of it; a value that YAML alone would change is named in a warning.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.source.forms import Form, is_empty
from generator.source.nodes import Items, Node, Pairs, Scalar
from generator.source.plain_values import plain_value
from generator.source.spelling import quoted, spell_list, spell_text
from generator.source.tables import Kind

TRUE = frozenset(("true", "yes", "on"))
FALSE = frozenset(("false", "no", "off"))
_MANGLED = re.compile(
    r"""(?P<word>true|yes|on|false|no|off)$
    | (?P<octal>[-+]?0[0-7_]*[0-7]$)
    | (?P<clock>[-+]?[1-9][0-9_]*(:[0-5]?[0-9])+(\.[0-9_]*)?$)
    | (?P<number>[-+]?(0x[0-9a-f_]+|0b[01_]+|\d+_[\d_]*|\d+\.\d*0|\.\d+|\d+\.)$)
    | (?P<day>\d{4}-\d\d?-\d\d?$)""",
    re.VERBOSE | re.IGNORECASE,
)
_MADE = {
    "word": "true or false",
    "octal": "another number",
    "clock": "a number",
    "number": "another number",
    "day": "a date",
}
_CURLY = {"“": "”", "„": "“", "‘": "’", "‚": "‘", "”": "”"}


def read_text(form: Form, name: str) -> str:
    """Read a text; "" where it is left out."""
    node = form.node(name)
    if node is None:
        if name in form.nodes:
            _note_comment(form, name)
        return ""
    scalar = node if type(node) is Scalar else _single(form, name, node)
    return "" if scalar is None else text_of(form, name, scalar)


def read_line(form: Form, name: str) -> str:
    """Read a text of one line: breaks within it are spaces."""
    text = read_text(form, name)
    return " ".join(text.split()) if text else ""


def text_of(form: Form, name: str, node: Scalar) -> str:
    """Give the text of a value, naming what YAML or a word processor does to it."""
    text = node.text.strip()
    if not node.plain:
        return text
    if "#" in form.found.line(node.end_line):
        _note_cut(form, node)
    if node.line != node.end_line:
        _note_folded(form, name, node)
    first = text[:1]
    if first in _ODD or first.isdecimal():
        return _odd_text(form, name, node)
    return text


_ODD = frozenset("+-.tTyYoOfFnN" + "".join(_CURLY))
"""With the digits, what a text that YAML changes or that has curly quotes starts with:
few do, and to look at the others for it takes as long as all the rest."""


def _odd_text(form: Form, name: str, node: Scalar) -> str:
    """Give a text that YAML may make something else of, or that has curly quotes."""
    text = node.text.strip()
    if match := _MANGLED.match(text):
        made = _MADE[match.lastgroup or ""]
        form.found.warn(
            node,
            f"`{text}` is taken as text; in YAML it is {made}",
            f"type `{_line(form, name, node, quoted(text))}`",
        )
    elif text != plain_text(node):
        if name not in _PROSE:
            return plain_text(node)
        _note_curly(form, name, node)
    return text


_PROSE = frozenset(
    (
        *("title", "summary", "disclaimer", "disclosure", "name", "standing", "bio"),
        *("alt", "caption", "credit", "text", "note", "label", "motto", "description"),
        *("photo_alt", "logo_alt"),
    )
)
"""Fields that are printed: curly quotes around them may be meant."""


def _note_folded(form: Form, name: str, node: Scalar) -> None:
    """Stop where an item of a list went into the text above it."""
    above = form.found.line(node.line)
    indent = re.match(r"\s*(?=- )", above)
    if indent is None and Kind.WORDS not in form.fields[name].kinds:
        return
    for number in range(node.line + 1, node.end_line + 1):
        line = form.found.line(number)
        if re.match(r"\s*- ", line):
            place = form.found.place(number, line.index("-") + 1)
            message = "this item is read as part of the text above it"
            hint = f"type `{name}: {spell_list(node.text.split(' - '))}`"
            if indent is not None:
                hint = f"type `{indent[0]}{line.strip()}`, indented like that"
            form.found.stop_at(place, message, hint)
            return


def _single(form: Form, name: str, node: Node) -> Scalar | None:
    """Take the one text that a field should hold, also from a list of one."""
    if isinstance(node, Scalar):
        return node
    found = form.found
    if isinstance(node, Items) and len(node.items) == 1:
        only = node.items[0]
        if isinstance(only, Scalar):
            line = f"{name}: {spell_text(only.text)}"
            found.warn(node, f"`{name}` is a list; a text was wanted", f"type `{line}`")
            return only
    kind = "a list" if isinstance(node, Items) else "a mapping"
    example = f"type it as in `{name}: {form.fields[name].example}`"
    source = found.line(node.line)[node.column - 1 :].rstrip()
    if source.startswith(("[", "{")) and source.endswith(("]", "}")):
        example = f"if it is a text, type `{name}: {quoted(source)}`"
    found.stop(node, f"`{name}` is {kind}; a text was wanted", example)
    return None


def _line(form: Form, name: str, node: Scalar, value: str) -> str:
    """Give the line as it should be typed, with another value in its place."""
    line = form.found.line(node.line)
    if node.line == node.end_line and line:
        return (line[: node.column - 1] + value + line[node.end_column - 1 :]).strip()
    return f"{name}: {value}"


def _note_cut(form: Form, node: Scalar) -> None:
    """Stop where a `#` cut off what was meant to be text."""
    line = form.found.line(node.end_line)
    match = re.match(r"(\s+)#(?=\S)", line[node.end_column - 1 :])
    if match is None:
        return
    at = form.found.place(node.end_line, node.end_column + len(match[1]))
    value = line[node.column - 1 :].rstrip() if node.line == node.end_line else ""
    fixed = line[: node.column - 1] + quoted(value) if value else "the text in quotes"
    form.found.stop_at(
        at,
        "the text ends before this `#`: YAML takes the rest for a comment",
        f"type `{fixed.strip()}`, or a space after the `#` if it is a comment",
    )


def _note_comment(form: Form, name: str) -> None:
    """Stop where a `#` made a whole value a comment."""
    node = form.nodes.get(name)
    column = comment_column(form, node)
    if node is None or not column:
        return
    at = form.found.place(node.line, column)
    line = at.excerpt
    form.found.stop_at(
        at,
        f"`{name}` is empty: YAML takes what follows the `#` for a comment",
        f"type `{line[: column - 1].strip()} {quoted(line[column - 1 :].rstrip())}`",
    )


def comment_column(form: Form, node: Node | None) -> int:
    """Give the column of the comment that stands where a value would; 0 for none."""
    if not isinstance(node, Scalar) or node.text or not node.plain:
        return 0
    match = re.match(r"[^#]*:\s+(?=#\S)", form.found.line(node.line))
    return match.end() + 1 if match else 0


def _note_curly(form: Form, name: str, node: Scalar) -> None:
    text = node.text.strip()
    form.found.warn(
        node,
        "curly quotes around a value are printed as part of it",
        f"type `{_line(form, name, node, quoted(text[1:-1].strip()))}`, or "
        f"`{_line(form, name, node, quoted(text))}` to print them",
    )


def plain_text(node: Scalar) -> str:
    """Give a value that is no prose, freed of curly quotes."""
    text = node.text.strip()
    curly = node.plain and len(text) > 1 and _CURLY.get(text[0]) == text[-1]
    return text[1:-1].strip() if curly else text


def read_flag(form: Form, name: str, *, default: bool) -> bool:
    """Read true or false, in quotes or not."""
    node = form.node(name)
    if node is None:
        return default
    value = flag_of(node)
    if value is None:
        shown = f"`{node.text}`" if isinstance(node, Scalar) else "no single word"
        message = f"`{name}` is {shown}; true or false was wanted"
        form.found.stop(node, message, f"type `{name}: true` or `{name}: false`")
        return default
    return value


def flag_of(node: Node) -> bool | None:
    """Tell what a value says as true or false; None for neither."""
    if not isinstance(node, Scalar):
        return None
    text = plain_text(node)
    if len(text) > len("false"):
        return None
    folded = text.casefold()
    return True if folded in TRUE else False if folded in FALSE else None


def read_whole(form: Form, name: str, *, default: int, least: int = 0) -> int:
    """Read a whole number of at least `least`."""
    node = form.node(name)
    if node is None:
        return default
    text = plain_text(node) if isinstance(node, Scalar) else "…"
    if not re.fullmatch(r"\d{1,9}", text, re.ASCII) or int(text) < least:
        message = f"`{name}` is `{text}`; a whole number from {least} on was wanted"
        example = form.fields[name].example
        form.found.stop(node, message, f"type it as in `{name}: {example}`")
        return default
    return int(text)


def read_words(form: Form, name: str) -> tuple[str, ...]:
    """Read a list of texts; a lone text is a list of one, unless it holds commas."""
    node = form.node(name)
    if node is None:
        _note_comment(form, name)
        return ()
    if isinstance(node, Items):
        return _words_of(form, name, node)
    if isinstance(node, Pairs):
        message = f"`{name}` is a mapping; a list of texts was wanted"
        example = form.fields[name].example
        form.found.stop(node, message, f"type it as in `{name}: {example}`")
        return ()
    text = text_of(form, name, node)
    parts = tuple(part.strip() for part in text.split(",") if part.strip())
    if len(parts) > 1:
        line = f"{name}: {spell_list(parts)}"
        form.found.warn(
            node, f"`{name}` is one text; a list was wanted", f"type `{line}`"
        )
    return parts


def _words_of(form: Form, name: str, node: Items) -> tuple[str, ...]:
    texts = []
    start = f"{form.prefix}{name}."
    for number, item in enumerate(node.items):
        form.found.note(start + str(number), item)
        if isinstance(item, Scalar):
            texts.append("" if is_empty(item) else text_of(form, name, item))
        else:
            source = form.found.line(item.line)[item.column - 1 :].rstrip()
            hint = f"type `- {quoted(source)}`" if isinstance(item, Pairs) else ""
            form.found.stop(item, f"`{name}` wants a text here", hint)
    return tuple(filter(None, texts))


def read_plain(form: Form, name: str) -> Mapping[str, object]:
    """Read a mapping that is handed on as it is."""
    node = form.node(name)
    if node is None:
        return {}
    if not isinstance(node, Pairs):
        example = form.fields[name].example
        hint = f"type it as in `{name}: {example}`"
        form.found.stop(node, f"`{name}` wants a mapping", hint)
        return {}
    return {key.text: plain_value(value) for key, value in node.pairs}

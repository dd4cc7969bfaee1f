"""Nodes → plain values for templates: text, numbers, true, false, lists, mappings.

Pure.  Goes by YAML 1.2: `no` and `12:30` and dates are text.
"""

from __future__ import annotations

import re

from generator.source.nodes import Items, Node, Scalar

_WORDS: dict[str, bool | None] = {
    "": None,
    "~": None,
    "null": None,
    "true": True,
    "false": False,
}
_WHOLE = re.compile(r"[-+]?(?:0|[1-9]\d{0,17})", re.ASCII)
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9]\d*)\.\d{1,30}(?:[eE][-+]?\d{1,2})?", re.ASCII)


def plain_value(node: Node) -> object:
    """Give a node as a template wants it."""
    if isinstance(node, Items):
        return tuple(plain_value(item) for item in node.items)
    if not isinstance(node, Scalar):
        return {key.text: plain_value(value) for key, value in node.pairs}
    if not node.plain:
        return node.text
    if node.text in _WORDS:
        return _WORDS[node.text]
    if _WHOLE.fullmatch(node.text):
        return int(node.text)
    return float(node.text) if _DECIMAL.fullmatch(node.text) else node.text

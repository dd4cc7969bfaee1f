"""A mapping with a table of fields: which are there, and which are unknown.

Pure, but for what is noted in `Findings`.  Invariant: a field that no table knows is
never passed over in silence.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from msgspec import Struct, field

from generator.problems import nearest
from generator.source.findings import Findings
from generator.source.nodes import Items, Node, Pairs, Scalar
from generator.source.spelling import spell_item
from generator.source.tables import Field


class Form(Struct, frozen=True, kw_only=True):
    """The fields given in one mapping, by name."""

    nodes: Mapping[str, Node]
    fields: Mapping[str, Field]
    """The table that the mapping goes by."""
    found: Findings
    prefix: str = ""
    """What stands before a field's name in `places`: "image.", "author.1."."""
    broken: frozenset[str] = field(default=frozenset())
    """Fields that are given and could not be read: reported already."""

    def node(self, name: str) -> Node | None:
        """Give a field's value; None if it is left out or left empty."""
        assert name in self.fields, f"the table has no field {name!r}"
        found = self.nodes.get(name)
        return None if found is None or is_empty(found) else found


def is_empty(node: Node) -> bool:
    """Tell a field that was left blank."""
    return isinstance(node, Scalar) and node.plain and node.text in ("", "~", "null")


def open_form(
    pairs: Pairs,
    table: Sequence[Field],
    found: Findings,
    *,
    prefix: str = "",
    broken: frozenset[str] = frozenset(),
) -> Form:
    """Sort a mapping's fields by a table, noting each one that the table lacks."""
    fields = _by_name(tuple(table))
    nodes: dict[str, Node] = {}
    for key, value in pairs.pairs:
        name = known_name(key, fields, found)
        if name is None:
            _note_unknown(key, value, fields, found)
        elif name in nodes:
            found.stop(
                key, f"`{key.text}` says `{name}` a second time", "keep one of them"
            )
        else:
            nodes[name] = value
            found.note(prefix + name, value)
    return Form(nodes=nodes, fields=fields, found=found, prefix=prefix, broken=broken)


@lru_cache(maxsize=64)
def _by_name(table: tuple[Field, ...]) -> Mapping[str, Field]:
    return {row.name: row for row in table}


def known_name(key: Scalar, fields: Mapping[str, Field], found: Findings) -> str | None:
    """Find the field that a key names, however it is cased or joined."""
    if key.text in fields:
        return key.text
    folded = fold_name(key.text)
    if folded not in fields:
        return None
    found.warn(
        key,
        f"`{key.text}` is understood as `{folded}`",
        f"type `{retyped(found, key, folded)}`",
    )
    return folded


def fold_name(name: str) -> str:
    """Fold a name's spelling: "Font-Size", "fontSize", "font size" → "font_size"."""
    parted = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name.strip())
    return re.sub(r"[\s.-]+", "_", parted).casefold()


def retyped(found: Findings, key: Scalar, name: str) -> str:
    """Give the line of a key with another name in its place."""
    line = found.line(key.line)
    return (line[: key.column - 1] + name + line[key.end_column - 1 :]).strip()


def _note_unknown(
    key: Scalar, value: Node, fields: Mapping[str, Field], found: Findings
) -> None:
    near = nearest(fold_name(key.text), fields)
    message = f"there is no field `{key.text}`"
    if near is not None:
        hint = f"did you mean `{near}`? type `{retyped(found, key, near)}`"
    elif "extra" in fields:
        hint = f"delete it, or hand it to the theme: `extra: {{{_short(key, value)}}}`"
    else:
        hint = f"the fields here are: {', '.join(fields)}"
    found.stop(key, message, hint)


def _short(key: Scalar, value: Node) -> str:
    """Spell a field for a place within { }, cut short where it is long."""
    if not isinstance(value, Scalar) or len(value.text) > 40 or "\n" in value.text:
        return f"{key.text}: …"
    return f"{key.text}: {spell_item(value.text)}"


def sub_form(form: Form, name: str) -> Form | None:
    """Open the mapping that a field holds; None if it holds none."""
    node = form.node(name)
    if not isinstance(node, Pairs):
        return None
    row = form.fields[name]
    return open_form(node, row.parts, form.found, prefix=f"{form.prefix}{name}.")


def sub_forms(form: Form, name: str) -> tuple[Form, ...]:
    """Open each mapping of a list; a lone mapping is a list of one."""
    node = form.node(name)
    if node is None:
        return ()
    row, found = form.fields[name], form.found
    items = node.items if isinstance(node, Items) else (node,)
    forms = []
    for number, item in enumerate(items):
        prefix = f"{form.prefix}{name}.{number}"
        found.note(prefix, item)
        if isinstance(item, Pairs):
            forms.append(open_form(item, row.parts, found, prefix=prefix + "."))
        else:
            given = ", ".join(part.name for part in row.parts)
            message = f"`{name}` wants a mapping with {given} here"
            found.stop(item, message, f"type it as in `{name}: {row.example}`")
    return tuple(forms)

"""The tables of fields as a JSON Schema, so that editors complete and check.

Pure.  Made from the rows that the readers go by: a field that one knows, both know.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.source.column_fields import (
    AUTHOR_FIELDS,
    COLUMN_FIELDS,
    COMMENT_FIELDS,
    PAGE_FIELDS,
)
from generator.source.settings_fields import SETTINGS_FIELDS
from generator.source.tables import Field, Kind

FIELDS: Mapping[str, tuple[Field, ...]] = {
    "column": COLUMN_FIELDS,
    "author": AUTHOR_FIELDS,
    "page": PAGE_FIELDS,
    "comment": COMMENT_FIELDS,
    "settings": SETTINGS_FIELDS,
}
"""Every field that a writer may give, by the kind of file."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_SCALAR = {"type": ["string", "number", "boolean"]}
"""A text may look like a number or a truth to other YAML readers: `title: 1984`."""
_PLAIN_KINDS: Mapping[Kind, Mapping[str, object]] = {
    Kind.TEXT: _SCALAR,
    Kind.FLAG: {"enum": [True, False, "true", "false", "yes", "no", "on", "off"]},
    Kind.WHOLE: {"type": "integer", "minimum": 0},
    Kind.MOMENT: {"type": "string", "pattern": r"^\d{4}[-/]\d{1,2}[-/]\d{1,2}"},
    Kind.WORDS: {"type": "array", "items": _SCALAR},
    Kind.PLAIN: {"type": "object"},
}


def front_matter_schema() -> dict[str, object]:
    """Make the JSON Schema of a column's front matter."""
    return schema_of("column")


def schema_of(record: str) -> dict[str, object]:
    """Make the JSON Schema of a kind of file: a key of `FIELDS`."""
    table = _object(FIELDS[record])
    if record == "comment":
        table = {"type": "array", "items": table}
    return {"$schema": _DIALECT, "title": f"Byline: {record}", **table}


def _object(rows: Sequence[Field]) -> dict[str, object]:
    needed = [row.name for row in rows if row.required]
    shape: dict[str, object] = {
        "type": "object",
        "properties": {row.name: _property(row) for row in rows},
        "additionalProperties": False,
    }
    return {**shape, "required": needed} if needed else shape


def _property(row: Field) -> dict[str, object]:
    shapes = [_shape(row, kind) for kind in row.kinds]
    described = {"description": row.about}
    if len(shapes) == 1:
        return {**described, **shapes[0]}
    return {**described, "anyOf": shapes}


def _shape(row: Field, kind: Kind) -> Mapping[str, object]:
    if kind is Kind.CHOICE:
        truths = [False] if "off" in row.choices else []
        return {"enum": [*row.choices, *truths]}
    if kind is Kind.WORDS and row.choices:
        return {"type": "array", "items": {"enum": [*row.choices]}}
    if kind is Kind.RECORD:
        return _object(row.parts)
    if kind is Kind.RECORDS:
        items: Mapping[str, object] = _object(row.parts)
        if Kind.WORDS in row.kinds:
            items = {"anyOf": [items, _SCALAR]}
        return {"type": "array", "items": items}
    return _PLAIN_KINDS[kind]

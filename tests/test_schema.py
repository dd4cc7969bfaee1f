from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest
import yaml
from source_reading import PATH, ZONE, shown
from test_frontmatter import FULL
from test_read_settings import FULL as FULL_SETTINGS
from test_read_settings import NEEDED

from generator.source.frontmatter import read_column
from generator.source.schema import FIELDS, front_matter_schema, schema_of
from generator.source.tables import Field, Kind


def rows_of(rows: tuple[Field, ...]) -> list[Field]:
    return [row for one in rows for row in (one, *rows_of(one.parts))]


ROWS = [row for table in FIELDS.values() for row in rows_of(table)]


def valid(value: object, schema: Mapping[str, Any]) -> bool:
    """As much of JSON Schema as ours uses."""
    if "anyOf" in schema:
        return any(valid(value, one) for one in schema["anyOf"])
    if "enum" in schema:
        return value in schema["enum"]
    if schema.get("type") == "array":
        items = value if isinstance(value, list) else [()]
        return all(valid(item, schema["items"]) for item in items)
    if schema.get("type") == "object":
        if not isinstance(value, dict) or set(schema.get("required", ())) - set(value):
            return False
        known = schema.get("properties", {})
        closed = schema.get("additionalProperties", True) is False
        return all(
            valid(item, known[name]) if name in known else not closed
            for name, item in value.items()
        )
    kinds: Mapping[str, type | tuple[type, ...]] = {
        "string": str,
        "number": (int, float),
        "integer": int,
        "boolean": bool,
    }
    wanted = schema["type"]
    names = wanted if isinstance(wanted, list) else [wanted]
    return any(isinstance(value, kinds[name]) for name in names)


def plain(text: str) -> object:
    """Load YAML as an editor's checker does: dates are text."""
    return yaml.load(text, Loader=yaml.BaseLoader)


def test_the_schema_knows_what_the_reader_knows() -> None:
    schema = front_matter_schema()

    properties = schema["properties"]
    assert isinstance(properties, dict)
    assert list(properties) == [row.name for row in FIELDS["column"]]
    assert schema["required"] == ["title", "author", "date"]
    assert schema["additionalProperties"] is False


@pytest.mark.parametrize(
    ("lines", "fits"),
    [
        ("title: A\nauthor: b\ndate: 2016-11-18", True),
        ("title: A\nauthor: [b, {name: C}]\ndate: 2016-11-18", True),
        ("title: A\nauthor: b\ndate: 2016-11-18\nsumary: c", False),
        ("title: A\nauthor: b", False),
        ("title: A\nauthor: b\ndate: 2016-11-18\nfont_size: huge", False),
    ],
)
def test_the_schema_says_what_the_reader_says(lines: str, fits: bool) -> None:
    source = read_column(PATH, f"---\n{lines}\nsummary: S.\n---\n".encode(), zone=ZONE)

    assert valid(plain(lines), front_matter_schema()) is fits
    assert (source.problems == ()) is fits


def test_full_files_fit_their_schema() -> None:
    column, settings = plain(FULL), plain(NEEDED + FULL_SETTINGS)
    assert isinstance(column, dict)
    assert isinstance(settings, dict)
    column["series"]["part"] = 2
    settings["listing"]["per_page"] = settings["feeds"]["entries"] = 5

    assert valid(column, front_matter_schema())
    assert valid(settings, schema_of("settings"))


def test_a_file_of_comments_is_a_list() -> None:
    assert schema_of("comment")["type"] == "array"


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.name)
def test_every_row_says_what_it_is(row: Field) -> None:
    assert row.about.endswith(".")
    assert row.about[0].isupper()
    assert row.example
    assert (Kind.CHOICE in row.kinds) == bool(row.choices)
    needs_parts = {Kind.RECORD, Kind.RECORDS} & set(row.kinds)
    assert bool(needs_parts) == bool(row.parts)


@pytest.mark.parametrize("row", FIELDS["column"], ids=lambda row: row.name)
def test_every_example_of_a_column_is_read_without_a_problem(row: Field) -> None:
    needed = {
        "title": "A",
        "author": "b",
        "date": "2016-11-18",
        "summary": "S.",
        "corrections": "[{kind: update, date: 2016-11-18, text: S.}]",
    }
    lines = "".join(f"{k}: {v}\n" for k, v in {**needed, row.name: row.example}.items())
    source = read_column(PATH, f"---\n{lines}---\n".encode(), zone=ZONE)

    assert shown(source.problems) == ""

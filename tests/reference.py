"""The reference in the README, made from the tables that the readers use.

Run it to write the reference anew after a field has changed:
`python tests/reference.py`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from generator.source.column_fields import (
    AUTHOR_FIELDS,
    COLUMN_FIELDS,
    COMMENT_FIELDS,
    PAGE_FIELDS,
)
from generator.source.settings_fields import SETTINGS_FIELDS
from generator.source.tables import Field, Kind

PROJECT = Path(__file__).parents[1]
README = PROJECT / "README.md"
START, END = "<!-- reference -->\n", "<!-- end of reference -->\n"

_TABLES = (
    ("A column: `content/columns/**/*.md`", COLUMN_FIELDS),
    ("An author: `content/authors/<id>.md`", AUTHOR_FIELDS),
    ("A page: `content/pages/*.md`", PAGE_FIELDS),
    ("A comment: an item of `content/comments/<column id>.yaml`", COMMENT_FIELDS),
    ("The settings: `content/site.yaml`", SETTINGS_FIELDS),
)


def build_reference() -> str:
    """Write every table of fields, then every theme's settings."""
    parts = [_table(title, _rows(fields)) for title, fields in _TABLES]
    for path in sorted((PROJECT / "themes").glob("*/theme.yaml")):
        theme = yaml.safe_load(path.read_text(encoding="utf-8"))
        rows = [
            (
                f"`{name}`",
                said["help"],
                # Fonts may have none: others stand in for them.
                f"`{_spell(said['default'])}`" if "default" in said else "",
            )
            for name, said in (theme.get("settings") or {}).items()
        ]
        if rows:
            parts.append(_table(f"The theme `{theme['name']}`: `theme.settings`", rows))
    return "\n".join(parts)


def written_reference() -> str:
    """Give the reference as it stands in the README."""
    text = README.read_text(encoding="utf-8")
    return text.partition(START)[2].partition(END)[0]


def _rows(fields: Iterable[Field], above: str = "") -> Iterator[tuple[str, ...]]:
    for field in fields:
        name = f"{above}{field.name}"
        about = field.about + (" Required." if field.required else "")
        if field.choices:
            few = "Some" if Kind.WORDS in field.kinds else "One"
            about += f" {few} of " + ", ".join(f"`{word}`" for word in field.choices)
            about += "."
        yield f"`{name}`", about, f"`{field.example}`"
        yield from _rows(field.parts, f"{name}.")


def _spell(value: object) -> str:
    return f"[{', '.join(value)}]" if isinstance(value, list) else str(value)


def _table(title: str, rows: Iterable[tuple[str, ...]]) -> str:
    lines = [f"#### {title}", "", "| name | what it says | example |", "|---|---|---|"]
    lines += ["| " + " | ".join(_cell(cell) for cell in row) + " |" for row in rows]
    return "\n".join(lines) + "\n"


def _cell(text: object) -> str:
    return re.sub(r"\s+", " ", str(text)).replace("|", "\\|")


if __name__ == "__main__":
    whole = README.read_text(encoding="utf-8")
    head, _, rest = whole.partition(START)
    tail = rest.partition(END)[2]
    README.write_text(head + START + build_reference() + END + tail, encoding="utf-8")

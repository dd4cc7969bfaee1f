"""How each generator wants the corpus written: front matter, names of files, authors.

Owns the layout of the content folders; the columns are those of `corpus`.  Each column
is made once for all folders.
"""

from __future__ import annotations

import enum
import json
from collections.abc import Iterator, Mapping
from pathlib import Path

from corpus import AUTHORS, YEARS, Column, make_column


class Dialect(enum.Enum):
    """A generator's way of writing a column."""

    BYLINE = "byline"
    HUGO = "hugo"
    PELICAN = "pelican"


COLUMNS = "content/columns"
"""Where every dialect has its columns."""


def write_corpus(folders: Mapping[Path, Dialect], count: int) -> list[Column]:
    """Write `count` columns, and what stands beside them, into each folder."""
    for folder, dialect in folders.items():
        (folder / COLUMNS).mkdir(parents=True, exist_ok=True)
        for path, text in _beside(dialect):
            _write(folder / path, text)
    columns = [make_column(number, count) for number in range(count)]
    for folder, dialect in folders.items():
        for column in columns:
            text = format_column(column, dialect)
            (folder / path_of(column)).write_text(text, encoding="utf-8")
    return columns


def path_of(column: Column) -> str:
    """Give the path of a column's file in a site's folder."""
    return f"{COLUMNS}/{column.slug}.md"


def format_column(column: Column, dialect: Dialect) -> str:
    """Spell a column as one generator reads it."""
    if dialect is Dialect.PELICAN:
        head = "".join(f"{key}: {value}\n" for key, value in _pelican_head(column))
        return f"{head}\n{column.body}"
    pairs = _byline_head if dialect is Dialect.BYLINE else _hugo_head
    head = "".join(f"{key}: {value}\n" for key, value in pairs(column))
    return f"---\n{head}---\n\n{column.body}"


def _byline_head(column: Column) -> Iterator[tuple[str, str]]:
    yield "title", _quoted(column.title)
    yield "slug", column.slug
    yield "author", column.author.id
    yield "date", column.date.isoformat()
    yield "section", column.section
    yield "tags", f"[{', '.join(column.tags)}]"
    yield "summary", _quoted(column.summary)
    if column.disclaimer:
        yield "disclaimer", _quoted(column.disclaimer)
    yield "font_size", column.font_size


def _hugo_head(column: Column) -> Iterator[tuple[str, str]]:
    yield "title", _quoted(column.title)
    yield "slug", column.slug
    yield "authors", f"[{column.author.id}]"
    yield "date", column.date.isoformat()
    yield "section_name", column.section
    yield "tags", f"[{', '.join(column.tags)}]"
    yield "summary", _quoted(column.summary)
    yield "disclaimer", _quoted(column.disclaimer)
    yield "font_size", column.font_size


def _pelican_head(column: Column) -> Iterator[tuple[str, str]]:
    yield "Title", column.title
    yield "Slug", column.slug
    yield "Author", column.author.name
    yield "Date", column.date.isoformat()
    yield "Category", column.section
    yield "Tags", ", ".join(column.tags)
    yield "Summary", column.summary
    yield "Disclaimer", column.disclaimer
    yield "Font_size", column.font_size


def _beside(dialect: Dialect) -> Iterator[tuple[str, str]]:
    """Give the authors' files, and Hugo's pages for the archive, by path."""
    if dialect is Dialect.BYLINE:
        for author in AUTHORS:
            head = f"---\nname: {_quoted(author.name)}\n---\n"
            yield f"content/authors/{author.id}.md", f"{head}\nWrites columns here.\n"
    elif dialect is Dialect.HUGO:
        for author in AUTHORS:
            head = f"---\ntitle: {_quoted(author.name)}\n---\n"
            yield f"content/authors/{author.id}/_index.md", head
        for year in YEARS:
            head = f'---\ntitle: Columns of {year}\ntype: archive\nyear: "{year}"\n'
            yield f"content/archive/{year}.md", f"{head}build: {{list: never}}\n---\n"


def _quoted(text: str) -> str:
    """Quote a text for YAML: a JSON string is a YAML one."""
    return json.dumps(text, ensure_ascii=False)


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")

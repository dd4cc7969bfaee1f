"""Listed columns: the little that calendar, shelves and links need of each.

A library of any size can hold these for all its columns, and read the rest of a column
only when a page asks for it.  Pure.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import unquote

from msgspec import Struct

from generator.publication.files import file_path
from generator.publication.shelf_keys import ShelfKey, ShelfKind
from generator.source.body import Body
from generator.source.column import Column, ColumnId
from generator.urls import slugify


class Listed(Struct, frozen=True, kw_only=True):
    """One column, published or not, by what decides where it stands."""

    id: ColumnId
    path: str
    at: float
    """Its date in seconds since 1970: the calendar's and the shelves' order."""
    until: float | None = None
    """When it expires."""
    draft: bool = False
    keys: tuple[tuple[ShelfKey, str], ...] = ()
    """The shelves that it belongs on, each with its own spelling of the label."""
    part: int | None = None
    """Its number in its series."""
    leads_to: tuple[str, ...] = ()
    """Paths of the texts and files that it links to or shows, there or not."""
    corrections: int = 0
    """How many there are."""
    elsewhere: bool = False
    """Whether search engines should know it by an address of another site."""

    @property
    def order(self) -> tuple[float, str]:
        """Where it stands on a shelf: columns of equal date are ordered by id."""
        return self.at, self.id


def paths_named(column: Column, body: Body) -> tuple[str, ...]:
    """List the paths of the texts and files that a column speaks of."""
    targets = [link.target for link in body.links]
    if column.image is not None:
        targets.append(column.image.src)
    if column.audio:
        targets.append(column.audio)
    return paths_of(targets, column.path)


def paths_of(targets: Iterable[str], path: str) -> tuple[str, ...]:
    """List the paths of the texts and files that links in the text at `path` name."""
    names = (unquote(target).partition("#")[0].partition("?")[0] for target in targets)
    paths = (
        text_path(name, path) if name.endswith(".md") else file_path(name, path)
        for name in names
        if name and "://" not in name
    )
    return tuple(dict.fromkeys(paths))


def texts_linked(body: Body, path: str) -> tuple[str, ...]:
    """List the paths of other texts that the text at `path` links to."""
    if not body.links:
        return ()
    found = (unquote(link.target.partition("#")[0]) for link in body.links)
    paths = (text_path(name, path) for name in found if name.endswith(".md"))
    return tuple(dict.fromkeys(paths))


def text_path(name: str, path: str) -> str:
    """Give the path of a text that the text at `path` calls `name`.

    `text_path("../pages/about.md", "content/columns/a.md")` → "content/pages/about.md";
    "/columns/a.md" is from `content/`.
    """
    if name.startswith("/"):
        return posixpath.normpath("content/" + name)
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), name))


def shelf_names(column: Column) -> Mapping[tuple[ShelfKind, str], str]:
    """Give kind, name and the column's label of each shelf but its section's."""
    year = str(column.date.at.year)
    names = {(ShelfKind.YEAR, year): year}
    for person in column.contributors:
        if person.author is not None:
            names[ShelfKind.AUTHOR, person.author] = person.author
    for tag in column.tags:
        names[ShelfKind.TAG, _slug(tag)] = tag
    if column.series is not None:
        name = column.series.name
        names[ShelfKind.SERIES, _slug(name)] = name
    return names


_slug = lru_cache(maxsize=4096)(slugify)
"""Columns share their tags."""

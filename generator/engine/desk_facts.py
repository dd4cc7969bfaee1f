"""Desk facts: what authors, the desk's pages and settings give to every page.

Owns the digests of it: one for what cards are made from, one for what any page may
print.  Reads the store alone.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from generator import __version__
from generator.digest import Digest, digest
from generator.engine.codec import decoder
from generator.source.author import Author
from generator.source.pictures import STATIC, FileFacts

if TYPE_CHECKING:
    import sqlite3

    from generator.source.settings import Settings

V = TypeVar("V")


class DeskFacts(Struct, frozen=True, kw_only=True):
    """What single columns have no part in."""

    cards: Digest
    """Of what a card is made from besides its column and its picture."""
    pages: Digest
    """Of what any page may print: that, and the desk's own pages."""


def read_desk_facts(store: sqlite3.Connection, settings: Settings) -> DeskFacts:
    """Digest what the store holds of the desk."""
    files = _measured(store, set(_named_files(store, settings)))
    said = (settings.language, settings.label, settings.permalink, settings.sections)
    cards = digest((__version__, said, _texts(store, "author"), files))
    return DeskFacts(cards=cards, pages=digest((cards, _texts(store, "page"))))


def load_values(store: sqlite3.Connection, kind: str, value: type[V]) -> tuple[V, ...]:
    """Decode all texts of one kind, by path."""
    decode = decoder(value)
    rows = store.execute(
        "select value from said join text using (path)"
        " where key > ?1 || ':' and key < ?1 || ';' order by path",
        (kind,),
    )
    return tuple(decode(row) for (row,) in rows)


def facts_of(row: tuple[str, str, int, int, int]) -> FileFacts:
    """Make the facts of a file from its row: path, digest, width, height, length."""
    path, found, width, height, length = row
    return FileFacts(
        path=path, digest=Digest(found), width=width, height=height, length=length
    )


def _texts(store: sqlite3.Connection, kind: str) -> tuple[tuple[str, str], ...]:
    found = store.execute(
        "select path, digest from text where key > ?1 || ':' and key < ?1 || ';'"
        " order by path",
        (kind,),
    )
    return tuple(found)


def _named_files(store: sqlite3.Connection, settings: Settings) -> Iterator[str]:
    """Name the files that the settings, authors and the desk's pages speak of."""
    yield STATIC + settings.logo
    yield STATIC + settings.icon
    for author in load_values(store, "author", Author):
        yield STATIC + author.photo
    found = store.execute(
        "select target from lead join text using (path)"
        " where (key > 'author:' and key < 'author;')"
        " or (key > 'page:' and key < 'page;')"
    )
    yield from (target for (target,) in found)


def _measured(store: sqlite3.Connection, paths: set[str]) -> tuple[FileFacts, ...]:
    query = "select path, digest, width, height, size from file where path=?"
    rows = (row for path in sorted(paths) for row in store.execute(query, (path,)))
    return tuple(facts_of(row) for row in rows)

"""Addresses: which columns are, or were last, found at an address.

Asks the store of texts alone.  A column with a mistake in it is still known by the
address that it had before.
"""

from __future__ import annotations

import posixpath
import sqlite3
from collections.abc import Container, Iterator

from generator.pages.column import as_page
from generator.publication.files import address_beside
from generator.source.pictures import STATIC
from generator.urls import Address


def columns_at(store: sqlite3.Connection, address: Address) -> tuple[str, ...]:
    """Give the paths of the columns that have an address, now or formerly."""
    found = store.execute(
        "select path from text where address = ?1 union"
        " select path from alias where address in (?1, ?2) order by path",
        (address, address.removesuffix("/")),
    )
    return tuple(path for (path,) in found)


def columns_showing(store: sqlite3.Connection, address: Address) -> Iterator[str]:
    """Give the paths of columns that may bring the file at an address along.

    It stands below the column's page, or beside a page that is no folder.
    """
    folder = posixpath.dirname(address)
    while folder not in ("", "/"):
        found = store.execute("select path from text where address=?", (f"{folder}/",))
        yield from (path for (path,) in found)
        folder = posixpath.dirname(folder)
    beside = store.execute(
        "select distinct lead.path from lead join text using (path)"
        " where target like ? escape '!' and address != '' and address not like '%/'"
        " order by path",
        (f"%/{_escaped(posixpath.basename(address))}",),
    )
    yield from (path for (path,) in beside)


def broken_at(store: sqlite3.Connection, address: Address) -> str:
    """Give the path of a text that can't be read and belongs at an address; "" if none.

    One that never could be read is known by its file's name.
    """
    for path in columns_at(store, address):
        if is_broken(store, path):
            return path
    slug = posixpath.basename(address.rstrip("/"))
    found = store.execute("select path from text where key = '' order by path")
    return next((path for (path,) in found if _slug_of(path) == slug), "")


def is_broken(store: sqlite3.Connection, path: str) -> bool:
    """Tell whether there is a text that can't be read."""
    found = store.execute("select 1 from text where path=? and key=''", (path,))
    return found.fetchone() is not None


def column_addresses(
    store: sqlite3.Connection, live: Container[str]
) -> Iterator[Address]:
    """List all that columns bring: pages, former addresses, files; `live` are paths."""
    pages = store.execute("select path, address from text where address != ''")
    yield from (Address(address) for path, address in pages if path in live)
    former = store.execute("select path, address from alias")
    yield from (as_page(address) for path, address in former if path in live)
    files = store.execute(
        "select text.path, text.address, file.path from lead"
        " join file on file.path = target join text on text.path = lead.path"
        " where text.address != ''"
    )
    for path, address, file in files:
        if path in live and not file.startswith(f"{STATIC}/"):
            yield address_beside(file, path, Address(address))


def _slug_of(path: str) -> str:
    """Guess the last part of an address: "content/columns/2024-03-01-crows.md"."""
    folder, name = posixpath.split(path.removesuffix(".md"))
    name = posixpath.basename(folder) if name == "index" else name
    return name.lstrip("0123456789-_") or name


def _escaped(text: str) -> str:
    return text.replace("!", "!!").replace("%", "!%").replace("_", "!_")

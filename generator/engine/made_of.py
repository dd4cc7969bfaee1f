"""What the pages of an output were made from, in its record.

Owns two tables.  The views, which are large, have one of their own; they may come
before the rows of their pages, and whoever recalls one looks whether its page was made
from it.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from generator.engine.reasons import Rendering, Why
from generator.pages.needs import Needs
from generator.urls import Address

MAKING = """
create table making (address text primary key, others blob, why text) without rowid;
create table viewed (address text primary key, view blob);
"""
MADE = ("making", "viewed")


def load_needs(connection: sqlite3.Connection, address: str) -> Needs | None:
    """Give what a page was made from when it was rendered last."""
    found = connection.execute(
        "select others, view from making join viewed using (address) where address=?",
        (address,),
    )
    row = found.fetchone()
    return Needs(*row) if row else None


def load_rendered(connection: sqlite3.Connection) -> tuple[Rendering, ...]:
    """Give every page that the record knows the making of, by address."""
    found = connection.execute(
        "select address, origin, path, others, why"
        " from page join making using (address) order by address"
    )
    return tuple(
        Rendering(
            address=Address(address),
            origin=origin,
            path=path,
            others=others,
            why=_read_why(why),
        )
        for address, origin, path, others, why in found
    )


def keep_views(
    connection: sqlite3.Connection, views: Iterable[tuple[Address, bytes]]
) -> None:
    """Keep how the views of some pages are spelled."""
    connection.execute("begin immediate")
    connection.executemany("insert or replace into viewed values (?, ?)", views)
    connection.execute("commit")


def keep_making(connection: sqlite3.Connection, rendered: Iterable[Rendering]) -> None:
    """Keep what pages were made from besides their views, and why they were."""
    connection.executemany(
        "insert or replace into making values (?, ?, ?)",
        ((one.address, one.others, "\n".join(one.why)) for one in rendered),
    )


def forget_gone(connection: sqlite3.Connection) -> None:
    """Forget what pages were made from that are no more."""
    for table in MADE:
        connection.execute(
            f"delete from {table} where address not in (select address from page)"  # noqa: S608  # our own names
        )


def _read_why(spelled: str) -> Why:
    return tuple(spelled.split("\n")) if spelled else ()

"""Paging: how a shelf is cut into list pages.

Pages are numbered from the oldest: `/…/page/k/` holds the same columns for ever and
`/…/`, number 0, shows the newest, so that a new column does not move the archive's
pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Generic, TypeVar

from msgspec import Struct

from generator.pages.parts import MonthGroup, Pager
from generator.publication.cards import Card
from generator.source.column import Moment
from generator.urls import Address

T = TypeVar("T")


class ListPage(Struct, Generic[T], frozen=True, kw_only=True):
    """One page of a list."""

    address: Address
    items: tuple[T, ...]
    """Newest first."""
    pager: Pager | None = None
    """None where one page is all."""

    @property
    def number(self) -> int:
        """Its number; 0 for the newest."""
        return self.pager.number if self.pager else 0


def count_fixed(count: int, per_page: int) -> int:
    """Count the fixed pages of so many columns: with 20 a page, 45 → 1, 39 → 0."""
    return max(0, count // per_page - 1)


def page_of(place: int, count: int, per_page: int) -> int:
    """Give the number of the page that holds the column at an index of its shelf."""
    number = place // per_page + 1
    return number if number <= count_fixed(count, per_page) else 0


def cut_page(
    items: Sequence[T], home: Address, number: int, *, per_page: int
) -> ListPage[T] | None:
    """Cut one page out of a list, oldest first; None where there is no such page."""
    fixed = count_fixed(len(items), per_page)
    if number > fixed:
        return None
    start = (number - 1) * per_page if number else fixed * per_page
    end = start + per_page if number else len(items)
    return ListPage(
        address=address_of_page(home, number),
        items=tuple(items[start:end])[::-1],
        pager=_pager(home, number, fixed),
    )


def address_of_page(home: Address, number: int) -> Address:
    """Give the address of a list's page by its number."""
    return Address(f"{home}page/{number}/") if number else home


def by_month(cards: Iterable[Card]) -> tuple[MonthGroup, ...]:
    """Group cards that are sorted by date."""
    return tuple(
        MonthGroup(month=_first_day(held[0].date), cards=tuple(held))
        for held in (list(group) for _, group in groupby(cards, _month))
    )


def _pager(home: Address, number: int, fixed: int) -> Pager | None:
    if not fixed:
        return None
    newer = 0 if number == fixed else number + 1
    older = fixed if number == 0 else number - 1
    return Pager(
        number=number,
        newer=address_of_page(home, newer) if number else None,
        older=address_of_page(home, older) if number != 1 else None,
    )


def _month(card: Card) -> tuple[int, int]:
    at = card.date.at
    return at.year, at.month


def _first_day(moment: Moment) -> Moment:
    return Moment(at=moment.at.replace(day=1, hour=0, minute=0, second=0), bare=True)

"""Paging: how a shelf is cut into list pages.

Pages are numbered from the oldest: `/…/page/k/` holds the same columns for ever and
`/…/` shows the newest, so that a new column does not move every archive page.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from generator.pages.parts import MonthGroup, Pager
from generator.publication.cards import Card
from generator.source.column import Moment
from generator.urls import Address


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPage:
    """One page of a list."""

    address: Address
    cards: tuple[Card, ...]
    """Newest first."""
    pager: Pager | None
    """None where one page is all."""


def cut_into_pages(
    cards: tuple[Card, ...], home: Address, per_page: int
) -> tuple[ListPage, ...]:
    """Cut a shelf, oldest first, into the page at `home` and fixed ones behind it.

    With 20 a page, 45 cards → `home` with the newest 25 and `page/1/` with the oldest
    20; 39 cards → `home` alone.
    """
    fixed = max(0, len(cards) // per_page - 1)
    addresses = [home, *(Address(f"{home}page/{k}/") for k in range(1, fixed + 1))]

    def pager(number: int) -> Pager | None:
        if not fixed:
            return None
        newer = 0 if number == fixed else number + 1
        older = fixed if number == 0 else number - 1
        return Pager(
            number=number,
            total=fixed,
            newer=addresses[newer] if number else None,
            older=addresses[older] if number != 1 else None,
        )

    def held(number: int) -> tuple[Card, ...]:
        if number == 0:
            return cards[fixed * per_page :]
        return cards[(number - 1) * per_page : number * per_page]

    return tuple(
        ListPage(address=address, cards=held(k)[::-1], pager=pager(k))
        for k, address in enumerate(addresses)
    )


def by_month(cards: Iterable[Card]) -> tuple[MonthGroup, ...]:
    """Group cards that are sorted by date."""
    return tuple(
        MonthGroup(month=_first_day(held[0].date), cards=tuple(held))
        for held in (list(group) for _, group in groupby(cards, _month))
    )


def _month(card: Card) -> tuple[int, int]:
    return card.date.day.year, card.date.day.month


def _first_day(moment: Moment) -> Moment:
    return Moment(at=moment.at.replace(day=1, hour=0, minute=0, second=0), bare=True)

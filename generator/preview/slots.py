"""Slots: the places where a headline and a standfirst appear, and the room in each.

Pure.  The numbers are characters of Latin text that two lines of a card hold, or that
the place shows before it cuts; scripts with wide letters have half the room.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from generator.pages.head import shorten


class Slot(NamedTuple):
    """One place where a text appears."""

    name: str
    limit: int
    """In characters of Latin text."""
    cuts: bool = False
    """What is over is cut off; elsewhere it only runs to more lines than look well."""
    whole: bool = False
    """It shows the text as the page's head gives it: with the publication's name."""


class Room(NamedTuple):
    """How much of a page another place shows before it cuts."""

    title: int
    text: int


SHARE_CARD = Room(title=70, text=120)
SEARCH_RESULT = Room(title=60, text=155)
FEED_READER = Room(title=90, text=180)

HEADLINE = (
    Slot("Front page, leading", 70),
    Slot("Front page, in a list", 60),
    Slot("Share card", SHARE_CARD.title, cuts=True),
    Slot("Search result", SEARCH_RESULT.title, cuts=True, whole=True),
    Slot("Feed reader", FEED_READER.title, cuts=True),
)
STANDFIRST = (
    Slot("Front page, leading", 200),
    Slot("Front page, in a list", 160),
    Slot("Share card", SHARE_CARD.text, cuts=True, whole=True),
    Slot("Search result", SEARCH_RESULT.text, cuts=True, whole=True),
    Slot("Feed reader", FEED_READER.text, cuts=True, whole=True),
)


def measure(text: str, slots: Iterable[Slot], *, whole: str) -> dict[str, object]:
    """Hold a text against its slots; `whole` is what the page's head makes of it.

    A slot that is too small says how the text ends there, or "" where it runs on.
    """
    return {
        "text": text,
        "length": len(text),
        "slots": [_held(whole if slot.whole else text, slot) for slot in slots],
    }


def fit(text: str, limit: int) -> str:
    """Cut a text as a slot of so much room would."""
    return shorten(text, room_for(text, limit))


def room_for(text: str, limit: int) -> int:
    """Give a slot's room in the letters of a text: half where most are wide."""
    wide = sum(unicodedata.east_asian_width(letter) in "WF" for letter in text)
    return limit // 2 if wide * 2 > len(text) else limit


def _held(text: str, slot: Slot) -> dict[str, object]:
    room = room_for(text, slot.limit)
    over = len(text) > room
    return {
        "name": slot.name,
        "length": len(text),
        "limit": room,
        "over": over,
        "cut": shorten(text, room) if over and slot.cuts else "",
    }

"""Looks: how a page appears elsewhere, as facts for small drawings of it.

Pure.  A share card and a search result exist for every page; the front page and feed
readers show columns only.
"""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

from generator.pages.parts import Frame, Head
from generator.preview.slots import FEED_READER, SEARCH_RESULT, SHARE_CARD, fit
from generator.publication.cards import Card, Image
from generator.urls import is_address

Look = dict[str, object]
"""What one drawing prints."""


def build_looks(head: Head, frame: Frame, card: Card | None = None) -> dict[str, Look]:
    """Make the looks of a page; those of a column need its card."""
    properties = {meta.property: meta.content for meta in head.properties}
    title = properties.get("og:title", head.title)
    looks: dict[str, Look] = {
        "share": {
            "site": urlsplit(frame.url).hostname or frame.title,
            "title": fit(title, SHARE_CARD.title),
            "description": fit(head.description, SHARE_CARD.text),
            "image": _own_address(properties.get("og:image", ""), frame),
        },
        "search": {
            "trail": _trail(head, frame),
            "title": fit(head.title, SEARCH_RESULT.title),
            "description": fit(head.description, SEARCH_RESULT.text),
            "hidden": head.noindex,
        },
    }
    if card is None:
        return looks
    return {"front": _front(card), **looks, "feed": _feed(card, head, frame)}


def _front(card: Card) -> Look:
    return {
        "label": card.label,
        "section": card.section.label if card.section else "",
        "title": card.title,
        "standfirst": card.summary,
        "byline": _names(card),
        "date": card.date.iso(),
        "image": _address(card.image),
        "portrait": _address(card.portrait),
        "language": card.language,
        "direction": card.direction,
    }


def _feed(card: Card, head: Head, frame: Frame) -> Look:
    return {
        "source": frame.title,
        "icon": frame.icon if is_address(frame.icon) else "",
        "title": fit(card.title, FEED_READER.title),
        "summary": fit(head.description, FEED_READER.text),
        "byline": _names(card),
        "date": card.date.iso(),
    }


def _names(card: Card) -> str:
    return ", ".join(person.name for person in card.authors)


def _address(image: Image | None) -> str:
    """Give a picture's address; "" for one elsewhere, which a preview never asks."""
    return image.href if image and is_address(image.href) else ""


def _own_address(url: str, frame: Frame) -> str:
    """Take the site's own URL off an address: "https://x.example/a.png" → "/a.png"."""
    site = frame.url.rstrip("/")
    return url[len(site) :] if url.startswith(site + "/") else ""


def _trail(head: Head, frame: Frame) -> str:
    """Spell an address as search engines do: "x.example › columns › crows"."""
    parts = urlsplit(head.canonical or frame.url)
    steps = [unquote(step) for step in parts.path.split("/") if step]
    return " › ".join([parts.hostname or "", *steps])

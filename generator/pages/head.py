"""Heads: what a page says to search engines and to those who show a link to it.

Open Graph as in its protocol (ogp.me): `og:title`, `og:type`, `og:image`, `og:url` on
every page; `article:` and `profile:` properties where they apply.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache

from msgspec.structs import replace

from generator.pages.parts import FeedLink, Frame, Head, JsonText, Meta
from generator.pages.phrases import phrase
from generator.pages.wanted import Wanted
from generator.publication.cards import Card, Image
from generator.publication.entries import Entry
from generator.source.column import Column
from generator.urls import Address, Url, absolute

_WIDE = 600
"""A picture this wide fills a large card."""


def build_head(
    frame: Frame,
    *,
    address: Address,
    title: str,
    description: str,
    image: Image | None = None,
    kind: str = "website",
    feeds: tuple[FeedLink, ...] = (),
) -> Head:
    """Make the head of a page that is no column.

    `title` is the page's own; the publication's is added, but on the front page.
    """
    canonical = absolute(Url(frame.url), address)
    shown = image or frame.logo
    return Head(
        title=_whole_title(title, frame),
        description=description,
        canonical=canonical,
        properties=(
            *_og_properties(frame, kind, title, canonical, description),
            *image_properties(shown, frame),
        ),
        names=(_card_kind(shown),),
        feeds=_with_site_feed(feeds, frame),
    )


def build_column_head(
    entry: Entry,
    frame: Frame,
    *,
    canonical: str,
    description: str,
    feeds: tuple[FeedLink, ...],
    json_ld: JsonText | None,
    wanted: Wanted,
) -> Head:
    """Make the head of a column: when it was published, by whom, what it is about."""
    card = entry.card
    shown = card.image or frame.logo
    properties: tuple[Meta, ...] = ()
    if "properties" in wanted:
        properties = (
            *_og_properties(frame, "article", card.title, canonical, description),
            *image_properties(shown, frame),
            *_article_properties(entry.column, card, frame),
        )
    return Head(
        title=_whole_title(card.title, frame),
        description=description,
        canonical=canonical,
        properties=properties,
        names=(_card_kind(shown),),
        feeds=_with_site_feed(feeds, frame),
        json_ld=json_ld,
    )


def with_json_ld(head: Head, data: JsonText) -> Head:
    """Add structured data to a head."""
    return replace(head, json_ld=data)


def image_properties(image: Image | None, frame: Frame) -> tuple[Meta, ...]:
    """Describe the picture that stands for a page."""
    if image is None:
        return ()
    found = [
        Meta("og:image", whole_url(frame.url, image.href)),
        Meta("og:image:alt", image.alt or frame.title),
    ]
    if image.width:
        found.append(Meta("og:image:width", str(image.width)))
        found.append(Meta("og:image:height", str(image.height)))
    return tuple(found)


@lru_cache(maxsize=4096)
def whole_url(site: str, href: str) -> str:
    """Make an address of the site absolute; anything else passes through."""
    return absolute(Url(site), Address(href)) if href.startswith("/") else href


def shorten(text: str, limit: int = 200) -> str:
    """Cut a text at a word, with an ellipsis, to `limit` characters at most."""
    plain = " ".join(text.split())
    if len(plain) <= limit:
        return plain
    cut = plain[: limit - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:–—-") + "…"


def _whole_title(title: str, frame: Frame) -> str:
    if title == frame.title:
        return title
    return phrase(frame.language, "on", what=title, site=frame.title)


def _og_properties(
    frame: Frame, kind: str, title: str, canonical: str, description: str
) -> Iterable[Meta]:
    yield Meta("og:site_name", frame.title)
    yield Meta("og:title", title)
    yield Meta("og:type", kind)
    yield Meta("og:url", canonical)
    if description:
        yield Meta("og:description", description)
    yield Meta("og:locale", _locale(frame.language))


def _article_properties(column: Column, card: Card, frame: Frame) -> Iterable[Meta]:
    published = card.date.at.isoformat()
    changed = card.updated.at.isoformat() if card.updated else published
    yield Meta("article:published_time", published)
    yield Meta("article:modified_time", changed)
    if column.expires is not None:
        yield Meta("article:expiration_time", column.expires.at.isoformat())
    for person in card.authors:
        if person.href:
            yield Meta("article:author", whole_url(frame.url, person.href))
    if card.section is not None:
        yield Meta("article:section", card.section.label)
    for tag in column.tags:
        yield Meta("article:tag", tag)


def _with_site_feed(feeds: tuple[FeedLink, ...], frame: Frame) -> tuple[FeedLink, ...]:
    return feeds if frame.feed is None else (*feeds, frame.feed)


def _card_kind(image: Image | None) -> Meta:
    large = image is not None and image.width >= _WIDE
    return Meta("twitter:card", "summary_large_image" if large else "summary")


@cache
def _locale(language: str) -> str:
    """Spell a language as Open Graph does: "en" → "en", "de-at" → "de_AT"."""
    main, _, rest = language.partition("-")
    return f"{main.lower()}_{rest.upper()}" if len(rest) == 2 else main.lower()

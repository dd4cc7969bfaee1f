"""Heads: what a page says to search engines and to those who show a link to it.

Open Graph as in its protocol (ogp.me): `og:title`, `og:type`, `og:image`, `og:url` on
every page; `article:` and `profile:` properties where they apply.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from generator.pages.parts import FeedLink, Frame, Head, Meta
from generator.pages.phrases import phrase
from generator.publication.cards import Card, Image
from generator.source.column import Moment
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
    own = title == frame.title
    whole = title if own else phrase(frame.language, "on", what=title, site=frame.title)
    properties = [
        Meta(property="og:site_name", content=frame.title),
        Meta(property="og:title", content=title),
        Meta(property="og:type", content=kind),
        Meta(property="og:url", content=canonical),
        Meta(property="og:description", content=description),
        Meta(property="og:locale", content=_locale(frame.language)),
    ]
    shown = image or frame.logo
    return Head(
        title=whole,
        description=description,
        canonical=canonical,
        properties=tuple(_filled([*properties, *image_properties(shown, frame)])),
        names=(_card_kind(shown),),
        feeds=tuple(feed for feed in (*feeds, frame.feed) if feed is not None),
    )


def with_json_ld(head: Head, data: Mapping[str, object]) -> Head:
    """Add structured data to a head."""
    return replace(head, json_ld=data)


def column_properties(
    frame: Frame, card: Card, tags: Iterable[str], expires: Moment | None
) -> tuple[Meta, ...]:
    """Say when a column was published, by whom, and what it is about."""
    found = [Meta(property="article:published_time", content=card.date.at.isoformat())]
    changed = card.updated or card.date
    found.append(Meta(property="article:modified_time", content=changed.at.isoformat()))
    if expires is not None:
        content = expires.at.isoformat()
        found.append(Meta(property="article:expiration_time", content=content))
    found += [
        Meta(property="article:author", content=whole_url(frame, person.href))
        for person in card.authors
        if person.href
    ]
    if card.section is not None:
        found.append(Meta(property="article:section", content=card.section.label))
    found += [Meta(property="article:tag", content=tag) for tag in tags]
    return tuple(found)


def image_properties(image: Image | None, frame: Frame) -> tuple[Meta, ...]:
    """Describe the picture that stands for a page."""
    if image is None:
        return ()
    found = [
        Meta(property="og:image", content=whole_url(frame, image.href)),
        Meta(property="og:image:alt", content=image.alt or frame.title),
    ]
    if image.width:
        found.append(Meta(property="og:image:width", content=str(image.width)))
        found.append(Meta(property="og:image:height", content=str(image.height)))
    return tuple(found)


def whole_url(frame: Frame, href: str) -> str:
    """Make an address of the site absolute; anything else passes through."""
    if href.startswith("/"):
        return absolute(Url(frame.url), Address(href))
    return href


def shorten(text: str, limit: int = 200) -> str:
    """Cut a text at a word, with an ellipsis, to `limit` characters at most."""
    plain = " ".join(text.split())
    if len(plain) <= limit:
        return plain
    cut = plain[: limit - 1]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:–—-") + "…"


def _card_kind(image: Image | None) -> Meta:
    large = image is not None and image.width >= _WIDE
    return Meta(
        property="twitter:card", content="summary_large_image" if large else "summary"
    )


def _filled(metas: Iterable[Meta]) -> Iterable[Meta]:
    return (meta for meta in metas if meta.content)


def _locale(language: str) -> str:
    """Spell a language as Open Graph does: "en" → "en", "de-at" → "de_AT"."""
    main, _, rest = language.partition("-")
    return f"{main.lower()}_{rest.upper()}" if len(rest) == 2 else main.lower()

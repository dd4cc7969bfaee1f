"""The views of files for machines: feeds, sitemaps, robots.txt, redirects.

Owns shapes only.
"""

from __future__ import annotations

from msgspec import Struct

from generator.pages.parts import Frame, Prose
from generator.publication.cards import Named
from generator.source.column import Moment
from generator.urls import Address


class RedirectView(Struct, frozen=True, kw_only=True):
    """`redirect.html`: an address that a page had before."""

    frame: Frame
    target: Address
    canonical: str
    title: str


class Recording(Struct, frozen=True, kw_only=True):
    """A column read aloud: a feed's enclosure, or attachment."""

    url: str
    type: str
    """Its media type: "audio/mpeg"."""
    length: int
    """In bytes."""


class FeedEntry(Struct, frozen=True, kw_only=True):
    """One column in a feed."""

    id: str
    """`tag:<host>,<year>:<id>` (RFC 4151): the same whatever the address becomes."""
    url: str
    title: str
    summary: str
    published: Moment
    updated: Moment
    authors: tuple[Named, ...]
    """`href` is absolute, or ""."""
    tags: tuple[str, ...]
    language: str
    prose: Prose | None
    """None where the feeds carry summaries only."""
    image: str = ""
    """Absolute."""
    recording: Recording | None = None
    rights: str = ""


class FeedView(Struct, frozen=True, kw_only=True):
    """`feed.atom`, `feed.rss`, `feed.json`: the newest columns of one shelf."""

    id: str
    title: str
    description: str
    language: str
    home: str
    """Absolute address of the page that the feed belongs to."""
    self_url: str
    author: str
    """The publication's name."""
    updated: Moment
    entries: tuple[FeedEntry, ...]
    icon: str = ""
    logo: str = ""
    rights: str = ""


class SitemapEntry(Struct, frozen=True, kw_only=True):
    """One address in a sitemap."""

    url: str
    changed: str = ""
    """ISO 8601; "" where no honest date is known."""


class SitemapView(Struct, frozen=True, kw_only=True):
    """`sitemap.xml` and `sitemap-index.xml`."""

    entries: tuple[SitemapEntry, ...]


class RobotsView(Struct, frozen=True, kw_only=True):
    """`robots.txt`."""

    sitemap: str

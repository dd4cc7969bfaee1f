"""A page: one file of the site to come, with everything it is made from.

Invariant: a page's needs are the fields of its view.  Its template is handed those and
nothing else, so an undeclared need is a missing name at once and never a stale page.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from typing import NamedTuple

from msgspec import Struct

from generator.digest import Digest
from generator.pages.feed_views import (
    FeedView,
    RedirectView,
    RobotsView,
    SitemapView,
)
from generator.pages.stages import Stage
from generator.pages.views import (
    AuthorView,
    ColumnView,
    CorrectionsView,
    DeskPageView,
    FrontView,
    IndexView,
    ListingView,
    PlainView,
    View,
)
from generator.urls import Address


class PageKind(enum.Enum):
    """What a page is."""

    COLUMN = "column"
    FRONT = "front"
    LISTING = "listing"
    AUTHOR = "author"
    INDEX = "index"
    DESK_PAGE = "page"
    CORRECTIONS = "corrections"
    PLAIN = "plain"
    REDIRECT = "redirect"
    FEED = "feed"
    SITEMAP = "sitemap"
    ROBOTS = "robots"


TEMPLATES = (
    "404.html",
    "author.html",
    "column.html",
    "corrections.html",
    "feed.atom",
    "feed.json",
    "feed.rss",
    "front.html",
    "index.html",
    "listing.html",
    "page.html",
    "reading-list.html",
    "redirect.html",
    "robots.txt",
    "sitemap-index.xml",
    "sitemap.xml",
)
"""Every template that a page may ask for."""


class Page(Struct, frozen=True, kw_only=True):
    """One file to render."""

    address: Address
    kind: PageKind
    template: str
    view: View
    language: str
    """Of the page's words; the theme picks its own words by it."""
    stage: Stage = Stage.PAGE
    absolute: bool = False
    """Links are whole URLs: the page is read elsewhere, as feeds are."""
    origin: str = ""
    """What a person would call its source: "content/columns/crows.md", "tag birds"."""


class PageFacts(NamedTuple):
    """What decides the bytes of a page besides its view and the site."""

    address: Address
    kind: PageKind
    template: str
    language: str
    absolute: bool


VIEWS: Mapping[PageKind, type[View]] = {
    PageKind.COLUMN: ColumnView,
    PageKind.FRONT: FrontView,
    PageKind.LISTING: ListingView,
    PageKind.AUTHOR: AuthorView,
    PageKind.INDEX: IndexView,
    PageKind.DESK_PAGE: DeskPageView,
    PageKind.CORRECTIONS: CorrectionsView,
    PageKind.PLAIN: PlainView,
    PageKind.REDIRECT: RedirectView,
    PageKind.FEED: FeedView,
    PageKind.SITEMAP: SitemapView,
    PageKind.ROBOTS: RobotsView,
}
"""The view that pages of each kind have."""


class CopiedFile(Struct, frozen=True, kw_only=True):
    """One file to copy as it is."""

    address: Address
    path: str
    """From the site's folder."""
    digest: Digest
    """Of its bytes."""

"""What views are made of: the frame and head of every page, texts, lists.

Owns shapes only.  Every `href` and `address` is from the site's own root; a template
prints it through `url(…)`, which makes it relative to the page.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import force_setattr

from generator.digest import Digest, digest_fields
from generator.publication.cards import Card, Image, Named
from generator.source.column import Moment
from generator.urls import Address

ARCHIVE = Address("/archive/")
AUTHORS = Address("/authors/")
TAGS = Address("/tags/")
"""Where the indexes stand."""


class Target(Struct, frozen=True, kw_only=True):
    """Where one link of a text leads, for the page that shows it."""

    written: str
    """As in the text: "other.md#part"."""
    href: str
    """An address of the site; "" for plain text, where the column is withheld or
    the target is missing."""
    width: int = 0
    height: int = 0
    """Of a picture, in pixels; 0 when it isn't known."""


class Prose(Struct, frozen=True, kw_only=True):
    """A text that a page shows; `prose(…)` prints it with its links resolved."""

    source: str
    """Whose text it is: "column:2024/crows", "author:jane-doe", "page:about"."""
    body: Digest
    """Of its HTML before links are resolved."""
    targets: tuple[Target, ...] = ()
    language: str = ""
    direction: str = "ltr"


class FeedLink(NamedTuple):
    """One feed: its formats share `title`; "" for one that isn't published."""

    title: str
    atom: str
    rss: str
    json: str


class Frame(Struct, frozen=True, kw_only=True):
    """What every page prints of the settings: masthead, navigation, foot.

    Invariant: made from settings and the desk's pages, never from columns.
    """

    title: str
    motto: str = ""
    description: str = ""
    url: str = ""
    language: str = "en"
    direction: str = "ltr"
    logo: Image | None = None
    icon: str = ""
    icon_type: str = ""
    sections: tuple[Named, ...] = ()
    nav: tuple[Named, ...] = ()
    """Desk pages that ask for a place in the navigation."""
    pages: tuple[Named, ...] = ()
    """All desk pages, for the foot."""
    follow: tuple[Named, ...] = ()
    app: Named | None = None
    mobile: Named | None = None
    newsletter: Named | None = None
    forum: Named | None = None
    stories: Named | None = None
    more: tuple[Named, ...] = ()
    feed: FeedLink | None = None
    corrections: Named | None = None
    """The policy on corrections, when there is one."""
    comments: Named | None = None
    """The policy on comments, when there is one."""
    archive: Address = ARCHIVE
    authors: Address = AUTHORS
    tags: Address = TAGS
    reading_list: Address | None = None
    license: str = ""
    license_url: str = ""
    form_action: str = ""
    """The origin that the comment form may post to; "" for none."""
    digest: Digest = Digest("")

    def __post_init__(self) -> None:
        """Fill in the digest: every page enters it in its fingerprint."""
        if not self.digest:
            force_setattr(self, "digest", digest_fields(self))


class Meta(NamedTuple):
    """One `<meta property content>`.

    A named tuple, as a page has many: it is made fastest.
    """

    property: str
    content: str


class JsonText(str):
    """A value that is spelled as JSON already: `|json` prints it as it is."""

    __slots__ = ()


class Head(Struct, frozen=True, kw_only=True):
    """What the page's head says to machines."""

    title: str
    """The whole `<title>`."""
    description: str
    canonical: str
    """Absolute; "" for a page that has no address of its own (404)."""
    noindex: bool = False
    properties: tuple[Meta, ...] = ()
    """Open Graph, `article:` and `profile:` properties."""
    names: tuple[Meta, ...] = ()
    """`<meta name content>`: twitter:card, author …"""
    feeds: tuple[FeedLink, ...] = ()
    previous: Address | None = None
    next: Address | None = None
    json_ld: JsonText | None = None
    """schema.org's words for the page."""


class Pager(Struct, frozen=True, kw_only=True):
    """A listing's other pages.  Page numbers count from the oldest."""

    number: int
    """0 for the newest page, at the listing's own address."""
    newer: Address | None = None
    older: Address | None = None


class MonthGroup(Struct, frozen=True, kw_only=True):
    """Cards of one month, newest first."""

    month: Moment
    """Its first day."""
    cards: tuple[Card, ...]


class SectionStrip(Struct, frozen=True, kw_only=True):
    """One section on the front page."""

    section: Named
    cards: tuple[Card, ...]


class IndexItem(Struct, frozen=True, kw_only=True):
    """One line of an index."""

    named: Named
    count: int = 0
    """How many columns; 0 is not shown."""
    standing: str = ""
    photo: Image | None = None

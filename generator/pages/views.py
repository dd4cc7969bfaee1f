"""What each kind of page hands its template: one documented frozen view a kind.

The fields of a view are the names that its template may use, and they are the page's
needs: a template can't print what is not here, and what is here is in the fingerprint.
Owns shapes only.

Every `href` and `address` is from the site's own root; a template prints it through
`url(…)`, which makes it relative to the page.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field

from generator.digest import Digest, digest
from generator.publication.cards import Card, Image, Named
from generator.source.column import (
    CommentState,
    CorrectionKind,
    FontSize,
    Moment,
)
from generator.urls import Address

ARCHIVE = Address("/archive/")
AUTHORS = Address("/authors/")
TAGS = Address("/tags/")
"""Where the indexes stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """Where one link of a text leads, for the page that shows it."""

    written: str
    """As in the text: "other.md#part"."""
    href: str
    """An address of the site; "" for plain text, where the column is withheld or
    the target is missing."""
    width: int = 0
    height: int = 0
    """Of a picture, in pixels; 0 when it isn't known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Prose:
    """A text that a page shows; `prose(…)` prints it with its links resolved."""

    source: str
    """Whose text it is: "column:2024/crows", "author:jane-doe", "page:about"."""
    body: Digest
    """Of its HTML before links are resolved."""
    targets: tuple[Target, ...] = ()
    language: str = ""
    direction: str = "ltr"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """One feed: the three formats of it share `title`."""

    title: str
    atom: Address
    rss: Address
    json: Address


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
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
    archive: Address = ARCHIVE
    authors: Address = AUTHORS
    tags: Address = TAGS
    reading_list: Address | None = None
    license: str = ""
    license_url: str = ""
    form_action: str = ""
    """The origin that the comment form may post to; "" for none."""
    digest: Digest = field(default=Digest(""), compare=False)

    def __post_init__(self) -> None:
        """Fill in the digest: every page enters it in its fingerprint."""
        if not self.digest:
            names = self.__slots__[:-1]
            values = tuple(getattr(self, name) for name in names)
            object.__setattr__(self, "digest", digest(values))


@dataclass(frozen=True, slots=True, kw_only=True)
class Meta:
    """One `<meta property content>`."""

    property: str
    content: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
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
    json_ld: Mapping[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareTarget:
    """One way to share: a plain link with the page's address and title in it."""

    name: str
    label: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tools:
    """The tools of a column page that the site has switched on."""

    print: bool = True
    email: str = ""
    """A whole `mailto:`; "" for none."""
    text_size: bool = True
    bookmark: bool = True
    share: tuple[ShareTarget, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorNote:
    """The note on an author under a column."""

    name: str
    href: str = ""
    standing: str = ""
    photo: Image | None = None
    html: str = ""
    """One or two sentences, inline HTML."""
    more: Named | None = None
    """The "for more information" link."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNote:
    """One correction, as printed."""

    kind: CorrectionKind
    date: Moment
    html: str
    text: str = ""
    """The same without markup, for machines."""
    card: Card | None = None
    """The column it belongs to, where that is not the page's own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentNote:
    """One comment of a reader, with the replies to it."""

    id: str
    """The permalink's fragment: "comment-c1"."""
    name: str
    date: Moment
    paragraphs: tuple[str, ...]
    replies: tuple[CommentNote, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Comments:
    """The discussion under a column."""

    state: CommentState
    count: int
    items: tuple[CommentNote, ...] = ()
    endpoint: str = ""
    """Where the form posts to; "" for none."""
    mail: str = ""
    """A whole `mailto:` for comments by mail; "" for none."""
    policy: Named | None = None
    note: str = ""
    """The desk's own moderation note; "" for the theme's words."""
    column: str = ""
    """The column's id, sent with the form."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesBox:
    """The series that a column belongs to, with all its published parts."""

    name: str
    href: str
    part: int
    parts: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceLine:
    """Where and when the column was published first."""

    name: str
    url: str
    """"" when it is this publication."""
    date: Moment


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnView:
    """`column.html`: one column with its furniture."""

    frame: Frame
    head: Head
    card: Card
    """The column's own: title, byline, date, standfirst, section, image, language."""
    prose: Prose
    source: SourceLine
    tools: Tools
    tags: tuple[Named, ...] = ()
    series: SeriesBox | None = None
    notes: tuple[AuthorNote, ...] = ()
    disclosure: str = ""
    """Inline HTML."""
    disclaimer: str = ""
    """Inline HTML; "" only where the column says none."""
    corrections: tuple[CorrectionNote, ...] = ()
    font_size: FontSize = FontSize.MEDIUM
    comments: Comments | None = None
    forum: Named | None = None
    license: str = ""
    license_url: str = ""
    previous: Card | None = None
    next: Card | None = None
    """The neighbors of the same author."""
    related: tuple[Card, ...] = ()
    feed: FeedLink | None = None
    """The first author's, else the section's."""
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionStrip:
    """One section on the front page."""

    section: Named
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FrontView:
    """`front.html`: the front page."""

    frame: Frame
    head: Head
    date: Moment | None
    """The newest column's: the masthead's date."""
    lead: Card | None
    seconds: tuple[Card, ...] = ()
    latest: tuple[Card, ...] = ()
    strips: tuple[SectionStrip, ...] = ()


class ListingKind(enum.Enum):
    """What a listing gathers."""

    SECTION = "section"
    TAG = "tag"
    SERIES = "series"
    YEAR = "year"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """A listing's other pages.  Page numbers count from the oldest."""

    number: int
    """0 for the newest page, at the listing's own address."""
    total: int
    newer: Address | None = None
    older: Address | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthGroup:
    """Cards of one month, newest first."""

    month: Moment
    """Its first day."""
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListingView:
    """`listing.html`: the columns of a section, tag, series or year."""

    frame: Frame
    head: Head
    kind: ListingKind
    title: str
    description: str = ""
    groups: tuple[MonthGroup, ...] = ()
    """Newest first; a series has one group, in the order of its parts."""
    pager: Pager | None = None
    feed: FeedLink | None = None
    others: tuple[Named, ...] = ()
    """The years before and after, for a year."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuthorView:
    """`author.html`: one author, with the columns they had a hand in."""

    frame: Frame
    head: Head
    name: str
    standing: str
    photo: Image | None
    bio: Prose
    links: tuple[Named, ...] = ()
    groups: tuple[MonthGroup, ...] = ()
    pager: Pager | None = None
    feed: FeedLink | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexItem:
    """One line of an index."""

    named: Named
    count: int = 0
    """How many columns; 0 is not shown."""
    standing: str = ""
    photo: Image | None = None


class IndexKind(enum.Enum):
    """What an index lists."""

    AUTHORS = "authors"
    TAGS = "tags"
    SERIES = "series"
    YEARS = "years"


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexView:
    """`index.html`: all authors, all tags, all series, all years."""

    frame: Frame
    head: Head
    kind: IndexKind
    items: tuple[IndexItem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class DeskPageView:
    """`page.html`: a page that the desk wrote."""

    frame: Frame
    head: Head
    title: str
    summary: str
    prose: Prose
    extra: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsView:
    """`corrections.html`: every correction, newest first."""

    frame: Frame
    head: Head
    notes: tuple[CorrectionNote, ...]
    pager: Pager | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainView:
    """`404.html` and `reading-list.html`: pages with words of the theme's alone."""

    frame: Frame
    head: Head


@dataclass(frozen=True, slots=True, kw_only=True)
class RedirectView:
    """`redirect.html`: an address that a page had before."""

    frame: Frame
    target: Address
    canonical: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
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
    rights: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
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


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapEntry:
    """One address in a sitemap."""

    url: str
    changed: str = ""
    """ISO 8601; "" where no honest date is known."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SitemapView:
    """`sitemap.xml` and `sitemap-index.xml`."""

    entries: tuple[SitemapEntry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RobotsView:
    """`robots.txt`."""

    sitemap: str


View = (
    ColumnView
    | FrontView
    | ListingView
    | AuthorView
    | IndexView
    | DeskPageView
    | CorrectionsView
    | PlainView
    | RedirectView
    | FeedView
    | SitemapView
    | RobotsView
)
"""A view of any kind."""

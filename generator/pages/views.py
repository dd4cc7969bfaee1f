"""What each kind of page hands its template: one documented frozen view a kind.

The fields of a view are the names that its template may use, and they are the page's
needs: a template can't print what is not here, and what is here is in the fingerprint.
Owns shapes only; what views are made of is in `parts` and `column_parts`.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from msgspec import Struct, field

from generator.pages.column_parts import (
    AuthorNote,
    Comments,
    CorrectionNote,
    SeriesBox,
    SourceLine,
    Tools,
)
from generator.pages.feed_views import (
    FeedView,
    RedirectView,
    RobotsView,
    SitemapView,
)
from generator.pages.parts import (
    FeedLink,
    Frame,
    Head,
    IndexItem,
    MonthGroup,
    Pager,
    Prose,
    SectionStrip,
)
from generator.publication.cards import Card, Image, Named
from generator.source.column import FontSize, Moment


class ColumnView(Struct, frozen=True, kw_only=True):
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
    audio: str = ""
    """The address of a recording; "" for none."""
    extra: Mapping[str, object] = field(default_factory=dict)


class FrontView(Struct, frozen=True, kw_only=True):
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


class ListingView(Struct, frozen=True, kw_only=True):
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


class AuthorView(Struct, frozen=True, kw_only=True):
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


class IndexKind(enum.Enum):
    """What an index lists."""

    AUTHORS = "authors"
    TAGS = "tags"
    SERIES = "series"
    YEARS = "years"


class IndexView(Struct, frozen=True, kw_only=True):
    """`index.html`: all authors, all tags, all series, all years."""

    frame: Frame
    head: Head
    kind: IndexKind
    items: tuple[IndexItem, ...]


class DeskPageView(Struct, frozen=True, kw_only=True):
    """`page.html`: a page that the desk wrote."""

    frame: Frame
    head: Head
    title: str
    summary: str
    prose: Prose
    extra: Mapping[str, object] = field(default_factory=dict)


class CorrectionsView(Struct, frozen=True, kw_only=True):
    """`corrections.html`: every correction, newest first."""

    frame: Frame
    head: Head
    notes: tuple[CorrectionNote, ...]
    pager: Pager | None = None


class PlainView(Struct, frozen=True, kw_only=True):
    """`404.html` and `reading-list.html`: pages with words of the theme's alone."""

    frame: Frame
    head: Head


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

"""What a column's view is made of: its furniture.

Owns shapes only.
"""

from __future__ import annotations

from typing import NamedTuple

from msgspec import Struct

from generator.publication.cards import Card, Image, Named
from generator.source.column import CommentState, CorrectionKind, Moment


class ShareTarget(NamedTuple):
    """One way to share: a plain link with the page's address and title in it.

    A named tuple, as a page has many: it is made fastest.
    """

    name: str
    label: str
    url: str


class Tools(Struct, frozen=True, kw_only=True):
    """The tools of a column page that the site has switched on."""

    print: bool = True
    email: str = ""
    """A whole `mailto:`; "" for none."""
    text_size: bool = True
    bookmark: bool = True
    share: tuple[ShareTarget, ...] = ()


class AuthorNote(Struct, frozen=True, kw_only=True):
    """The note on an author under a column."""

    name: str
    href: str = ""
    standing: str = ""
    photo: Image | None = None
    html: str = ""
    """One or two sentences, inline HTML."""
    more: Named | None = None
    """The "for more information" link."""


class CorrectionNote(Struct, frozen=True, kw_only=True):
    """One correction, as printed."""

    kind: CorrectionKind
    date: Moment
    html: str
    text: str = ""
    """The same without markup, for machines."""
    card: Card | None = None
    """The column it belongs to, where that is not the page's own."""


class CommentNote(Struct, frozen=True, kw_only=True):
    """One comment of a reader, with the replies to it."""

    id: str
    """The permalink's fragment: "comment-c1"."""
    name: str
    date: Moment
    paragraphs: tuple[str, ...]
    replies: tuple[CommentNote, ...] = ()


class Comments(Struct, frozen=True, kw_only=True):
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


class SeriesBox(Struct, frozen=True, kw_only=True):
    """The series that a column belongs to, with all its published parts."""

    name: str
    href: str
    part: int
    parts: tuple[Card, ...]


class SourceLine(Struct, frozen=True, kw_only=True):
    """Where and when the column was published first."""

    name: str
    url: str
    """"" when it is this publication."""
    date: Moment

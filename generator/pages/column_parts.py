"""What a column's view is made of: its furniture.

Owns shapes only.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from generator.publication.cards import Card, Image, Named
from generator.source.column import CommentState, CorrectionKind, Moment


class ShareTarget(NamedTuple):
    """One way to share: a plain link with the page's address and title in it.

    A named tuple, as a page has many: it is made in half the time of a dataclass.
    """

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

"""An author, a page of the desk's own and a comment, as they were written.

Owns the shape only; the readers beside it make these values.
"""

from __future__ import annotations

from collections.abc import Mapping

from msgspec import Struct, field

from generator.source.body import Body
from generator.source.column import AuthorId, ColumnId, Moment
from generator.source.findings import NO_PLACES, Places


class OutsideLink(Struct, frozen=True, kw_only=True, array_like=True):
    """A labelled address outside the site, or a page of it."""

    label: str
    url: str


class Author(Struct, frozen=True, kw_only=True, array_like=True):
    """A person with a record of their own."""

    id: AuthorId
    path: str
    name: str
    standing: str = ""
    photo: str = ""
    photo_alt: str = ""
    links: tuple[OutsideLink, ...] = ()
    """The first is the "for more information" link of the author note."""
    disclaimer: str = ""
    email: str = ""
    note: str = ""
    """One or two sentences under a column; "" for the first sentence of the bio."""
    bio: Body
    extra: Mapping[str, object] = field(default_factory=dict)
    places: Places = NO_PLACES


class DeskPage(Struct, frozen=True, kw_only=True, array_like=True):
    """A page that the desk wrote: about, masthead, corrections policy …"""

    id: str
    """The path under `pages/` without its ending; also the slug."""
    path: str
    title: str
    summary: str = ""
    slug: str = ""
    nav: bool = False
    """Whether the strip of sections lists it."""
    language: str = ""
    aliases: tuple[str, ...] = ()
    body: Body
    extra: Mapping[str, object] = field(default_factory=dict)
    places: Places = NO_PLACES


class Comment(Struct, frozen=True, kw_only=True, array_like=True):
    """One approved comment of a reader."""

    id: str
    name: str
    date: Moment
    text: str
    """Plain text; blank lines part paragraphs."""
    reply_to: str = ""


class Discussion(Struct, frozen=True, kw_only=True, array_like=True):
    """The approved comments on one column, in the order of their dates."""

    column: ColumnId
    path: str
    comments: tuple[Comment, ...]
    withheld: int = 0
    """How many are pending or rejected: counted, never shown."""

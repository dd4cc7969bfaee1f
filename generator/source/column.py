"""A column as its writer wrote it: the typed values behind the front matter.

Owns the shape only; `frontmatter` makes these values from text.  Nothing here knows of
pages, addresses or whether the column may be published.
"""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from functools import cache
from typing import NewType

from msgspec import Struct, field
from msgspec.structs import force_setattr

from generator.source.findings import NO_PLACES, Places

ColumnId = NewType("ColumnId", str)
"""`id`, else the path under `columns/` without its ending: "2024/crows"."""
AuthorId = NewType("AuthorId", str)
"""The name of the author's file without its ending: "jane-doe"."""


class Moment(Struct, frozen=True, kw_only=True, array_like=True):
    """A date, or a date with a time, in the desk's zone."""

    at: dt.datetime
    """By the desk's clock, with its offset then, in whole minutes as RFC 3339 has it;
    midnight for a bare date."""
    bare: bool = True
    """Only a calendar date was written: it is shown and kept as that date."""

    def __post_init__(self) -> None:
        """Keep the offset that the zone had at the time, and not the zone."""
        if type(self.at.tzinfo) is not dt.timezone:
            force_setattr(self, "at", _with_offset(self.at))

    @property
    def day(self) -> dt.date:
        """The calendar date in the desk's zone."""
        return self.at.date()

    def iso(self) -> str:
        """Spell it as ISO 8601, a bare date as a date alone."""
        return self.day.isoformat() if self.bare else self.at.isoformat()


def _with_offset(at: dt.datetime) -> dt.datetime:
    offset = at.utcoffset()
    assert offset is not None, "a moment has a zone"
    return at.replace(tzinfo=_zone_of(offset), fold=0)


@cache
def _zone_of(offset: dt.timedelta) -> dt.timezone:
    return dt.timezone(dt.timedelta(minutes=round(offset.total_seconds() / 60)))


class Role(enum.Enum):
    """What a person did for a column."""

    BY = "by"
    WITH = "with"
    TRANSLATED = "translated by"
    AS_TOLD_TO = "as told to"
    ILLUSTRATED = "illustrated by"


class Contributor(Struct, frozen=True, kw_only=True, array_like=True):
    """One person in the byline: an author with a record, or a guest without one."""

    author: AuthorId | None = None
    """The record; None for a guest, who then has a name."""
    name: str = ""
    standing: str = ""
    bio: str = ""
    """A guest's one-line note, Markdown."""
    url: str = ""
    role: Role = Role.BY


class Picture(Struct, frozen=True, kw_only=True, array_like=True):
    """A picture with the words that go with it."""

    src: str
    """As written: beside the column, or "/…" from the site's root, or a whole URL."""
    alt: str = ""
    caption: str = ""
    credit: str = ""


class SeriesPart(Struct, frozen=True, kw_only=True, array_like=True):
    """A column's place in a numbered run."""

    name: str
    part: int | None = None


class FirstPublished(Struct, frozen=True, kw_only=True, array_like=True):
    """Where a republished column stood first."""

    name: str
    url: str = ""
    date: Moment | None = None


class CorrectionKind(enum.Enum):
    """What a note on a published column is."""

    CORRECTION = "correction"
    CLARIFICATION = "clarification"
    UPDATE = "update"
    EDITORS_NOTE = "editor's note"
    RETRACTION = "retraction"


class Correction(Struct, frozen=True, kw_only=True, array_like=True):
    """A dated, typed note on what was changed."""

    kind: CorrectionKind
    date: Moment
    text: str
    """Markdown, inline only."""


class FontSize(enum.Enum):
    """The text size that a page opens with."""

    SMALL = "small"
    MEDIUM = "medium"
    LARGE = "large"
    X_LARGE = "x-large"


class CommentState(enum.Enum):
    """Whether readers may comment: yes; no more, list stays; not at all."""

    OPEN = "open"
    CLOSED = "closed"
    OFF = "off"


class DisclaimerChoice(enum.Enum):
    """Which disclaimer stands under a column, when it is not a text of its own."""

    DEFAULT = 0
    """The author's if the record has one, else the site's."""
    SITE = 1
    AUTHOR = 2
    NONE = 3

    @property
    def word(self) -> str:
        """What a writer types for it."""
        return self.name.lower()


class Column(Struct, frozen=True, kw_only=True, array_like=True):
    """One opinion piece: everything that its front matter says."""

    id: ColumnId
    path: str
    """The file, from the site's folder: "content/columns/crows.md"."""
    slug: str
    title: str
    contributors: tuple[Contributor, ...]
    """In the order of the byline; at least one."""
    date: Moment
    summary: str = ""
    section: str = ""
    """Id of a section: declared or not; "" for none."""
    tags: tuple[str, ...] = ()
    series: SeriesPart | None = None
    disclaimer: DisclaimerChoice | str = DisclaimerChoice.DEFAULT
    """A str is a text of the column's own."""
    disclosure: str = ""
    font_size: FontSize = FontSize.MEDIUM
    image: Picture | None = None
    audio: str = ""
    """A recording of it, as written: beside it, or "/…" from the site's root."""
    source: FirstPublished | None = None
    canonical: str = ""
    updated: Moment | None = None
    corrections: tuple[Correction, ...] = ()
    """Oldest first."""
    draft: bool = False
    expires: Moment | None = None
    aliases: tuple[str, ...] = ()
    """Addresses this column had before, each starting with "/"."""
    language: str = ""
    """BCP 47; "" for the site's."""
    comments: CommentState | None = None
    """None: as the site's settings say."""
    forum: str = ""
    license: str = ""
    extra: Mapping[str, object] = field(default_factory=dict)
    """Handed to templates as it is: text, numbers, lists and mappings of them."""
    places: Places = NO_PLACES
    """Where each given field's value stands ("author", "tags.1", "series.name"), for
    problems that only show when columns meet."""

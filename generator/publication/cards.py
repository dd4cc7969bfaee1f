"""Cards: what other pages may know of a column.

Must not touch files.  Invariant: others see only the card, so nothing that changes with
a column's body stands on it.
"""

from __future__ import annotations

from itertools import chain

from msgspec import Struct
from msgspec.json import Encoder
from msgspec.structs import force_setattr

from generator.digest import Digest, digest_bytes
from generator.source.column import ColumnId, FontSize, Moment, Role
from generator.urls import Address


class Named(Struct, frozen=True, kw_only=True, array_like=True):
    """A name with the address of its page: a section, a tag, a series, a link."""

    label: str
    href: str
    """An address of the site ("/…"), a whole URL or a mailto; "" for no link."""


class Person(Struct, frozen=True, kw_only=True, array_like=True):
    """Somebody in a byline."""

    name: str
    href: str = ""
    """Their page, when they have one."""
    standing: str = ""


class BylinePart(Struct, frozen=True, kw_only=True, array_like=True):
    """The people who did one thing: "by A and B", "translated by C"."""

    role: Role
    people: tuple[Person, ...]


class Image(Struct, frozen=True, kw_only=True, array_like=True):
    """A picture ready to print."""

    href: str
    alt: str = ""
    caption: str = ""
    credit: str = ""
    width: int = 0
    """In pixels; 0 when it isn't known."""
    height: int = 0


_spell = Encoder().encode
_WROTE = (Role.BY, Role.WITH)


class Card(Struct, frozen=True, kw_only=True, array_like=True):
    """One publishable column, as others may print it."""

    id: ColumnId
    title: str
    address: Address
    byline: tuple[BylinePart, ...]
    date: Moment
    updated: Moment | None = None
    summary: str = ""
    section: Named | None = None
    label: str = ""
    """What kind of piece this is: "Opinion"."""
    image: Image | None = None
    portrait: Image | None = None
    """The first author's."""
    language: str = ""
    direction: str = "ltr"
    font_size: FontSize = FontSize.MEDIUM
    digest: Digest = Digest("")

    def __post_init__(self) -> None:
        """Fill in the digest, so that pages with many cards need not."""
        if not self.digest:
            # By its JSON: the shape is fixed, and no other spelling is as quick.
            force_setattr(self, "digest", digest_bytes(_spell(self)))

    @property
    def authors(self) -> tuple[Person, ...]:
        """Everybody who wrote it: those of the roles "by" and "with"."""
        parts = [part.people for part in self.byline if part.role in _WROTE]
        # Nearly always one part, and asked for several times on each page.
        return parts[0] if len(parts) == 1 else tuple(chain.from_iterable(parts))

"""Plan keys: the names of the parts that a site's plan is made of.

The whole plan is the union of the parts of all keys, and after a change only the parts
of the keys that it touched are planned again.  Pure.
"""

from __future__ import annotations

import enum
from collections.abc import Iterator

from msgspec import Struct

from generator.pages.paging import count_fixed
from generator.publication.library import Library
from generator.publication.shelf_keys import ShelfKey, ShelfKind


class PlanKind(enum.Enum):
    """What a part of the plan holds."""

    COLUMN = "column"
    """A column's page, its redirects and its files."""
    DESK_PAGE = "page"
    LIST = "list"
    """One list page of a shelf."""
    FEED = "feed"
    """The feed of a shelf."""
    SITEMAP = "sitemap"
    """The sitemap of a year, or of all other pages."""
    SITE = "site"
    """What belongs to the site as a whole: front page, indexes, corrections …"""


class PlanKey(Struct, frozen=True, kw_only=True):
    """The name of one part of the plan."""

    kind: PlanKind
    name: str = ""
    """A column's or desk page's id; a year; "" for what there is one of."""
    shelf: ShelfKey | None = None
    number: int = 0
    """Of a list page; 0 for the newest."""

    def __str__(self) -> str:
        """Spell it for people and records: "list:tag:birds:3", "column:2024/crows"."""
        parts = [self.kind.value]
        if self.shelf is not None:
            parts += [self.shelf.kind.value, self.shelf.name]
        if self.name:
            parts.append(self.name)
        if self.number:
            parts.append(str(self.number))
        return ":".join(parts)


def parse_key(spelled: str) -> PlanKey:
    """Read a key as `str(key)` spells it."""
    kind, _, rest = spelled.partition(":")
    if kind not in (PlanKind.LIST.value, PlanKind.FEED.value):
        return PlanKey(kind=PlanKind(kind), name=rest)
    shelf, name, *number = rest.split(":")
    return PlanKey(
        kind=PlanKind(kind),
        shelf=ShelfKey(kind=ShelfKind(shelf), name=name),
        number=int(number[0]) if number else 0,
    )


SITE = PlanKey(kind=PlanKind.SITE)
OTHERS = PlanKey(kind=PlanKind.SITEMAP)
FEEDS_OF = frozenset((ShelfKind.AUTHOR, ShelfKind.SECTION, ShelfKind.SERIES))
"""The kinds of shelf that have feeds."""
PAGED = frozenset((ShelfKind.AUTHOR, ShelfKind.SECTION, ShelfKind.TAG))
"""The kinds of shelf whose lists are cut into pages."""


def all_keys(library: Library) -> Iterator[PlanKey]:
    """Name every part of the whole plan, the long ones first.

    Should several share the work, none of them is left with a long part at its end.
    """
    yield from site_keys()
    for shelf in sorted(all_shelves(library), key=_is_short):
        yield from keys_of_shelf(shelf, library)
    for page in library.desk_pages:
        yield PlanKey(kind=PlanKind.DESK_PAGE, name=page.id)
    for column in library.entries:
        yield PlanKey(kind=PlanKind.COLUMN, name=column)


def _is_short(shelf: ShelfKey) -> bool:
    return shelf.kind in PAGED


def site_keys() -> tuple[PlanKey, ...]:
    """Name the parts that belong to the site as a whole."""
    return SITE, OTHERS


def keys_of_shelf(shelf: ShelfKey, library: Library) -> Iterator[PlanKey]:
    """Name every part of one shelf."""
    fixed = 0
    if shelf.kind in PAGED and shelf in library.shelves:
        count = len(library.shelves[shelf].order)
        fixed = count_fixed(count, library.settings.per_page)
    for number in range(fixed + 1):
        yield PlanKey(kind=PlanKind.LIST, shelf=shelf, number=number)
    if shelf.kind in FEEDS_OF:
        yield PlanKey(kind=PlanKind.FEED, shelf=shelf)
    if shelf.kind is ShelfKind.YEAR:
        yield PlanKey(kind=PlanKind.SITEMAP, name=shelf.name)


def all_shelves(library: Library) -> tuple[ShelfKey, ...]:
    """Name all shelves, and the declared sections that are still empty."""
    declared = (
        ShelfKey(kind=ShelfKind.SECTION, name=section.id)
        for section in library.settings.sections
    )
    return tuple(dict.fromkeys((*library.shelves, *declared)))

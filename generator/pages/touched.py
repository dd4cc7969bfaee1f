"""Touched keys: which parts of the plan a change of columns may have changed.

Pure.  Invariant: a part whose key isn't named here is, page for page, as it was.  To
name one too many costs a fingerprint; to name one too few would leave a page stale.
Problems are another matter: their hints name what there is, so whoever keeps parts
plans those with problems anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from generator.pages.front import DEEPEST
from generator.pages.keys import (
    FEEDS_OF,
    PAGED,
    SITE,
    PlanKey,
    PlanKind,
    keys_of_shelf,
    site_keys,
)
from generator.pages.paging import count_fixed, page_of
from generator.publication.library import Library
from generator.publication.listed import Listed, texts_linked
from generator.publication.related import WINDOW
from generator.publication.shelf_keys import ShelfKey, ShelfKind
from generator.publication.shelves import Shelf
from generator.source.column import AuthorId, ColumnId


class Change(Struct, frozen=True, kw_only=True):
    """What became of one published column since the last time."""

    old: Listed | None
    """None: it was not published."""
    new: Listed | None
    """None: it is not published any more."""
    card: bool
    """Whether what others may know of it is another."""


def touched_keys(changes: Iterable[Change], library: Library) -> frozenset[PlanKey]:
    """Name every part of the plan that the changes may touch, in the new library."""
    held = list(changes)
    found: set[PlanKey] = set()
    for change in held:
        found |= set(_touched_by(change, library, len(held)))
    return frozenset(found)


def _stays_in_place(change: Change) -> bool:
    """Tell whether a column stands where it stood, on every list that counts it.

    Lists have as many pages as before then, and the newest columns are the same.
    """
    old, new = change.old, change.new
    if old is None or new is None:
        return False
    return (old.order, old.keys, old.corrections) == (
        new.order,
        new.keys,
        new.corrections,
    )


def keys_leading_to(path: str, library: Library) -> Iterator[PlanKey]:
    """Name the parts whose texts link to a text."""
    for column in library.linked_from.get(path, ()):
        yield PlanKey(kind=PlanKind.COLUMN, name=column)
        yield from _showing_newest(library.listed[column], library)
    for page in library.desk_pages:
        if path in texts_linked(page.body, page.path):
            yield PlanKey(kind=PlanKind.DESK_PAGE, name=page.id)
    for author in library.authors.values():
        if path in texts_linked(author.bio, author.path):
            shelf = ShelfKey(kind=ShelfKind.AUTHOR, name=author.id)
            # Each of the author's pages shows the bio.
            keys = keys_of_shelf(shelf, library)
            yield from (key for key in keys if key.kind is PlanKind.LIST)


def _touched_by(change: Change, library: Library, changes: int) -> Iterator[PlanKey]:
    stays = _stays_in_place(change)
    if not stays:
        yield from site_keys()
    # Where it stays, what it was touches nothing else.
    for listed in (change.new,) if stays else (change.old, change.new):
        if listed is None:
            continue
        yield PlanKey(kind=PlanKind.COLUMN, name=listed.id)
        yield from keys_leading_to(listed.path, library)
        yield from _showing_newest(listed, library) if stays else _feeds_of(listed)
        for key, label in listed.keys:
            if change.card:
                place = _Standing(
                    listed=listed,
                    key=key,
                    label=label,
                    library=library,
                    changes=changes,
                )
                yield from _touched_on(place, change)


def _feeds_of(listed: Listed) -> Iterator[PlanKey]:
    """Name the feeds of the shelves that a column stands on."""
    for key, _ in listed.keys:
        if key.kind in FEEDS_OF:
            yield PlanKey(kind=PlanKind.FEED, shelf=key)


def _showing_newest(listed: Listed, library: Library) -> Iterator[PlanKey]:
    """Name the parts with the newest columns that show a column where it stands.

    When others come or go before it, those have touched these parts.
    """
    entries = library.settings.feeds.entries
    for feed in _feeds_of(listed):
        assert feed.shelf is not None, "a feed is that of a shelf"
        if library.shelves[feed.shelf].count_newer(listed.order) < entries:
            yield feed
    if _may_show_on_site(listed, library):
        yield SITE


def _may_show_on_site(listed: Listed, library: Library) -> bool:
    """Tell whether front page, corrections or the site's feed may show a column."""
    settings = library.settings
    if listed.corrections or listed.id == settings.front_lead:
        return True
    if library.count_newer(listed) < max(DEEPEST, settings.feeds.entries):
        return True
    sections = (key for key, _ in listed.keys if key.kind is ShelfKind.SECTION)
    shelves = (library.shelves[key] for key in sections)
    return any(shelf.count_newer(listed.order) < DEEPEST for shelf in shelves)


class _Standing(Struct, frozen=True, kw_only=True):
    """A shelf that a column stands on, or stood on."""

    listed: Listed
    key: ShelfKey
    label: str
    library: Library
    changes: int
    """How many columns changed: no more than these have left the shelf, or come."""

    @property
    def shelf(self) -> Shelf | None:
        """The shelf as it is now."""
        return self.library.shelves.get(self.key)


def _touched_on(standing: _Standing, change: Change) -> Iterator[PlanKey]:
    """Name what a change of a card touches through one shelf."""
    key, shelf, library = standing.key, standing.shelf, standing.library
    # A shelf with no more cards than there are changes may be new.
    few = shelf is None or len(shelf.cards) <= standing.changes
    if key.kind is ShelfKind.YEAR:
        yield PlanKey(kind=PlanKind.SITEMAP, name=key.name)
        years = library.shelves_of(ShelfKind.YEAR) if few else ()
        for year in years:
            # The years beside a new one, or one that is gone, are others now.
            yield PlanKey(kind=PlanKind.LIST, shelf=year.key)
    elif shelf is not None:
        for column in _neighbors(shelf, standing.listed):
            yield PlanKey(kind=PlanKind.COLUMN, name=column)
    if key.kind is ShelfKind.AUTHOR and few:
        # Links to an author lead somewhere once a column of theirs is published.
        author = library.authors.get(AuthorId(key.name))
        yield from keys_leading_to(author.path, library) if author else ()
    for number in _numbers(standing, change):
        yield PlanKey(kind=PlanKind.LIST, shelf=key, number=number)


def _numbers(standing: _Standing, change: Change) -> Iterable[int]:
    """Number the list pages that show a column, or that its coming and going moves."""
    key, shelf = standing.key, standing.shelf
    if key.kind not in PAGED:
        return (0,)
    per_page = standing.library.settings.per_page
    count = len(shelf.order) if shelf else 0
    # Pages behind the last may be gone: so many as all that left can have filled.
    end = count_fixed(count + standing.changes, per_page) + 1
    if shelf is None or shelf.spellings > 1 or standing.label != shelf.label:
        return range(end)
    last = count_fixed(count, per_page)
    first = page_of(shelf.place_of(standing.listed.order), count, per_page)
    if _stays(change):
        return (first,)
    # All behind it move by one; what was the last page may lead to a new one now.
    was_last = count_fixed(max(0, count - standing.changes), per_page)
    return (0, *range(max(0, min((first or last) - 1, was_last)), end))


def _stays(change: Change) -> bool:
    """Tell whether a column stands where it stood on all its shelves."""
    old, new = change.old, change.new
    if old is None or new is None:
        return False
    return (old.id, old.order, old.keys) == (new.id, new.order, new.keys)


def _neighbors(shelf: Shelf, listed: Listed) -> Sequence[ColumnId]:
    """Name the columns whose pages may print this one: before, after, related."""
    if shelf.key.kind is ShelfKind.SERIES:
        return shelf.cards.ids
    place = shelf.place_of(listed.order)
    return shelf.cards.ids[max(0, place - 1) : place + WINDOW + 2]

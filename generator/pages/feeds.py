"""Feeds: the newest columns of a shelf as Atom, RSS and JSON Feed.

RFC 4287, RSS 2.0, JSON Feed 1.1; a recording is an enclosure (RFC 4287, 4.2.7.2), of
which RSS wants the length, or an attachment.  Invariant: an entry's id (a tag: URI, RFC
4151) comes from the column's id and year, so that no reader sees a column twice when it
moves.
"""

from __future__ import annotations

import datetime as dt
from urllib.parse import quote, urlsplit

from msgspec import Struct

from generator.pages.feed_views import FeedEntry, FeedView
from generator.pages.frame import feed_at, license_url
from generator.pages.head import shorten, whole_url
from generator.pages.listing import address_of_listing
from generator.pages.page import Page, PageKind
from generator.pages.parts import Frame
from generator.pages.phrases import phrase
from generator.pages.recording import feed_recording
from generator.pages.stages import Stage
from generator.pages.texts import column_text
from generator.publication.cards import Card, Named
from generator.publication.entries import Entry
from generator.publication.library import Library
from generator.publication.shelf_keys import ShelfKey, ShelfKind
from generator.publication.shelves import Shelf
from generator.source.column import AuthorId, Moment
from generator.urls import Address, Url, absolute

NEVER = Moment(at=dt.datetime(1970, 1, 1, tzinfo=dt.UTC), bare=False)
"""When a feed without entries changed last."""


class Channel(Struct, frozen=True, kw_only=True):
    """One feed to come: whose, and the columns in it."""

    home: Address
    """The page that it belongs to."""
    title: str
    """"" for the publication's own."""
    description: str
    cards: tuple[Card, ...]
    """Newest first."""
    language: str = ""


def site_channel(library: Library) -> Channel:
    """Gather the feed of the whole site."""
    settings = library.settings
    return Channel(
        home=Address("/"),
        title="",
        description=settings.description or settings.motto or settings.title,
        cards=library.newest(settings.feeds.entries),
    )


def shelf_channel(key: ShelfKey, library: Library) -> Channel | None:
    """Gather the feed of a shelf; None where there is neither shelf nor section."""
    shelf = library.shelves.get(key)
    label = _label_of(key, library)
    if label is None:
        return None
    language = library.settings.language
    what = phrase(language, _PHRASES[key.kind], name=label)
    site = library.settings.title
    return Channel(
        home=address_of_listing(key),
        title=label,
        description=phrase(language, "list_of", what=what, site=site),
        cards=_newest(shelf, library.settings.feeds.entries) if shelf else (),
    )


_PHRASES = {
    ShelfKind.AUTHOR: "columns_by",
    ShelfKind.SECTION: "columns_in",
    ShelfKind.SERIES: "series",
}


def _label_of(key: ShelfKey, library: Library) -> str | None:
    if key.kind is ShelfKind.SECTION:
        for section in library.settings.sections:
            if section.id == key.name:
                return section.label
    shelf = library.shelves.get(key)
    if shelf is not None and key.kind is ShelfKind.AUTHOR:
        return library.authors[AuthorId(key.name)].name
    return shelf.label if shelf else None


def _newest(shelf: Shelf, count: int) -> tuple[Card, ...]:
    """Give the newest cards of a shelf, newest first, however it is sorted."""
    newest = sorted(range(len(shelf.order)), key=shelf.order.__getitem__, reverse=True)
    return tuple(shelf.cards[at] for at in newest[:count])


def pages_for_feed(
    channel: Channel, library: Library, frame: Frame
) -> tuple[Page, ...]:
    """Plan one feed in each of its formats."""
    entries = tuple(
        _build_entry(library.entries[card.id], library, frame) for card in channel.cards
    )
    feed = feed_at(channel.home, channel.title, library.settings.feeds)
    formats = (
        (feed.atom, "feed.atom"),
        (feed.rss, "feed.rss"),
        (feed.json, "feed.json"),
    )
    return tuple(
        Page(
            address=Address(address),
            kind=PageKind.FEED,
            template=template,
            view=_build_view(channel, Address(address), entries, library, frame),
            language=library.settings.language,
            stage=Stage.FEED,
            absolute=True,
            origin=f"the feed of {channel.title or frame.title}",
        )
        for address, template in formats
        if address
    )


def entry_id(entry: Entry, url: Url) -> str:
    """Make a column's id for feeds: "tag:example.org,2024:2024/crows"."""
    column = entry.column
    host = urlsplit(url).hostname or ""
    return f"tag:{host},{column.date.day.year}:{quote(column.id, safe='/-._~')}"


def _build_view(
    channel: Channel,
    address: Address,
    entries: tuple[FeedEntry, ...],
    library: Library,
    frame: Frame,
) -> FeedView:
    settings = library.settings
    home = absolute(settings.url, channel.home)
    title = channel.title
    if title:
        title = phrase(settings.language, "on", what=title, site=frame.title)
    logo = whole_url(frame.url, frame.logo.href) if frame.logo else ""
    return FeedView(
        id=home,
        title=title or frame.title,
        description=channel.description,
        language=channel.language or settings.language,
        home=home,
        self_url=absolute(settings.url, address),
        author=frame.title,
        updated=max((e.updated for e in entries), key=lambda m: m.at, default=NEVER),
        entries=entries,
        icon=whole_url(frame.url, frame.icon),
        logo=logo,
        rights=settings.license,
    )


def _build_entry(entry: Entry, library: Library, frame: Frame) -> FeedEntry:
    column, card, settings = entry.column, entry.card, library.settings
    changes = [column.date, *(note.date for note in column.corrections)]
    if column.updated is not None:
        changes.append(column.updated)
    rights = column.license or settings.license
    return FeedEntry(
        id=entry_id(entry, settings.url),
        url=absolute(settings.url, card.address),
        title=card.title,
        summary=card.summary or shorten(entry.body.text),
        published=column.date,
        updated=max(changes, key=lambda moment: moment.at),
        authors=tuple(
            Named(label=person.name, href=whole_url(frame.url, person.href))
            for person in card.authors
        ),
        tags=column.tags,
        language=card.language,
        prose=column_text(entry, library).prose if settings.feeds.full_text else None,
        image=whole_url(frame.url, card.image.href) if card.image else "",
        recording=feed_recording(entry, library),
        rights=license_url(rights) or rights,
    )

"""Column pages, the files they show, and the addresses they had before."""

from __future__ import annotations

from functools import lru_cache

from generator.pages.column_parts import SeriesBox
from generator.pages.feed_views import RedirectView
from generator.pages.frame import feed_at, license_url
from generator.pages.furniture import (
    author_notes,
    build_comments,
    build_tools,
    corrections_of,
    disclaimer_of,
    inline,
    source_line,
)
from generator.pages.head import build_column_head, shorten
from generator.pages.page import Page, PageKind
from generator.pages.parts import FeedLink, Frame, JsonText
from generator.pages.recording import audio_address, check_audio
from generator.pages.structured import column_data
from generator.pages.texts import Part, Text, column_text, image_file
from generator.pages.views import ColumnView
from generator.pages.wanted import ALL_WANTED, Wanted
from generator.problems import Problem, Weight
from generator.publication.cards import Named
from generator.publication.entries import Entry
from generator.publication.library import Library
from generator.publication.naming import series_address, tag_address
from generator.publication.related import neighbors_of, related_to
from generator.publication.shelf_keys import ShelfKind
from generator.source.column import AuthorId, Column
from generator.urls import Address, Url, absolute, slugify


def pages_for_column(
    entry: Entry, library: Library, frame: Frame, wanted: Wanted = ALL_WANTED
) -> Part:
    """Plan a column's page, its redirects and the files that it shows."""
    text = column_text(entry, library)
    column, address = entry.column, entry.card.address
    page = Page(
        address=address,
        kind=PageKind.COLUMN,
        template="column.html",
        view=_build_view(entry, library, frame, text, wanted),
        language=entry.card.language,
        origin=column.path,
    )
    files = text.files
    if column.image is not None:
        files += image_file(column.image.src, column.path, address, library)
    if column.audio:
        files += image_file(column.audio, column.path, address, library)
    return Part(
        pages=(page, *redirects_to(page, column.aliases, frame, entry.card.title)),
        files=tuple(dict.fromkeys(files)),
        resolved=text.resolved,
        problems=(*_check_image(entry), *check_audio(entry, library)),
    )


def redirects_to(
    page: Page, aliases: tuple[str, ...], frame: Frame, title: str
) -> tuple[Page, ...]:
    """Plan a redirect for each address that a page had before."""
    return tuple(
        Page(
            address=as_page(alias),
            kind=PageKind.REDIRECT,
            template="redirect.html",
            view=RedirectView(
                frame=frame,
                target=page.address,
                canonical=absolute(Url(frame.url), page.address),
                title=title,
            ),
            language=page.language,
            origin=page.origin,
        )
        for alias in aliases
    )


def _build_view(
    entry: Entry, library: Library, frame: Frame, text: Text, wanted: Wanted
) -> ColumnView:
    column, card = entry.column, entry.card
    url = absolute(Url(frame.url), card.address)
    neighbors = neighbors_of(entry, library)
    comments = build_comments(entry, url, library, policy=frame.comments)
    corrections = corrections_of(column, library)
    feeds = _feeds(entry, library)
    audio = audio_address(entry, library)
    canonical = column.canonical or url
    description = card.summary or shorten(entry.body.text)
    data: JsonText | None = None
    if "json_ld" in wanted:
        data = column_data(
            entry,
            frame,
            canonical=canonical,
            description=description,
            comments=comments,
            corrections=corrections,
            audio=audio,
        )
    rights = column.license or library.settings.license
    return ColumnView(
        frame=frame,
        head=build_column_head(
            entry,
            frame,
            canonical=canonical,
            description=description,
            feeds=feeds,
            json_ld=data,
            wanted=wanted,
        ),
        card=card,
        prose=text.prose,
        source=source_line(column, frame),
        tools=build_tools(card, url, library),
        tags=tuple([_tag(tag) for tag in column.tags]),
        series=_series_box(column, library),
        notes=author_notes(column, library) if "notes" in wanted else (),
        disclosure=inline(column.disclosure, card.language),
        disclaimer=disclaimer_of(column, library),
        corrections=corrections,
        font_size=column.font_size,
        comments=comments,
        forum=_forum(column, frame),
        license=rights,
        license_url=license_url(rights),
        previous=neighbors.previous,
        next=neighbors.next,
        related=related_to(entry, library, neighbors) if "related" in wanted else (),
        feed=feeds[0] if feeds else None,
        audio=audio,
        extra=column.extra,
    )


@lru_cache(maxsize=4096)
def _tag(tag: str) -> Named:
    return Named(label=tag, href=tag_address(tag))


def _feeds(entry: Entry, library: Library) -> tuple[FeedLink, ...]:
    """Name the feeds that a column is in, its first author's first."""
    found = []
    feeds = library.settings.feeds
    for key, _ in library.listed[entry.column.id].keys:
        if key.kind is ShelfKind.AUTHOR:
            author = library.authors[AuthorId(key.name)]
            home = Address(f"/authors/{key.name}/")
            found.append(feed_at(home, author.name, feeds))
        elif key.kind is ShelfKind.SECTION and entry.card.section is not None:
            section = entry.card.section
            found.append(feed_at(Address(section.href), section.label, feeds))
    return tuple(found)


def _series_box(column: Column, library: Library) -> SeriesBox | None:
    if column.series is None:
        return None
    name = column.series.name
    shelf = library.shelf(ShelfKind.SERIES, slugify(name))
    assert shelf is not None, "a live column stands on the shelf of its series"
    place = shelf.cards.ids.index(column.id)
    return SeriesBox(
        name=shelf.label,
        href=series_address(name),
        part=column.series.part or place + 1,
        parts=tuple(shelf.cards),
    )


def _forum(column: Column, frame: Frame) -> Named | None:
    """The column's own thread, under the forum's name, else the site's forum."""
    if not column.forum:
        return frame.forum
    label = frame.forum.label if frame.forum else column.forum.partition("//")[2]
    return Named(label=label.partition("/")[0], href=column.forum)


def _check_image(entry: Entry) -> tuple[Problem, ...]:
    column = entry.column
    if column.image is None or entry.card.image is not None:
        return ()
    place = column.places.get("image.src") or column.places["image"]
    return (
        Problem(
            place=place,
            message=f"there is no picture {column.image.src}",
            hint="put the picture beside the column, or in content/static/",
            weight=Weight.WARN,
        ),
    )


def as_page(alias: str) -> Address:
    """Give a former address as a page's: without an ending it is a folder's.

    "/2020/crows" → "/2020/crows/".
    """
    last = alias.rpartition("/")[2]
    return Address(alias if not last or "." in last else alias + "/")

"""The desk's own pages: about and its like, corrections, reading list, 404."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from generator.pages.column import redirects_to
from generator.pages.column_parts import CorrectionNote
from generator.pages.frame import READING_LIST
from generator.pages.furniture import corrections_of
from generator.pages.head import build_head, shorten
from generator.pages.listing import numbered
from generator.pages.page import Page, PageKind
from generator.pages.paging import count_fixed, cut_page
from generator.pages.parts import Frame
from generator.pages.phrases import phrase
from generator.pages.stages import Stage
from generator.pages.texts import Part, desk_text
from generator.pages.views import CorrectionsView, DeskPageView, PlainView
from generator.publication.library import Library
from generator.publication.links import page_address
from generator.source.author import DeskPage
from generator.urls import Address

CORRECTIONS = Address("/corrections/")
CORRECTIONS_PER_PAGE = 50
"""Corrections on a page."""


def pages_for_desk_page(desk: DeskPage, library: Library, frame: Frame) -> Part:
    """Plan a page that the desk wrote, and its redirects."""
    text = desk_text(desk, library)
    address = page_address(desk)
    description = desk.summary or shorten(desk.body.text)
    what = phrase(
        library.settings.language, "list_of", what=desk.title, site=frame.title
    )
    page = Page(
        address=address,
        kind=PageKind.DESK_PAGE,
        template="page.html",
        view=DeskPageView(
            frame=frame,
            head=build_head(
                frame,
                address=address,
                title=desk.title,
                description=description or what,
            ),
            title=desk.title,
            summary=desk.summary,
            prose=text.prose,
            extra=desk.extra,
        ),
        language=desk.language or library.settings.language,
        origin=desk.path,
    )
    pages = (page, *redirects_to(page, desk.aliases, frame, desk.title))
    return Part(pages=pages, files=text.files, resolved=text.resolved)


def corrections_pages(library: Library, frame: Frame) -> tuple[Page, ...]:
    """Plan the corrections pages: every correction of the site, newest first.

    Numbered from the oldest, as all list pages are.
    """
    entries = (library.entries[column] for column in library.corrected)
    notes = [
        note
        for entry in entries
        for note in corrections_of(entry.column, library, entry.card)
    ]
    notes.sort(key=lambda note: note.date.at.timestamp())
    fixed = count_fixed(len(notes), CORRECTIONS_PER_PAGE)
    return tuple(
        _corrections_page(number, notes, library, frame) for number in range(fixed + 1)
    )


def _corrections_page(
    number: int, notes: Sequence[CorrectionNote], library: Library, frame: Frame
) -> Page:
    page = cut_page(notes, CORRECTIONS, number, per_page=CORRECTIONS_PER_PAGE)
    assert page is not None, "only numbers that there are are asked for"
    language = library.settings.language
    title = phrase(language, "corrections")
    what = phrase(language, "list_of", what=title, site=frame.title)
    head = build_head(
        frame,
        address=page.address,
        title=numbered(title, number, language),
        description=numbered(what, number, language),
    )
    return Page(
        address=page.address,
        kind=PageKind.CORRECTIONS,
        template="corrections.html",
        view=CorrectionsView(
            frame=frame, head=head, notes=page.items, pager=page.pager
        ),
        language=language,
        stage=Stage.LISTING,
        origin="the corrections page",
    )


def plain_pages(library: Library, frame: Frame) -> tuple[Page, ...]:
    """Plan the pages with words of the theme's alone: 404 and the reading list."""
    language = library.settings.language
    wanted = [(Address("/404.html"), "404.html", "not_found")]
    if frame.reading_list is not None:
        wanted.append((READING_LIST, "reading-list.html", "reading_list"))
    return tuple(
        Page(
            address=address,
            kind=PageKind.PLAIN,
            template=template,
            view=PlainView(
                frame=frame,
                head=replace(
                    build_head(
                        frame,
                        address=address,
                        title=phrase(language, key),
                        description=phrase(
                            language,
                            "list_of",
                            what=phrase(language, key),
                            site=frame.title,
                        ),
                    ),
                    noindex=True,
                ),
            ),
            language=language,
            origin=template,
        )
        for address, template, key in wanted
    )

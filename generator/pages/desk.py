"""The desk's own pages: about and its like, corrections, reading list, 404."""

from __future__ import annotations

from dataclasses import replace

from generator.pages.column import redirects_to
from generator.pages.frame import READING_LIST
from generator.pages.furniture import corrections_of
from generator.pages.head import build_head, shorten
from generator.pages.listing import numbered
from generator.pages.page import Page, PageKind, Stage
from generator.pages.parts import Frame, Pager
from generator.pages.phrases import phrase
from generator.pages.texts import Part, desk_text
from generator.pages.views import CorrectionsView, DeskPageView, PlainView
from generator.publication.library import Library
from generator.publication.links import page_address
from generator.source.author import DeskPage
from generator.urls import Address

CORRECTIONS = Address("/corrections/")
_PER_PAGE = 50
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
    """Plan the corrections page: every correction of the site, newest first.

    Numbered from the oldest, as all list pages are.
    """
    notes = [
        note
        for entry in library.entries.values()
        if entry.column.corrections
        for note in corrections_of(entry.column, library, entry.card)
    ]
    notes.sort(key=lambda note: note.date.at.timestamp())
    fixed = max(0, len(notes) // _PER_PAGE - 1)
    language = library.settings.language
    title = phrase(language, "corrections")
    pages = []
    for number in range(fixed + 1):
        address = _numbered_address(number)
        start = (number - 1) * _PER_PAGE if number else fixed * _PER_PAGE
        held = notes[start : start + _PER_PAGE] if number else notes[start:]
        view = CorrectionsView(
            frame=frame,
            head=build_head(
                frame,
                address=address,
                title=numbered(title, number, language),
                description=numbered(
                    phrase(language, "list_of", what=title, site=frame.title),
                    number,
                    language,
                ),
            ),
            notes=tuple(reversed(held)),
            pager=_pager(number, fixed),
        )
        pages.append(
            Page(
                address=address,
                kind=PageKind.CORRECTIONS,
                template="corrections.html",
                view=view,
                language=language,
                stage=Stage.LISTING,
                origin="the corrections page",
            )
        )
    return tuple(pages)


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


def _numbered_address(number: int) -> Address:
    return Address(f"{CORRECTIONS}page/{number}/") if number else CORRECTIONS


def _pager(number: int, fixed: int) -> Pager | None:
    if not fixed:
        return None
    newer = 0 if number == fixed else number + 1
    older = fixed if number == 0 else number - 1
    return Pager(
        number=number,
        total=fixed,
        newer=_numbered_address(newer) if number else None,
        older=_numbered_address(older) if number != 1 else None,
    )

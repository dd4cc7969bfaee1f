"""Author pages: the portrait, the bio, and the columns they had a hand in."""

from __future__ import annotations

from msgspec.structs import replace

from generator.pages.frame import feed_at, link_to
from generator.pages.head import build_head, shorten, with_json_ld
from generator.pages.listing import numbered
from generator.pages.page import Page, PageKind
from generator.pages.paging import ListPage, by_month, cut_page
from generator.pages.parts import FeedLink, Frame, Head, Meta
from generator.pages.phrases import phrase
from generator.pages.stages import Stage
from generator.pages.structured import profile_data
from generator.pages.texts import Part, Text, author_text
from generator.pages.views import AuthorView
from generator.problems import Place, Problem, Weight
from generator.publication.cards import Card
from generator.publication.entries import photo_of
from generator.publication.library import Library
from generator.publication.naming import author_address
from generator.publication.shelves import Shelf
from generator.source.author import Author
from generator.source.column import AuthorId


def author_page(shelf: Shelf, number: int, library: Library, frame: Frame) -> Part:
    """Plan one of the pages of an author with published columns."""
    author = library.authors[AuthorId(shelf.key.name)]
    text = author_text(author, library)
    home = author_address(author.id)
    page = cut_page(shelf.cards, home, number, per_page=library.settings.per_page)
    if page is None:
        return Part()
    return Part(
        pages=(_build_page(page, author, text, library, frame),),
        files=text.files,
        resolved=() if number else text.resolved,
        problems=() if number else _check_photo(author, library),
    )


def _build_page(
    page: ListPage[Card], author: Author, text: Text, library: Library, frame: Frame
) -> Page:
    links = tuple(link_to(link, library) for link in author.links)
    head = _build_head(page, author, library, frame)
    photo = photo_of(author, library.files)
    view = AuthorView(
        frame=frame,
        head=with_json_ld(head, profile_data(author, head, frame, photo, links)),
        name=author.name,
        standing=author.standing,
        photo=photo,
        bio=text.prose,
        links=links,
        groups=by_month(page.items),
        pager=page.pager,
        feed=_feed_of(author, library),
    )
    return Page(
        address=page.address,
        kind=PageKind.AUTHOR,
        template="author.html",
        view=view,
        language=library.settings.language,
        stage=Stage.LISTING,
        origin=author.path,
    )


def _feed_of(author: Author, library: Library) -> FeedLink:
    return feed_at(author_address(author.id), author.name, library.settings.feeds)


def _build_head(
    page: ListPage[Card], author: Author, library: Library, frame: Frame
) -> Head:
    language = library.settings.language
    number = page.number
    by = phrase(language, "columns_by", name=author.name)
    description = shorten(author.bio.text) or phrase(
        language, "list_of", what=by, site=frame.title
    )
    head = build_head(
        frame,
        address=page.address,
        title=numbered(author.name, number, language),
        description=numbered(description, number, language),
        image=photo_of(author, library.files),
        kind="profile",
        feeds=(_feed_of(author, library),),
    )
    first, _, last = author.name.rpartition(" ")
    names = [Meta("profile:last_name", last)]
    if first:
        names.insert(0, Meta("profile:first_name", first))
    return replace(head, properties=(*head.properties, *names))


def _check_photo(author: Author, library: Library) -> tuple[Problem, ...]:
    if not author.photo or photo_of(author, library.files) is not None:
        return ()
    return (
        Problem(
            place=author.places.get("photo") or Place(file=author.path),
            message=f"there is no picture {author.photo}",
            hint="put it in content/static/ and type its address from there: /…",
            weight=Weight.WARN,
        ),
    )

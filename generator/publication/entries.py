"""Entries: publishable columns with their cards, and how a card is made.

Pure.  An unknown author is a problem here, because this is where columns and authors
meet for the first time.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from msgspec import Struct

from generator.problems import Place, Problem, nearest
from generator.publication.cards import BylinePart, Card, Image, Named, Person
from generator.publication.files import image_of
from generator.publication.listed import Listed
from generator.publication.naming import (
    address_of,
    author_address,
    direction_of,
    section_address,
    section_of,
)
from generator.publication.shelf_keys import ShelfKind
from generator.source.author import Author
from generator.source.body import Body
from generator.source.column import AuthorId, Column, Contributor
from generator.source.markdown import typeset
from generator.source.pictures import FileFacts
from generator.source.settings import Settings


class Entry(Struct, frozen=True, kw_only=True):
    """One publishable column: what was written, the facts of its text, its card."""

    column: Column
    body: Body
    """With `html` emptied."""
    card: Card


def build_card(
    column: Column,
    settings: Settings,
    authors: Mapping[AuthorId, Author],
    files: Mapping[str, FileFacts],
) -> Card:
    """Make a column's card; its authors must be known."""
    language = column.language or settings.language
    address = address_of(column, settings)
    return Card(
        id=column.id,
        title=typeset(column.title, language=language),
        address=address,
        byline=_byline(column, authors),
        date=column.date,
        updated=column.updated,
        summary=typeset(column.summary, language=language),
        section=_section(column, settings),
        label=settings.label,
        image=image_of(column.image, column.path, address, files),
        portrait=portrait_of(column, authors, files),
        language=language,
        direction=direction_of(language),
        font_size=column.font_size,
    )


def all_known(listed: Listed, authors: Container[str]) -> bool:
    """Tell whether every author of a column has a record."""
    return all(
        key.name in authors for key, _ in listed.keys if key.kind is ShelfKind.AUTHOR
    )


def check_authors(
    column: Column, authors: Mapping[AuthorId, Author]
) -> tuple[Problem, ...]:
    """Name every author of a column who has no record."""
    return tuple(
        _unknown_author(column, index, person.author, authors)
        for index, person in enumerate(column.contributors)
        if person.author is not None and person.author not in authors
    )


def portrait_of(
    column: Column,
    authors: Mapping[AuthorId, Author],
    files: Mapping[str, FileFacts],
) -> Image | None:
    """Give the portrait of the first author who has one."""
    for person in column.contributors:
        author = authors.get(person.author) if person.author else None
        if author is not None and author.photo:
            return photo_of(author, files)
    return None


def photo_of(author: Author, files: Mapping[str, FileFacts]) -> Image | None:
    """Give an author's portrait, if the record names one that is there."""
    facts = files.get("content/static" + author.photo) if author.photo else None
    if facts is None:
        return None
    return Image(
        href=author.photo,
        alt=author.photo_alt or author.name,
        width=facts.width,
        height=facts.height,
    )


def _byline(
    column: Column, authors: Mapping[AuthorId, Author]
) -> tuple[BylinePart, ...]:
    return tuple(
        [
            BylinePart(role=role, people=tuple([_person(one, authors) for one in some]))
            for role, some in groupby(column.contributors, _role_of)
        ]
    )


_role_of = attrgetter("role")


def _person(person: Contributor, authors: Mapping[AuthorId, Author]) -> Person:
    if person.author is None:
        return Person(name=person.name, href=person.url, standing=person.standing)
    author = authors[person.author]
    standing = person.standing or author.standing
    return _shared_person(author.name, author_address(author.id), standing)


@lru_cache(maxsize=4096)
def _shared_person(name: str, href: str, standing: str) -> Person:
    """Give the one value that all columns of an author share."""
    return Person(name=name, href=href, standing=standing)


def _section(column: Column, settings: Settings) -> Named | None:
    if not column.section:
        return None
    section = section_of(column.section, settings)
    return _shared_name(section.label, section_address(section.id))


@lru_cache(maxsize=4096)
def _shared_name(label: str, href: str) -> Named:
    """Give the one value that all columns of a section share."""
    return Named(label=label, href=href)


def _unknown_author(
    column: Column,
    index: int,
    written: AuthorId,
    authors: Mapping[AuthorId, Author],
) -> Problem:
    places = column.places
    place = places.get(f"author.{index}") or places.get("author")
    by_name = {author.name: author.id for author in authors.values()}
    name = nearest(written, by_name)
    near = nearest(written, authors) or (by_name[name] if name else None)
    if near is not None:
        hint = f"did you mean {near}?"
    else:
        hint = (
            f"add content/authors/{written}.md with a line name: …,\n"
            f'or for a guest type author: {{name: "{written}"}}'
        )
    return Problem(
        place=place or Place(file=column.path),
        message=f"no author “{written}” is known",
        hint=hint,
    )

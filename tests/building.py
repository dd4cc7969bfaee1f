"""Values for tests of the pure middle: short to make, equal to what the edge makes."""

from __future__ import annotations

import datetime as dt
from typing import Any
from zoneinfo import ZoneInfo

from reference_library import Paper, build_library, list_column

from generator.digest import Digest, digest
from generator.problems import Place
from generator.publication.inputs import Inputs, Piece
from generator.publication.library import Library
from generator.source.author import Author, Comment, DeskPage, Discussion
from generator.source.body import Body, Link, part_html
from generator.source.column import AuthorId, Column, ColumnId, Contributor, Moment
from generator.source.findings import Places
from generator.source.pictures import FileFacts
from generator.source.settings import Section, Settings
from generator.urls import Url

ZONE = ZoneInfo("Europe/Amsterdam")
NOW = dt.datetime(2026, 6, 1, 12, 0, tzinfo=ZONE)


def moment(day: str) -> Moment:
    """Make a bare date, or a date with a time, in the desk's zone."""
    at = dt.datetime.fromisoformat(day).replace(tzinfo=ZONE)
    return Moment(at=at, bare="T" not in day)


def body(html: str = "<p>Words.</p>", **facts: Any) -> Body:
    """Make a text's facts, with the HTML taken out as the engine does."""
    whole = Body(html=html, text=facts.pop("text", "Words."), words=1, **facts)
    return part_html(whole)[0]


def link(
    target: str, *, file: str = "content/columns/a.md", picture: bool = False
) -> Link:
    """Make a link as it stands on line 9 of a text."""
    place = Place(file=file, line=9, column=3, excerpt=f"a [link]({target})")
    return Link(target=target, place=place, picture=picture)


def places(name: str, place: Place) -> Places:
    """Make the places of a file in which one field stands."""
    spot = (place.line, place.column)
    return Places(place.file, place.excerpt, place.line, (name,), spot)


def piece(name: str, text: Body | None = None, **said: Any) -> Piece:
    """Make a column by Jane Doe, of 1 January 2026, that says what the test wants."""
    fields: dict[str, Any] = {
        "id": ColumnId(name),
        "path": f"content/columns/{name}.md",
        "slug": name,
        "title": name.replace("-", " ").title(),
        "contributors": (Contributor(author=AuthorId("jane-doe")),),
        "date": moment("2026-01-01"),
        "summary": f"What {name} says.",
    }
    if isinstance(said.get("date"), str):
        said["date"] = moment(said["date"])
    return Piece(column=Column(**{**fields, **said}), body=text or body())


def author(id: str = "jane-doe", **said: Any) -> Author:
    """Make an author's record."""
    fields: dict[str, Any] = {
        "id": AuthorId(id),
        "path": f"content/authors/{id}.md",
        "name": id.replace("-", " ").title(),
        "bio": body("<p>Writes.</p>", text="Writes."),
    }
    return Author(**{**fields, **said})


def desk_page(id: str = "about", **said: Any) -> DeskPage:
    """Make a page that the desk wrote."""
    fields: dict[str, Any] = {
        "id": id,
        "path": f"content/pages/{id}.md",
        "title": id.title(),
        "slug": id,
        "body": body("<p>Us.</p>", text="Us."),
    }
    return DeskPage(**{**fields, **said})


def discussion(column: str, *comments: Comment) -> Discussion:
    """Make the approved comments on a column."""
    path = f"content/comments/{column}.yaml"
    return Discussion(column=ColumnId(column), path=path, comments=comments)


def comment(id: str, reply_to: str = "") -> Comment:
    """Make a comment of two paragraphs."""
    return Comment(
        id=id,
        name=f"Reader {id}",
        date=moment("2026-02-01T10:00"),
        text="One.\n\nTwo.",
        reply_to=reply_to,
    )


def facts(path: str, width: int = 0, height: int = 0, length: int = 0) -> FileFacts:
    """Make what is known of a file."""
    return FileFacts(
        path=path,
        digest=Digest(digest(path)),
        width=width,
        height=height,
        length=length,
    )


def settings(**said: Any) -> Settings:
    """Make the settings of a paper with two sections."""
    fields: dict[str, Any] = {
        "title": "The Paper",
        "url": Url("https://paper.example/"),
        "language": "en",
        "description": "Opinion.",
        "sections": (
            Section(id="city", label="The City"),
            Section(id="work", label="Work"),
        ),
    }
    return Settings(**{**fields, **said})


def paper(*pieces: Piece, **said: Any) -> Paper:
    """Make everything that decides what is published on 1 June 2026."""
    fields = {"settings": settings(), "authors": (author(),), "now": NOW, **said}
    return Paper(pieces=pieces, **fields)


def library(*pieces: Piece, **said: Any) -> Library:
    """Build a library without a problem."""
    built, problems = build_library(paper(*pieces, **said))
    assert problems == ()
    return built


def inputs(*pieces: Piece, **said: Any) -> Inputs:
    """Make what the desk is given: every column, published on 1 June 2026 or not."""
    fields: dict[str, Any] = {"settings": settings(), "now": NOW, **said}
    return Inputs(
        listed=tuple(
            list_column(one.column, one.body, fields["settings"]) for one in pieces
        ),
        pieces={one.column.path: one for one in pieces},
        **fields,
    )

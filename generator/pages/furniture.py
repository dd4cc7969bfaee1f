"""The furniture of a column page: tools, notes, disclaimer, corrections, comments.

What isn't configured isn't there; a template shows what it is given and decides
nothing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from html import escape, unescape

from generator.pages.column_parts import (
    AuthorNote,
    CommentNote,
    Comments,
    CorrectionNote,
    SourceLine,
    Tools,
)
from generator.pages.frame import link_to
from generator.pages.mail import column_mail, comment_mail
from generator.pages.parts import Frame
from generator.pages.share import share_targets
from generator.publication.cards import Card, Named
from generator.publication.entries import Entry, photo_of
from generator.publication.library import Library
from generator.publication.naming import author_address
from generator.source.author import Author, Comment
from generator.source.column import (
    Column,
    CommentState,
    Contributor,
    DisclaimerChoice,
    Role,
)
from generator.source.markdown import MarkdownOptions, render_inline


def build_tools(card: Card, url: str, library: Library) -> Tools:
    """Gather the tools that the site has switched on."""
    furniture = library.settings.furniture
    return Tools(
        print=furniture.print,
        email=column_mail(card, url) if furniture.email else "",
        text_size=furniture.text_size,
        bookmark=furniture.bookmark,
        share=share_targets(furniture.share, card, url),
    )


def source_line(column: Column, frame: Frame) -> SourceLine:
    """Say where and when a column was published first: here, unless it says else."""
    source = column.source
    if source is None:
        return SourceLine(name=frame.title, url="", date=column.date)
    return SourceLine(name=source.name, url=source.url, date=source.date or column.date)


def author_notes(column: Column, library: Library) -> tuple[AuthorNote, ...]:
    """Build the notes on everybody who wrote a column, in the order of the byline."""
    notes = (_author_note(person, library) for person in column.contributors)
    return tuple(note for note in notes if note is not None)


def disclaimer_of(column: Column, library: Library) -> str:
    """Choose the disclaimer in force, as inline HTML.

    A column's own words come first, then the author's, then the site's; it is only
    absent where the column says so or nobody has written one.
    """
    choice = column.disclaimer
    site = library.settings.disclaimer
    if isinstance(choice, str):
        return inline(choice, column.language or library.settings.language)
    if choice is DisclaimerChoice.NONE:
        return ""
    own = ""
    if choice is not DisclaimerChoice.SITE:
        own = next(iter(_authors_disclaimers(column, library)), "")
    return inline(own or site, library.settings.language)


def corrections_of(
    column: Column, library: Library, card: Card | None = None
) -> tuple[CorrectionNote, ...]:
    """Build a column's corrections; `card` for a page that isn't the column's own."""
    language = column.language or library.settings.language
    return tuple(
        CorrectionNote(
            kind=correction.kind,
            date=correction.date,
            html=(html := inline(correction.text, language)),
            text=plain(html),
            card=card,
        )
        for correction in column.corrections
    )


def build_comments(
    entry: Entry, url: str, library: Library, *, policy: Named | None
) -> Comments | None:
    """Build the discussion under a column; None where comments are off."""
    column, settings = entry.column, library.settings.comments
    state = column.comments or settings.default
    if state is CommentState.OFF:
        return None
    discussion = library.discussions.get(column.id)
    comments = discussion.comments if discussion else ()
    opened = state is CommentState.OPEN
    mail = settings.mail if opened and not settings.endpoint else ""
    return Comments(
        state=state,
        count=len(comments),
        items=_thread(comments),
        endpoint=settings.endpoint if opened else "",
        mail=comment_mail(mail, entry.card, url) if mail else "",
        policy=policy,
        note=settings.note,
        column=column.id,
    )


@lru_cache(maxsize=4096)
def inline(text: str, language: str) -> str:
    """Render a line of Markdown to inline HTML; "" stays ""."""
    if not text:
        return ""
    options = MarkdownOptions(language=language)
    return render_inline(text, file="", options=options)


def plain(html: str) -> str:
    """Take the markup out of inline HTML."""
    return unescape(re.sub(r"<[^>]+>", "", html))


def _author_note(person: Contributor, library: Library) -> AuthorNote | None:
    language = library.settings.language
    author = library.authors.get(person.author) if person.author else None
    if author is None:
        if not person.bio:
            return None
        return AuthorNote(
            name=person.name,
            href=person.url,
            standing=person.standing,
            html=inline(person.bio, language),
        )
    more = author.links[0] if author.links else None
    return AuthorNote(
        name=author.name,
        href=author_address(author.id),
        standing=person.standing or author.standing,
        photo=photo_of(author, library.files),
        html=inline(author.note, language) or _sentence(author.bio.text),
        more=link_to(more, library) if more else None,
    )


def first_sentence(text: str) -> str:
    """Give the first sentence of a plain text, escaped for HTML.

    Short sentences take the next along: a note of three words says little.
    """
    ends = [match.end() for match in re.finditer(r"[.!?。!?؟](?=\s|$)", text)]
    return escape(text[: next((end for end in ends if end >= 40), len(text))])


_sentence = lru_cache(maxsize=4096)(first_sentence)


def _authors_disclaimers(column: Column, library: Library) -> Iterable[str]:
    for person in column.contributors:
        author: Author | None = (
            library.authors.get(person.author) if person.author else None
        )
        if author is not None and author.disclaimer and person.role is Role.BY:
            yield author.disclaimer


def _thread(comments: tuple[Comment, ...]) -> tuple[CommentNote, ...]:
    """Put replies under what they answer.

    What answers nothing that came before it stands by itself.
    """
    by_parent: dict[str, list[Comment]] = {"": []}
    for comment in comments:
        known = comment.reply_to in by_parent
        by_parent[comment.reply_to if known else ""].append(comment)
        by_parent[comment.id] = []
    return _replies("", by_parent)


def _replies(
    parent: str, by_parent: dict[str, list[Comment]]
) -> tuple[CommentNote, ...]:
    return tuple(
        CommentNote(
            id=f"comment-{comment.id}",
            name=comment.name,
            date=comment.date,
            paragraphs=tuple(
                part.strip() for part in re.split(r"\n\s*\n", comment.text.strip())
            ),
            replies=_replies(comment.id, by_parent),
        )
        for comment in by_parent[parent]
    )

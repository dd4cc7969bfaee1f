"""Reading: every text of the site → typed values and the HTML of their bodies.

Owns the stage between bytes and the library.  Invariant: all problems of all files come
out together; a file that can't be read hides no other's problems.
"""

from __future__ import annotations

import enum
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from generator.problems import Problem, sort_problems
from generator.publication.inputs import Piece
from generator.source.author import Author, DeskPage, Discussion
from generator.source.body import Body
from generator.source.discussion import read_discussion
from generator.source.frontmatter import read_column
from generator.source.markdown import MarkdownOptions, render_markdown
from generator.source.records import read_author, read_desk_page
from generator.source.settings import Settings

Value = Piece | Author | DeskPage | Discussion


class TextKind(enum.Enum):
    """What a file under `content/` holds."""

    COLUMN = "column"
    AUTHOR = "author"
    DESK_PAGE = "page"
    DISCUSSION = "comments"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadText:
    """One file, read."""

    kind: TextKind
    value: Value | None
    """None where what is wrong leaves nothing to go on with."""
    key: str = ""
    """What views call the text: "column:2024/crows"."""
    html: str = ""
    """Of its body, links unresolved; the body in `value` has none."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Texts:
    """All texts of the site."""

    pieces: tuple[Piece, ...] = ()
    authors: tuple[Author, ...] = ()
    desk_pages: tuple[DeskPage, ...] = ()
    discussions: tuple[Discussion, ...] = ()
    bodies: Mapping[str, str]
    """HTML by `Prose.source`."""
    problems: tuple[Problem, ...] = ()
    unread: frozenset[TextKind] = frozenset()
    """Kinds of which at least one file has no value."""


def gather(texts: Iterable[ReadText]) -> Texts:
    """Put what was read into order, by kind and as it came."""
    read = list(texts)
    values = [text.value for text in read]
    return Texts(
        pieces=tuple(value for value in values if isinstance(value, Piece)),
        authors=tuple(value for value in values if isinstance(value, Author)),
        desk_pages=tuple(value for value in values if isinstance(value, DeskPage)),
        discussions=tuple(value for value in values if isinstance(value, Discussion)),
        bodies={text.key: text.html for text in read if text.key},
        problems=sort_problems(problem for text in read for problem in text.problems),
        unread=frozenset(text.kind for text in read if text.value is None),
    )


def parse_text(kind: TextKind, path: str, data: bytes, settings: Settings) -> ReadText:
    """Read one file's bytes; `path` is from the site's folder."""
    options = MarkdownOptions(language=settings.language, html=settings.html)
    if kind is TextKind.COLUMN:
        return _parse_column(path, data, options, ZoneInfo(settings.time_zone))
    if kind is TextKind.AUTHOR:
        return _parse_author(path, data, options)
    if kind is TextKind.DESK_PAGE:
        return _parse_desk_page(path, data, options)
    discussion, problems = read_discussion(
        path, data, zone=ZoneInfo(settings.time_zone)
    )
    return ReadText(kind=kind, value=discussion, problems=problems)


def _parse_column(
    path: str, data: bytes, options: MarkdownOptions, zone: ZoneInfo
) -> ReadText:
    source = read_column(path, data, zone=zone)
    column = source.column
    if column is not None and column.language:
        options = replace(options, language=column.language)
    body, problems = render_markdown(
        source.body, file=path, first_line=source.body_line, options=options
    )
    problems = (*source.problems, *problems)
    if column is None:
        return ReadText(kind=TextKind.COLUMN, value=None, problems=problems)
    return ReadText(
        kind=TextKind.COLUMN,
        value=Piece(column=column, body=without_html(body)),
        key=f"column:{column.id}",
        html=body.html,
        problems=problems,
    )


def _parse_author(path: str, data: bytes, options: MarkdownOptions) -> ReadText:
    author, problems = read_author(path, data, options)
    if author is None:
        return ReadText(kind=TextKind.AUTHOR, value=None, problems=problems)
    return ReadText(
        kind=TextKind.AUTHOR,
        value=replace(author, bio=without_html(author.bio)),
        key=f"author:{author.id}",
        html=author.bio.html,
        problems=problems,
    )


def _parse_desk_page(path: str, data: bytes, options: MarkdownOptions) -> ReadText:
    page, problems = read_desk_page(path, data, options)
    if page is None:
        return ReadText(kind=TextKind.DESK_PAGE, value=None, problems=problems)
    return ReadText(
        kind=TextKind.DESK_PAGE,
        value=replace(page, body=without_html(page.body)),
        key=f"page:{page.id}",
        html=page.body.html,
        problems=problems,
    )


def without_html(body: Body) -> Body:
    """Keep the facts of a body; its digest stands for the HTML."""
    return replace(body, html="")

"""Reading: the bytes of texts → rows of the store, as plain JSON.

Pure, and done by whoever has time: rows travel between processes as they are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple
from zoneinfo import ZoneInfo

from msgspec import Struct
from msgspec.structs import replace

from generator.digest import Digest, digest_bytes
from generator.engine.codec import encode, spell
from generator.engine.kept import CardRow, Dates, TextRow
from generator.engine.listed_rows import spell_listed
from generator.engine.text_kinds import TextKind
from generator.problems import Problem
from generator.publication.entries import build_card
from generator.publication.inputs import Piece
from generator.publication.listed import paths_named, paths_of
from generator.source.author import Author, DeskPage, Discussion
from generator.source.body import Body, part_html
from generator.source.column import AuthorId, Column
from generator.source.discussion import read_discussion
from generator.source.frontmatter import ColumnSource, read_column
from generator.source.markdown import MarkdownOptions, render_markdown
from generator.source.pictures import FileFacts
from generator.source.records import read_author, read_desk_page
from generator.source.settings import HtmlPolicy, Settings


class RawText(NamedTuple):
    """One file, unread."""

    kind: TextKind
    path: str
    """From the site's folder."""
    data: bytes


def parse_texts(
    texts: Iterable[RawText], settings: Settings, desk: Desk | None = None
) -> Iterator[TextRow]:
    """Read the bytes of some files; the rows come in their order.

    `desk` is what the cards of columns are made from besides.
    """
    options = _options(settings.language, settings.html)
    zone = ZoneInfo(settings.time_zone)
    for kind, some in groupby(texts, attrgetter("kind")):
        yield from _READERS[kind](
            [
                _Text(*text, digest_bytes(text.data), options, zone, desk)
                for text in some
            ]
        )


@lru_cache(maxsize=8)
def _options(language: str, html: HtmlPolicy) -> MarkdownOptions:
    return MarkdownOptions(language=language, html=html)


class _Text(NamedTuple):
    """One file, and what it is read by.  Named tuples are made fastest."""

    kind: TextKind
    path: str
    data: bytes
    made: Digest
    """Of the bytes."""
    options: MarkdownOptions
    zone: ZoneInfo
    desk: Desk | None


class Desk(Struct, frozen=True, kw_only=True):
    """What a column's card is made from besides the column."""

    settings: Settings
    authors: Mapping[AuthorId, Author]
    files: Mapping[str, FileFacts]


def make_card(column: Column, desk: Desk) -> CardRow | None:
    """Make a column's card; None while one of its authors has no record."""
    people = (person.author for person in column.contributors)
    if any(author is not None and author not in desk.authors for author in people):
        return None
    card = build_card(column, desk.settings, desk.authors, desk.files)
    return CardRow(encode(card), card.digest, card.address)


def _read_each(read: Callable[[_Text], TextRow]) -> Reader:
    return lambda texts: [read(text) for text in texts]


def _read_author(text: _Text) -> TextRow:
    author, problems = read_author(text.path, text.data, text.options)
    if author is None:
        return blank_row(text.kind, text.path, text.made, problems)
    facts, html = part_html(author.bio)
    value = replace(author, bio=facts)
    row = _row(text, problems, value, key=f"author:{author.id}", html=html)
    return row._replace(leads_to=_leads(author.bio, text.path))


def _read_desk_page(text: _Text) -> TextRow:
    page, problems = read_desk_page(text.path, text.data, text.options)
    if page is None:
        return blank_row(text.kind, text.path, text.made, problems)
    facts, html = part_html(page.body)
    value = replace(page, body=facts)
    row = _row(text, problems, value, key=f"page:{page.id}", html=html)
    return row._replace(leads_to=_leads(page.body, text.path))


def _read_discussion(text: _Text) -> TextRow:
    discussion, problems = read_discussion(text.path, text.data, zone=text.zone)
    if discussion is None:
        return blank_row(text.kind, text.path, text.made, problems)
    return _row(text, problems, discussion, key=f"comments:{discussion.column}")


def _read_columns(texts: list[_Text]) -> list[TextRow]:
    """Read columns, each step for all of them before the next (see `workers.Job`)."""
    sources = [read_column(text.path, text.data, zone=text.zone) for text in texts]
    bodies = [_render(*pair) for pair in zip(texts, sources, strict=True)]
    found = zip(texts, sources, bodies, strict=True)
    return [_column_row(text, source, *body) for text, source, body in found]


def _render(text: _Text, source: ColumnSource) -> tuple[Body, tuple[Problem, ...]]:
    column, options = source.column, text.options
    if column is not None:
        language = column.language or options.language
        options = MarkdownOptions(
            language=language, html=options.html, prefix=column.slug
        )
    return render_markdown(
        source.body, file=text.path, first_line=source.body_line, options=options
    )


def _column_row(
    text: _Text, source: ColumnSource, body: Body, problems: tuple[Problem, ...]
) -> TextRow:
    column, problems = source.column, (*source.problems, *problems)
    if column is None:
        return blank_row(text.kind, text.path, text.made, problems)
    facts, html = part_html(body)
    piece = Piece(column=column, body=facts)
    leads_to = paths_named(column, facts)
    until = column.expires.at.timestamp() if column.expires else None
    return TextRow(
        path=text.path,
        digest=text.made,
        kind=text.kind._value_,
        key=f"column:{column.id}",
        value=encode(piece),
        html=html,
        problems=_spell_problems(problems),
        dates=Dates(column.date.at.timestamp(), until, column.draft),
        listed=spell_listed(column, leads_to),
        aliases=column.aliases,
        leads_to=leads_to,
        card=make_card(column, text.desk) if text.desk else None,
    )


Reader = Callable[[list[_Text]], list[TextRow]]
_READERS: Mapping[TextKind, Reader] = {
    TextKind.COLUMN: _read_columns,
    TextKind.AUTHOR: _read_each(_read_author),
    TextKind.DESK_PAGE: _read_each(_read_desk_page),
    TextKind.DISCUSSION: _read_each(_read_discussion),
}


def blank_row(
    kind: TextKind, path: str, made: Digest, problems: tuple[Problem, ...]
) -> TextRow:
    """Make the row of a file that has no value: what is wrong leaves nothing."""
    return TextRow(path, made, kind.value, "", b"", b"", _spell_problems(problems))


def _row(
    text: _Text,
    problems: tuple[Problem, ...],
    value: Author | DeskPage | Discussion,
    *,
    key: str = "",
    html: bytes = b"",
) -> TextRow:
    return TextRow(
        path=text.path,
        digest=text.made,
        kind=text.kind.value,
        key=key,
        value=encode(value),
        html=html,
        problems=_spell_problems(problems),
    )


def _spell_problems(problems: tuple[Problem, ...]) -> str:
    return spell(problems) if problems else ""


def _leads(body: Body, path: str) -> tuple[str, ...]:
    return paths_of((link.target for link in body.links), path)

"""A column's file → its front matter as typed values, its body as text.

Pure.  Invariants: no bytes make it raise; every problem of the front matter is in the
answer, not only the first; a value that is given back is what its writer meant.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.problems import Problem, sort_problems
from generator.source.brought import rename, translate
from generator.source.checked_texts import (
    read_aliases,
    read_language,
    read_moment,
    read_slug,
    read_web_address,
    slug_of_name,
)
from generator.source.choices import read_choice
from generator.source.column import Column, ColumnId, CommentState, FontSize, Moment
from generator.source.column_fields import COLUMN_FIELDS
from generator.source.column_parts import (
    read_contributors,
    read_corrections,
    read_disclaimer,
    read_first_published,
    read_picture,
    read_series,
    require_line,
    require_node,
)
from generator.source.document import Document, read_document
from generator.source.fields import (
    flag_of,
    read_flag,
    read_line,
    read_plain,
    read_text,
    read_words,
)
from generator.source.findings import Findings
from generator.source.forms import Form, open_form
from generator.source.nodes import Pairs, Scalar
from generator.source.plain_lines import read_front_matter
from generator.source.spelling import spell_text
from generator.urls import slugify

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from zoneinfo import ZoneInfo

    from generator.source.column import Correction
    from generator.source.tables import Field

_KNOWN = frozenset(field.name for field in COLUMN_FIELDS)
_FOLDER = "content/columns/"


class ColumnSource(Struct, frozen=True, kw_only=True):
    """What could be read of a column's file."""

    column: Column | None
    """None where title, author or date can't be known."""
    body: str
    """The Markdown text."""
    body_line: int
    """The number of its first line in the file."""
    problems: tuple[Problem, ...] = ()


def read_column(path: str, data: bytes, *, zone: ZoneInfo) -> ColumnSource:
    """Read a column: its path from the site's folder, its bytes, the desk's zone."""
    document = read_document(path, data, lambda: _template(path, data))
    found = Findings(path, document.lines, document.first_line)
    found.take(document.problems)
    column = None
    if document.has_front_matter:
        form = open_document(document, COLUMN_FIELDS, found)
        column = None if form is None else _column(path, form, zone)
    return ColumnSource(
        column=column,
        body=document.body,
        body_line=document.body_line,
        problems=sort_problems(found.problems) if found.problems else (),
    )


def open_document(
    document: Document,
    table: Sequence[Field],
    found: Findings,
    names: Mapping[str, str] | None = None,
) -> Form | None:
    """Open a document's front matter by a table; None where it is no mapping.

    `names` are other generators' names for our fields; a column's are known.
    """
    tree = read_front_matter(found)
    root = tree.root
    if root is None:
        root = Pairs((), document.first_line, 1)
    if not isinstance(root, Pairs):
        line = table[0]
        hint = f"type each as in `{line.name}: {line.example}`"
        found.stop(
            root, "the front matter has no fields: `name: value` was wanted", hint
        )
        return None
    if names is None:
        root = translate(root, _KNOWN, found)
    else:
        root = rename(root, names, frozenset(row.name for row in table), found)
    return open_form(root, table, found, broken=tree.broken)


def column_id(path: str) -> ColumnId:
    """Give the id that a column's path makes.

    "content/columns/2024/crows.md" → "2024/crows"; "…/crows/index.md" → "crows".
    """
    bare = path.removeprefix(_FOLDER).removesuffix(".md")
    return ColumnId(bare.removesuffix("/index"))


def _column(path: str, form: Form, zone: ZoneInfo) -> Column | None:
    """Read every field, also where one that has to be there is missing."""
    for name in ("author", "date"):
        require_node(form, name)
    title, people = require_line(form, "title"), read_contributors(form)
    date, expires = read_moment(form, "date", zone), read_moment(form, "expires", zone)
    corrections = read_corrections(form, zone)
    updated = _updated(form, corrections, zone)
    _check_expiry(form, date, expires)
    column = Column(
        id=_id(form, path),
        path=path,
        slug=_slug(form, path),
        title=title,
        contributors=people,
        date=date or _NO_DATE,
        summary=_summary(form),
        section=read_line(form, "section"),
        tags=tuple([" ".join(tag.split()) for tag in read_words(form, "tags")]),
        series=read_series(form),
        disclaimer=read_disclaimer(form),
        disclosure=read_text(form, "disclosure"),
        font_size=read_choice(form, "font_size", FontSize) or FontSize.MEDIUM,
        image=read_picture(form),
        audio=read_line(form, "audio"),
        source=read_first_published(form, zone),
        canonical=read_web_address(form, "canonical"),
        updated=updated,
        corrections=corrections,
        draft=read_flag(form, "draft", default=False),
        expires=expires,
        aliases=read_aliases(form),
        language=read_language(form),
        comments=_comments(form),
        forum=read_web_address(form, "forum"),
        license=read_line(form, "license"),
        extra=read_plain(form, "extra"),
        places=form.found.places,
    )
    return column if title and people and date is not None else None


_NO_DATE = Moment(at=dt.datetime(1970, 1, 1, tzinfo=dt.UTC))


def _check_expiry(form: Form, date: Moment | None, expires: Moment | None) -> None:
    if date is None or expires is None or expires.at > date.at:
        return
    message = f"`expires` ({expires.iso()}) is not after `date` ({date.iso()})"
    form.found.stop(form.nodes["expires"], message, "type a later date, or delete it")


def _summary(form: Form) -> str:
    summary = read_text(form, "summary")
    if not summary and "summary" not in form.broken:
        node = form.nodes.get("summary") or form.nodes.get("title")
        spot = node or Scalar("", True, form.found.first_line, 1, 0, 0)  # noqa: FBT003  # by place: a named tuple
        hint = "type `summary: …`: a sentence or two that say what the column argues"
        form.found.warn(spot, "there is no standfirst", hint)
    return summary


def _updated(
    form: Form, corrections: tuple[Correction, ...], zone: ZoneInfo
) -> Moment | None:
    """Read the day of a change, which needs a note that gives its reason."""
    updated = read_moment(form, "updated", zone)
    if updated is None or corrections or "corrections" in form.nodes:
        return updated
    form.found.warn(
        form.nodes["updated"],
        "`updated` gives no reason for the change and is left out",
        "type a note with it, or delete the line:\n"
        f"corrections: [{{kind: update, date: {updated.day.isoformat()}, "
        'text: "what was changed"}]',
    )
    return None


def _comments(form: Form) -> CommentState | None:
    """Read whether readers may comment; `off`, true and false are understood."""
    node = form.node("comments")
    flag = None if node is None else flag_of(node)
    if flag is not None:
        return CommentState.OPEN if flag else CommentState.OFF
    return read_choice(form, "comments", CommentState)


def _id(form: Form, path: str) -> ColumnId:
    written = read_line(form, "id")
    if not written:
        return column_id(path)
    if re.fullmatch(r"[\w~][\w.~-]*(?:/[\w~][\w.~-]*)*", written):
        return ColumnId(written)
    hint = f"type `id: {slugify(written) or 'a-name'}`"
    message = f"`{written}` can't be an id: letters, digits, hyphens and `/` can"
    form.found.stop(form.nodes["id"], message, hint)
    return column_id(path)


def _slug(form: Form, path: str) -> str:
    """Read the slug, else make it of the file's or folder's name."""
    slug = read_slug(form, "slug", "")
    return slug or slug_of_name(column_id(path).rpartition("/")[2])


def _template(path: str, data: bytes) -> str:
    """Give front matter to start with, from what the file and its name say."""
    name = column_id(path).rpartition("/")[2]
    heading = re.search(rb"^# +(.+?)[ #]*$", data[:4000], re.MULTILINE)
    title = heading[1].decode("utf-8", "replace").strip() if heading else ""
    title = title or slug_of_name(name).replace("-", " ").capitalize() or "A headline"
    day = re.match(r"\d{4}-\d{2}-\d{2}(?!\d)", name)
    date = day[0] if day else "2016-11-18"
    return f"title: {spell_text(title)}\nauthor: jane-doe\ndate: {date}"

"""An author's file, and a page that the desk wrote, as typed values.

Pure.  Their bodies are rendered here, for nothing else needs the text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.problems import Problem, sort_problems
from generator.source.author import Author, DeskPage
from generator.source.checked_texts import (
    read_aliases,
    read_language,
    read_slug,
    slug_of_name,
)
from generator.source.column import AuthorId
from generator.source.column_fields import AUTHOR_FIELDS, PAGE_FIELDS
from generator.source.column_parts import require_line
from generator.source.document import read_document
from generator.source.fields import read_flag, read_line, read_plain, read_text
from generator.source.findings import Findings
from generator.source.frontmatter import open_document
from generator.source.labeled_links import read_links
from generator.source.markdown import MarkdownOptions, render_markdown
from generator.source.spelling import spell_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from generator.source.body import Body
    from generator.source.document import Document
    from generator.source.forms import Form
    from generator.source.tables import Field

_AUTHOR_NAMES = {
    "title": "standing", "position": "standing", "job": "standing", "role": "standing",
    "avatar": "photo", "image": "photo", "picture": "photo", "portrait": "photo",
    "mail": "email", "e_mail": "email", "display_name": "name", "full_name": "name",
    "social": "links", "link": "links", "description": "note", "short_bio": "note",
    "layout": "", "type": "", "slug": "", "weight": "", "draft": "", "date": "",
}  # fmt: skip
_PAGE_NAMES = {
    "description": "summary", "excerpt": "summary", "subtitle": "summary",
    "headline": "title", "menu": "nav", "in_menu": "nav", "navigation": "nav",
    "lang": "language", "redirect_from": "aliases", "alias": "aliases",
    "layout": "", "type": "", "weight": "", "date": "", "template": "", "author": "",
    "lastmod": "", "order": "", "toc": "", "status": "", "comments": "",
}  # fmt: skip


def read_author(
    path: str, data: bytes, options: MarkdownOptions
) -> tuple[Author | None, tuple[Problem, ...]]:
    """Read an author's record; the file's name is the id, the body the bio."""
    name = _name_of(path, "content/authors/")
    spelled = name.replace("-", " ").title()
    form, document, found = _opened(path, data, AUTHOR_FIELDS, _AUTHOR_NAMES, spelled)
    if form is None:
        return None, sort_problems(found.problems)
    author = Author(
        id=AuthorId(name),
        path=path,
        name=require_line(form, "name"),
        standing=read_line(form, "standing"),
        photo=read_line(form, "photo"),
        photo_alt=read_line(form, "photo_alt"),
        links=read_links(form, "links"),
        disclaimer=read_text(form, "disclaimer"),
        email=read_line(form, "email"),
        note=read_text(form, "note"),
        bio=_body(document, found, options),
        extra=read_plain(form, "extra"),
        places=found.places,
    )
    return author if author.name else None, sort_problems(found.problems)


def read_desk_page(
    path: str, data: bytes, options: MarkdownOptions
) -> tuple[DeskPage | None, tuple[Problem, ...]]:
    """Read a page of the desk's own: about, masthead, corrections policy …"""
    name = _name_of(path, "content/pages/")
    spelled = name.replace("-", " ").capitalize()
    form, document, found = _opened(path, data, PAGE_FIELDS, _PAGE_NAMES, spelled)
    if form is None:
        return None, sort_problems(found.problems)
    language = read_language(form)
    if language:
        options = replace(options, language=language)
    page = DeskPage(
        id=name,
        path=path,
        title=require_line(form, "title"),
        summary=read_text(form, "summary"),
        slug=read_slug(form, "slug", "/".join(map(slug_of_name, name.split("/")))),
        nav=read_flag(form, "nav", default=False),
        language=language,
        aliases=read_aliases(form),
        body=_body(document, found, options),
        extra=read_plain(form, "extra"),
        places=found.places,
    )
    return page if page.title else None, sort_problems(found.problems)


def _name_of(path: str, folder: str) -> str:
    return path.removeprefix(folder).removesuffix(".md").removesuffix("/index")


def _opened(
    path: str,
    data: bytes,
    table: Sequence[Field],
    names: Mapping[str, str],
    spelled: str,
) -> tuple[Form | None, Document, Findings]:
    document = read_document(
        path, data, lambda: f"{table[0].name}: {spell_text(spelled)}"
    )
    found = Findings(path, document.lines, document.first_line)
    found.take(document.problems)
    form = None
    if document.has_front_matter:
        form = open_document(document, table, found, names)
    return form, document, found


def _body(document: Document, found: Findings, options: MarkdownOptions) -> Body:
    body, problems = render_markdown(
        document.body,
        file=document.file,
        first_line=document.body_line,
        options=options,
    )
    found.take(problems)
    return body

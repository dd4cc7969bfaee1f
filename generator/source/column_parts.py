"""The parts of a column's front matter that are mappings of their own.

Pure, but for what is noted in `Findings`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from generator.source.brought import PERSON_NAMES, PICTURE_NAMES, rename
from generator.source.checked_texts import read_moment, read_web_address
from generator.source.choices import read_choice
from generator.source.column import (
    AuthorId,
    Contributor,
    Correction,
    CorrectionKind,
    DisclaimerChoice,
    FirstPublished,
    Picture,
    Role,
    SeriesPart,
)
from generator.source.fields import (
    comment_column,
    flag_of,
    read_line,
    read_text,
    read_whole,
    text_of,
)
from generator.source.forms import Form, is_empty, open_form, sub_form, sub_forms
from generator.source.nodes import Items, Node, Pairs, Scalar

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo


def read_contributors(form: Form) -> tuple[Contributor, ...]:
    """Read everybody in the byline, in order."""
    node = form.node("author")
    if node is None:
        return ()
    items = node.items if isinstance(node, Items) else (node,)
    people = []
    for number, item in enumerate(items):
        prefix = f"author.{number}" if isinstance(node, Items) else "author"
        form.found.note(prefix, item)
        person = _contributor(form, item, prefix)
        if person is not None:
            people.append(person)
    return tuple(people)


def _contributor(form: Form, node: Node, prefix: str) -> Contributor | None:
    if isinstance(node, Scalar):
        author = " ".join(text_of(form, "author", node).split())
        if is_empty(node) or not author:
            return None
        return _known(AuthorId(author))
    if isinstance(node, Pairs):
        table = form.fields["author"].parts
        known = frozenset(row.name for row in table)
        pairs = rename(node, PERSON_NAMES, known, form.found)
        return _described(
            open_form(pairs, table, form.found, prefix=prefix + "."), node
        )
    hint = "type `author: [jane-doe, john-roe]`"
    form.found.stop(node, "a list stands where an author was wanted", hint)
    return None


@lru_cache(maxsize=4096)
def _known(author: AuthorId) -> Contributor:
    """Give the one value that all columns of an author share."""
    return Contributor(author=author)


def _described(form: Form, node: Pairs) -> Contributor | None:
    author, name = read_line(form, "author"), read_line(form, "name")
    role = read_choice(form, "role", Role) or Role.BY
    if bool(author) == bool(name):
        said = "both an id and a name" if author else "neither an id nor a name"
        hint = "type `{author: jane-doe}`, or `{name: Jane Doe}` for a guest"
        form.found.stop(node, f"this author has {said}", hint)
        return None
    return Contributor(
        author=AuthorId(author) if author else None,
        name=name,
        standing=read_line(form, "standing"),
        bio=read_text(form, "bio"),
        url=read_web_address(form, "url"),
        role=role,
    )


def read_series(form: Form) -> SeriesPart | None:
    """Read the numbered run that a column belongs to."""
    series = sub_form(form, "series")
    if series is None:
        name = read_line(form, "series")
        return SeriesPart(name=name) if name else None
    name = require_line(series, "name")
    part = read_whole(series, "part", default=0, least=1)
    return SeriesPart(name=name, part=part or None) if name else None


def read_picture(form: Form, name: str = "image") -> Picture | None:
    """Read a picture: a mapping, or its file alone."""
    node, table = form.node(name), form.fields[name].parts
    picture = None
    if isinstance(node, Pairs):
        known = frozenset(row.name for row in table)
        pairs = rename(node, PICTURE_NAMES, known, form.found)
        picture = open_form(pairs, table, form.found, prefix=f"{form.prefix}{name}.")
    if picture is None:
        src = read_line(form, name)
        return Picture(src=src) if src else None
    src = require_line(picture, "src")
    if not src:
        return None
    return Picture(
        src=src,
        alt=read_line(picture, "alt"),
        caption=read_text(picture, "caption"),
        credit=read_text(picture, "credit"),
    )


def read_first_published(form: Form, zone: ZoneInfo) -> FirstPublished | None:
    """Read where a republished column stood first."""
    source = sub_form(form, "source")
    if source is None:
        name = read_line(form, "source")
        if name.startswith(("http://", "https://")):
            hint = f'type `source: {{name: "…", url: "{name}"}}`'
            form.found.stop(form.nodes["source"], "`source` wants a name too", hint)
            return None
        return FirstPublished(name=name) if name else None
    name = require_line(source, "name")
    url, date = read_web_address(source, "url"), read_moment(source, "date", zone)
    return FirstPublished(name=name, url=url, date=date) if name else None


def read_corrections(form: Form, zone: ZoneInfo) -> tuple[Correction, ...]:
    """Read the dated notes, oldest first."""
    notes = []
    for note in sub_forms(form, "corrections"):
        require_node(note, "kind")
        kind = read_choice(note, "kind", CorrectionKind)
        require_node(note, "date")
        date, text = read_moment(note, "date", zone), require_text(note, "text")
        if kind is not None and date is not None and text:
            notes.append(Correction(kind=kind, date=date, text=text))
    return tuple(sorted(notes, key=lambda note: note.date.at))


def read_disclaimer(form: Form) -> DisclaimerChoice | str:
    """Read which disclaimer stands under a column, or its own words."""
    node = form.node("disclaimer")
    if isinstance(node, Scalar) and flag_of(node) is not None:
        hint = "type `disclaimer: none` to print none"
        form.found.stop(node, f"`{node.text}` is no disclaimer", hint)
        return DisclaimerChoice.DEFAULT
    text = read_text(form, "disclaimer")
    return _DISCLAIMERS.get(text.casefold()) or text or DisclaimerChoice.DEFAULT


_DISCLAIMERS = {member.word: member for member in DisclaimerChoice}


def require_text(form: Form, name: str) -> str:
    """Read a text that has to be there."""
    text = read_text(form, name)
    if not text:
        require_node(form, name)
    return text


def require_line(form: Form, name: str) -> str:
    """Read a text of one line that has to be there."""
    return " ".join(require_text(form, name).split())


def require_node(form: Form, name: str) -> None:
    """Stop where a field is missing or was left empty."""
    node = form.nodes.get(name)
    if name in form.broken or (node is not None and not is_blank(node)):
        return
    if comment_column(form, node):
        return
    found = form.found
    hint = f"type it as in `{name}: {form.fields[name].example}`"
    if node is not None:
        found.stop(node, f"`{name}` is empty", hint)
        return
    owner = found.where(form.prefix.removesuffix("."))
    where = owner or found.place(found.first_line)
    found.stop_at(where, f"`{name}` is missing", hint)


def is_blank(node: Node) -> bool:
    """Tell a value with nothing in it, quotes and brackets not counted."""
    if isinstance(node, Scalar):
        return is_empty(node) or not node.text.strip()
    return isinstance(node, Items) and not node.items

"""A new column's file, with its front matter filled in.

Owns where the file goes and what stands in it.  Invariants: no file is overwritten, and
what is made can be built as it is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path, PurePosixPath
from zoneinfo import ZoneInfo

from msgspec import Struct

from generator.problems import Place, Problem, nearest
from generator.source.checked_texts import slug_of_name
from generator.source.dates import parse_date
from generator.source.scan import Sources
from generator.source.settings import Settings
from generator.source.spelling import spell_text
from generator.urls import slugify

_LONGEST_SLUG = 80


class Wish(Struct, frozen=True, kw_only=True):
    """What somebody asks for."""

    title: str
    author: str = ""
    """An author's id, or name; "" for the only or the first one."""
    section: str = ""
    date: str = ""
    """As typed; "" for today in the desk's zone."""
    folder: bool = False
    """A folder with `index.md`, for pictures beside the text."""


def plan_column(
    wish: Wish, sources: Sources, settings: Settings, today: dt.date
) -> tuple[str, str, tuple[Problem, ...]]:
    """Give the path from the site's folder and the text of a new column.

    With problems, both are empty.
    """
    slug = slug_of_title(wish.title)
    author, wrong_author = _choose_author(wish.author, sources)
    section, wrong_section = _choose_section(wish.section, settings)
    date, wrong_date = _choose_date(wish.date, settings, today)
    problems = (
        *_check_slug(slug, wish.title, sources),
        *wrong_author,
        *wrong_section,
        *wrong_date,
    )
    if problems:
        return "", "", problems
    path = f"content/columns/{slug}{'/index' if wish.folder else ''}.md"
    return path, _spell(wish.title.strip(), author, date, section, settings), ()


def write_column(site: Path, path: str, text: str) -> Path:
    """Write a new column's file; one that is there already is a `FileExistsError`."""
    file = site / path
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)
    return file


def slug_of_title(title: str) -> str:
    """Make a file's name of a headline, cut between words where it is long."""
    slug = slug_of_name(slugify(title))
    if len(slug) <= _LONGEST_SLUG:
        return slug
    return slug[: slug.rfind("-", 0, _LONGEST_SLUG)] if "-" in slug else slug[:60]


def _spell(title: str, author: str, date: str, section: str, settings: Settings) -> str:
    lines = [
        f"title: {spell_text(title)}",
        f"author: {spell_text(author)}",
        f"date: {date}",
        "summary: # one or two sentences under the headline",
    ]
    if section:
        lines.append(f"section: {spell_text(section)}")
    elif settings.sections:
        known = ", ".join(section.id for section in settings.sections)
        lines.append(f"section: # one of {known}")
    lines.append("draft: true # take this line away to publish")
    front = "\n".join(lines)
    return f"---\n{front}\n---\n\n"


def _choose_author(asked: str, sources: Sources) -> tuple[str, tuple[Problem, ...]]:
    ids = [_stem(file.path) for file in sources.authors]
    if not ids:
        message = "no author has a record yet"
        hint = "make content/authors/<id>.md with `name: …` between two lines of ---"
        return "", (_wrong("content/authors", message, hint),)
    if not asked:
        return ids[0], ()
    if asked in ids:
        return asked, ()
    if slugify(asked) in ids:
        return slugify(asked), ()
    return "", (_unknown("--author", asked, "author", ids),)


def _choose_section(asked: str, settings: Settings) -> tuple[str, tuple[Problem, ...]]:
    """Take a declared section by its id or label; another one only if it is no slip."""
    by_name = {section.label: section.id for section in settings.sections}
    by_name |= {section.id: section.id for section in settings.sections}
    if asked in by_name:
        return by_name[asked], ()
    meant = nearest(asked, by_name) if asked else None
    if meant is None:
        return asked, ()
    return "", (_unknown("--section", asked, "section", by_name.values()),)


def _choose_date(
    asked: str, settings: Settings, today: dt.date
) -> tuple[str, tuple[Problem, ...]]:
    if not asked:
        return today.isoformat(), ()
    reading = parse_date(asked, ZoneInfo(settings.time_zone))
    if reading.moment is not None:
        return reading.moment.iso(), ()
    message = f"“{asked}” is no date"
    return "", (_wrong("--date", message, "type 2026-11-20 or 2026-11-20T08:30"),)


def _check_slug(slug: str, title: str, sources: Sources) -> Iterable[Problem]:
    if not title.strip():
        yield _wrong("TITLE", "a headline was wanted", 'type byline new "A Headline"')
    for file in sources.columns:
        if slug_of_name(_stem(file.path)) == slug:
            message = f"there is a column of this name already: {file.path}"
            yield _wrong(
                "TITLE", message, "choose another title, or go on with that one"
            )


def _stem(path: str) -> str:
    """Give the name that counts: the file's, or the folder's of an index.md."""
    pure = PurePosixPath(path)
    return pure.parent.name if pure.name == "index.md" else pure.stem


def _unknown(option: str, asked: str, noun: str, known: Iterable[str]) -> Problem:
    names = sorted(set(known))
    meant = nearest(asked, names)
    hint = f"did you mean {meant}?" if meant else f"there are {', '.join(names)}"
    return _wrong(option, f"there is no {noun} “{asked}”", hint)


def _wrong(where: str, message: str, hint: str) -> Problem:
    return Problem(place=Place(file=where), message=message, hint=hint)

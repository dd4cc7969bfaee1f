r"""Headings: their ids, their levels below the page's own h1, and `{#id}`.

Owns ids.  The rule for levels: the highest heading of a text becomes h2, all others
move by the same step, none goes below h6.  So `#` over `##` becomes h2 over h3, a text
of `##` alone stays, and the page's title is the only h1.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.problems import Problem, Weight
from generator.source.body import Heading
from generator.source.markdown.inline_text import plain_text
from generator.urls import slugify

if TYPE_CHECKING:
    from markdown_it.token import Token

    from generator.source.markdown.places import Source

RESERVED = frozenset({"comments", "corrections", "main", "print", "title"})
"""Ids of a column page's own parts, which no heading takes; a link may lead there."""

_EXPLICIT = re.compile(r"(?:^|[ \t]+)\{#([^\s{}#\"'<>&]+)\}[ \t]*$")


def take_explicit_ids(tokens: list[Token]) -> None:
    """Move each `{#id}` that ends a heading into its token, before inline parsing."""
    for index, token in enumerate(tokens):
        if token.type == "heading_open":
            inline = tokens[index + 1]
            match = _EXPLICIT.search(inline.content)
            if match:
                token.meta["id"] = match[1]
                inline.content = inline.content[: match.start()]


def name_headings(
    tokens: list[Token], taken: set[str], source: Source
) -> tuple[tuple[Heading, ...], list[Problem]]:
    """Set levels and ids of all headings, and give what others may ask of them."""
    opening = [i for i, token in enumerate(tokens) if token.type == "heading_open"]
    if not opening:
        return (), []
    step = 2 - min(int(tokens[index].tag[1]) for index in opening)
    problems: list[Problem] = []
    explicit = _explicit_ids(tokens, opening, taken, (source, problems))
    headings = []
    counts: dict[str, int] = {}
    for index in opening:
        token, text = tokens[index], plain_text(tokens[index + 1].children).strip()
        level = min(int(token.tag[1]) + step, 6)
        closing = tokens[index + 2]
        token.tag = closing.tag = f"h{level}"
        id_ = explicit.get(index) or _free(slugify(text) or "section", taken, counts)
        token.attrs["id"] = id_
        headings.append(Heading(level=level, id=id_, text=text))
    return tuple(headings), problems


def _explicit_ids(
    tokens: list[Token],
    opening: list[int],
    taken: set[str],
    report: tuple[Source, list[Problem]],
) -> dict[int, str]:
    """Give the ids that the writer chose, each once; they go before made ones."""
    source, problems = report
    chosen: dict[int, str] = {}
    for index in opening:
        id_ = tokens[index].meta.get("id")
        if not id_:
            continue
        if id_ in taken or id_ in RESERVED:
            place = source.place_of(tokens[index], "{#" + id_)
            message = f'the id "{id_}" is used twice'
            hint = "give one of the two headings another id"
            if id_ in RESERVED:
                message = f'the id "{id_}" belongs to the page around the text'
                hint = "give this heading another id"
            problems.append(
                Problem(place=place, message=message, hint=hint, weight=Weight.WARN)
            )
            continue
        taken.add(id_)
        chosen[index] = id_
    return chosen


def _free(slug: str, taken: set[str], counts: dict[str, int]) -> str:
    """Number a slug until no other heading has it."""
    id_ = slug
    while id_ in taken or id_ in RESERVED:
        counts[slug] = counts.get(slug, 1) + 1
        id_ = f"{slug}-{counts[slug]}"
    taken.add(id_)
    return id_

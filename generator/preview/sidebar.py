"""The writer's side bar: what a page says of itself, as facts for the browser to draw.

Pure.  Knows neither the library nor a theme: a page's view, the problems of a run and,
where the caller has it, what the column's file says.  No clock: whether a piece is live
is the server's to say.
"""

from __future__ import annotations

import json
import math
from typing import cast

from generator.pages.feed_views import FeedView, RedirectView, RobotsView, SitemapView
from generator.pages.furniture import plain
from generator.pages.page import Page
from generator.pages.parts import Prose
from generator.pages.views import AuthorView, ColumnView, DeskPageView
from generator.preview.looks import build_looks
from generator.preview.slots import HEADLINE, STANDFIRST, measure
from generator.problems import Problem
from generator.source.author import Author
from generator.source.column import Column, DisclaimerChoice, Role
from generator.source.markdown.figures import NO_ALT

Facts = dict[str, object]
"""Ready for `json.dumps`."""

_WORDS_A_MINUTE = 240
"""Silent reading of English non-fiction: 238 on average (Brysbaert 2019)."""
_SIGNS_A_MINUTE = 400
"""Of scripts that part no words, where characters are counted."""
_UNPARTED = frozenset(("zh", "ja", "th", "lo", "km", "my"))


def build_facts(
    page: Page | None,
    problems: tuple[Problem, ...],
    *,
    column: Column | None = None,
    authors: tuple[Author, ...] = (),
) -> dict[str, object]:
    """Gather the facts for the side bar of one page.

    `column` and `authors`, its byline's records, tell where the disclaimer comes from.
    """
    if page is None:
        return {"kind": "missing", "file": ""}
    view = page.view
    facts: Facts = {"kind": page.kind.value, "file": page.origin}
    if isinstance(view, FeedView | SitemapView | RobotsView | RedirectView):
        return facts
    own = tuple(problem for problem in problems if problem.place.file == page.origin)
    facts["language"] = page.language
    if isinstance(view, ColumnView):
        facts |= _column_facts(view, column, authors)
        facts |= _text_facts(view.prose, own)
    else:
        facts["looks"] = build_looks(view.head, view.frame)
    if isinstance(view, AuthorView):
        facts |= _text_facts(view.bio, own)
    elif isinstance(view, DeskPageView):
        facts |= _text_facts(view.prose, own)
    return facts


def _column_facts(
    view: ColumnView, column: Column | None, authors: tuple[Author, ...]
) -> Facts:
    card, head = view.card, view.head
    data = _structured(view)
    words = cast("int", data.get("wordCount", 0))
    return {
        "words": words,
        "minutes": _minutes(words, card.language),
        "date": card.date.iso(),
        "expires": data.get("expires"),
        "headline": measure(card.title, HEADLINE, whole=head.title),
        "standfirst": measure(card.summary, STANDFIRST, whole=head.description),
        "looks": build_looks(head, view.frame, card),
        "disclaimer": {
            "text": plain(view.disclaimer),
            **_disclaimer_source(view, column, authors),
        },
    }


def _structured(view: ColumnView) -> dict[str, object]:
    """Read the words for machines: they count the text and know when it expires."""
    data = view.head.json_ld
    return cast("dict[str, object]", json.loads(data)) if data else {}


def _minutes(words: int, language: str) -> int:
    """Give the reading time, a minute at least."""
    unparted = language.partition("-")[0].casefold() in _UNPARTED
    return max(1, math.ceil(words / (_SIGNS_A_MINUTE if unparted else _WORDS_A_MINUTE)))


def _disclaimer_source(
    view: ColumnView, column: Column | None, authors: tuple[Author, ...]
) -> dict[str, str]:
    """Say whose disclaimer is in force, and the file that it stands in."""
    choice = column.disclaimer if column else None
    if column is not None and isinstance(choice, str):
        return {"from": "column", "file": column.path}
    if not view.disclaimer:
        chosen = column is not None and choice is DisclaimerChoice.NONE
        return {"from": "none", "file": column.path if column and chosen else ""}
    if column is None:
        return {"from": "", "file": ""}
    if choice is not DisclaimerChoice.SITE:
        wrote = {one.author for one in column.contributors if one.role is Role.BY}
        for author in authors:
            if author.id in wrote and author.disclaimer:
                return {"from": "author", "file": author.path}
    return {"from": "site", "file": "content/site.yaml"}


def _text_facts(prose: Prose, own: tuple[Problem, ...]) -> Facts:
    """Say what was found in a text: links to nowhere, pictures without words."""
    targets = tuple(target.written for target in prose.targets)
    return {
        "links": {
            "checked": len(targets),
            "broken": [_spot(one) for one in own if _is_of_link(one, targets)],
        },
        "undescribed": [_spot(one) for one in own if one.message == NO_ALT],
    }


def _is_of_link(problem: Problem, targets: tuple[str, ...]) -> bool:
    """Tell whether a problem's place is where a link's target begins."""
    at = problem.place.column - 1
    line = problem.place.excerpt
    own_part = line[max(0, at - 1) : at + 1] == "(#"
    return own_part or line[at:].startswith(targets)


def _spot(problem: Problem) -> dict[str, object]:
    place = problem.place
    return {
        "file": place.file,
        "line": place.line,
        "column": place.column,
        "message": problem.message,
        "hint": problem.hint,
    }

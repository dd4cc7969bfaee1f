"""The corpus: opinion columns made by number, the same ones on every machine.

Owns what a column says; how a generator wants it written is in `dialects`.
Invariant: each column has a generator of random numbers of its own, seeded by its
number, so that column 7 says the same in a corpus of ten as in one of ten thousand;
only its date, spread over twenty years, depends on how many there are.
"""

from __future__ import annotations

import datetime as dt
import random
import re
from dataclasses import dataclass

from vocabulary import (
    DISCLAIMERS,
    FIRST_NAMES,
    LAST_NAMES,
    LINKS,
    OPENINGS,
    SECTIONS,
    SENTENCES,
    TITLES,
    WORDS,
)

SEED = "columns-2"
FIRST_DAY = dt.datetime(2005, 1, 3, 6, tzinfo=dt.UTC)
LAST_DAY = dt.datetime(2024, 12, 30, 6, tzinfo=dt.UTC)
YEARS = tuple(range(FIRST_DAY.year, LAST_DAY.year + 1))
_WORDS = 770
"""Of all paragraphs together; lists, headings and notes come on top."""
_SLOT = re.compile(r"\{(\w+)\}")
_PLAIN = re.compile(r"[a-z]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Author:
    """A columnist."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column, in no generator's dialect yet."""

    slug: str
    title: str
    author: Author
    date: dt.datetime
    section: str
    tags: tuple[str, ...]
    """The section is always one of them: not every peer has sections."""
    summary: str
    disclaimer: str
    """"" for none."""
    font_size: str
    body: str
    """CommonMark with footnotes."""


def make_column(number: int, count: int) -> Column:
    """Make one column of a corpus of `count`."""
    draw = random.Random(f"{SEED}:{number}")
    section = draw.choice(SECTIONS)
    others = [tag for tag in SECTIONS if tag != section]
    title = _fill(draw, draw.choice(TITLES))
    return Column(
        slug=f"{slug_of(title)}-{number:06d}",
        title=title,
        author=draw.choice(AUTHORS),
        date=_date_of(number, count),
        section=section,
        tags=(section, *draw.sample(others, draw.randrange(3))),
        summary=f"{_sentence(draw)} {_sentence(draw)}",
        disclaimer=draw.choice(DISCLAIMERS),
        font_size=draw.choice(("small", "medium", "medium", "medium", "large")),
        body=_body(draw, with_note=number % 5 == 3),
    )


def slug_of(text: str) -> str:
    """Make a name for addresses: "Why it can't" → "why-it-cant"."""
    return re.sub(r"[^a-z0-9]+", "-", text.lower().replace("'", "")).strip("-")


def _make_authors() -> tuple[Author, ...]:
    """Pair each first name with two last names."""
    many = len(LAST_NAMES)
    names = (
        f"{FIRST_NAMES[k % many]} {LAST_NAMES[(k * 7 + k // many) % many]}"
        for k in range(2 * many)
    )
    return tuple(Author(id=slug_of(name), name=name) for name in names)


AUTHORS = _make_authors()


def _date_of(number: int, count: int) -> dt.datetime:
    share = number / max(1, count - 1)
    return FIRST_DAY + dt.timedelta(
        minutes=int((LAST_DAY - FIRST_DAY) / dt.timedelta(minutes=1) * share)
    )


def _body(draw: random.Random, *, with_note: bool) -> str:
    """Make ten to sixteen paragraphs with the elements that columns have."""
    count = draw.randrange(10, 17)
    blocks = [
        _paragraph(draw, _WORDS // count - draw.randrange(12)) for _ in range(count)
    ]
    for _ in range(draw.randrange(3, 8)):
        at = draw.randrange(count)
        mark = draw.choice(("**", "*", "*", "*"))
        blocks[at] = _around_words(draw, blocks[at], mark, mark)
    for at in draw.sample(range(count), draw.randrange(2, 5)):
        address = _fill(draw, draw.choice(LINKS))
        blocks[at] = _around_words(draw, blocks[at], "[", f"]({address})")
    if with_note:
        blocks[draw.randrange(1, count)] += "[^1]"
    if draw.random() < 0.4:
        at = draw.randrange(2, count)
        lines = re.split(r"(?<=\.) ", blocks[at], maxsplit=1)
        blocks[at] = "\n".join(f"> {line}" for line in lines)
    if draw.random() < 0.35:
        items = (f"- {_sentence(draw)}" for _ in range(draw.randrange(3, 6)))
        blocks.insert(draw.randrange(3, count), "\n".join(items))
    for _ in range(draw.randrange(3)):
        heading = _fill(draw, "## The {adjective} {noun}")
        blocks.insert(draw.randrange(2, len(blocks)), heading)
    if with_note:
        blocks.append(f"[^1]: {_sentence(draw)}")
    return "\n\n".join(blocks) + "\n"


def _paragraph(draw: random.Random, words: int) -> str:
    sentences: list[str] = []
    while sum(sentence.count(" ") + 1 for sentence in sentences) < words:
        sentences.append(_sentence(draw))
    return " ".join(sentences)


def _sentence(draw: random.Random) -> str:
    text = _fill(draw, draw.choice(SENTENCES))
    if draw.random() < 0.25:
        text = f"{draw.choice(OPENINGS)} {text}"
    end = "?" if draw.random() < 0.05 else "."
    start = 1 if text.startswith('"') else 0
    return text[:start] + text[start].upper() + text[start + 1 :] + end


def _fill(draw: random.Random, pattern: str) -> str:
    """Put a word into each slot: "the {noun}" → "the bridge"."""
    return _SLOT.sub(lambda slot: draw.choice(WORDS[slot[1]]), pattern)


def _around_words(draw: random.Random, text: str, start: str, end: str) -> str:
    """Put marks around two or three plain words, where there are such at the place."""
    words = text.split(" ")
    at = draw.randrange(1, max(2, len(words) - 4))
    until = at + draw.randrange(2, 4)
    if not all(_PLAIN.fullmatch(word) for word in words[at:until]):
        return text
    marked = f"{start}{' '.join(words[at:until])}{end}"
    return " ".join([*words[:at], marked, *words[until:]])

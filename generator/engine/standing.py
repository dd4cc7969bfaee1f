"""Standing: whether a site still is what was built, without planning it again.

Owns what, besides single columns, decides the whole output, and when the clock will
change it.  Pure but for the record and the stamps of the output's files.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator import __version__
from generator.digest import Digest, digest
from generator.engine.bench import Bench
from generator.engine.codec import decoder, encode
from generator.engine.kept import Kept
from generator.engine.outcome import Outcome
from generator.engine.record import (
    News,
    PageRow,
    Record,
    count_pages,
    load_meta,
    save_news,
)
from generator.engine.texts import TextState
from generator.engine.write import Written
from generator.problems import Problem
from generator.publication.calendar import Withheld

if TYPE_CHECKING:
    from generator.engine.survey import Survey

_TEXTS_OF_ALL = ("content/authors/", "content/pages/")
"""What every page may print something of."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """Everything that decides the output."""

    basis: Digest
    """Of all that concerns every page: settings, theme, authors, pictures …"""
    texts: Digest
    """Of every text."""
    now: float
    """In seconds since 1970."""

    @classmethod
    def of(
        cls, bench: Bench, state: TextState, now: dt.datetime, *, drafts: bool
    ) -> Standing:
        """Gather what decides the output of a build."""
        texts = tuple(
            (path, made)
            for path, made in state.digests.items()
            if path.startswith(_TEXTS_OF_ALL)
        )
        theme = bench.theme.sources if bench.theme else None
        links = (bench.links.site, bench.links.style)
        basis = (__version__, bench.settings, theme, links, drafts, texts, state.files)
        return cls(basis=digest(basis), texts=state.digest, now=now.timestamp())

    def follows(self, record: Record) -> bool:
        """Tell whether only single columns can be other than in the record."""
        return load_meta(record, "basis") == self.basis


def still_stands(record: Record, standing: Standing) -> bool:
    """Tell whether the site would be what it is: same texts, and nothing is due."""
    if not standing.follows(record) or load_meta(record, "texts") != standing.texts:
        return False
    then, due = load_meta(record, "now"), load_meta(record, "due")
    return float(then) <= standing.now and (not due or standing.now < float(due))


def next_due(kept: Kept, now: dt.datetime) -> dt.datetime | None:
    """Find when the next column goes live or expires."""
    rows = kept.connection.execute("select listed from text where listed != ''")
    moments = [
        moment
        for (row,) in rows
        for moment in _moments(json.loads(row))
        if moment > now.timestamp()
    ]
    if not moments:
        return None
    return dt.datetime.fromtimestamp(min(moments), tz=now.tzinfo)


def save_standing(
    record: Record,
    standing: Standing,
    survey: Survey,
    pages: Iterable[PageRow],
    outcome: Outcome,
) -> None:
    """Record what was built, and from what."""
    due = outcome.next_due
    told = (outcome.columns, outcome.pages, outcome.withheld, survey.problems)
    save_news(
        record,
        News(
            parts=survey.parts,
            pages=pages,
            live=survey.live,
            dead=survey.dead,
            rendered=outcome.rendered,
            meta={
                "basis": standing.basis,
                "texts": standing.texts,
                "now": str(standing.now),
                "due": str(due.timestamp()) if due else "",
                "outcome": json.dumps(encode(told), ensure_ascii=False),
                "strangers": json.dumps(outcome.files.strangers),
            },
            whole=survey.whole,
        ),
    )


def load_outcome(record: Record, output: Path) -> Outcome:
    """Tell again what a build that changed nothing would tell."""
    columns, pages, withheld, problems = json.loads(load_meta(record, "outcome"))
    due = load_meta(record, "due")
    return Outcome(
        output=output,
        done=True,
        columns=columns,
        pages=pages,
        withheld=decoder(tuple[Withheld, ...])(withheld),
        problems=decoder(tuple[Problem, ...])(problems),
        files=Written(
            unchanged=count_pages(record),
            strangers=tuple(json.loads(load_meta(record, "strangers"))),
        ),
        next_due=dt.datetime.fromtimestamp(float(due), tz=dt.UTC) if due else None,
    )


def _moments(row: list[object]) -> Iterable[float]:
    """Give when a column goes live and when it expires; a draft does neither."""
    _, _, at, until, draft = row[:5]
    assert isinstance(at, float), "a row holds its date in seconds"
    if draft:
        return ()
    return (at, until) if isinstance(until, float) else (at,)

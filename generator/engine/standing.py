"""Standing: whether a site still is what was built, without planning it again.

Owns what, besides single columns, decides the whole output, and when the clock will
change it.  Pure but for the record and the store.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from zoneinfo import ZoneInfo

from msgspec import Struct

from generator import __version__
from generator.digest import Digest, digest
from generator.engine.bench import Bench
from generator.engine.codec import decoder, spell
from generator.engine.desk_facts import DeskFacts
from generator.engine.kept import Kept
from generator.engine.outcome import BuildOptions, Outcome
from generator.engine.record import (
    Record,
    count_files,
    load_digests,
    load_meta,
    save_meta,
)
from generator.engine.shelving import load_pending
from generator.engine.texts import TextState
from generator.engine.write import Holding, Written
from generator.problems import Problem
from generator.publication.calendar import Withheld
from generator.source.settings import Settings

if TYPE_CHECKING:
    from generator.theme.theme import Theme


class Terms(Struct, frozen=True, kw_only=True):
    """What decides which columns are published, besides the columns."""

    settings: Settings
    now: dt.datetime
    """In the desk's zone."""
    drafts: bool
    basis: Digest
    """Of all that concerns every page."""


class _Told(NamedTuple):
    """What was told of a build and is told again while nothing changes."""

    columns: int
    pages: int
    withheld: tuple[Withheld, ...]
    problems: tuple[Problem, ...]
    """Those that no text has alone."""


_Paths = tuple[str, ...]


def terms_of(bench: Bench, desk: DeskFacts, options: BuildOptions) -> Terms:
    """Gather what decides; the basis is of settings, links, the desk's texts …"""
    settings, drafts = bench.settings, options.drafts
    links = (bench.links.site, bench.links.style)
    return Terms(
        settings=settings,
        now=in_zone(options.now, settings),
        drafts=drafts,
        basis=digest((__version__, settings, links, drafts, desk.pages)),
    )


def in_zone(now: dt.datetime, settings: Settings) -> dt.datetime:
    """Put the value of the clock into the desk's zone."""
    zone = ZoneInfo(settings.time_zone)
    return now.replace(tzinfo=zone) if now.tzinfo is None else now.astimezone(zone)


def still_stands(
    record: Record,
    kept: Kept,
    state: TextState,
    terms: Terms,
    *,
    theme: Theme | None,
) -> bool:
    """Tell whether the site would be what it is: same texts and theme, nothing due."""
    known = {
        "basis": terms.basis,
        "born": kept.born,
        "serial": str(state.serial),
        "theme": theme.sources if theme else "",
    }
    if any(load_meta(record, name) != value for name, value in known.items()):
        return False
    if load_pending(record.connection) or not load_meta(record, "outcome"):
        return False
    then, due = float(load_meta(record, "now")), load_meta(record, "due")
    now = terms.now.timestamp()
    return then <= now and (not due or now < float(due))


def next_due(kept: Kept, now: dt.datetime) -> dt.datetime | None:
    """Find when the next column goes live or expires; a draft does neither."""
    found = kept.connection.execute(
        "select min(at) from text"
        " where at > ?1 and draft = 0 and (until is null or at < until)"
        " union all select min(until) from text where until > ?1 and draft = 0",
        (now.timestamp(),),
    )
    moments = [moment for (moment,) in found if moment is not None]
    return dt.datetime.fromtimestamp(min(moments), tz=now.tzinfo) if moments else None


def save_outcome(
    record: Record, outcome: Outcome, problems: tuple[Problem, ...]
) -> None:
    """Note what was told of a build; `problems` are those that no text has alone."""
    due = outcome.next_due
    told = _Told(outcome.columns, outcome.pages, outcome.withheld, problems)
    facts: Mapping[str, str] = {
        "due": repr(due.timestamp()) if due else "",
        "outcome": spell(told),
        "strangers": spell(outcome.files.strangers),
    }
    save_meta(record, facts)


def load_outcome(record: Record, output: Path) -> Outcome:
    """Tell again what a build that changed nothing would tell."""
    told = decoder(_Told)(load_meta(record, "outcome"))
    due = load_meta(record, "due")
    return Outcome(
        output=output,
        done=True,
        columns=told.columns,
        pages=told.pages,
        withheld=told.withheld,
        problems=told.problems,
        files=Written(unchanged=count_files(record), strangers=load_strangers(record)),
        next_due=dt.datetime.fromtimestamp(float(due), tz=dt.UTC) if due else None,
    )


def holding_of(record: Record) -> Holding:
    """Give what an output that stands holds."""
    return Holding(owned=load_digests(record), healed={})


def load_strangers(record: Record) -> tuple[str, ...]:
    """Give what in the output wasn't Byline's when all of it was gone through."""
    found: tuple[str, ...] = decoder(_Paths)(load_meta(record, "strangers") or "[]")
    return found

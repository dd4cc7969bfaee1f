"""The survey: what is published now, and which parts of the plan that touches.

Owns how shelves follow the texts and the clock, and which problems show when columns
meet.  Invariant: a part of the plan that is neither pending nor touched is, page for
page, as the output has it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from msgspec import Struct

from generator.digest import Digest
from generator.engine.codec import spell
from generator.engine.kept import Kept
from generator.engine.lookup import open_library
from generator.engine.recalling import dressed_otherwise
from generator.engine.record import Record, load_meta, save_meta
from generator.engine.shelving import (
    DRESS,
    EVERYTHING,
    add_pending,
    count_live,
    load_pending,
)
from generator.engine.sorting import Anew, Sorter
from generator.engine.standing import Terms
from generator.engine.texts import TextState
from generator.pages.keys import PlanKey, all_keys, parse_key, site_keys
from generator.pages.touched import keys_leading_to, touched_keys
from generator.pages.wanted import ALL_WANTED, Wanted
from generator.problems import Problem
from generator.publication.doubts import doubt_names
from generator.publication.library import Library, nobodys_comments
from generator.source.pictures import STATIC
from generator.theme.faults import TemplateProblem
from generator.theme.theme import Theme

THEME = "theme"
"""The owner of the files that are no part of the plan: the theme's, and the host's."""


class Survey(Struct, frozen=True, kw_only=True):
    """What the site would be, as far as it may be another than last time."""

    library: Library
    keys: tuple[PlanKey, ...]
    """The parts to plan again."""
    dressed: tuple[str, ...]
    """Owners of the parts of which nothing but templates are others."""
    whole: bool
    """Whether the parts to plan again are all that there are."""
    token: str
    """Tells this state of the library from all others of this record."""
    columns: int
    """How many are published."""
    problems: tuple[Problem, ...]


def survey_site(
    kept: Kept,
    record: Record,
    state: TextState,
    terms: Terms,
    *,
    stale: frozenset[str],
    theme: Theme | None = None,
    begun: Anew | None = None,
) -> Survey:
    """Bring the shelves up to date, and name the parts of the plan that this touches.

    Args:
        kept: the store of texts.
        record: of the output; its shelves follow.
        state: what the store says of the texts.
        terms: what else decides.
        stale: owners of files that are not as the record has them.
        theme: the one that pages are dressed in; None: in none that can be read.
        begun: what `begin_survey` gave.
    """
    connection = record.connection
    anew = begun or begin_survey(kept, record, terms)
    if anew is None:
        connection.execute("begin immediate")
        sorter = Sorter(kept, record, terms)
        changes = sorter.go_on()
    else:
        anew.end()
        sorter, changes = anew.sorter, ()
    token = str(int(load_meta(record, "token") or 0) + 1)
    # Should this build be stopped, the next one must not take it for a good one.
    sources = theme.sources if theme else ""
    other_theme = load_meta(record, "theme") != sources
    facts = {"token": token, "outcome": "", "theme": sources}
    wants_more = False
    if other_theme and theme is not None:
        # Read by whoever plans a column (see `shelves`).
        facts["wanted"] = spell(sorted(_wanted_by(theme)))
        wants_more = load_meta(record, "wanted") != facts["wanted"]
    save_meta(record, {**facts, **_facts(kept, state, terms)})
    library = open_library(connection, kept.connection, terms.settings)
    touched = {str(key) for key in touched_keys(changes, library)}
    touched |= {str(key) for key in _touched_unseen(sorter, library)}
    everything = anew is not None or wants_more
    add_pending(connection, [EVERYTHING] if everything else sorted(touched))
    add_pending(connection, [DRESS] if other_theme else [])
    pending = load_pending(connection)
    connection.execute("commit")
    whole = EVERYTHING in pending
    named = (pending | stale) - {DRESS}
    again = named | _troubled(record, named)
    keys = all_keys(library) if whole else map(parse_key, sorted(again - {THEME}))
    dressed: Iterable[str] = ()
    if DRESS in pending and not whole:
        dressed = dressed_otherwise(connection, partial(_template_digest, theme))
    return Survey(
        library=library,
        keys=tuple(keys),
        # The long ones first, as in the whole plan.
        dressed=tuple(sorted({*dressed} - again, reverse=True)),
        whole=whole,
        token=f"{kept.born}:{token}",
        columns=count_live(connection),
        problems=(
            *sorter.problems,
            *doubt_names(library),
            *(() if state.unread else _check_discussions(kept)),
        ),
    )


def begin_survey(kept: Kept, record: Record, terms: Terms) -> Anew | None:
    """Begin to fill all shelves anew, if they can't follow single columns.

    Until `survey_site` has ended it, nobody else sees a difference.
    """
    if _follows(kept, record, terms):
        return None
    record.connection.execute("begin immediate")
    return Sorter(kept, record, terms).start_again()


def _wanted_by(theme: Theme) -> Wanted:
    """Tell what a theme prints of a column, among what is dear to make."""
    return theme.may_name("column.html", ALL_WANTED)


def _template_digest(theme: Theme | None, template: str) -> Digest | None:
    """Digest a template; None where it can't be read: to render it will tell why."""
    try:
        return theme.digest(template) if theme else None
    except TemplateProblem:
        return None


def _follows(kept: Kept, record: Record, terms: Terms) -> bool:
    """Tell whether only single columns can be other than the shelves have them."""
    known = load_meta(record, "basis"), load_meta(record, "born")
    return known == (terms.basis, kept.born)


def _facts(kept: Kept, state: TextState, terms: Terms) -> dict[str, str]:
    return {
        "basis": terms.basis,
        "born": kept.born,
        "serial": str(state.serial),
        "now": repr(terms.now.timestamp()),
    }


def _touched_unseen(sorter: Sorter, library: Library) -> Iterator[PlanKey]:
    """Name what is touched by files, and by texts that are not published."""
    for path in sorter.unseen:
        yield from keys_leading_to(path, library)
        if path.startswith(STATIC):
            yield from site_keys()


def _troubled(record: Record, touched: frozenset[str]) -> frozenset[str]:
    """Name the parts with problems: hints speak of what else there is."""
    if not touched:
        return frozenset()
    found = record.connection.execute("select owner from part")
    return frozenset(owner for (owner,) in found)


def _check_discussions(kept: Kept) -> Iterator[Problem]:
    """Name the files of comments that belong to no column."""
    found = kept.connection.execute(
        "select path, substr(key, 10) from text as said"
        " where key > 'comments:' and key < 'comments;' and not exists"
        " (select 1 from text where key = 'column:' || substr(said.key, 10))"
        " order by path"
    )
    for path, column in found:
        yield nobodys_comments(path, column)

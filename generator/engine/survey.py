"""The survey: the library of what was read, what of its plan is touched, what is wrong.

Owns which parts of the site are planned again, and which problems are shown together:
one file that can't be read must not have others blamed for links to it.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar, cast

from generator.digest import Digest, digest
from generator.engine.codec import decoder
from generator.engine.collisions import Claim, check_collisions
from generator.engine.kept import Kept, load_listed, load_value
from generator.engine.listed_rows import ListedReader
from generator.engine.record import (
    LiveRow,
    PageRow,
    Record,
    load_live,
    load_pages,
    load_troubled,
    load_unchecked,
)
from generator.engine.texts import TextState
from generator.pages.keys import PlanKey, all_keys, parse_key
from generator.pages.plan import plan_parts
from generator.pages.stages import Stage
from generator.pages.texts import Part
from generator.pages.touched import Change, touched_keys
from generator.problems import Problem, Weight, sort_problems
from generator.publication.inputs import Inputs, Piece
from generator.publication.library import Library, build_library
from generator.publication.links import check_addresses
from generator.source.author import Author, DeskPage, Discussion
from generator.source.settings import Settings
from generator.theme.assets import Asset
from generator.urls import Address

THEME = "theme"
"""The owner of the files that are no part of the plan: the theme's, and the host's."""
V = TypeVar("V")


class KeptPieces(Mapping[str, Piece]):
    """The columns in the store, by path; each is decoded when it is asked for."""

    def __init__(self, kept: Kept, paths: Iterable[str]) -> None:
        self._kept = kept
        self._paths = tuple(paths)
        self._made: dict[str, Piece] = {}

    def __getitem__(self, path: str) -> Piece:
        """Decode a column, once."""
        found = self._made.get(path)
        if found is None:
            found = cast("Piece", load_value(self._kept, path, Piece))
            self._made[path] = found
        return found

    def __iter__(self) -> Iterator[str]:
        return iter(self._paths)

    def __len__(self) -> int:
        return len(self._paths)


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What the site would be, as far as it may be another than last time."""

    library: Library
    parts: Mapping[str, Part]
    """What was planned again, by the spelling of its key."""
    kept_pages: Mapping[str, PageRow]
    """Files of the output that are as they were, by address."""
    old_pages: Mapping[str, PageRow]
    """All files of the record, by address."""
    live: tuple[LiveRow, ...]
    """Columns that are new or another."""
    dead: tuple[str, ...]
    whole: bool
    problems: tuple[Problem, ...]

    def count_pages(self) -> int:
        """Count the pages of the whole site."""
        planned = sum(len(part.pages) for part in self.parts.values())
        pages = (row for row in self.kept_pages.values() if row.stage != Stage.ASSET)
        return planned + sum(1 for _ in pages)


def read_inputs(
    kept: Kept,
    state: TextState,
    settings: Settings,
    *,
    now: dt.datetime,
    drafts: bool,
) -> Inputs:
    """Gather everything that decides what is published."""
    reader = ListedReader(settings)
    rows = kept.connection.execute(
        "select path, listed from text where listed != '' order by path"
    )
    listed = [reader.read(row) for _, row in rows]
    discussions = _values(kept, "comments", Discussion)
    return Inputs(
        settings=settings,
        listed=tuple(listed),
        pieces=KeptPieces(kept, (one.path for one in listed)),
        authors=_values(kept, "author", Author),
        desk_pages=_values(kept, "page", DeskPage),
        # Comments on a column that can't be read would seem to belong to none.
        discussions=() if state.unread else discussions,
        files={file.path: file for file in state.files},
        now=now,
        drafts=drafts,
    )


def survey_site(
    kept: Kept,
    inputs: Inputs,
    state: TextState,
    record: Record,
    *,
    whole: bool,
    stale: frozenset[str],
    assets: tuple[Asset, ...],
) -> Survey:
    """Make the library, and plan what may be another than last time.

    Args:
        kept: the store of texts.
        inputs: what decides what is published.
        state: what the store says of the texts.
        record: of the last build.
        whole: plan everything, as if nothing had been built.
        stale: owners of files that are not as the record has them.
        assets: the theme's.
    """
    library, problems = build_library(inputs)
    was = {} if whole else load_live(record)
    changes, live = find_changes(was, library, state, kept)
    dead = tuple(path for path in was if path not in library.columns_by_path)
    pages = load_pages(record)
    troubled = {} if whole else load_troubled(record)
    keys = (
        frozenset(all_keys(library))
        if whole
        else _touched(changes, library, stale, troubled)
    )
    planned = plan_parts(library, sorted(keys, key=str))
    parts = {str(key): part for key, part in planned.items()}
    kept_pages = (
        {}
        if whole
        else {
            address: row
            for address, row in pages.items()
            if row.owner not in parts and row.owner != THEME
        }
    )
    found = [*problems, *_problems_of(parts, troubled)]
    found += _check_links(parts, kept_pages, record, whole=whole)
    if state.unread:
        # Broken links and unknown names may be the unread file's fault.
        found = [problem for problem in found if problem.weight is Weight.STOP]
    found += check_collisions(_claims(parts, kept_pages, pages, assets))
    return Survey(
        library=library,
        parts=parts,
        kept_pages=kept_pages,
        old_pages=pages,
        live=live,
        dead=dead,
        whole=whole,
        problems=sort_problems(found),
    )


def find_changes(
    was: Mapping[str, LiveRow], library: Library, state: TextState, kept: Kept
) -> tuple[tuple[Change, ...], tuple[LiveRow, ...]]:
    """Find what became of each published column since the record was written."""
    reader = ListedReader(library.settings)
    said = {
        held.column: state.digests.get(held.path, Digest(""))
        for held in library.discussions.values()
    }
    changes: list[Change] = []
    rows: list[LiveRow] = []
    for column, listed in library.listed.items():
        old = was.get(listed.path)
        made = state.digests[listed.path]
        if column in said:
            made = digest((made, said[column]))
        if old is not None and old.digest == made:
            continue
        card = library.entries[column].card.digest
        before = reader.read(old.listed) if old else None
        row = LiveRow(listed.path, made, load_listed(kept, listed.path), card)
        rows.append(row)
        same = old is not None and old.card == card and before == listed
        changes.append(Change(old=before, new=listed, card=not same))
    for path, old in was.items():
        if path not in library.columns_by_path:
            changes.append(Change(old=reader.read(old.listed), new=None, card=True))
    return tuple(changes), tuple(rows)


def _touched(
    changes: tuple[Change, ...],
    library: Library,
    stale: frozenset[str],
    troubled: Iterable[str],
) -> frozenset[PlanKey]:
    touched = touched_keys(changes, library)
    again = [*stale, *troubled] if touched or stale else []
    return touched | {parse_key(owner) for owner in again if owner != THEME}


def _problems_of(
    parts: Mapping[str, Part], troubled: Mapping[str, tuple[Problem, ...]]
) -> Iterator[Problem]:
    """Give the problems of all parts, planned again or not."""
    for part in parts.values():
        yield from part.problems
    for owner, problems in troubled.items():
        if owner not in parts:
            yield from problems


def _check_links(
    parts: Mapping[str, Part],
    kept_pages: Mapping[str, PageRow],
    record: Record,
    *,
    whole: bool,
) -> tuple[Problem, ...]:
    """Check the links that name an address, now that all addresses are known."""
    unchecked = {} if whole else load_unchecked(record)
    links = {**unchecked, **{owner: part.resolved for owner, part in parts.items()}}
    resolved = [one for found in links.values() for one in found]
    if not resolved:
        return ()
    known = {*kept_pages}
    for part in parts.values():
        known |= {page.address for page in part.pages}
        known |= {file.address for file in part.files}
    return check_addresses(resolved, frozenset(known))


def _claims(
    parts: Mapping[str, Part],
    kept_pages: Mapping[str, PageRow],
    old_pages: Mapping[str, PageRow],
    assets: tuple[Asset, ...],
) -> Iterator[Claim]:
    """Say who wants which address; where all stood before, they stand well."""
    planned = [page for part in parts.values() for page in part.pages]
    files = [file for part in parts.values() for file in part.files]
    addresses = {*(page.address for page in planned), *(file.address for file in files)}
    for page in planned:
        yield Claim(address=page.address, origin=page.origin or page.address)
    for file in files:
        yield Claim(address=file.address, origin=file.path)
    if addresses - old_pages.keys():
        for row in kept_pages.values():
            yield Claim(address=Address(row.address), origin=row.origin)
    for asset in assets:
        yield Claim(address=asset.address, origin=f"the theme's {asset.address[1:]}")


def _values(kept: Kept, kind: str, value: type[V]) -> tuple[V, ...]:
    """Decode all texts of one kind, by path."""
    decode = decoder(value)
    rows = kept.connection.execute(
        "select value from text where kind=? and value != '' order by path", (kind,)
    )
    return tuple(decode(json.loads(row)) for (row,) in rows)

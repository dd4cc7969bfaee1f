"""Locating: an address → the page or file that stands there, without planning a site.

Owns the parts of the plan that somebody has asked for, and what is wrong with their
texts.  Invariant: what stands at an address is what the whole plan has there.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from generator.engine.addresses import column_addresses, columns_at, columns_showing
from generator.engine.collisions import Claim
from generator.engine.contested import Contested
from generator.engine.survey import THEME
from generator.pages.frame import build_frame
from generator.pages.keys import SITE, PlanKey, PlanKind, parse_key
from generator.pages.owners import owners_of, shelf_addresses
from generator.pages.page import CopiedFile, Page
from generator.pages.plan import plan_part
from generator.problems import Problem
from generator.publication.library import Library
from generator.publication.links import check_addresses
from generator.publication.shelf_keys import ShelfKey, ShelfKind
from generator.source.pictures import STATIC
from generator.urls import Address

if TYPE_CHECKING:
    from generator.pages.texts import Part

_MOST = 200
"""Parts that are kept."""
_FEW = 200
"""So many parts that changed are checked at once; more are left to the patrol."""
_STRETCH = 200
"""Parts after which a patrol lets go of the texts that it has read."""
_TELLING = 0.5
"""Seconds between two times that a patrol tells what it has found."""


class Located(NamedTuple):
    """What stands at an address."""

    owner: str
    """The part of the plan that it belongs to."""
    page: Page | None = None
    file: str = ""
    """The path of what is copied, from the site's folder."""


class Locator(Collection[str]):
    """The site to come, by address; it is planned as it is asked for."""

    def __init__(self, library: Library, store: sqlite3.Connection) -> None:
        self.library = library
        self._store = store
        self._frame = build_frame(library)
        self._parts: dict[PlanKey, Part] = {}
        self._told: set[PlanKey] = set()
        self._troubles: dict[PlanKey, tuple[Problem, ...]] = {}
        """What is wrong with the texts of those that were told of."""
        self._unsure: dict[PlanKey, None] = {SITE: None}
        """Parts whose problems may be others now, in the order to look at them."""
        self._left: dict[PlanKey, None] = {}
        """Parts that a patrol has still to look at."""
        self._found: dict[PlanKey, tuple[Problem, ...]] = {}
        """What it has found, and not told yet."""
        self._told_at = 0.0
        self._stretch = (0, library, self._frame)
        self.contested = Contested()

    @property
    def store(self) -> sqlite3.Connection:
        """The store of texts that is asked for addresses."""
        return self._store

    def follow(
        self,
        library: Library,
        touched: Collection[PlanKey] | None,
        changed: Collection[str],
        *,
        again: Collection[PlanKey] = (),
    ) -> None:
        """Go on with a new library.

        Args:
            library: with all that has changed.
            touched: parts that may be others now; None: all.
            changed: paths of texts that were written.
            again: parts that a build would plan again, for their texts' problems.
        """
        self._tell_found()
        self.library, self._frame = library, build_frame(library)
        self._stretch = (_STRETCH, library, self._frame)
        # Hints name what else there is, so what has problems is planned anew.
        troubled = tuple(self._troubles)
        if touched is None:
            self._parts.clear()
            self._told.clear()
        for key in (*(touched or ()), *troubled):
            self._parts.pop(key, None)
            self._told.discard(key)
        few, many = (again, ()) if len(again) <= _FEW else ((), again)
        texts = self._keys_of(changed) if len(changed) <= _FEW else ()
        self._unsure |= dict.fromkeys((*texts, *troubled, SITE, *few))
        self._told.difference_update(many)
        self._left |= dict.fromkeys(many)

    def check(self, until: float) -> bool:
        """Find what is wrong with texts, for a while; tell whether that was all."""
        while self._unsure:
            if perf_counter() > until:
                return False
            self._tell(next(iter(self._unsure)))
        return True

    def go_through(self) -> None:
        """Let the patrol begin again: any part may be another, or gone."""
        gone = (parse_key(one) for one in self.contested.owners() if one != THEME)
        self._left |= dict.fromkeys(gone)

    def patrol(self, until: float, reopen: Callable[[], Library]) -> bool:
        """Look at parts that nobody has asked for, for a while; tell whether all were.

        Args:
            until: when to stop.
            reopen: gives the same library, with nothing of it in memory.
        """
        while self._left:
            key = next(iter(self._left))
            del self._left[key]
            if key not in self._told and key not in self._unsure:
                self._find(key, reopen)
            now = perf_counter()
            if now > self._told_at + _TELLING:
                self._tell_found()
                self._told_at = now
            if now > until and self._left:
                return False
        self._tell_found()
        return True

    def problems(self) -> Iterator[Problem]:
        """Give what is wrong with the texts of all parts that were told of."""
        for problems in self._troubles.values():
            yield from problems
        yield from self.contested.problems()

    def locate(self, address: Address) -> Located | None:
        """Find what stands at an address."""
        static = self.library.files.get(STATIC + address)
        if static is not None:
            return Located("site", file=static.path)
        for key in self._owners(address):
            part = self._plan(key)
            for page in part.pages:
                if page.address == address:
                    if key in self._unsure or key not in self._told:
                        self._tell(key)
                    return Located(str(key), page=page)
            for file in part.files:
                if file.address == address:
                    return Located(str(key), file=file.path)
        return None

    def __contains__(self, address: object) -> bool:
        """Tell whether something stands at an address."""
        where = Address(str(address))
        if STATIC + where in self.library.files:
            return True
        live = self.library.columns_by_path
        if any(path in live for path in columns_at(self._store, where)):
            return True
        return any(
            one.address == where
            for key in self._owners(where)
            for one in _all_of(self._plan(key))
        )

    def __iter__(self) -> Iterator[str]:
        """Give the addresses that a writer may have meant."""
        library = self.library
        yield from column_addresses(self._store, frozenset(library.columns_by_path))
        yield from shelf_addresses(library)
        desk = [PlanKey(kind=PlanKind.DESK_PAGE, name=p.id) for p in library.desk_pages]
        for key in (SITE, *desk):
            yield from (one.address for one in _all_of(self._plan(key)))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _keys_of(self, paths: Iterable[str]) -> Iterator[PlanKey]:
        """Name the parts that some texts are shown in first."""
        pages = {page.path: page.id for page in self.library.desk_pages}
        authors = {author.path: author.id for author in self.library.authors.values()}
        for path in paths:
            column = self.library.columns_by_path.get(path)
            if column is not None:
                yield PlanKey(kind=PlanKind.COLUMN, name=column)
            elif path in pages:
                yield PlanKey(kind=PlanKind.DESK_PAGE, name=pages[path])
            elif path in authors:
                shelf = ShelfKey(kind=ShelfKind.AUTHOR, name=authors[path])
                yield PlanKey(kind=PlanKind.LIST, shelf=shelf)

    def _owners(self, address: Address) -> Iterator[PlanKey]:
        paths = columns_at(self._store, address)
        beside = columns_showing(self._store, address)
        for path in dict.fromkeys((*paths, *beside)):
            column = self.library.columns_by_path.get(path)
            if column is not None:
                yield PlanKey(kind=PlanKind.COLUMN, name=column)
        yield from owners_of(address, self.library)

    def _tell(self, key: PlanKey) -> None:
        """Find what is wrong with the texts of a part."""
        self._unsure.pop(key, None)
        self._left.pop(key, None)
        self._found.pop(key, None)
        self._settle(key, self._check(key, self._plan(key)))

    def _find(self, key: PlanKey, reopen: Callable[[], Library]) -> None:
        """Look at a part without keeping it, or what it has read, in memory."""
        part = self._parts.get(key)
        if part is None:
            count, library, frame = self._stretch
            if count >= _STRETCH:
                count, library = 0, reopen()
                frame = build_frame(library)
            self._stretch = (count + 1, library, frame)
            part = plan_part(key, library, frame)
        self._found[key] = self._check(key, part)

    def _tell_found(self) -> None:
        for key, problems in self._found.items():
            self._settle(key, problems)
        self._found.clear()

    def _settle(self, key: PlanKey, problems: tuple[Problem, ...]) -> None:
        self._told.add(key)
        self._troubles.pop(key, None)
        if problems:
            self._troubles[key] = problems

    def _check(self, key: PlanKey, part: Part) -> tuple[Problem, ...]:
        claims = [_claim(page.address, page.origin) for page in part.pages]
        claims += [_claim(file.address, file.path) for file in part.files]
        self.contested.put(str(key), claims)
        return (*part.problems, *check_addresses(part.resolved, self))

    def _plan(self, key: PlanKey) -> Part:
        part = self._parts.get(key)
        if part is None:
            part = plan_part(key, self.library, self._frame)
            self._parts[key] = part
            if len(self._parts) > _MOST:
                del self._parts[next(iter(self._parts))]
        return part


def _claim(address: Address, origin: str) -> Claim:
    return Claim(address=address, origin=origin or address)


def _all_of(part: Part) -> Iterator[Page | CopiedFile]:
    yield from part.pages
    yield from part.files

"""The vantage: what a preview sees a site from, and how that follows the disk.

Owns the open store, the shelves in memory, and the bench with the theme.  Nothing is
written but the store of texts, which all that read a site share.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator import __version__
from generator.digest import digest
from generator.engine.bench import Bench, make_bench
from generator.engine.desk_facts import DeskFacts, load_values
from generator.engine.equipment import read_site_settings
from generator.engine.kept import STORE, Kept, open_kept
from generator.engine.links import Links, LinkStyle
from generator.engine.look import ALL, look_at
from generator.engine.lookup import open_library
from generator.engine.passing import open_passing_record
from generator.engine.record import Record
from generator.engine.shelving import load_barred
from generator.engine.site_url import check_site_url
from generator.engine.stage import STATE, place_stage
from generator.engine.standing import Terms, in_zone, next_due
from generator.engine.survey import Survey, survey_site
from generator.engine.text_kinds import TextKind
from generator.engine.texts import Found, TextState, refresh_store
from generator.engine.workers import FEW, Crew, hire
from generator.problems import Problem
from generator.source.author import Author
from generator.source.scan import scan
from generator.source.settings import Settings
from generator.urls import site_base

if TYPE_CHECKING:
    from generator.engine.texts import Progress
    from generator.publication.library import Library
    from generator.theme.theme import Theme

THEMES = "themes/"


class Viewing(Struct, frozen=True, kw_only=True):
    """What a person chooses for a preview."""

    site: Path
    now: Callable[[], dt.datetime]
    drafts: bool = True
    workers: int = 1


class View(Struct, frozen=True, kw_only=True):
    """What one look has found."""

    survey: Survey | None
    """None where too little could be read for one."""
    others: bool
    """Whether settings, theme or the desk are others: any page may be."""
    problems: tuple[Problem, ...]
    """Of settings, theme and texts."""
    met: tuple[Problem, ...] = ()
    """Those that no text has by itself."""
    unread: bool = False
    """Whether some text can't be read: others' links to it are not to blame."""


class Vantage:
    """A site, open for looking at it again and again."""

    def __init__(self, viewing: Viewing, progress: Progress) -> None:
        """Prepare; the first look opens what it needs."""
        self.viewing = viewing
        self.bench: Bench | None = None
        self.record: Record | None = None
        self._kept: Kept | None = None
        self._open = ExitStack()
        self._progress = progress
        self._arguments: tuple[object, ...] = ()
        self._desk: DeskFacts | None = None
        self._problems: tuple[Problem, ...] = ()
        self._theme_problems: tuple[Problem, ...] = ()
        self._faults: tuple[Problem, ...] = ()
        """Of the theme's templates, whether a page has come by them or not."""
        self._latest: Theme | None = None
        """As it was read last."""
        self._checked = False
        self._texts: tuple[Problem, ...] = ()
        self._state: TextState | None = None

    def close(self) -> None:
        """Let go of all that is open."""
        self._open.close()
        self.bench = self.record = self._kept = self._desk = None

    def look(self, changed: frozenset[str] | None) -> View:
        """See what has changed; `changed` are paths, None: nobody knows."""
        if self._kept is None or not _is_there(self._kept, self.viewing.site):
            self._reopen()
            changed = None
        before = self.bench
        found = self._find(changed)
        if found is None or self.bench is None:
            return self._blocked()
        if not self._read(found):
            return self._blocked()
        return self._survey(before)

    def warm_up(self) -> None:
        """Load what reads texts, so that the first save need not wait for it."""
        from generator.engine import read  # the first look need not wait for it

        del read

    def check_theme(self) -> tuple[Problem, ...]:
        """Find what is wrong in any template; that is remembered until it changes."""
        if not self._checked and self._latest is not None:
            self._faults, self._checked = self._latest.check(), True
        return self._faults

    def moment(self) -> dt.datetime:
        """Read the clock, in the desk's zone."""
        assert self.bench is not None, "a look equips"
        return in_zone(self.viewing.now(), self.bench.settings)

    def reopen_library(self) -> Library:
        """Give the library of the last look, with nothing of it in memory."""
        assert self.bench is not None, "a look equips"
        assert self.record is not None, "a look opens the record"
        connection, store = self.record.connection, self.bench.store
        return open_library(connection, store, self.bench.settings)

    def due(self) -> dt.datetime | None:
        """Give the moment at which the clock will change something."""
        if self._kept is None or self.bench is None:
            return None
        return next_due(self._kept, self.moment())

    def base(self) -> str:
        """Give the path that the site is served under."""
        return site_base(self.bench.settings.url) if self.bench else "/"

    def bars(self, path: str) -> bool:
        """Tell whether a mistake keeps a column from being published."""
        return self.record is not None and path in load_barred(self.record.connection)

    def _reopen(self) -> None:
        self.close()
        site = self.viewing.site
        self._kept = self._open.enter_context(open_kept(site, clean=False))
        self.record = self._open.enter_context(open_passing_record())

    def _find(self, changed: frozenset[str] | None) -> Found | None:
        """Find the files to read, and renew the theme; None without settings."""
        assert self._kept is not None, "a look opens the store"
        if changed is not None and self.bench is not None:
            theme = {one for one in changed if f"{one}/".startswith(THEMES)}
            if theme:
                self._equip(self.bench.settings)
            site, blamed = self.viewing.site, {one.place.file for one in self._problems}
            found = look_at(site, changed - theme, self._kept, ALL)
            if found is not None and changed.isdisjoint(blamed):
                return found
        return self._find_all()

    def _find_all(self) -> Found | None:
        sources = scan(self.viewing.site)
        settings, problems = read_site_settings(sources)
        self._problems = (*problems, *sources.problems)
        if settings is None:
            return None
        self._problems += check_site_url(settings, "")
        self._equip(settings)
        return Found(sources=sources)

    def _equip(self, settings: Settings) -> None:
        """Read the theme; as long as it is what it was, so is the bench."""
        site, kept = self.viewing.site, self._kept
        assert kept is not None, "a look opens the store"
        links = Links(site=settings.url, style=LinkStyle.FOLDERS)
        place = place_stage(site, site / "output")
        self._arguments = (site, settings, links, place)
        bench = make_bench(site, settings, links, place)
        bench.store.close()
        self._theme_problems = bench.theme_problems
        if bench.theme is not None:
            bench.theme.go_on_from(self._latest)
        self._latest = bench.theme
        self._checked = False
        if self.bench is None or not _are_alike(self.bench, bench):
            self.bench = replace(bench, store=kept.connection)

    def _read(self, found: Found) -> bool:
        """Bring the store up to date; tell whether enough could be read."""
        with self._crew(found) as crew:
            assert self._kept is not None, "a look opens the store"
            state = refresh_store(self._kept, found, crew, progress=self._progress)
        self._state = state
        self._texts = state.problems
        # Every column of an unread author's would seem to have an unknown one.
        return TextKind.AUTHOR not in state.unread

    @contextmanager
    def _crew(self, found: Found) -> Iterator[Crew[Bench]]:
        """Do little alone, and much with others."""
        assert self.bench is not None, "texts are read by settings"
        if found.gone is not None and len(found.sources.columns) < FEW:
            yield Crew(context=self.bench)
            return
        count = self.viewing.workers
        with hire(self.bench, make_bench, self._arguments, count=count) as crew:
            yield crew

    def _survey(self, before: Bench | None) -> View:
        kept, record, bench = self._kept, self.record, self.bench
        assert kept is not None, "a look opens the store"
        assert record is not None, "a look opens the record"
        assert bench is not None, "a look equips"
        state = self._state
        assert state is not None, "a survey comes after reading"
        known, self._desk = self._desk, state.desk
        survey = survey_site(kept, record, state, self._terms(), stale=frozenset())
        record.connection.execute("delete from pending")
        return View(
            survey=survey,
            others=before is not bench or known != state.desk,
            problems=self._all_problems(),
            met=survey.problems,
            unread=bool(state.unread),
        )

    def _terms(self) -> Terms:
        """Say what decides which columns are there: not the theme."""
        bench, drafts = self.bench, self.viewing.drafts
        assert bench is not None, "a look equips"
        authors = load_values(bench.store, "author", Author)
        names = sorted(author.id for author in authors)
        return Terms(
            settings=bench.settings,
            now=self.moment(),
            drafts=drafts,
            basis=digest((__version__, bench.settings, drafts, names)),
        )

    def _blocked(self) -> View:
        return View(survey=None, others=False, problems=self._all_problems())

    def _all_problems(self) -> tuple[Problem, ...]:
        return (*self._problems, *self._theme_problems, *self._texts)


def _is_there(kept: Kept, site: Path) -> bool:
    """Tell whether the store still is the one that was opened."""
    if not (site / STATE / STORE).exists():
        return False
    found = kept.connection.execute("select value from fact where name='born'")
    row = found.fetchone()
    return row is not None and str(row[0]) == kept.born


def _are_alike(one: Bench, other: Bench) -> bool:
    """Tell whether two benches render the same."""
    if one.theme is None or other.theme is None:
        return False
    alike = one.settings == other.settings
    return alike and one.theme.sources == other.theme.sources

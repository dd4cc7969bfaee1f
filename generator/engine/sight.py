"""The sight: a site as it would be built now, page by page, and nothing written.

The preview's session.  Owns what is rendered when somebody asks for an address.
Invariants: what is shown is, byte for byte, what a build with the same options would
write; what can't be made now stays as it was shown last.  All of it belongs to one
thread, but for `recall`.
"""

from __future__ import annotations

from collections.abc import Iterator
from time import perf_counter
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.digest import Digest, digest, digest_bytes
from generator.engine.addresses import broken_at, is_broken
from generator.engine.bench import Bench
from generator.engine.collisions import Claim, folders_of
from generator.engine.locating import Locator
from generator.engine.makers import needs_at, render_at
from generator.engine.shown import NONE, Gallery, Shown, ShownKind
from generator.engine.survey import THEME
from generator.engine.vantage import Vantage, View, Viewing
from generator.pages.views import ColumnView
from generator.problems import Place, Problem, Weight, sort_problems
from generator.publication.calendar import State, judge
from generator.theme.faults import TemplateProblem
from generator.urls import Address

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from generator.engine.texts import Progress
    from generator.pages.page import Page
    from generator.source.author import Author
    from generator.source.column import Column
    from generator.theme.assets import Asset


class Look(Struct, frozen=True, kw_only=True):
    """What a look at the site has found."""

    problems: tuple[Problem, ...]
    seconds: float
    base: str
    """The path that the site is served under."""
    due: dt.datetime | None = None
    """When the clock will change something next."""
    replaced: tuple[Shown, ...] = ()
    """Pictures and other files that were shown, and are others now."""


class Ribbon(Struct, frozen=True, kw_only=True):
    """The state of a column that readers can't see yet."""

    state: State
    title: str
    when: str = ""
    """The date that it waits for, as a machine writes it."""


class Sight:
    """A site to look at."""

    def __init__(self, viewing: Viewing, progress: Progress = lambda *_: None) -> None:
        """Prepare; the first look opens what it needs."""
        self._vantage = Vantage(viewing, progress)
        self._gallery = Gallery()
        self._locator: Locator | None = None
        self._blocked = False
        self._faults: dict[str, Problem] = {}
        """What kept pages from being rendered, by address."""
        self._theme_faults: tuple[Problem, ...] = ()
        self._view = View(survey=None, others=False, problems=())

    def close(self) -> None:
        """Let go of all that is open; the next look begins anew."""
        self._vantage.close()
        self._locator = None
        self._gallery.doubt(None)

    def look(self, changed: frozenset[str] | None = None) -> Look:
        """Follow the disk; `changed` are paths from the site's folder, None: all."""
        start = perf_counter()
        view = self._vantage.look(changed)
        self._view = view
        self._blocked = view.survey is None
        if view.survey is not None:
            self._follow(view, changed or frozenset())
        return Look(
            problems=self.problems(),
            seconds=perf_counter() - start,
            base=self._vantage.base(),
            due=self._vantage.due(),
            replaced=tuple(self._replaced(changed)),
        )

    def check(self, seconds: float = 1e9) -> bool:
        """Go on to find problems, for so long; tell whether there is no more to do.

        Not a part of a look: who waits for a page need not wait for that.
        """
        end = perf_counter() + seconds
        self._vantage.warm_up()
        self._theme_faults = self._vantage.check_theme()
        for address in tuple(self._faults):
            self.show(address)
        return self._locator is None or self._blocked or self._locator.check(end)

    def patrol(self, seconds: float = 1e9) -> bool:
        """Look at what nobody has asked for yet, for so long; tell whether all was."""
        if self._locator is None or self._blocked:
            return True
        end = perf_counter() + seconds
        return self._locator.patrol(end, self._vantage.reopen_library)

    def problems(self) -> tuple[Problem, ...]:
        """Give all that is known to be wrong."""
        locator = self._locator
        told = () if locator is None else locator.problems()
        met = () if self._blocked else (*self._view.met, *told)
        if self._view.unread:
            met = tuple(one for one in met if one.weight is Weight.STOP)
        return sort_problems((*self._view.problems, *met, *self._template_faults()))

    def recall(self, address: str) -> Shown | None:
        """Give an answer that is good still, if there is one; from any thread."""
        return self._gallery.current(address)

    def show(self, address: str) -> Shown:
        """Give what stands at an address of the site."""
        known = self._gallery.current(address)
        if known is not None:
            return known
        bench, locator = self._vantage.bench, self._locator
        if self._blocked or bench is None or bench.theme is None or locator is None:
            return self._last_good(address)
        self._faults.pop(address, None)
        for asset in bench.theme.assets:
            if asset.address == address:
                return _show_asset(address, asset.data, asset.digest)
        found = locator.locate(Address(address))
        if found is None:
            return self._show_nothing(address, bench)
        if found.page is not None:
            return self._show_page(found.page, found.owner, bench)
        file = self._vantage.viewing.site / found.file
        return self._gallery.hang(
            Shown(
                address=address,
                kind=ShownKind.FILE,
                owner=found.owner,
                version=_stamp(file),
                file=file,
            )
        )

    def ribbon(self, shown: Shown) -> Ribbon | None:
        """Tell the state of the column on a page, unless readers can see it."""
        if shown.page is None or self._locator is None:
            return None
        view = shown.page.view
        if not isinstance(view, ColumnView):
            return None
        listed = self._locator.library.listed.get(view.card.id)
        state = State.LIVE
        if listed is not None:
            state = judge(listed, self._vantage.moment().timestamp())
        if state is State.LIVE:
            return None
        when = view.card.date.iso() if state is State.WAITING else ""
        return Ribbon(state=state, title=view.card.title, when=when)

    def column(self, shown: Shown) -> Column | None:
        """Give the column that a page is about, as its file says it."""
        if shown.page is None or self._locator is None:
            return None
        view = shown.page.view
        if not isinstance(view, ColumnView):
            return None
        entry = self._locator.library.entries.get(view.card.id)
        return entry.column if entry else None

    def authors(self, column: Column) -> tuple[Author, ...]:
        """Give the records of those in a column's byline."""
        known = self._locator.library.authors if self._locator is not None else {}
        names = (person.author for person in column.contributors)
        return tuple(known[name] for name in names if name and name in known)

    def _template_faults(self) -> Iterator[Problem]:
        """Give each fault once: one template's is that of many pages."""
        found: dict[tuple[Place, str], Problem] = {}
        for fault in (*self._faults.values(), *self._theme_faults):
            found.setdefault((fault.place, fault.message), fault)
        yield from found.values()

    def _follow(self, view: View, changed: frozenset[str]) -> None:
        """Doubt what may be another now, and see what is wrong with what is new."""
        survey, bench = view.survey, self._vantage.bench
        assert survey is not None, "without a survey nothing is known"
        assert bench is not None, "a look equips"
        all_of_it = view.others or survey.whole
        if self._locator is None or self._locator.store is not bench.store:
            self._locator = Locator(survey.library, bench.store)
        self._gallery.doubt(None if all_of_it else map(str, survey.keys))
        touched = None if all_of_it else survey.keys
        self._locator.follow(survey.library, touched, changed, again=survey.keys)
        if survey.whole:
            self._locator.go_through()
        assets = bench.theme.assets if bench.theme is not None else ()
        self._locator.contested.put(THEME, map(_claim_of, assets))

    def _replaced(self, changed: frozenset[str] | None) -> Iterator[Shown]:
        """Find files that were shown with other bytes; pages name them as before."""
        site = self._vantage.viewing.site
        for shown in self._gallery.files():
            assert shown.file is not None, "files have a place"
            if changed is not None:
                path = shown.file.relative_to(site).as_posix()
                if changed.isdisjoint((path, *folders_of(path))):
                    continue
            stamp = _stamp(shown.file)
            if stamp not in (NONE, shown.version):
                shown = replace(shown, version=stamp)  # noqa: PLW2901  # the same place, renewed
                self._gallery.renew(shown)
                yield shown

    def _show_page(self, page: Page, owner: str, bench: Bench) -> Shown:
        """Render a page, unless it was rendered from the same before."""
        last = self._gallery.last(page.address)
        try:
            fingerprint = needs_at(bench, page).digest
            if last is not None and last.fingerprint == fingerprint:
                data, version = last.data, last.version
            else:
                data = render_at(bench, page)
                version = digest_bytes(data)
        except TemplateProblem as error:
            self._faults[page.address] = error.problem
            return self._last_good(page.address)
        return self._gallery.hang(
            Shown(
                address=page.address,
                kind=ShownKind.PAGE,
                owner=owner,
                data=data,
                version=version,
                fingerprint=fingerprint,
                page=page,
            )
        )

    def _show_nothing(self, address: str, bench: Bench) -> Shown:
        """Tell whether an address is empty, or what belongs there has a mistake."""
        last = self._gallery.last(address)
        origin = last.page.origin if last is not None and last.page else ""
        broken = is_broken(bench.store, origin) or self._vantage.bars(origin)
        if broken or broken_at(bench.store, Address(address)):
            return self._last_good(address)
        self._gallery.drop(address)
        return Shown(address=address, kind=ShownKind.MISSING)

    def _last_good(self, address: str) -> Shown:
        last = self._gallery.last(address)
        return last or Shown(address=address, kind=ShownKind.BROKEN)


def _stamp(file: Path) -> Digest:
    """Give a file's version without reading it; none where it is gone."""
    try:
        state = file.stat()
    except OSError:
        return NONE
    return digest((state.st_mtime_ns, state.st_size, state.st_ino))


def _claim_of(asset: Asset) -> Claim:
    origin = f"the theme's {asset.address[1:]}"
    return Claim(address=Address(asset.address), origin=origin)


def _show_asset(address: str, data: bytes, version: Digest) -> Shown:
    return Shown(address=address, kind=ShownKind.ASSET, data=data, version=version)

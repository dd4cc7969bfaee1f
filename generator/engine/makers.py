"""Makers: parts of the plan → their files on the stage, by whichever process has time.

Owns the one job of a build: plan parts, compare them with the record, render what is
another.  Invariant: a page is rendered unless its fingerprint is the record's and its
file is as the record has it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from generator.digest import Digest
from generator.engine.bench import Bench, stage_file
from generator.engine.database import reading
from generator.engine.kept import load_html
from generator.engine.made_of import load_needs
from generator.engine.parts import Aim, MadeFile, MadePart, PartJob
from generator.engine.reasons import FILE, UNKNOWN, Why, compare_needs
from generator.engine.recalling import recall_part
from generator.engine.record import (
    PageRow,
    load_owned,
    load_page,
)
from generator.engine.render import (
    Printed,
    needs_of,
    others_of,
    proses_of,
    render_page,
)
from generator.engine.shelves import Shelves, open_shelves
from generator.engine.stage import Staged, State, stage_bytes, state_of
from generator.pages.keys import parse_key
from generator.pages.needs import Needs, spell_others
from generator.pages.page import CopiedFile, Page
from generator.pages.plan import plan_part
from generator.pages.stages import Stage
from generator.problems import Problem
from generator.theme.faults import TemplateProblem
from generator.urls import Address, output_path

_OFTEN = (
    *("column.html", "listing.html", "author.html"),
    *("feed.atom", "feed.rss", "feed.json"),
)
"""Templates of which nearly every worker will make a page."""


def make_parts_of(bench: Bench, jobs: Sequence[PartJob]) -> list[MadePart]:
    """Make the parts of some jobs of one task (see `workers.Job`)."""
    task = jobs[0].task
    known = bench.shelves.get(
        (task.record, task.token), lambda: open_shelves(bench, task.record)
    )
    with reading(bench.store, known.connection):
        makers = [_Maker(bench, known, job) for job in jobs]
        if task.aim is not Aim.PROBLEMS:
            for maker in makers:
                maker.compare()
        if task.aim is Aim.FILES:
            for maker in makers:
                maker.render()
            for maker in makers:
                maker.stage()
        return [maker.made() for maker in makers]


def get_ready(bench: Bench) -> None:
    """Compile the templates of most pages; a worker that got here loaded all else."""
    if bench.theme is not None:
        bench.theme.prepare(_OFTEN)


def needs_at(bench: Bench, page: Page, known: Needs | None = None) -> Needs:
    """Spell what decides the bytes of a page, its template included.

    With `known` its view is spelled so.
    """
    assert bench.theme is not None, "without a theme nothing is rendered"
    template = bench.theme.digest(page.template)
    if known is not None:
        others = others_of(page, template, bench.links)
        return Needs(spell_others(others), known.view)
    return needs_of(page, template, bench.links)


def render_at(
    bench: Bench,
    page: Page,
    bodies: dict[str, str] | None = None,
    printed: Printed | None = None,
) -> bytes:
    """Render a page; its template's faults are raised as `TemplateProblem`.

    `bodies` are the texts that are at hand already, and `printed` those that were
    printed already (see `render_page`); those that are not are added.
    """
    assert bench.theme is not None, "without a theme nothing is rendered"
    bodies = {} if bodies is None else bodies
    for prose in proses_of(page.view):
        if prose.source not in bodies:
            bodies[prose.source] = load_html(bench.store, prose.source)
    return render_page(page, bench.theme, bodies, bench.links, printed)


class _Waiting(NamedTuple):
    """A page that is to be rendered."""

    at: int
    """Which of its part's files it is."""
    page: Page
    known: Digest | None
    """Of the output's file where it is surely known, "" where none is there."""


class _Maker:
    """Makes the files of one part, step by step."""

    def __init__(self, bench: Bench, known: Shelves, job: PartJob) -> None:
        task, owner, recalled = job
        self._bench = bench
        self._connection = known.connection
        self._owner = owner
        self._aim = task.aim
        self._blank = task.blank
        self._bare = task.bare
        self._output = f"{bench.folder.output}/"
        cards = known.library.cards
        before = None
        if recalled:
            before = recall_part(known.connection, owner, known.frame, cards)
        self._recalled = before is not None
        self._known: Mapping[str, Needs] = before.needs if before else {}
        if before is not None:
            self._part, self._old = before.part, before.rows
        else:
            self._part = plan_part(
                parse_key(owner), known.library, known.frame, known.wanted
            )
            rows = () if task.blank else load_owned(known.connection, owner)
            self._old = {row.address: row for row in rows}
        self._files: list[MadeFile | None] = []
        """None: what can't be made."""
        self._faults: list[Problem] = []
        self._waiting: list[_Waiting] = []
        self._rendered: list[bytes | None] = []
        self._views: list[tuple[Address, bytes]] = []

    def compare(self) -> None:
        """Copy what is copied, and see which pages are others than the record's."""
        for file in self._part.files:
            made = self._make_copy(file)
            if isinstance(made, Problem):
                self._faults.append(made)
            else:
                self._files.append(made)
        for page in self._part.pages:
            try:
                self._compare_page(page)
            except TemplateProblem as error:
                self._faults.append(error.problem)

    def render(self) -> None:
        """Render those pages; what goes wrong is among the faults."""
        # A feed's three forms have the same texts.
        bodies: dict[str, str] = {}
        printed: Printed = {}
        for one in self._waiting:
            try:
                data = render_at(self._bench, one.page, bodies, printed)
                self._rendered.append(data)
            except TemplateProblem as error:
                self._faults.append(error.problem)
                self._files[one.at] = None
                self._rendered.append(None)

    def stage(self) -> None:
        """Put onto the stage what the output doesn't have."""
        folder = self._bench.folder
        for (at, page, known), data in zip(self._waiting, self._rendered, strict=True):
            made = self._files[at]
            if made is not None and data is not None:
                staged = stage_bytes(
                    data, made.path, page.stage, folder, known=known, bare=self._bare
                )
                self._files[at] = _with_stage(made, staged)

    def made(self) -> MadePart:
        """Give what came of it all."""
        return MadePart(
            owner=self._owner,
            files=tuple([file for file in self._files if file is not None]),
            unchecked=self._part.resolved,
            problems=self._part.problems,
            faults=tuple(self._faults),
            views=tuple(self._views),
            recalled=self._recalled,
        )

    def _make_copy(self, file: CopiedFile) -> MadeFile | Problem:
        path = output_path(file.address)
        row, state = self._row_of(file.address), self._state_of(path)
        fresh = row is not None and row.state == state
        made = MadeFile(
            address=file.address,
            origin=file.path,
            path=path,
            stage=Stage.ASSET,
            fingerprint=file.digest,
            digest=file.digest,
            staged=False,
            old=state,
            page=False,
        )
        if fresh and row is not None and row.fingerprint == file.digest:
            return made._replace(digest=row.digest)
        if self._aim is Aim.FORECAST:
            return made._replace(staged=True)
        staged = stage_file(self._bench, file, bare=self._bare)
        if isinstance(staged, Problem):
            return staged
        return _with_stage(made, staged)

    def _compare_page(self, page: Page) -> None:
        path = output_path(page.address)
        row, state = self._row_of(page.address), self._state_of(path)
        try:
            needs = needs_at(self._bench, page, self._known.get(page.address))
        except TemplateProblem:
            if self._aim is Aim.FILES:
                raise
            # To render it will tell what is wrong.
            needs = None
        made = MadeFile(
            address=page.address,
            origin=page.origin,
            path=path,
            stage=page.stage,
            fingerprint=needs.digest if needs else Digest(""),
            digest=row.digest if row else Digest(""),
            staged=False,
            old=state,
            page=True,
        )
        whole = row is not None and row.state == state
        if whole and row is not None and row.fingerprint == made.fingerprint:
            self._files.append(made)
            return
        found = needs or UNKNOWN
        why = self._why(page, row, found, whole=whole)
        known = row.digest if whole and row is not None else None
        if state is None:
            known = Digest("")
        self._waiting.append(_Waiting(len(self._files), page, known))
        self._files.append(made._replace(staged=True, others=found.others, why=why))
        if self._aim is Aim.FILES and not self._recalled:
            self._views.append((page.address, found.view))

    def _state_of(self, path: str) -> State | None:
        return None if self._bare else state_of(self._output + path)

    def _row_of(self, address: Address) -> PageRow | None:
        """Give the record's row of a file, whichever part it belonged to."""
        if self._blank:
            return None
        return self._old.get(address) or load_page(self._connection, address)

    def _why(
        self, page: Page, row: PageRow | None, needs: Needs, *, whole: bool
    ) -> Why:
        """Say why a page is rendered."""
        # A page that was gone for a while is new, whatever is known of it.
        before = self._known.get(page.address)
        if before is None and row is not None:
            before = load_needs(self._connection, page.address)
        why = compare_needs(before, needs)
        return why if whole or row is None else (*why, FILE)


def _with_stage(made: MadeFile, staged: Staged) -> MadeFile:
    return made._replace(digest=staged.digest, staged=staged.changed, new=staged.state)

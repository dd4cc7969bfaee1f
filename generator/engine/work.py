"""The work of a build: make the parts that a survey names, and see what is wrong.

Owns how the parts of one build come together: which addresses two want, which links
lead nowhere, what the output will hold.  Nothing is written to the output here.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator

from msgspec import Struct

from generator.digest import digest_bytes
from generator.engine.bench import Bench
from generator.engine.collisions import Claim, check_collisions, stand_well
from generator.engine.made_of import keep_views
from generator.engine.makers import make_parts_of
from generator.engine.parts import Aim, MadeFile, MadePart, PartJob, Task
from generator.engine.record import (
    Record,
    count_files,
    load_claims,
    load_links_to,
    load_named,
    load_page,
    load_troubled,
)
from generator.engine.relief import relieved
from generator.engine.stage import Staged, stage_bytes, state_of
from generator.engine.strangers import has_entries
from generator.engine.survey import THEME, Survey
from generator.engine.workers import Crew, map_in_order
from generator.pages.stages import Stage
from generator.problems import Place, Problem
from generator.publication.links import check_addresses, leads_somewhere
from generator.urls import Address, output_path

_VIEWS = 1000
"""How many views are kept at once: to wait with all of them takes memory."""
NO_JEKYLL = Address("/.nojekyll")
"""Tells GitHub Pages to publish the files as they are."""

Progress = Callable[[int, int], None]
"""Told how many of how many parts are made."""


class Work(Struct, frozen=True, kw_only=True):
    """What was made of the parts of one build."""

    parts: tuple[MadePart, ...]
    """Those that were planned again."""
    dressed: tuple[MadePart, ...]
    """Those of which nothing but templates are others."""
    own: MadePart
    """The files that are no part of the plan: the theme's, and one for the host."""
    problems: tuple[Problem, ...]
    faults: tuple[Problem, ...]
    """Templates and files that can't be made; with any, nothing may be written."""

    @property
    def files(self) -> Iterator[MadeFile]:
        """Every file of these parts."""
        for part in (*self.parts, *self.dressed, self.own):
            yield from part.files


def make_parts(
    survey: Survey,
    record: Record,
    crew: Crew[Bench],
    aim: Aim,
    *,
    progress: Progress,
) -> Work:
    """Make the parts that a survey names; put what is another onto the stage."""
    blank = count_files(record) == 0
    bare = not has_entries(crew.context.folder.output)
    task = Task(str(record.file), survey.token, aim, blank, bare)
    jobs = [PartJob(task, str(key)) for key in survey.keys]
    if aim is not Aim.PROBLEMS:
        jobs += [PartJob(task, owner, recalled=True) for owner in survey.dressed]
    parts: list[MadePart] = []
    dressed: list[MadePart] = []
    views: list[tuple[Address, bytes]] = []
    with relieved(record.connection, crew):
        for number, part in enumerate(map_in_order(crew, make_parts_of, jobs)):
            (dressed if part.recalled else parts).append(part._replace(views=()))
            views += part.views
            if len(views) >= _VIEWS:
                keep_views(record.connection, views)
                views.clear()
            progress(number + 1, len(jobs))
        if views:
            keep_views(record.connection, views)
    own = MadePart(THEME, (), (), (), ())
    if aim is not Aim.PROBLEMS:
        own = own._replace(files=tuple(_own_files(survey, record, parts, crew, task)))
    planned = frozenset(part.owner for part in parts)
    known = _Addresses(record, parts, planned, whole=survey.whole)
    return Work(
        parts=tuple(parts),
        dressed=tuple(dressed),
        own=own,
        problems=(
            *(problem for part in parts for problem in part.problems),
            *_standing_problems(record, planned, whole=survey.whole),
            *_check_links(record, parts, planned, known, whole=survey.whole),
            *_check_claims(known, own),
        ),
        faults=tuple(_told_once((*parts, *dressed))),
    )


def _told_once(parts: Iterable[MadePart]) -> Iterator[Problem]:
    """Give each fault once: one template's is that of many pages."""
    found: dict[tuple[Place, str], Problem] = {}
    for part in parts:
        for fault in part.faults:
            found.setdefault((fault.place, fault.message), fault)
    yield from found.values()


def _own_files(
    survey: Survey,
    record: Record,
    parts: list[MadePart],
    crew: Crew[Bench],
    task: Task,
) -> Iterator[MadeFile]:
    """Make the files whose bytes are known: the theme's, and one for the host."""
    bench = crew.context
    assert bench.theme is not None, "without a theme nothing is rendered"
    own = [(asset.address, asset.data) for asset in bench.theme.assets]
    if _needs_no_jekyll(survey, record, parts):
        own.append((NO_JEKYLL, b""))
    for address, data in own:
        yield _own_file(address, data, record, bench, task)


def _own_file(
    address: Address, data: bytes, record: Record, bench: Bench, task: Task
) -> MadeFile:
    path = output_path(address)
    row = load_page(record.connection, address)
    state = state_of(f"{bench.folder.output}/{path}")
    known = row.digest if row is not None and row.state == state else None
    if task.aim is Aim.FORECAST:
        made = digest_bytes(data)
        changed = known != made
        staged = Staged(path=path, stage=Stage.ASSET, digest=made, changed=changed)
    else:
        staged = stage_bytes(
            data, path, Stage.ASSET, bench.folder, known=known, bare=task.bare
        )
    return MadeFile(
        address=address,
        origin="the theme",
        path=path,
        stage=Stage.ASSET,
        fingerprint=staged.digest,
        digest=staged.digest,
        staged=staged.changed,
        old=state,
        new=staged.state,
        page=False,
    )


def _needs_no_jekyll(survey: Survey, record: Record, parts: list[MadePart]) -> bool:
    """Tell whether nobody else brings the file for the host."""
    if any(file.address == NO_JEKYLL for part in parts for file in part.files):
        return False
    row = None if survey.whole else load_page(record.connection, NO_JEKYLL)
    planned = {part.owner for part in parts}
    return row is None or row.owner == THEME or row.owner in planned


class _Addresses(Collection[str]):
    """Every address of the site to come; those of other parts are looked up."""

    def __init__(
        self,
        record: Record,
        parts: list[MadePart],
        planned: frozenset[str],
        *,
        whole: bool,
    ) -> None:
        self.files = [file for part in parts for file in part.files]
        self._record = record
        self._planned = planned
        self._whole = whole
        self._new = {str(file.address) for file in self.files}

    def __contains__(self, address: object) -> bool:
        if address in self._new:
            return True
        if self._whole:
            return False
        row = load_page(self._record.connection, str(address))
        return row is not None and self._stays(row.owner)

    def __iter__(self) -> Iterator[str]:
        yield from self._new
        yield from (address for address, _ in self.others())

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def others(self) -> Iterator[tuple[str, str]]:
        """Give address and origin of what stays as it is."""
        if self._whole:
            return
        for address, owner, origin in load_claims(self._record):
            if self._stays(owner):
                yield address, origin

    def holds_new(self) -> bool:
        """Tell whether there is a file at an address that was not these parts' own."""
        return self._whole or any(map(self._is_new, self.files))

    def _is_new(self, file: MadeFile) -> bool:
        row = load_page(self._record.connection, file.address)
        return row is None or self._stays(row.owner)

    def _stays(self, owner: str) -> bool:
        return owner not in self._planned and owner != THEME


def _standing_problems(
    record: Record, planned: frozenset[str], *, whole: bool
) -> Iterator[Problem]:
    """Give the problems of the parts that are not planned again."""
    if whole:
        return
    for owner, problems in load_troubled(record).items():
        if owner not in planned:
            yield from problems


def _check_links(
    record: Record,
    parts: list[MadePart],
    planned: frozenset[str],
    known: _Addresses,
    *,
    whole: bool,
) -> tuple[Problem, ...]:
    """Check the links that name an address, now that all addresses are known."""
    links = [one for part in parts for one in part.unchecked]
    for address in () if whole else load_named(record):
        if not leads_somewhere(address, known):
            found = load_links_to(record, address)
            links += [link for owner, link in found if owner not in planned]
    return check_addresses(links, known)


def _check_claims(known: _Addresses, own: MadePart) -> tuple[Problem, ...]:
    """Say who wants which address; where all stood before, they stand well."""
    others = list(known.others()) if known.holds_new() else []
    theme = [file for file in own.files if file.address != NO_JEKYLL]
    wanted = [file.address for file in (*known.files, *theme)]
    if stand_well([*wanted, *(Address(address) for address, _ in others)]):
        return ()
    claims = [Claim(address=file.address, origin=_origin(file)) for file in known.files]
    claims += [
        Claim(address=Address(address), origin=origin) for address, origin in others
    ]
    claims += [
        Claim(address=file.address, origin=f"the theme's {file.address[1:]}")
        for file in theme
    ]
    # In an order of their own: a problem reads alike, whichever part was planned again.
    return check_collisions(sorted(claims, key=_by_origin))


def _by_origin(claim: Claim) -> tuple[str, str]:
    return claim.origin, claim.address


def _origin(file: MadeFile) -> str:
    return file.origin or file.address

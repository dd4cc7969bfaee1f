"""The work of a build: render what isn't as it was, and bring it into the output.

Owns which pages are rendered.  Invariant: a page is rendered unless its fingerprint is
the record's and its file is as the record has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.engine.bench import (
    Bench,
    StagedPage,
    fingerprint_of,
    stage_file,
    stage_page,
)
from generator.engine.reasons import BESIDE, FILE, Rendering, compare_needs
from generator.engine.record import PageRow, Record, load_makings, stamp_of
from generator.engine.stage import Staged, clear_stage, open_stage, stage_bytes
from generator.engine.survey import THEME, Survey
from generator.engine.workers import Crew, map_in_order
from generator.engine.write import Written, write_output
from generator.pages.page import CopiedFile, Page
from generator.pages.stages import Stage
from generator.problems import Place, Problem
from generator.theme.faults import TemplateProblem
from generator.urls import Address, output_path

NO_JEKYLL = Address("/.nojekyll")
"""Tells GitHub Pages to publish the files as they are."""

Progress = Callable[[int, int], None]
"""Told how many of how many pages are rendered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One planned file of the site."""

    owner: str
    item: Page | CopiedFile


@dataclass(frozen=True, slots=True, kw_only=True)
class Differences:
    """How the planned site differs from what the output is known to hold."""

    jobs: tuple[Job, ...]
    """All that was planned."""
    todo: tuple[Job, ...]
    """What of it is to be made."""
    kept: tuple[PageRow, ...]
    """Files that stay as they are, planned again or not."""


def find_differences(
    survey: Survey, bench: Bench, *, stale: frozenset[str]
) -> Differences:
    """Decide which files are to be made; nothing is rendered or written."""
    jobs = tuple(_jobs(survey))
    todo = tuple(
        job for job in jobs if not _is_as_it_was(job, survey, bench, stale=stale)
    )
    new = {job.item.address for job in todo}
    as_was = {job.item.address for job in jobs} - new
    kept = (*survey.kept_pages.values(), *(survey.old_pages[a] for a in sorted(as_was)))
    return Differences(jobs=jobs, todo=todo, kept=kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class Work:
    """What was done."""

    written: Written = field(default_factory=Written)
    rows: tuple[PageRow, ...] = ()
    """The record's, of all that was planned."""
    rendered: tuple[Rendering, ...] = ()
    problems: tuple[Problem, ...] = ()
    """With any, nothing was written."""


def carry_out(
    survey: Survey,
    record: Record,
    crew: Crew[Bench],
    *,
    stale: frozenset[str],
    progress: Progress,
) -> Work:
    """Render and write what isn't as it was."""
    bench = crew.context
    open_stage(bench.site, bench.folder)
    try:
        found = find_differences(survey, bench, stale=stale)
        todo = [job.item for job in found.todo]
        staged, problems = _stage(todo, survey, crew, progress)
        if problems:
            return Work(problems=problems)
        # Before anything is written: it asks how the files were.
        needs = {address: made.needs for address, made in staged.items()}
        rendered = explain(found, needs, survey, record, bench)
        standing = [
            Staged(
                path=row.path, stage=Stage(row.stage), digest=row.digest, changed=False
            )
            for row in found.kept
        ]
        written, problems = write_output(
            [*standing, *(made.file for made in staged.values())], bench.folder
        )
        if problems:
            return Work(problems=problems)
        rows = tuple(_rows(found.jobs, staged, survey, bench))
        return Work(written=written, rows=rows, rendered=rendered)
    finally:
        clear_stage(bench.folder)


def explain(
    found: Differences,
    needs: Mapping[Address, str],
    survey: Survey,
    record: Record,
    bench: Bench,
) -> tuple[Rendering, ...]:
    """Say why each page is rendered; `needs` are spelled as in the record."""
    pages = [job.item for job in found.todo if isinstance(job.item, Page)]
    old = load_makings(record, (page.address for page in pages))
    made = []
    for page in sorted(pages, key=lambda page: page.address):
        row = survey.old_pages.get(page.address)
        # A page that was gone for a while is new, whatever is known of it.
        before = old.get(page.address) if row else None
        why = compare_needs(before[0] if before else None, needs[page.address])
        if row and stamp_of(bench.folder.output / row.path) != row.stamp:
            why = (*why, FILE)
        made.append(
            Rendering(
                address=page.address,
                origin=page.origin,
                path=output_path(page.address),
                needs=needs[page.address],
                why=why or (BESIDE,),
            )
        )
    return tuple(made)


def needs_no_jekyll(survey: Survey) -> bool:
    """Tell whether nobody else brings the file for the host."""
    planned = (file for part in survey.parts.values() for file in part.files)
    return NO_JEKYLL not in survey.kept_pages and all(
        file.address != NO_JEKYLL for file in planned
    )


def _jobs(survey: Survey) -> Iterator[Job]:
    for owner, part in survey.parts.items():
        yield from (Job(owner=owner, item=file) for file in part.files)
        yield from (Job(owner=owner, item=page) for page in part.pages)


def _is_as_it_was(
    job: Job, survey: Survey, bench: Bench, *, stale: frozenset[str]
) -> bool:
    """Tell whether the output has a file already, made from the same."""
    row = survey.old_pages.get(job.item.address)
    if row is None or row.owner in stale or job.owner in stale:
        return False
    if isinstance(job.item, CopiedFile):
        return row.fingerprint == job.item.digest
    try:
        return row.fingerprint == fingerprint_of(bench, job.item)
    except TemplateProblem:
        # To render it will tell what is wrong.
        return False


def _stage(
    todo: list[Page | CopiedFile],
    survey: Survey,
    crew: Crew[Bench],
    progress: Progress,
) -> tuple[dict[Address, StagedPage], tuple[Problem, ...]]:
    """Put what is to be made on the stage; give it by address."""
    pages = [item for item in todo if isinstance(item, Page)]
    files = [item for item in todo if isinstance(item, CopiedFile)]
    staged = {
        address: StagedPage(file, file.digest)
        for address, file in _own_files(survey, crew.context)
    }
    problems: dict[tuple[Place, str], Problem] = {}
    rendered = map_in_order(crew, stage_page, pages)
    for number, (page, result) in enumerate(zip(pages, rendered, strict=True), start=1):
        progress(number, len(pages))
        if isinstance(result, Problem):
            problems.setdefault((result.place, result.message), result)
        else:
            staged[page.address] = result
    copied = map_in_order(crew, stage_file, files)
    for file, made in zip(files, copied, strict=True):
        if isinstance(made, Problem):
            problems.setdefault((made.place, made.message), made)
        else:
            staged[file.address] = StagedPage(made, file.digest)
    return staged, tuple(problems.values())


def _own_files(survey: Survey, bench: Bench) -> Iterator[tuple[Address, Staged]]:
    """Stage the files whose bytes are known: the theme's, and one for the host."""
    assert bench.theme is not None, "without a theme nothing is rendered"
    for asset in bench.theme.assets:
        path = output_path(asset.address)
        data, folder = asset.data, bench.folder
        yield asset.address, stage_bytes(data, path, Stage.ASSET, folder)
    if needs_no_jekyll(survey):
        path = output_path(NO_JEKYLL)
        yield NO_JEKYLL, stage_bytes(b"", path, Stage.ASSET, bench.folder)


def _rows(
    jobs: Iterable[Job],
    staged: dict[Address, StagedPage],
    survey: Survey,
    bench: Bench,
) -> Iterator[PageRow]:
    """Make the record's rows of what was planned, written or not."""
    owners = {job.item.address: job for job in jobs}
    for address, job in owners.items():
        if address not in staged:
            yield survey.old_pages[address]._replace(owner=job.owner)
    for address, made in staged.items():
        stamp = stamp_of(bench.folder.output / made.file.path)
        found = owners.get(address)
        if stamp is not None:
            yield PageRow(
                address=address,
                owner=found.owner if found else THEME,
                origin=_origin(found.item) if found else "the theme",
                path=made.file.path,
                stage=int(made.file.stage),
                fingerprint=made.fingerprint,
                digest=made.file.digest,
                stamp=stamp,
            )


def _origin(item: Page | CopiedFile) -> str:
    return item.origin if isinstance(item, Page) else item.path

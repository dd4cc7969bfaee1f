"""The work of a build: render what isn't as it was, and bring it into the output.

Owns which pages are rendered.  Invariant: a page is rendered unless its fingerprint is
the record's and its file is as the record has it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from generator.digest import Digest
from generator.engine.bench import Bench, stage_file, stage_page
from generator.engine.record import PageRow, stamp_of
from generator.engine.render import fingerprint
from generator.engine.stage import Staged, clear_stage, open_stage, stage_bytes
from generator.engine.survey import THEME, Survey
from generator.engine.workers import Crew, map_in_order
from generator.engine.write import Written, write_output
from generator.pages.page import CopiedFile, Page, Stage
from generator.problems import Place, Problem
from generator.theme.faults import TemplateProblem
from generator.urls import Address, output_path

NO_JEKYLL = Address("/.nojekyll")
"""Tells GitHub Pages to publish the files as they are."""

Progress = Callable[[int, int], None]
"""Told how many of how many pages are rendered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One file of the site, with what decides its bytes."""

    owner: str
    item: Page | CopiedFile
    fingerprint: Digest


def carry_out(
    survey: Survey, crew: Crew[Bench], *, stale: frozenset[str], progress: Progress
) -> tuple[Written, tuple[PageRow, ...], tuple[Problem, ...]]:
    """Render and write; give what became of the output, and the record's new rows."""
    bench = crew.context
    open_stage(bench.site, bench.folder)
    try:
        jobs, problems = _jobs(survey, bench)
        if problems:
            return Written(), (), problems
        todo = [job for job in jobs if not _as_it_was(job, survey, stale)]
        staged, problems = _stage(todo, survey, crew, progress)
        if problems:
            return Written(), (), problems
        fresh = {file.path: file for file in staged}
        kept = [*survey.kept_pages.values(), *_unchanged(jobs, fresh, survey)]
        standing = [
            Staged(
                path=row.path, stage=Stage(row.stage), digest=row.digest, changed=False
            )
            for row in kept
        ]
        written, problems = write_output([*standing, *staged], bench.folder)
        return written, tuple(_rows(jobs, fresh, survey, bench)), problems
    finally:
        clear_stage(bench.folder)


def _jobs(survey: Survey, bench: Bench) -> tuple[list[Job], tuple[Problem, ...]]:
    """List every file that was planned, with its fingerprint."""
    assert bench.theme is not None, "without a theme nothing is rendered"
    jobs: list[Job] = []
    problems: dict[tuple[Place, str], Problem] = {}
    for owner, part in survey.parts.items():
        jobs += [Job(owner=owner, item=f, fingerprint=f.digest) for f in part.files]
        for page in part.pages:
            try:
                template = bench.theme.digest(page.template)
            except TemplateProblem as error:
                found = error.problem
                problems.setdefault((found.place, found.message), found)
                continue
            made = fingerprint(page, template, bench.links)
            jobs.append(Job(owner=owner, item=page, fingerprint=made))
    return jobs, tuple(problems.values())


def _as_it_was(job: Job, survey: Survey, stale: frozenset[str]) -> bool:
    row = survey.old_pages.get(job.item.address)
    if row is None or row.owner in stale or job.owner in stale:
        return False
    return row.fingerprint == job.fingerprint


def _unchanged(
    jobs: Iterable[Job], fresh: dict[str, Staged], survey: Survey
) -> Iterator[PageRow]:
    for job in jobs:
        if output_path(job.item.address) not in fresh:
            yield survey.old_pages[job.item.address]


def _stage(
    todo: list[Job], survey: Survey, crew: Crew[Bench], progress: Progress
) -> tuple[list[Staged], tuple[Problem, ...]]:
    """Put what is to be made on the stage."""
    pages = [job.item for job in todo if isinstance(job.item, Page)]
    files = [job.item for job in todo if isinstance(job.item, CopiedFile)]
    staged = list(_own_files(survey, crew.context))
    problems: dict[tuple[Place, str], Problem] = {}
    rendered = map_in_order(crew, stage_page, pages)
    copied = map_in_order(crew, stage_file, files)
    for number, result in enumerate(chain(rendered, copied), start=1):
        progress(number, len(pages))
        if isinstance(result, Staged):
            staged.append(result)
        else:
            problems.setdefault((result.place, result.message), result)
    return staged, tuple(problems.values())


def _own_files(survey: Survey, bench: Bench) -> Iterator[Staged]:
    """Stage the files whose bytes are known: the theme's, and one for the host."""
    assert bench.theme is not None, "without a theme nothing is rendered"
    for asset in bench.theme.assets:
        path = output_path(asset.address)
        yield stage_bytes(asset.data, path, Stage.ASSET, bench.folder)
    if NO_JEKYLL not in survey.old_pages or (
        survey.old_pages[NO_JEKYLL].owner == THEME
    ):
        yield stage_bytes(b"", output_path(NO_JEKYLL), Stage.ASSET, bench.folder)


def _rows(
    jobs: Iterable[Job], fresh: dict[str, Staged], survey: Survey, bench: Bench
) -> Iterator[PageRow]:
    """Make the record's rows of what was planned, written or not."""
    output = bench.folder.output
    planned = set()
    for job in jobs:
        item, path = job.item, output_path(job.item.address)
        planned.add(path)
        file = fresh.get(path)
        if file is None:
            yield survey.old_pages[item.address]._replace(owner=job.owner)
            continue
        stamp = stamp_of(output / path)
        if stamp is not None:
            yield PageRow(
                address=item.address,
                owner=job.owner,
                origin=item.origin if isinstance(item, Page) else item.path,
                path=path,
                stage=int(file.stage),
                fingerprint=job.fingerprint,
                digest=file.digest,
                stamp=stamp,
            )
    for path, file in fresh.items():
        stamp = stamp_of(output / path)
        if path not in planned and stamp is not None:
            address = "/" + path
            made = file.digest
            yield PageRow(
                address, THEME, "the theme", path, int(file.stage), made, made, stamp
            )

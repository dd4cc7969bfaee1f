"""The forecast: what a build would do, without doing it.

Owns which files would be made and which removed.  Only looks: neither the output nor
the record is written.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.digest import Digest, digest_bytes
from generator.engine.bench import needs_at
from generator.engine.manifest import MANIFEST, load_manifest
from generator.engine.reasons import TEMPLATE, Rendering, spell_needs
from generator.engine.stage import load_journal
from generator.engine.work import (
    NO_JEKYLL,
    Differences,
    explain,
    find_differences,
    needs_no_jekyll,
)
from generator.pages.page import Page
from generator.problems import Problem, sort_problems
from generator.theme.faults import TemplateProblem
from generator.urls import Address, output_path

if TYPE_CHECKING:
    from generator.engine.ground import Ground
    from generator.engine.survey import Survey


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """What a build would do."""

    output: Path
    done: bool
    """False: what is wrong would stop it, and the output would stay as it is."""
    rendered: tuple[Rendering, ...] = ()
    """Pages that would be rendered, by address, and why."""
    copied: tuple[Address, ...] = ()
    """Other files that would be written: pictures, the theme's …"""
    removed: tuple[Address, ...] = ()
    problems: tuple[Problem, ...] = ()


def foresee(
    ground: Ground, survey: Survey | None, problems: Iterable[Problem], output: Path
) -> Forecast:
    """Compare a survey with the output; without one nothing would be written."""
    found = sort_problems(problems)
    if survey is None:
        return Forecast(output=output, done=False, problems=found)
    differences = find_differences(survey, ground.bench, stale=ground.stale)
    todo = [job.item for job in differences.todo]
    copied = [item.address for item in todo if not isinstance(item, Page)]
    planned = {output_path(job.item.address) for job in differences.jobs}
    planned |= {row.path for row in survey.kept_pages.values()}
    own = dict(_own_files(ground, survey))
    planned |= {output_path(address) for address in own}
    folder = ground.bench.folder.output
    copied += [a for a, data in own.items() if not _is_there(a, data, folder)]
    return Forecast(
        output=output,
        done=True,
        rendered=_rendered(ground, survey, differences),
        copied=tuple(sorted(copied)),
        removed=tuple(sorted(_removed(ground, survey, planned))),
        problems=found,
    )


def _rendered(
    ground: Ground, survey: Survey, found: Differences
) -> tuple[Rendering, ...]:
    needs: dict[Address, str] = {}
    for job in found.todo:
        if isinstance(job.item, Page):
            try:
                made = needs_at(ground.bench, job.item)
            except TemplateProblem:
                # To render it will tell what is wrong.
                made = {TEMPLATE: Digest("")}
            needs[job.item.address] = spell_needs(made)
    return explain(found, needs, survey, ground.record, ground.bench)


def _own_files(ground: Ground, survey: Survey) -> Iterator[tuple[Address, bytes]]:
    """Give the files that are no part of the plan: the theme's, one for the host."""
    theme = ground.bench.theme
    yield from (
        (asset.address, asset.data) for asset in (theme.assets if theme else ())
    )
    if needs_no_jekyll(survey):
        yield NO_JEKYLL, b""


def _is_there(address: Address, data: bytes, output: Path) -> bool:
    file = output / output_path(address)
    return file.is_file() and digest_bytes(file.read_bytes()) == digest_bytes(data)


def _removed(ground: Ground, survey: Survey, planned: set[str]) -> Iterator[Address]:
    """Name the files of Byline's that nobody plans any more."""
    folder = ground.bench.folder
    owned = {**load_manifest(folder.output / MANIFEST), **load_journal(folder)}
    known = {row.path: Address(address) for address, row in survey.old_pages.items()}
    for path in owned.keys() - planned:
        if (folder.output / path).is_file():
            yield known.get(path, Address(f"/{path}"))

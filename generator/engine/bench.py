"""The bench: what every job of a build has at hand, and the jobs that touch the disk.

A worker sets up a bench of its own from plain values; what goes to and fro are the
values of a job.  Invariant: a job reads and writes its own files and no others.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.digest import Digest, digest, digest_bytes
from generator.engine.kept import TextRow, load_html, open_store
from generator.engine.reasons import spell_needs
from generator.engine.render import needs_of, proses_of, render_page
from generator.engine.stage import Staged, StageFolder, stage_bytes, stage_copy
from generator.engine.text_kinds import TextKind
from generator.problems import Place, Problem
from generator.source.pictures import FileFacts, measure_file
from generator.theme.faults import TemplateProblem
from generator.theme.theme import Theme, load_theme
from generator.urls import output_path

if TYPE_CHECKING:
    from generator.engine.links import Links
    from generator.pages.page import CopiedFile, Page
    from generator.source.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """What every job has at hand."""

    site: Path
    settings: Settings
    links: Links
    folder: StageFolder
    store: sqlite3.Connection
    """Of the site's texts; for reading."""
    theme: Theme | None
    theme_problems: tuple[Problem, ...]


class StagedPage(NamedTuple):
    """A page on the stage."""

    file: Staged
    fingerprint: Digest
    needs: str = ""
    """What it was made from, as spelled in the record; "" for a copied file."""


def make_bench(
    site: Path, settings: Settings, links: Links, folder: StageFolder
) -> Bench:
    """Set up a bench; the theme is read from the disk."""
    theme, problems = load_theme(
        settings.theme.name,
        site=site,
        settings=settings.theme.settings,
        places=settings.places,
        language=settings.language,
    )
    return Bench(
        site=site,
        settings=settings,
        links=links,
        folder=folder,
        store=open_store(site),
        theme=theme,
        theme_problems=problems,
    )


def read_text(bench: Bench, text: tuple[TextKind, str, Digest]) -> TextRow | None:
    """Read one text of the site; None where its bytes still have the digest given."""
    kind, path, known = text
    # Imported where a text is read: a build that reads none starts sooner.
    from generator.engine.read import blank_row, parse_text  # noqa: PLC0415

    try:
        data = (bench.site / path).read_bytes()
    except OSError as error:
        return blank_row(kind, path, Digest(""), (_unreadable(path, error),))
    if digest_bytes(data) == known:
        return None
    return parse_text(kind, path, data, bench.settings)


def measure(bench: Bench, path: str) -> FileFacts | Problem:
    """Measure one file that is no text."""
    try:
        return measure_file(bench.site / path, path)
    except OSError as error:
        return _unreadable(path, error)


def fingerprint_of(bench: Bench, page: Page) -> Digest:
    """Digest everything that decides the bytes of a page, its template included."""
    return digest(needs_at(bench, page))


def needs_at(bench: Bench, page: Page) -> Mapping[str, Digest]:
    """Digest one by one what decides the bytes of a page, its template included."""
    assert bench.theme is not None, "without a theme nothing is rendered"
    return needs_of(page, bench.theme.digest(page.template), bench.links)


def stage_page(bench: Bench, page: Page) -> StagedPage | Problem:
    """Render one page and put it on the stage."""
    assert bench.theme is not None, "without a theme nothing is rendered"
    bodies = {
        prose.source: load_html(bench.store, prose.source)
        for prose in proses_of(page.view)
    }
    try:
        data = render_page(page, bench.theme, bodies, bench.links)
        needs = needs_at(bench, page)
    except TemplateProblem as error:
        return error.problem
    path = output_path(page.address)
    file = stage_bytes(data, path, page.stage, bench.folder)
    return StagedPage(file, digest(needs), spell_needs(needs))


def stage_file(bench: Bench, file: CopiedFile) -> Staged | Problem:
    """Put a copy of one file on the stage."""
    path = output_path(file.address)
    try:
        return stage_copy(bench.site / file.path, path, file.digest, bench.folder)
    except (FileNotFoundError, PermissionError) as error:
        return _unreadable(file.path, error)


def _unreadable(path: str, error: OSError) -> Problem:
    reason = (error.strerror or "it can't be opened").lower()
    return Problem(
        place=Place(file=path),
        message=f"this file can't be read: {reason}",
        hint="check that it is there and that you may read it",
    )

"""Writing: from the stage into `output/`, when every page has rendered.

Owns the order: assets, pages, listings, feeds, the manifest, removals.  Invariants: at
any moment each file is the old one or the new one, whole; no other name ever shows;
only what Byline wrote is removed; no symbolic link is followed out of the output.
"""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from generator.engine.collisions import fold, folders_of
from generator.engine.manifest import (
    MANIFEST,
    Manifest,
    format_manifest,
    load_manifest,
)
from generator.engine.signals import undisturbed
from generator.engine.stage import (
    INNER,
    Staged,
    StageFolder,
    clear_stage,
    load_journal,
    save_journal,
    stage_bytes,
    waiting_file,
)
from generator.engine.strangers import (
    find_obstacles,
    find_strangers,
    is_real_folder,
)
from generator.pages.stages import Stage
from generator.problems import Problem


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """What became of the output."""

    written: tuple[str, ...] = ()
    """Paths of files that are new or changed, in their order."""
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    """What lies there and isn't Byline's; a folder of such files ends in "/"."""


def write_output(
    files: Sequence[Staged], folder: StageFolder
) -> tuple[Written, tuple[Problem, ...]]:
    """Bring the staged site into the output, all of it or, with problems, nothing."""
    output = folder.output
    healed = load_journal(folder)
    owned = {**load_manifest(output / MANIFEST), **healed}
    planned = {file.path: file.digest for file in files}
    changed = sorted(
        (file for file in files if file.changed),
        key=lambda file: (file.stage, file.path),
    )
    intended = {file.path: file.digest for file in changed}
    problems = find_obstacles(intended, owned, output)
    if problems:
        return Written(), problems
    save_journal(folder, {**healed, **intended})
    with undisturbed():
        in_the_way = list(_in_the_way(planned, owned, output))
        removed = [path for path in in_the_way if _remove(path, output)]
        for path in intended:
            _bring_in(path, folder)
        _write_manifest(planned, folder)
        removed += _remove_old(owned, planned, output)
    clear_stage(folder)
    folder.journal.unlink(missing_ok=True)
    written = Written(
        written=tuple(intended),
        unchanged=len(files) - len(changed),
        removed=tuple(sorted(removed)),
        strangers=find_strangers(planned, output),
    )
    return written, ()


def _bring_in(path: str, folder: StageFolder) -> None:
    """Rename one file from the stage to its place."""
    target = folder.output / path
    target.parent.mkdir(parents=True, exist_ok=True)
    if is_real_folder(target):
        _remove_empty(target)
    waiting = waiting_file(path, folder)
    try:
        waiting.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # The same device mounted twice can't be told from one that isn't, but by this.
        inner = folder.output / INNER
        inner.mkdir(exist_ok=True)
        shutil.copyfile(waiting, inner / waiting.name)
        (inner / waiting.name).replace(target)


def _remove_empty(folder: Path) -> None:
    """Remove a folder that holds nothing but folders."""
    for place, _, _ in os.walk(folder, topdown=False):
        Path(place).rmdir()


def _write_manifest(planned: Manifest, folder: StageFolder) -> None:
    data = format_manifest(planned)
    if stage_bytes(data, MANIFEST, Stage.FEED, folder).changed:
        _bring_in(MANIFEST, folder)


def _in_the_way(planned: Manifest, owned: Manifest, output: Path) -> Iterable[str]:
    """List Byline's own old files that stand where a folder comes, or the reverse."""
    folders = {above for path in planned for above in folders_of(path)}
    for path in sorted(owned):
        shadows = path in folders and not is_real_folder(output / path)
        inside = any(above in planned for above in folders_of(path))
        if path not in planned and (shadows or inside):
            yield path


def _remove_old(owned: Manifest, planned: Manifest, output: Path) -> list[str]:
    old = sorted(path for path in owned if path not in planned)
    if not old:
        return []
    kept = {fold(path): path for path in planned}
    return [
        path
        for path in old
        if not _is_same_file(output, path, kept.get(fold(path)))
        and _remove(path, output)
    ]


def _is_same_file(output: Path, path: str, kept: str | None) -> bool:
    """Tell whether a file system that ignores case has one file for both names."""
    one, other = output / path, output / (kept or path)
    return kept is not None and one.exists() and one.samefile(other)


def _remove(path: str, output: Path) -> bool:
    """Remove a file of Byline's, and the folders that this leaves empty."""
    above = [output / folder for folder in folders_of(path)]
    file = output / path
    if any(folder.is_symlink() for folder in above):
        return False
    if not file.is_symlink() and not file.is_file():
        return False
    file.unlink()
    for folder in above:
        try:
            folder.rmdir()
        except OSError:
            break
    return True

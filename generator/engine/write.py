"""Writing: from the stage into `output/`, when every page has rendered.

Owns the order: assets, pages, listings, feeds, the manifest, removals.  Invariants: at
any moment each file is the old one or the new one, whole; no other name ever shows;
only what Byline wrote is removed; no symbolic link is followed out of the output.
"""

from __future__ import annotations

import enum
import errno
import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

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
    state_of,
)
from generator.engine.strangers import (
    find_obstacles,
    is_real_folder,
)
from generator.engine.waiting import bring_in_folders, find_waiting
from generator.pages.stages import Stage
from generator.problems import Problem


class Written(Struct, frozen=True, kw_only=True):
    """What became of the output."""

    written: tuple[str, ...] = ()
    """Paths of files that are new or changed, in their order."""
    unchanged: int = 0
    removed: tuple[str, ...] = ()
    strangers: tuple[str, ...] = ()
    """What lies there and isn't Byline's; a folder of such files ends in "/"."""


class Holding(Struct, frozen=True, kw_only=True):
    """What Byline has in an output."""

    owned: Manifest
    """All that it wrote: by the manifest, or the journal of a killed build."""
    healed: Manifest
    """What of this only the journal lists."""


class Listing(enum.Enum):
    """When the manifest is written."""

    AT_ONCE = "at once"
    LATER = "later"
    """Until `list_holding`, the journal stands in for it."""


class Changes(Struct, frozen=True, kw_only=True):
    """What is to become of an output."""

    changed: tuple[Staged, ...]
    """Files that wait on the stage, in the order in which they go in."""
    planned: Manifest
    """All that there will be."""
    dropped: tuple[str, ...]
    """Files of Byline's that nobody plans any more, sorted."""


def load_holding(folder: StageFolder) -> Holding:
    """Look what Byline has in an output."""
    healed = load_journal(folder)
    listed = load_manifest(folder.output / MANIFEST)
    return Holding(owned={**listed, **healed}, healed=healed)


def list_holding(holding: Holding, folder: StageFolder) -> Holding:
    """Write the manifest of all that Byline has in an output."""
    folder.files.mkdir(parents=True, exist_ok=True)
    with undisturbed():
        _write_manifest(holding.owned, folder)
    clear_stage(folder)
    folder.journal.unlink(missing_ok=True)
    return replace(holding, healed={})


def listing_state(folder: StageFolder) -> tuple[object, ...]:
    """Give the state of manifest and journal: with another one, a build has written."""
    files = folder.output / MANIFEST, folder.journal
    return tuple(state_of(str(file)) for file in files)


def in_order(files: Iterable[Staged]) -> tuple[Staged, ...]:
    """Sort the files that are changed: what others lead to goes in first."""
    changed = (file for file in files if file.changed)
    return tuple(sorted(changed, key=lambda file: (file.stage, file.path)))


def write_changes(
    changes: Changes, holding: Holding, folder: StageFolder, listing: Listing
) -> tuple[Written, Holding, tuple[Problem, ...]]:
    """Bring what is changed into the output, all of it or, with problems, nothing.

    Gives what Byline has there then, too.
    """
    output = folder.output
    intended = {file.path: file.digest for file in changes.changed}
    news = (file.path for file in changes.changed if not file.there)
    problems = find_obstacles(news, holding.owned, output)
    if problems:
        return Written(), holding, problems
    healed = {**holding.healed, **intended}
    leaving = {path: holding.owned[path] for path in changes.dropped}
    save_journal(folder, {**healed, **leaving})
    with undisturbed():
        in_the_way = _in_the_way(intended, changes.dropped, output)
        removed = [path for path in in_the_way if _remove(path, output)]
        known: set[str] = set()
        for path in bring_in_folders(intended, folder.files, output):
            _open_folder(path, output, known)
            _bring_in(path, folder)
        if listing is Listing.AT_ONCE:
            _write_manifest(changes.planned, folder)
        removed += _remove_old(changes, output)
    clear_stage(folder)
    if listing is Listing.AT_ONCE:
        folder.journal.unlink(missing_ok=True)
        healed = {}
    written = Written(
        written=tuple(intended),
        unchanged=len(changes.planned) - len(intended),
        removed=tuple(sorted(removed)),
    )
    return written, Holding(owned=changes.planned, healed=healed), ()


def _bring_in(path: str, folder: StageFolder) -> None:
    """Rename one file from the stage to its place."""
    target, waiting = f"{folder.output}/{path}", find_waiting(path, folder.files)
    try:
        os.replace(waiting, target)  # noqa: PTH105  # each changed file once: a `Path` takes thrice as long
    except OSError:
        _make_way(Path(target))
        _replace(Path(waiting), Path(target), folder)


def _replace(waiting: Path, target: Path, folder: StageFolder) -> None:
    try:
        waiting.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        # The same device mounted twice can't be told from one that isn't, but by this.
        inner = folder.output / INNER
        inner.mkdir(exist_ok=True)
        from shutil import copyfile

        copyfile(waiting, inner / waiting.name)
        (inner / waiting.name).replace(target)


def _open_folder(path: str, output: Path, known: set[str]) -> None:
    """Make the folder for a file, unless one of `known` is its; add it to them."""
    above = path.rpartition("/")[0]
    if above not in known:
        known.add(above)
        with suppress(FileExistsError, FileNotFoundError, NotADirectoryError):
            os.mkdir(f"{output}/{above}")  # noqa: PTH102  # each changed file once: a `Path` takes thrice as long


def _make_way(target: Path) -> None:
    """Make the folders above a file; one in its place holds nothing but folders."""
    target.parent.mkdir(parents=True, exist_ok=True)
    if is_real_folder(target):
        _remove_empty(target)


def _remove_empty(folder: Path) -> None:
    """Remove a folder that holds nothing but folders."""
    for place, _, _ in os.walk(folder, topdown=False):
        Path(place).rmdir()


def _write_manifest(planned: Manifest, folder: StageFolder) -> None:
    data = format_manifest(planned)
    if stage_bytes(data, MANIFEST, Stage.FEED, folder).changed:
        _bring_in(MANIFEST, folder)


def _in_the_way(
    intended: Iterable[str], dropped: Iterable[str], output: Path
) -> list[str]:
    """List Byline's own old files that stand where a folder comes, or the reverse."""
    if not dropped:
        return []
    files = frozenset(intended)
    folders = {above for path in files for above in folders_of(path)}
    return [
        path
        for path in dropped
        if (path in folders and not is_real_folder(output / path))
        or not files.isdisjoint(folders_of(path))
    ]


def _remove_old(changes: Changes, output: Path) -> list[str]:
    if not changes.dropped:
        return []
    kept = {fold(path): path for path in changes.planned}
    return [
        path
        for path in changes.dropped
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

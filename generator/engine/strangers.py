"""Strangers: what lies in `output/` and Byline didn't write.

Only looks.  A stranger at a planned address is overwritten; one that stands in the way
of a whole folder, or a folder in place of a file, is for a person to move.
"""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.engine.collisions import folders_of
from generator.engine.manifest import MANIFEST, Manifest
from generator.problems import Place, Problem, sort_problems

_NOT_NAMED = frozenset({MANIFEST, ".git"})
"""An output may be a git work tree of its own."""


def find_strangers(planned: Manifest, output: Path) -> tuple[str, ...]:
    """List what is in the output besides the planned files.

    A folder without a planned file is listed once, as "old/".
    """
    folders = {above for path in planned for above in folders_of(path)}
    return tuple(sorted(_strangers_in("", planned, folders, output)))


def has_entries(folder: Path) -> bool:
    """Tell whether anything lies in a folder."""
    try:
        with os.scandir(folder) as entries:
            return any(True for _ in entries)
    except FileNotFoundError:
        return False


def find_obstacles(
    planned: Iterable[str], owned: Manifest, output: Path
) -> tuple[Problem, ...]:
    """Name the strangers that make a planned file impossible."""
    if not has_entries(output):
        return ()
    paths, top = sorted(planned), f"{output}/"
    folders = sorted({above for path in paths for above in folders_of(path)})
    problems = [
        _obstacle(folder, f"{_kind(output / folder)}, and Byline needs a folder there")
        for folder in folders
        if _is_occupied(top + folder) and folder not in owned
    ]
    for path in paths:
        if _is_folder(top + path):
            strangers = _foreign_files(path, owned, output)
            if strangers:
                what = f"a folder with files that Byline didn't write ({strangers[0]})"
                problems.append(_obstacle(path, what))
    return sort_problems(problems)


def is_real_folder(path: Path) -> bool:
    """Tell a folder from a symbolic link to one, and from everything else."""
    return path.is_dir() and not path.is_symlink()


def _strangers_in(
    folder: str, planned: Manifest, folders: set[str], output: Path
) -> Iterator[str]:
    with os.scandir(output / folder) as entries:
        found = list(entries)
    for entry in found:
        path = f"{folder}{entry.name}"
        if path in planned or path in _NOT_NAMED:
            continue
        if not entry.is_dir(follow_symlinks=False):
            yield path
        elif path in folders:
            yield from _strangers_in(f"{path}/", planned, folders, output)
        else:
            yield f"{path}/"


def _foreign_files(folder: str, owned: Manifest, output: Path) -> list[str]:
    """List the files below a folder that aren't Byline's."""
    found = []
    for place, _, names in os.walk(output / folder):
        below = Path(place).relative_to(output).as_posix()
        found += [f"{below}/{name}" for name in names if f"{below}/{name}" not in owned]
    return sorted(found)


def _is_occupied(path: str) -> bool:
    """Tell whether anything but a real folder is there."""
    return _is_folder(path) is False


def _is_folder(path: str) -> bool | None:
    """Tell a real folder from all else; None where nothing is."""
    # Strings: a `Path` of each of 10,000 files takes longer than to look at it.
    try:
        return stat.S_ISDIR(os.lstat(path).st_mode)
    except (FileNotFoundError, NotADirectoryError):
        return None


def _kind(path: Path) -> str:
    return "a symbolic link" if path.is_symlink() else "a file"


def _obstacle(path: str, what: str) -> Problem:
    return Problem(
        place=Place(file=f"output/{path}"),
        message=f"this is {what}",
        hint="move it out of the output and build again",
    )

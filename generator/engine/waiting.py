"""Waiting: where a file of the output lies on the stage.

Owns the names there.  Into an output that holds nothing a whole folder goes with one
rename, however many files are in it: there each file waits in its folder.  All others
lie in one folder, so that a long path and a folder in place of a file are no trouble
before their time.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO

from generator.digest import digest_bytes

_FOLDERS = "folders"
"""Of the stage: no digest is spelled like this."""


def open_waiting(path: str, stage: Path, *, bare: bool) -> BinaryIO:
    """Open the file in which one of the output's waits, to write it.

    `bare` tells that the output holds nothing.
    """
    if bare:
        # What can't be there, as where a file and a folder want one name, waits apart.
        with suppress(OSError):
            return _open_in_folder(_in_folder(path, stage))
    return _open(_apart(path, stage))


def find_waiting(path: str, stage: Path) -> str:
    """Say where a file waits."""
    apart = _apart(path, stage)
    return apart if os.path.lexists(apart) else _in_folder(path, stage)


def bring_in_folders(paths: Iterable[str], stage: Path, output: Path) -> list[str]:
    """Rename what waits in folders to its place; list the files that still wait.

    Each folder goes in when the first of its files is to.
    """
    if not os.path.lexists(f"{stage}/{_FOLDERS}"):
        return list(paths)
    output.mkdir(parents=True, exist_ok=True)
    tops = {path: path.partition("/")[0] for path in paths}
    stuck = {
        top
        for top in dict.fromkeys(tops.values())
        if not _moves(_in_folder(top, stage), f"{output}/{top}")
    }
    apart = set(map(str, stage.iterdir()))
    return [
        path
        for path, top in tops.items()
        if top in stuck or (len(apart) > 1 and _apart(path, stage) in apart)
    ]


def _apart(path: str, stage: Path) -> str:
    return f"{stage}/{digest_bytes(path.encode('utf-8'))}"


def _in_folder(path: str, stage: Path) -> str:
    return f"{stage}/{_FOLDERS}/{path}"


def _open(file: str) -> BinaryIO:
    return open(file, "wb", buffering=0)  # noqa: PTH123  # each page once: a `Path` takes twice as long


def _open_in_folder(file: str) -> BinaryIO:
    folder, _, name = file.rpartition("/")
    # A page named so is nearly always the first file of its folder.
    if name != "index.html":
        with suppress(FileNotFoundError):
            return _open(file)
    _make_folder(folder)
    return _open(file)


def _make_folder(folder: str) -> None:
    """Make a folder and those above it, which other workers may be making too."""
    try:
        os.mkdir(folder)  # noqa: PTH102  # each page once: a `Path` takes thrice as long
    except FileExistsError:
        pass
    except FileNotFoundError:
        Path(folder).mkdir(parents=True, exist_ok=True)


def _moves(waiting: str, target: str) -> bool:
    """Rename a file or a folder; tell whether that could be."""
    try:
        Path(waiting).replace(target)
    except OSError:
        return False
    return True

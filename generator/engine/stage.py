"""The stage: where files wait until all of them are there.

Owns the folder for it, on the file system of the output, so that going in is a rename
and nobody ever sees half a file.  A file that would not change is not staged.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from generator.digest import Digest, digest_blocks, digest_bytes
from generator.engine.manifest import Manifest, load_manifest
from generator.engine.waiting import open_waiting
from generator.pages.stages import Stage
from generator.source.pictures import read_blocks

STATE = ".byline"
"""The site's folder for what may be deleted at any time."""
INNER = ".byline-stage"
"""In an output that is a file system of its own, or next to it."""
_SOURCES = ("content", "themes", STATE)
_IGNORE = "*\n"


State = tuple[int, int, int]
"""What the disk says of a plain file: mtime_ns, size and inode."""


class StageFolder(Struct, frozen=True, kw_only=True):
    """The places of one build of one output."""

    output: Path
    """The output, with no symbolic link in it."""
    files: Path
    """Where files wait."""
    journal: Path
    """What this build is about to write: how the next one heals after a kill."""
    lock: Path


class Staged(Struct, frozen=True, kw_only=True):
    """One file of the site to come."""

    path: str
    """Below the output."""
    stage: Stage
    digest: Digest
    """Of its bytes."""
    changed: bool
    """False when the output has these bytes already."""
    state: State | None = None
    """Of the file that waits, and of the output's when it has gone in."""
    there: bool = False
    """Whether the output has a plain file in its place now."""


def place_stage(site: Path, output: Path) -> StageFolder:
    """Choose the places for a site and an output; nothing is touched."""
    output = output.resolve()
    state = site.resolve() / STATE / "stage"
    key = digest_bytes(os.fsencode(output))[:12]
    beside = output.parent / f".{output.name}{INNER}"
    device = _device(output)
    if _device(state) == device:
        files = state / key
    else:
        files = beside if _device(beside) == device else output / INNER
    return StageFolder(
        output=output,
        files=files,
        journal=state / f"{key}.journal",
        lock=state / f"{key}.lock",
    )


def misplaced(site: Path, output: Path) -> str:
    """Say why a site must not be built into a folder; "" where it may."""
    site, output = site.resolve(), output.resolve()
    if output.exists() and not output.is_dir():
        return f"{output} is a file"
    if site.is_relative_to(output):
        return f"{output} holds the site itself: choose a folder of its own"
    for name in _SOURCES:
        if output.is_relative_to(site / name):
            return f"{output} lies in {name}/, which the site is made from"
    return ""


def open_stage(site: Path, folder: StageFolder) -> None:
    """Make an empty stage."""
    make_state(site)
    clear_stage(folder)
    folder.files.mkdir(parents=True)


def make_state(site: Path) -> Path:
    """Make the site's folder for what git should not see, and give it."""
    state = site / STATE
    (state / "stage").mkdir(parents=True, exist_ok=True)
    ignore = state / ".gitignore"
    if not ignore.exists():
        ignore.write_text(_IGNORE, encoding="utf-8")
    return state


def clear_stage(folder: StageFolder) -> None:
    """Remove the stage with what this build, or one that was killed, left there."""
    for left in (folder.files, folder.output / INNER):
        from shutil import rmtree

        rmtree(left, ignore_errors=True)


def stage_bytes(
    data: bytes,
    path: str,
    stage: Stage,
    folder: StageFolder,
    *,
    known: Digest | None = None,
    bare: bool = False,
) -> Staged:
    """Put a file's bytes on the stage, unless the output has them.

    `known` is the digest of the output's file where it is surely known, "" where no
    file is there; `bare` tells that the whole output holds nothing.
    """
    digest = digest_bytes(data)
    if known is None:
        changed = not _has_bytes(folder.output / path, data)
    else:
        changed = known != digest
    if not changed:
        return Staged(path=path, stage=stage, digest=digest, changed=False)
    with open_waiting(path, folder.files, bare=bare) as stream:
        stream.write(data)
        state = _state_of(os.fstat(stream.fileno()))
    return Staged(path=path, stage=stage, digest=digest, changed=True, state=state)


def stage_copy(
    source: Path, path: str, digest: Digest, folder: StageFolder, *, bare: bool = False
) -> Staged:
    """Put a copy of a file on the stage, unless the output has its bytes.

    `digest` is what the file was measured with; a file that has changed since then is
    copied as it now is.  `bare` tells that the output holds nothing.
    """
    if _has_digest(folder.output / path, source, digest):
        return Staged(path=path, stage=Stage.ASSET, digest=digest, changed=False)
    with (
        source.open("rb") as read,
        open_waiting(path, folder.files, bare=bare) as write,
    ):
        copied = digest_blocks(_copied(read, write))
        state = _state_of(os.fstat(write.fileno()))
    return Staged(
        path=path, stage=Stage.ASSET, digest=copied, changed=True, state=state
    )


def _copied(read: BinaryIO, write: BinaryIO) -> Iterator[bytes]:
    for block in read_blocks(read):
        write.write(block)
        yield block


def save_journal(folder: StageFolder, intended: Mapping[str, Digest]) -> None:
    """Note what is about to be written."""
    partial = folder.journal.with_suffix(".new")
    partial.write_text(json.dumps({"files": dict(intended)}), encoding="utf-8")
    partial.replace(folder.journal)


def load_journal(folder: StageFolder) -> Manifest:
    """Give what a killed build has written without listing it in the manifest."""
    return {
        path: digest
        for path, digest in load_manifest(folder.journal).items()
        if _digest_of(folder.output / path) == digest
    }


def state_of(file: str) -> State | None:
    """Ask the disk for a plain file's mtime_ns, size and inode.

    None for a link and what isn't there.
    """
    try:
        found = os.lstat(file)
    except (FileNotFoundError, NotADirectoryError):
        return None
    if not stat.S_ISREG(found.st_mode):
        return None
    return _state_of(found)


def _state_of(found: os.stat_result) -> State:
    return found.st_mtime_ns, found.st_size, found.st_ino


def _device(path: Path) -> int:
    """Give the file system that a path is on, or will be."""
    while not path.exists():
        path = path.parent
    return path.stat().st_dev


def _has_bytes(file: Path, data: bytes) -> bool:
    return _plain_size(file) == len(data) and file.read_bytes() == data


def _has_digest(file: Path, source: Path, digest: Digest) -> bool:
    return _plain_size(file) == source.stat().st_size and _digest_of(file) == digest


def _plain_size(file: Path) -> int:
    """Give the size of a plain file; -1 for a link, a folder and what isn't there."""
    try:
        found = file.lstat()
    except (FileNotFoundError, NotADirectoryError):
        return -1
    return found.st_size if stat.S_ISREG(found.st_mode) else -1


def _digest_of(file: Path) -> Digest | None:
    if _plain_size(file) < 0:
        return None
    with file.open("rb") as stream:
        return digest_blocks(read_blocks(stream))

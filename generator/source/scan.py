"""The site's folder → which files there are, with their stamps.

The edge: the one module of this room that touches the disk.  Invariants: lists are
sorted by path, whatever the disk's order; nothing outside the site's folder is read.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from generator.problems import Place, Problem, Weight

SETTINGS = "content/site.yaml"
_IGNORED = re.compile(
    r"(?:\..*|.*~|#.*#|.*\.sw[a-p]|Thumbs\.db|desktop\.ini|__pycache__)\Z"
)
_LIKE_MARKDOWN = (".markdown", ".mdown", ".mkd", ".mdx", ".txt", ".rst", ".html")


class Stamp(NamedTuple):
    """What the disk says of a file's state; equal stamps mean an unchanged file."""

    mtime_ns: int
    size: int
    inode: int


class SourceFile(NamedTuple):
    """A file of the site.  Named tuples are made fastest, and there is one for each."""

    path: str
    """From the site's folder, with forward slashes."""
    absolute: str
    """The same for the machine; a `Path` of each file would take long to make."""
    stamp: Stamp


class Sources(Struct, frozen=True, kw_only=True):
    """Every file that a site is made from, each group sorted by path."""

    settings: SourceFile | None = None
    columns: tuple[SourceFile, ...] = ()
    authors: tuple[SourceFile, ...] = ()
    pages: tuple[SourceFile, ...] = ()
    comments: tuple[SourceFile, ...] = ()
    static: tuple[SourceFile, ...] = ()
    beside: tuple[SourceFile, ...] = ()
    """Pictures and other files that lie beside columns, pages and authors."""
    problems: tuple[Problem, ...] = ()


def find_site(start: Path) -> Path | None:
    """Find the folder that holds `content/site.yaml`, from any folder below it."""
    here = start.absolute()
    for folder in (here, *here.parents):
        if (folder / SETTINGS).is_file():
            return folder
    return None


def scan(site: Path) -> Sources:
    """List the files of a site, leaving out dotfiles and editors' backups."""
    problems: list[Problem] = []
    groups = {name: _walk(site, name, problems) for name in _GROUPS}
    settings = site / SETTINGS
    found = _name_groups(groups)
    if settings.is_file():
        own = source_at(SETTINGS, str(settings), settings.stat())
        found = replace(found, settings=own)
    problems += found.problems
    problems.sort(key=lambda problem: problem.place.file)
    return replace(found, problems=tuple(problems))


def group_files(files: list[SourceFile]) -> Sources:
    """Sort files by what they are, and name those that are not called what they are."""
    groups: dict[str, list[SourceFile]] = {name: [] for name in _GROUPS}
    for file in files:
        groups[file.path.split("/", 2)[1]].append(file)
    return _name_groups(groups)


def _name_groups(groups: Mapping[str, list[SourceFile]]) -> Sources:
    problems: list[Problem] = []
    texts = {name: _texts(groups[name], ".md", problems) for name in _MARKDOWN}
    comments = _texts(groups["comments"], ".yaml", problems)
    beside = (
        file
        for name in _MARKDOWN
        for file in groups[name]
        if not file.path.endswith(".md")
    )
    return Sources(
        columns=texts["columns"],
        authors=texts["authors"],
        pages=texts["pages"],
        comments=comments,
        static=tuple(sorted(groups["static"])),
        beside=tuple(sorted(beside)),
        problems=tuple(problems),
    )


def read_source(file: SourceFile) -> bytes:
    """Read a file's bytes."""
    return Path(file.absolute).read_bytes()


_MARKDOWN = ("columns", "authors", "pages")
_GROUPS = (*_MARKDOWN, "comments", "static")


def _texts(
    files: list[SourceFile], ending: str, problems: list[Problem]
) -> tuple[SourceFile, ...]:
    """Pick the texts, and name files that look like a text under another ending."""
    others = _LIKE_MARKDOWN if ending == ".md" else (".yml", ".json")
    texts: list[SourceFile] = []
    for file in files:
        if file.path.endswith(ending):
            texts.append(file)
        elif file.path.lower().endswith((ending, *others)):
            stem = file.path.rpartition(".")[0].rpartition("/")[2]
            message = (
                f"this file is not read as a text: its name does not end in `{ending}`"
            )
            problems.append(
                _warning(file.path, message, f"rename it to `{stem}{ending}`")
            )
    return tuple(sorted(texts))


def _warning(path: str, message: str, hint: str) -> Problem:
    return Problem(
        place=Place(file=path), message=message, hint=hint, weight=Weight.WARN
    )


def _walk(site: Path, group: str, problems: list[Problem]) -> list[SourceFile]:
    """Go through one folder of `content/`; symbolic links only within the site."""
    root, start = site.resolve(), site / "content" / group
    files: list[SourceFile] = []
    if start.is_dir() and _stays(start, f"content/{group}", root, problems):
        _look_into(start, f"content/{group}", (root, ()), files, problems)
    return files


def _look_into(
    folder: Path,
    path: str,
    way: tuple[Path, tuple[Path, ...]],
    files: list[SourceFile],
    problems: list[Problem],
) -> None:
    """Go through a folder; `way` is the site's folder and those above this one."""
    root, above = way
    real = folder.resolve()
    if real in above:
        return
    others: list[tuple[str, os.DirEntry[str]]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if _IGNORED.match(entry.name):
                continue
            inner = f"{path}/{entry.name}"
            # Nearly all are plain files: they are asked nothing else.
            if entry.is_file(follow_symlinks=False):
                files.append(source_at(inner, entry.path, entry.stat()))
            else:
                others.append((inner, entry))
    for inner, entry in others:
        if entry.is_symlink() and not _stays(Path(entry.path), inner, root, problems):
            continue
        if entry.is_dir():
            way = root, (*above, real)
            _look_into(Path(entry.path), inner, way, files, problems)
        elif entry.is_file():
            files.append(source_at(inner, entry.path, entry.stat()))


def _stays(target: Path, path: str, root: Path, problems: list[Problem]) -> bool:
    """Tell whether a path, perhaps a symbolic link, leads to somewhere in the site."""
    if not target.exists():
        message, hint = "this link leads nowhere", "delete it, or mend where it leads"
    elif not target.resolve().is_relative_to(root):
        message = "this link leads out of the site, and is not followed"
        hint = "copy what it leads to into the site"
    else:
        return True
    problems.append(Problem(place=Place(file=path), message=message, hint=hint))
    return False


def is_ignored(name: str) -> bool:
    """Tell dotfiles and editors' backups by their names."""
    return _IGNORED.match(name) is not None


def source_at(path: str, absolute: str, state: os.stat_result) -> SourceFile:
    """Make a file of the site from what the disk says of it."""
    # The classes' own way to be made takes twice as long.
    made = tuple.__new__
    stamp = made(Stamp, (state.st_mtime_ns, state.st_size, state.st_ino))
    return made(SourceFile, (path, absolute, stamp))

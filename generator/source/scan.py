"""The site's folder → which files there are, with their stamps.

The edge: the one module of this room that touches the disk.  Invariants: lists are
sorted by path, whatever the disk's order; nothing outside the site's folder is read.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from generator.problems import Place, Problem, Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

SETTINGS = "content/site.yaml"
_IGNORED = re.compile(r"\..*|.*~|#.*#|.*\.sw[a-p]|Thumbs\.db|desktop\.ini|__pycache__")
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Sources:
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
    files = [file for name in _GROUPS for file in _walk(site, name, problems)]
    settings = site / SETTINGS
    found = group_files(files)
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
        static=_sorted(groups["static"]),
        beside=_sorted(list(beside)),
        problems=tuple(problems),
    )


def read_source(file: SourceFile) -> bytes:
    """Read a file's bytes."""
    return Path(file.absolute).read_bytes()


_MARKDOWN = ("columns", "authors", "pages")
_GROUPS = (*_MARKDOWN, "comments", "static")


def _sorted(files: list[SourceFile]) -> tuple[SourceFile, ...]:
    return tuple(sorted(files, key=lambda file: file.path))


def _texts(
    files: list[SourceFile], ending: str, problems: list[Problem]
) -> tuple[SourceFile, ...]:
    """Pick the texts, and name files that look like a text under another ending."""
    others = _LIKE_MARKDOWN if ending == ".md" else (".yml", ".json")
    for file in files:
        if file.path.lower().endswith(others) or _is_miscased(file.path, ending):
            stem = file.path.rpartition(".")[0].rpartition("/")[2]
            message = (
                f"this file is not read as a text: its name does not end in `{ending}`"
            )
            problems.append(
                _warning(file.path, message, f"rename it to `{stem}{ending}`")
            )
    return _sorted([file for file in files if file.path.endswith(ending)])


def _is_miscased(path: str, ending: str) -> bool:
    return path.lower().endswith(ending) and not path.endswith(ending)


def _warning(path: str, message: str, hint: str) -> Problem:
    return Problem(
        place=Place(file=path), message=message, hint=hint, weight=Weight.WARN
    )


def _walk(site: Path, group: str, problems: list[Problem]) -> Iterator[SourceFile]:
    """Go through one folder of `content/`; symbolic links only within the site."""
    root, start = site.resolve(), site / "content" / group
    if start.is_dir() and _stays(start, f"content/{group}", root, problems):
        yield from _inside(start, f"content/{group}", (root, ()), problems)


def _inside(
    folder: Path,
    path: str,
    way: tuple[Path, tuple[Path, ...]],
    problems: list[Problem],
) -> Iterator[SourceFile]:
    """Go through a folder; `way` is the site's folder and those above this one."""
    root, above = way
    real = folder.resolve()
    if real in above:
        return
    with os.scandir(folder) as entries:
        found = [entry for entry in entries if not is_ignored(entry.name)]
    for entry in sorted(found, key=lambda entry: entry.name):
        inner = f"{path}/{entry.name}"
        if entry.is_symlink() and not _stays(Path(entry.path), inner, root, problems):
            continue
        if entry.is_dir():
            way = root, (*above, real)
            yield from _inside(Path(entry.path), inner, way, problems)
        elif entry.is_file():
            yield source_at(inner, entry.path, entry.stat())


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
    return _IGNORED.fullmatch(name) is not None


def source_at(path: str, absolute: str, state: os.stat_result) -> SourceFile:
    """Make a file of the site from what the disk says of it."""
    stamp = Stamp(state.st_mtime_ns, state.st_size, state.st_ino)
    return SourceFile(path, absolute, stamp)

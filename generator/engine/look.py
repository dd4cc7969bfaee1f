"""Looking at what changed: paths that were announced → the files behind them.

Owns when that is enough: where a folder, a link, the settings or the theme have
changed, all of a site must be looked at again.
"""

from __future__ import annotations

import stat
from pathlib import Path

from generator.engine.kept import Kept, holds_below
from generator.engine.texts import Found
from generator.source.scan import (
    SourceFile,
    Stamp,
    group_files,
    is_ignored,
    source_at,
)

SINGLE = ("columns", "comments", "static")
"""The folders of `content/` whose files concern single pages."""
ALL = (*SINGLE, "pages", "authors")
"""All folders: for whoever asks anew what a page is made from each time."""
_NO_STAMP = Stamp(0, 0, 0)


def look_at(
    site: Path, changed: frozenset[str], kept: Kept, folders: tuple[str, ...] = SINGLE
) -> Found | None:
    """Find what became of the paths that changed; None where that is not enough."""
    there: list[SourceFile] = []
    gone: set[str] = set()
    for path in changed:
        parts = path.split("/")
        if any(is_ignored(part) for part in parts):
            continue
        if parts[0] != "content" or len(parts) < 3 or parts[1] not in folders:
            return None
        try:
            state = (site / path).lstat()
        except (FileNotFoundError, NotADirectoryError):
            if holds_below(kept, path):
                return None
            gone.add(path)
            if group_files([SourceFile(path, "", _NO_STAMP)]).problems:
                # What was wrong with its name is no more.
                return None
            continue
        if not stat.S_ISREG(state.st_mode) or holds_below(kept, path):
            return None
        there.append(source_at(path, f"{site}/{path}", state))
    sources = group_files(there)
    if sources.problems or any(_is_behind_link(site, path) for path in changed):
        return None
    return Found(sources=sources, gone=frozenset(gone))


def _is_behind_link(site: Path, path: str) -> bool:
    """Tell whether a folder above a file is a link, which may lead out of the site."""
    folder = Path(path).parent
    return (site / folder).resolve() != site.resolve() / folder

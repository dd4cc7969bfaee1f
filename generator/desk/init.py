"""A new site: it builds at once, and is meant to be kept.

Owns what is copied from `starter/` and where to.  Invariant: nothing that is already
there is touched.
"""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path

from generator.problems import Place, Problem
from generator.source.scan import SETTINGS
from generator.source.spelling import spell_text

_STARTER = Path(__file__).parent / "starter"
_RENAMED = {"gitignore": ".gitignore"}
"""A file of that name in the starter itself would hide files from this project."""
_WITH_FIELDS = frozenset({SETTINGS, "content/columns/how-to-write-here.md"})


def init_site(
    folder: Path, *, today: dt.date, time_zone: str
) -> tuple[tuple[Path, ...], tuple[Problem, ...]]:
    """Make a site in a folder, and give the files that were made."""
    fields = {
        "title": spell_text(title_of(folder.absolute().name)),
        "date": today.isoformat(),
        "time_zone": time_zone,
    }
    texts = {
        path: text.format_map(fields) if path in _WITH_FIELDS else text
        for path, text in _starter_texts().items()
    }
    problems = tuple(_check_free(folder, texts))
    if problems:
        return (), problems
    made = []
    for path, text in texts.items():
        file = folder / path
        if path in _RENAMED.values() and file.exists():
            continue
        file.parent.mkdir(parents=True, exist_ok=True)
        with file.open("x", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        made.append(file)
    return tuple(made), ()


def title_of(name: str) -> str:
    """Make a publication's name of its folder's: "the-rook" → "The Rook"."""
    words = re.sub(r"[-_.\s]+", " ", name).strip().split(" ")
    return " ".join(word[:1].upper() + word[1:] for word in words) or "My Columns"


def _starter_texts() -> dict[str, str]:
    found = {}
    for file in sorted(_STARTER.rglob("*")):
        if file.is_file():
            path = file.relative_to(_STARTER).as_posix()
            found[_RENAMED.get(path, path)] = file.read_text(encoding="utf-8")
    return found


def _check_free(folder: Path, texts: dict[str, str]) -> list[Problem]:
    """Name what is in the way: a site, other content, a file in place of a folder."""
    if folder.exists() and not folder.is_dir():
        return [_taken(str(folder), "this is a file: a folder was wanted")]
    if (folder / SETTINGS).exists():
        return [_taken(SETTINGS, f"there is a site in {folder.absolute()} already")]
    content = folder / "content"
    if content.is_file() or (content.is_dir() and any(content.iterdir())):
        return [_taken("content", "there are files in this folder already")]
    return []


def _taken(path: str, message: str) -> Problem:
    hint = "choose another folder: byline init my-columns"
    return Problem(place=Place(file=path), message=message, hint=hint)

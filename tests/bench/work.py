"""The work folders: a site for each peer, edits of it, and what a build has left there.

Owns the changes that are timed.  Every edit puts in a mark of its own, so that a build
that missed it is found out.
"""

from __future__ import annotations

import os
import shutil
from collections import Counter
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from corpus import Column
from dialects import Dialect, path_of, write_corpus
from measure import FailedError
from peer import Peer

_COLUMN_PAGES = "columns"
_KINDS = {
    "authors": "author pages, paged",
    "tags": "tag pages, paged",
    "sections": "section pages, paged",
    "archive": "archive by year",
    "page": "front page, paged",
    "index.html": "front page, paged",
}
_numbers = count(1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """A peer at work in its folder."""

    peer: Peer
    folder: Path
    columns: list[Column]

    @property
    def output(self) -> Path:
        """Where the peer writes the site."""
        return self.folder / self.peer.output

    def page_of(self, column: Column) -> Path:
        """Give a column's page in the output; all peers have it at one address."""
        return self.output / _COLUMN_PAGES / column.slug / "index.html"


def make_jobs(peers: tuple[Peer, ...], root: Path, size: int) -> tuple[Job, ...]:
    """Make a fresh work folder with the corpus for each peer."""
    folders = {root / f"{peer.site.name.lower()}-{size}": peer for peer in peers}
    for folder, peer in folders.items():
        shutil.rmtree(folder, ignore_errors=True)
        for source, target in peer.folders:
            shutil.copytree(source, folder / target, dirs_exist_ok=True)
    dialects = {folder: peer.dialect for folder, peer in folders.items()}
    columns = write_corpus(dialects, size)
    return tuple(
        Job(peer=peer, folder=folder, columns=columns)
        for folder, peer in folders.items()
    )


def clean(job: Job) -> None:
    """Remove all that builds have left."""
    for name in (job.peer.output, *job.peer.caches):
        path = job.folder / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)


def edit_body(job: Job, column: Column) -> str:
    """Put a sentence into a column's third block; give the mark in it."""
    mark = _mark()
    path = job.folder / path_of(column)
    head, body = path.read_text("utf-8").split(f"\n\n{column.body[:40]}", 1)
    blocks = f"{column.body[:40]}{body}".split("\n\n")
    blocks.insert(2, f"The minister {mark} changed one *sentence*, and it's enough.")
    _save(path, f"{head}\n\n" + "\n\n".join(blocks))
    return mark


def edit_title(job: Job, column: Column) -> str:
    """Add a word to a column's title; give it."""
    mark = _mark()
    path = job.folder / path_of(column)
    form = "Title: {}\n" if job.peer.dialect is Dialect.PELICAN else 'title: "{}"\n'
    old, new = (
        form.format(title) for title in (column.title, f"{column.title} {mark}")
    )
    _save(path, _replace_once(path, old, new))
    return mark


def edit_base(job: Job) -> str:
    """Add an element to the head of every page; give the mark in it."""
    mark = _mark()
    path = job.folder / job.peer.base
    old = '<meta charset="utf-8">'
    _save(path, _replace_once(path, old, f'{old}\n<meta name="edit" content="{mark}">'))
    return mark


def edit_style(job: Job, path: str) -> str:
    """Add a rule to a stylesheet; give the mark in it."""
    mark = _mark()
    file = job.folder / path
    _save(file, f"{file.read_text('utf-8')}.{mark} {{ color: red }}\n")
    return mark


def check_page(path: Path, mark: str) -> None:
    """Fail when a page does not show an edit."""
    if not shows(path, mark):
        raise FailedError(f"{path} does not show the edit: {mark}")


def check_anywhere(folder: Path, mark: str) -> None:
    """Fail when no page below a folder shows an edit."""
    if not any(shows(path, mark) for path in folder.rglob("*.html")):
        raise FailedError(f"nothing in {folder} shows the edit: {mark}")


def check_whole(job: Job) -> None:
    """Fail when a column has no page."""
    missing = [c.slug for c in job.columns if not job.page_of(c).is_file()]
    if missing:
        said = f"{job.peer.site.value} wrote no page for {len(missing)} columns"
        raise FailedError(f"{said}: {missing[0]} …")


def shows(path: Path, mark: str) -> bool:
    """Tell whether a page shows an edit."""
    try:
        return mark in path.read_text("utf-8", "replace")
    except OSError:
        return False


def count_files(job: Job) -> tuple[Counter[str], int]:
    """Count what is in the output, by kind of page; and its bytes."""
    kinds: Counter[str] = Counter()
    size = 0
    for folder, _, names in os.walk(job.output):
        for name in names:
            path = Path(folder, name)
            kinds[_kind_of(path.relative_to(job.output))] += 1
            size += path.stat().st_size
    return kinds, size


def _kind_of(path: Path) -> str:
    if path.name.startswith("sitemap"):
        return "sitemaps"
    if path.suffix == ".html":
        first = path.parts[0]
        return "columns" if first == _COLUMN_PAGES else _KINDS.get(first, "others")
    feeds = path.name in {"index.xml", "rss.xml", "atom.xml", "feed.json"}
    return "feeds" if feeds else "others"


def _mark() -> str:
    return f"Editmark{next(_numbers):04d}"


def _replace_once(path: Path, old: str, new: str) -> str:
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{path} has {old} once"
    return text.replace(old, new)


def _save(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")

"""Bringing the store up to date: only what changed on the disk is read again.

Owns the stage between the scan and the library.  Invariants: all problems of all files
come out together, changed or not; a file that can't be read hides no other's problems.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from generator.digest import Digest, digest_bytes
from generator.engine.bench import Bench, measure, read_text
from generator.engine.codec import decoder
from generator.engine.kept import (
    Kept,
    TextRow,
    forget,
    keep_files,
    keep_stamps,
    keep_texts,
    known_files,
    known_texts,
    trusted,
)
from generator.engine.text_kinds import TextKind
from generator.engine.workers import Crew, map_in_order
from generator.problems import Problem
from generator.source.pictures import FileFacts
from generator.source.scan import SourceFile, Sources, Stamp

_BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class TextState:
    """What the store now says of the site's texts and files."""

    digests: Mapping[str, Digest]
    """Of every text's bytes, by path, sorted."""
    files: tuple[FileFacts, ...]
    problems: tuple[Problem, ...]
    unread: frozenset[TextKind]
    """Kinds of which at least one file has no value."""

    @property
    def digest(self) -> Digest:
        """One digest of all texts."""
        lines = "\n".join(f"{path} {made}" for path, made in self.digests.items())
        return digest_bytes(lines.encode("utf-8"))


Progress = Callable[[int, int], None]
"""Told how many of how many texts have been read."""


def refresh_store(
    kept: Kept,
    sources: Sources,
    crew: Crew[Bench],
    *,
    reading: Digest,
    progress: Progress,
) -> TextState:
    """Read what changed since the store was written, and forget what is gone."""
    connection = kept.connection
    connection.execute("begin immediate")
    _refresh_texts(kept, sources, crew, reading=reading, progress=progress)
    files, unread = _refresh_files(kept, sources, crew)
    connection.execute("commit")
    decode = decoder(tuple[Problem, ...])
    found = connection.execute("select problems from text where problems != '[]'")
    problems = [problem for (row,) in found for problem in decode(json.loads(row))]
    kinds = connection.execute("select distinct kind from text where value = ''")
    digests = connection.execute("select path, digest from text order by path")
    return TextState(
        digests={path: Digest(made) for path, made in digests},
        files=files,
        problems=(*problems, *unread),
        unread=frozenset(TextKind(kind) for (kind,) in kinds),
    )


def _refresh_texts(
    kept: Kept,
    sources: Sources,
    crew: Crew[Bench],
    *,
    reading: Digest,
    progress: Progress,
) -> None:
    checked = time.time_ns()
    known = known_texts(kept)
    texts = list(_texts(sources))
    forget(kept, known.keys() - {file.path for _, file in texts})
    doubtful = [
        (kind, file, known[file.path].digest if file.path in known else Digest(""))
        for kind, file in texts
        if file.path not in known
        or known[file.path].reading != reading
        or not trusted(known[file.path], file)
    ]
    work = [
        (kind, file.path, made if _read_so(known, file, reading) else Digest(""))
        for kind, file, made in doubtful
    ]
    same: list[SourceFile] = []
    rows: list[tuple[TextRow, Stamp]] = []
    results = map_in_order(crew, read_text, work)
    for number, (row, (_, file, _)) in enumerate(zip(results, doubtful, strict=True)):
        progress(number + 1, len(work))
        if row is None:
            same.append(file)
            continue
        rows.append((row, file.stamp))
        if len(rows) == _BATCH:
            keep_texts(kept, rows, reading, checked)
            rows.clear()
    keep_texts(kept, rows, reading, checked)
    keep_stamps(kept, same, checked)


def _read_so(known: Mapping[str, object], file: SourceFile, reading: Digest) -> bool:
    """Tell whether a text was read by the same settings and version."""
    found = known.get(file.path)
    return found is not None and getattr(found, "reading", "") == reading


def _refresh_files(
    kept: Kept, sources: Sources, crew: Crew[Bench]
) -> tuple[tuple[FileFacts, ...], list[Problem]]:
    """Measure the files that changed; give all, and what is wrong with some."""
    checked = time.time_ns()
    known = known_files(kept)
    files = [*sources.static, *sources.beside]
    forget(kept, known.keys() - {file.path for file in files})
    doubtful = [
        file
        for file in files
        if file.path not in known or not trusted(known[file.path], file)
    ]
    measured = map_in_order(crew, measure, [file.path for file in doubtful])
    problems: list[Problem] = []
    for file, facts in zip(doubtful, measured, strict=True):
        if isinstance(facts, FileFacts):
            keep_files(kept, [(facts, file.stamp)], checked)
        else:
            forget(kept, [file.path])
            problems.append(facts)
    rows = kept.connection.execute(
        "select path, digest, width, height from file order by path"
    )
    found = tuple(
        FileFacts(path=path, digest=Digest(made), width=width, height=height)
        for path, made, width, height in rows
    )
    return found, problems


def _texts(sources: Sources) -> Iterator[tuple[TextKind, SourceFile]]:
    yield from ((TextKind.COLUMN, file) for file in sources.columns)
    yield from ((TextKind.AUTHOR, file) for file in sources.authors)
    yield from ((TextKind.DESK_PAGE, file) for file in sources.pages)
    yield from ((TextKind.DISCUSSION, file) for file in sources.comments)

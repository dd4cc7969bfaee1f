"""Bringing the store up to date: only what changed on the disk is read again.

Owns the stage between the scan and the library.  Invariants: all problems of all files
come out together, changed or not; a file that can't be read hides no other's problems.
Authors and pictures are read first: a column's card is made from them too.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct

from generator.digest import Digest
from generator.engine.bench import Bench, TextJob, measure_files, read_cards, read_texts
from generator.engine.desk_facts import DeskFacts, read_desk_facts
from generator.engine.keeping import (
    forget,
    keep_cards,
    keep_file,
    keep_file_stamp,
    keep_stamps,
    keep_texts,
    next_serial,
)
from generator.engine.kept import (
    CardRow,
    Kept,
    TextRow,
    carded_otherwise,
    known_files,
    known_texts,
    load_problems,
    load_unread,
    reading_of,
    serial_of,
    showing,
    stamped_texts,
    trusted,
)
from generator.engine.relief import relieved
from generator.engine.text_kinds import TextKind
from generator.engine.workers import FEW, Crew, call, map_in_order
from generator.problems import Problem
from generator.source.pictures import FileFacts
from generator.source.scan import SourceFile, Sources, Stamp

_BATCH = 200
_NO_CARDS = Digest("")


class Found(Struct, frozen=True, kw_only=True):
    """What a look at the disk found: all of a site, or what changed of it."""

    sources: Sources
    gone: frozenset[str] | None = None
    """What is no longer there; None: whatever `sources` don't have."""


class TextState(Struct, frozen=True, kw_only=True):
    """What the store now says of the site's texts and files."""

    serial: int
    """The number of the store's last change."""
    desk: DeskFacts
    """What every card and page may be made from, besides single columns."""
    problems: tuple[Problem, ...]
    unread: frozenset[TextKind]
    """Kinds of which at least one file has no value."""
    unmeasured: bool
    """Whether a file that is no text couldn't be read."""


Progress = Callable[[int, int], None]
"""Told how many of how many texts have been read."""


Follow = Callable[[], None]
"""To be called whenever more columns are kept, in the order of their paths."""


def refresh_store(
    kept: Kept,
    found: Found,
    crew: Crew[Bench],
    *,
    progress: Progress,
    follower: Callable[[DeskFacts], Follow | None] = lambda _: None,
) -> TextState:
    """Read what changed since the store was written, and forget what is gone.

    Where many columns are read into a store that had none, `follower` is asked for
    someone who follows.
    """
    connection = kept.connection
    refresh = _Refresh(kept, found, crew)
    call(crew, len(refresh.unread))
    connection.execute("begin immediate")
    refresh.forget_gone()
    refresh.read_desk_texts()
    unmeasured = refresh.measure_files()
    # Workers read authors and files in the store.
    connection.execute("commit")
    desk = read_desk_facts(connection, crew.context.settings)
    with relieved(connection, crew):
        connection.execute("begin immediate")
        follow = follower(desk) if refresh.is_first else None
        much = refresh.read_columns(desk.cards, progress, follow) >= FEW
        connection.execute("commit")
    if much:
        # What was written last is not what is asked for next.
        connection.execute("pragma shrink_memory")
    return TextState(
        serial=serial_of(kept),
        desk=desk,
        problems=(*load_problems(kept), *unmeasured),
        unread=load_unread(kept),
        unmeasured=bool(unmeasured),
    )


class _Refresh:
    """One refresh on its way; its changes have one serial number."""

    def __init__(self, kept: Kept, found: Found, crew: Crew[Bench]) -> None:
        self._kept = kept
        self._found = found
        self._crew = crew
        self._checked = time.time_ns()
        self._reading = reading_of(crew.context.settings)
        paths = None
        if found.gone is not None:
            paths = [file.path for file in _all_files(found.sources)]
            paths += found.gone
        # To make a value of each row, for each build, took as long as to read the rows.
        self._texts = stamped_texts(kept, self._reading, paths)
        self._paths = {row[0] for row in self._texts}
        columns = found.sources.columns
        self.unread = [file for file in columns if not self._is_read(file)]
        """The columns that may have to be read."""
        self._files = known_files(kept, paths)
        self._serial = 0
        self._moved: set[str] = set()
        """Files that are no texts and are new, other or gone."""

    def forget_gone(self) -> None:
        """Forget what is no longer there."""
        there = {file.path for file in _all_files(self._found.sources)}
        gone = (self._paths | self._files.keys()) - there
        if gone:
            forget(self._kept, sorted(gone), serial=self._number())
            self._moved |= gone - self._paths

    def read_desk_texts(self) -> None:
        """Read authors, pages and comments."""
        self._read(
            [
                (kind, file)
                for kind, file in _desk_texts(self._found.sources)
                if not self._is_read(file)
            ]
        )

    def measure_files(self) -> list[Problem]:
        """Measure the files that changed; say what is wrong with some."""
        sources, known = self._found.sources, self._files
        doubtful = [
            file
            for file in (*sources.static, *sources.beside)
            if file.path not in known or not trusted(known[file.path], file.stamp)
        ]
        problems: list[Problem] = []
        paths = [file.path for file in doubtful]
        for file, facts in zip(
            doubtful, map_in_order(self._crew, measure_files, paths), strict=True
        ):
            if isinstance(facts, FileFacts):
                self._take_measures(file, facts)
            else:
                forget(self._kept, [file.path], serial=self._number())
                self._moved.add(file.path)
                problems.append(facts)
        return problems

    @property
    def is_first(self) -> bool:
        """Whether all columns are read, and enough of them to do more meanwhile."""
        return not self._paths and len(self.unread) >= FEW

    def read_columns(
        self, carding: Digest, progress: Progress, follow: Follow | None
    ) -> int:
        """Read the columns that changed, and make the cards that may be others.

        Gives how many were read.
        """
        work = [(TextKind.COLUMN, file) for file in self.unread]
        read = self._read(work, carding=carding, progress=progress, follow=follow)
        shown = showing(self._kept, sorted(self._moved)) if self._moved else ()
        again = {*shown, *carded_otherwise(self._kept, carding)}
        self._card(sorted(again - read), carding)
        return len(work)

    def _card(self, paths: list[str], carding: Digest) -> None:
        """Make cards anew of texts that are as they were."""
        rows: Iterator[CardRow | None] = map_in_order(
            self._crew, read_cards, [(path, carding) for path in paths]
        )
        if paths:
            pairs = zip(paths, rows, strict=True)
            keep_cards(self._kept, pairs, carding=carding, serial=self._number())

    def _take_measures(self, file: SourceFile, facts: FileFacts) -> None:
        known = self._files.get(file.path)
        if known is not None and known.digest == facts.digest:
            keep_file_stamp(self._kept, file, self._checked)
            return
        self._moved.add(file.path)
        keep_file(
            self._kept, facts, file.stamp, checked=self._checked, serial=self._number()
        )

    def _read(
        self,
        texts: list[tuple[TextKind, SourceFile]],
        *,
        carding: Digest = _NO_CARDS,
        progress: Progress = lambda *_: None,
        follow: Follow | None = None,
    ) -> set[str]:
        """Read texts again that may be others; give the paths of those that are."""
        work = [
            TextJob(kind, file.path, self._digest_if_read_so(file), carding)
            for kind, file in texts
        ]
        same: list[SourceFile] = []
        rows: list[tuple[TextRow, Stamp]] = []
        results = map_in_order(self._crew, read_texts, work)
        if len(work) >= FEW:
            # Loaded while others read: they begin a tenth of a second sooner so.
            import generator.engine.rehearsal  # noqa: F401  # to have loaded what makes pages
        for number, (row, (_, file)) in enumerate(zip(results, texts, strict=True)):
            progress(number + 1, len(work))
            if row is None:
                same.append(file)
                continue
            rows.append((row, file.stamp))
            if len(rows) == _BATCH:
                self._keep(rows, carding)
                rows.clear()
                if follow is not None:
                    follow()
        self._keep(rows, carding)
        keep_stamps(self._kept, same, self._checked)
        return {file.path for _, file in texts} - {file.path for file in same}

    def _keep(self, rows: list[tuple[TextRow, Stamp]], carding: Digest) -> None:
        if rows:
            keep_texts(
                self._kept,
                rows,
                reading=self._reading,
                carding=carding,
                checked=self._checked,
                serial=self._number(),
                known=self._paths,
            )

    def _is_read(self, file: SourceFile) -> bool:
        return (file.path, *file.stamp, 1) in self._texts

    def _digest_if_read_so(self, file: SourceFile) -> Digest:
        """Give the digest of a text that was read by the same settings and version."""
        if file.path not in self._paths:
            return Digest("")
        known = known_texts(self._kept, [file.path])[file.path]
        return known.digest if known.reading == self._reading else Digest("")

    def _number(self) -> int:
        """Give the serial number of this refresh, now that something has changed."""
        self._serial = self._serial or next_serial(self._kept)
        return self._serial


def _desk_texts(sources: Sources) -> Iterator[tuple[TextKind, SourceFile]]:
    yield from ((TextKind.AUTHOR, file) for file in sources.authors)
    yield from ((TextKind.DESK_PAGE, file) for file in sources.pages)
    yield from ((TextKind.DISCUSSION, file) for file in sources.comments)


def _all_files(sources: Sources) -> Iterable[SourceFile]:
    return (
        *sources.columns,
        *sources.authors,
        *sources.pages,
        *sources.comments,
        *sources.static,
        *sources.beside,
    )

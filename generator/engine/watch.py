"""The watch: a site's folders → batches of changed paths, as they change.

An edge: it listens to the system and looks at the disk; what makes a batch is decided
in `changes`.  Where the system announces nothing (network and container mounts, links
that lead out of the site), it notices by looking from time to time, says so and goes on
by looking.
"""

from __future__ import annotations

import errno
import logging
import os
import time
import warnings
from collections.abc import Callable, Generator, Iterator
from pathlib import Path
from queue import Empty, SimpleQueue
from time import monotonic
from typing import TYPE_CHECKING

from watchdog import events
from watchdog.observers import Observer

from generator.engine.changes import (
    QUIET,
    ROOTS,
    Guard,
    Stamps,
    compare_stamps,
    gather,
    matters,
    review,
)

if TYPE_CHECKING:
    from watchdog.observers.api import BaseObserver

PAUSE = 2.0
"""Seconds between two looks at the disk; more where a look takes long."""
_SHARE_OF_GUARD, _SHARE_OF_EYE = 20, 5
"""Looking takes at most 5% of the time beside listening, and 20% in its place."""
_TOLD: list[type[events.FileSystemEvent]] = [
    events.FileCreatedEvent,
    events.FileModifiedEvent,
    # A changed mtime is an event of its own since version 7.1 of watchdog.
    getattr(events, "FileAttribEvent", events.FileModifiedEvent),
    events.FileClosedEvent,
    events.FileDeletedEvent,
    events.FileMovedEvent,
    events.DirCreatedEvent,
    events.DirDeletedEvent,
    events.DirMovedEvent,
]
"""Not that a file was opened or read, which each build does; not that a folder was
modified, which is said of dotfiles too."""
_UNHEARD = (
    "Files change here without the system announcing it, as on network and container "
    "mounts: Byline looks for changes every few seconds instead."
)
_LIMITS = {errno.ENOSPC: "max_user_watches", errno.EMFILE: "max_user_instances"}

# What watchdog says to programmers must not reach a writer's screen.
logging.getLogger("watchdog").addHandler(logging.NullHandler())


def watch(
    site: Path,
    *,
    patience: Callable[[], float],
    tell: Callable[[str], None],
    calm: float = QUIET,
) -> Generator[frozenset[str], None, None]:
    """Yield the paths that changed, batch by batch; close it to end the watch.

    The first batch is empty and comes when nothing can go unseen any more.  Another
    empty one comes whenever the `patience` that is left, in seconds, has run out.
    `calm` seconds without a change end a batch.
    """
    site = site.resolve()
    ears = Ears(site)
    try:
        hearing = ears.open(tell)
        stamps = take_look(site)
        yield frozenset()
        if hearing:
            guard = yield from _by_ear(ears, stamps, patience, calm)
            ears.close()
            tell(_UNHEARD)
            yield guard.missed
            stamps = guard.stamps
        yield from _by_eye(site, stamps, patience)
    finally:
        ears.close()


def take_look(site: Path) -> Stamps:
    """Read the stamp of every file that a site is made from."""
    stamps: dict[str, tuple[int, int, int]] = {}
    for name in ROOTS:
        _look_into(site / name, name, stamps, ())
    return stamps


def explain_deafness(error: OSError) -> str:
    """Say why nothing can be heard, and what to raise against it."""
    limit = _LIMITS.get(error.errno or 0)
    why = f"is at its limit fs.inotify.{limit}" if limit else f"says: {error.strerror}"
    hint = f" Raise it: sudo sysctl fs.inotify.{limit}=1048576" if limit else ""
    return (
        f"The system can't announce changes, it {why}. Byline looks for them every few "
        f"seconds instead.{hint}"
    )


class Ears(events.FileSystemEventHandler):
    """What the system announces of a site, from its threads into this one."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._heard: SimpleQueue[str] = SimpleQueue()
        self._observer: BaseObserver | None = None

    def open(self, tell: Callable[[str], None]) -> bool:
        """Begin to listen, or tell why that is not possible."""
        warnings.filterwarnings("ignore", module=r"watchdog\.")
        try:
            self._observer = Observer()
            self._observer.start()
            self.attend()
        except OSError as error:
            self.close()
            tell(explain_deafness(error))
        return self._observer is not None

    def attend(self) -> None:
        """Listen to the folders that are there now.

        What is announced meanwhile is lost, so a build has to follow.
        """
        assert self._observer is not None, "the ears are open"
        self._observer.unschedule_all()
        self._listen_to(self.site, recursive=False)
        for folder in (self.site / name for name in ROOTS):
            if folder.is_dir():
                self._listen_to(folder, recursive=True)

    def close(self) -> None:
        """Stop listening."""
        if self._observer is not None:
            self._observer.stop()
            if self._observer.is_alive():
                self._observer.join()
            self._observer = None

    def listen(self, patience: float) -> list[str]:
        """Give all that was heard; wait up to `patience` seconds for a first word."""
        try:
            heard = [self._heard.get(timeout=patience)]
        except Empty:
            return []
        while not self._heard.empty():
            heard.append(self._heard.get())
        return heard

    def dispatch(self, event: events.FileSystemEvent) -> None:
        """Note the paths of an event; called by the observer's thread."""
        for path in (event.src_path, event.dest_path):
            if path:
                inner = os.path.relpath(os.fsdecode(path), self.site)
                self._heard.put(inner.replace(os.sep, "/"))

    def _listen_to(self, folder: Path, *, recursive: bool) -> None:
        assert self._observer is not None, "the ears are open"
        self._observer.schedule(
            self, str(folder), recursive=recursive, event_filter=_TOLD
        )


def _by_ear(
    ears: Ears, stamps: Stamps, patience: Callable[[], float], calm: float
) -> Generator[frozenset[str], None, Guard]:
    """Listen, and look now and then; end when it turns out that nothing is heard."""
    guard, announced = Guard(stamps=stamps), set[str]()
    next_look = monotonic() + PAUSE
    while True:
        wait = min(patience(), next_look - monotonic())
        batch = gather(ears.listen, monotonic, wait, calm=calm)
        announced |= batch
        if not batch.isdisjoint(ROOTS):
            ears.attend()
        if not batch and monotonic() >= next_look:
            stamps, next_look = _look(ears.site, _SHARE_OF_GUARD)
            guard = review(guard, stamps, frozenset(announced))
            announced.clear()
            batch = guard.missed
            if guard.deaf:
                return guard
        if batch or patience() <= 0:
            yield batch


def _by_eye(
    site: Path, stamps: Stamps, patience: Callable[[], float]
) -> Iterator[frozenset[str]]:
    """Look again and again."""
    next_look = monotonic()
    while True:
        time.sleep(max(0.0, min(patience(), next_look - monotonic())))
        batch = frozenset[str]()
        if monotonic() >= next_look:
            before = stamps
            stamps, next_look = _look(site, _SHARE_OF_EYE)
            batch = compare_stamps(before, stamps)
        if batch or patience() <= 0:
            yield batch


def _look(site: Path, share: int) -> tuple[Stamps, float]:
    """Look, and say when to look again."""
    start = monotonic()
    stamps = take_look(site)
    end = monotonic()
    return stamps, end + max(PAUSE, share * (end - start))


def _look_into(
    folder: Path,
    name: str,
    stamps: dict[str, tuple[int, int, int]],
    above: tuple[str, ...],
) -> None:
    """Go through a folder, also behind links, but never in circles."""
    real = os.path.realpath(folder)
    if real in above:
        return
    try:
        with os.scandir(folder) as entries:
            found = [(entry, f"{name}/{entry.name}") for entry in entries]
    except OSError:
        return
    for entry, path in found:
        if not matters(path):
            continue
        try:
            if entry.is_dir():
                _look_into(Path(entry), path, stamps, (*above, real))
                continue
            state = entry.stat()
        except OSError:
            continue
        stamps[path] = (state.st_mtime_ns, state.st_size, state.st_ino)

"""Changes: what the system announces, and what two looks show → batches of paths.

Pure: the clock and the announcements are handed in.  Paths are from the site's folder,
with forward slashes.  Invariant: whatever is announced is in a batch, and a burst, such
as one save of an editor or a `git checkout`, is one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from typing import Protocol

from msgspec import Struct

ROOTS = ("content", "themes")
"""The folders that a site is made from."""
QUIET = 0.015
"""Seconds without an announcement that end a burst: longer than between the steps of a
save (under 5 ms), shorter than a person notices."""
LONGEST = 0.25
"""Seconds after which a burst that goes on is handed over as far as it has come."""
_IGNORED = re.compile(
    r"\..*|.*~|#.*#|.*\.sw[a-p]|4913|Thumbs\.db|desktop\.ini|__pycache__"
)
"""Dotfiles and backups; Vim tries whether it may write a folder by a file "4913"."""

Stamps = Mapping[str, tuple[int, int, int]]
"""What one look shows: the path of each file → its mtime_ns, size and inode."""


class Listen(Protocol):
    """Where announcements come from."""

    def __call__(self, patience: float) -> Iterable[str]:
        """Give the paths announced so far; wait for one for at most `patience` s."""


class Guard(Struct, frozen=True, kw_only=True):
    """What looks at the disk show, against what was announced."""

    stamps: Stamps
    suspects: frozenset[str] = frozenset()
    """Changed before the last look, and not announced up to then."""
    missed: frozenset[str] = frozenset()
    """Suspects of the look before, which nothing has announced since."""
    quiet: bool = False
    """Nothing at all was announced between the last two looks."""
    deaf: bool = False
    """Something was missed, and all was quiet: announcements don't come here."""


def matters(path: str) -> bool:
    """Tell whether a site is made from a path.

    "content/columns/crows.md" → True; "content/columns/.crows.md.swp",
    "output/index.html" → False.
    """
    first, *others = path.split("/")
    return first in ROOTS and not any(map(_IGNORED.fullmatch, others))


def gather(
    listen: Listen,
    clock: Callable[[], float],
    patience: float,
    *,
    calm: float = QUIET,
) -> frozenset[str]:
    """Wait for a change, then for the end of its burst; nothing when patience ends.

    A burst ends with `calm` seconds without an announcement.
    """
    found: set[str] = set()
    end = clock() + patience
    while not found:
        found.update(filter(matters, listen(max(0.0, end - clock()))))
        if not found and clock() >= end:
            return frozenset()
    end = clock() + LONGEST
    quiet = clock() + calm
    while (now := clock()) < min(quiet, end):
        heard = [path for path in listen(min(quiet, end) - now) if matters(path)]
        if heard:
            found.update(heard)
            quiet = clock() + calm
    return frozenset(found)


def compare_stamps(before: Stamps, after: Stamps) -> frozenset[str]:
    """Name the files that came, went or changed between two looks."""
    paths = before.keys() | after.keys()
    return frozenset(path for path in paths if before.get(path) != after.get(path))


def review(guard: Guard, stamps: Stamps, announced: frozenset[str]) -> Guard:
    """Take a new look, and what was announced since the last one, into account.

    An announcement may come a little after the change, so that a change is only
    suspect at the first look after it, and missed at the second.
    """
    missed = _unannounced(guard.suspects, announced)
    return Guard(
        stamps=stamps,
        suspects=_unannounced(compare_stamps(guard.stamps, stamps), announced),
        missed=missed,
        quiet=not announced,
        # A system that is asked too much at once drops some, and announces others.
        deaf=bool(missed) and guard.quiet and not announced,
    )


def leaves(paths: Iterable[str]) -> tuple[str, ...]:
    """Sort paths, without folders that hold others of them.

    {"content/a", "content/a/b.md"} → ("content/a/b.md",)
    """
    known = frozenset(paths)
    folders = {folder for path in known for folder in _folders(path)}
    return tuple(sorted(known - folders))


def _unannounced(changed: frozenset[str], announced: frozenset[str]) -> frozenset[str]:
    """Leave out what was announced, itself or by a folder that it is in."""
    return frozenset(
        path for path in changed - announced if announced.isdisjoint(_folders(path))
    )


def _folders(path: str) -> list[str]:
    """Name the folders above a path: "a/b/c.md" → ["a", "a/b"]."""
    parts = path.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]

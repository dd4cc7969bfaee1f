"""Contested addresses: who wants which, followed part by part of the plan.

Owns the claims of a site that is never planned at once.  Pure.  Invariant: what is
wrong with all claims is what `check_collisions` finds in the few that are handed on.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.engine.collisions import Claim, check_collisions, fold, folders_of
from generator.problems import Problem
from generator.urls import output_path


class Contested:
    """The claims of all parts that were told of."""

    def __init__(self) -> None:
        self._claims: dict[str, tuple[Claim, ...]] = {}
        self._at: dict[str, tuple[Claim, ...]] = {}
        """By the path that a file system may take for the same."""
        self._twice: set[str] = set()
        self._folders: Counter[str] = Counter()
        self._both: set[str] = set()
        """Files that others need as a folder."""
        self._misnamed: dict[str, tuple[Claim, ...]] = {}
        self._problems: tuple[Problem, ...] | None = ()
        """None where they have to be found anew."""

    def put(self, owner: str, claims: Iterable[Claim]) -> None:
        """Take the claims of a part in place of those that it had before."""
        now = tuple(claims)
        before = self._claims.get(owner, ())
        if now == before:
            return
        self._problems = None
        misnamed = tuple(one for one in now if check_collisions((one,)))
        for claim in _without(before, self._misnamed.pop(owner, ())):
            self._take(claim)
        for claim in _without(now, misnamed):
            self._add(claim)
        self._claims.pop(owner, None)
        if now:
            self._claims[owner] = now
        if misnamed:
            self._misnamed[owner] = misnamed

    def owners(self) -> tuple[str, ...]:
        """Name the parts that claim something."""
        return tuple(self._claims)

    def problems(self) -> tuple[Problem, ...]:
        """Say what two things want, and what no file can be named."""
        if self._problems is None:
            claims = sorted(self._doubtful(), key=lambda one: (one.origin, one.address))
            self._problems = check_collisions(claims)
        return self._problems

    def _add(self, claim: Claim) -> None:
        path = fold(output_path(claim.address))
        others = self._at.get(path, ())
        self._at[path] = (*others, claim)
        if others:
            self._twice.add(path)
        else:
            self._folders.update(folders_of(path))
            self._both.update(one for one in folders_of(path) if one in self._at)
            if path in self._folders:
                self._both.add(path)

    def _take(self, claim: Claim) -> None:
        path = fold(output_path(claim.address))
        others = list(self._at.pop(path))
        others.remove(claim)
        if others:
            self._at[path] = tuple(others)
        else:
            for folder in folders_of(path):
                self._folders[folder] -= 1
                if not self._folders[folder]:
                    del self._folders[folder]
                    self._both.discard(folder)
            self._both.discard(path)
        if len(others) < 2:
            self._twice.discard(path)

    def _doubtful(self) -> Iterator[Claim]:
        """Give all claims that have to do with what is wrong."""
        both = self._both
        within = (
            {path for path in self._at if not both.isdisjoint(folders_of(path))}
            if both
            else set()
        )
        for path in self._twice | both | within:
            yield from self._at[path]
        for claims in self._misnamed.values():
            yield from claims


def _without(claims: tuple[Claim, ...], others: tuple[Claim, ...]) -> Iterator[Claim]:
    left = list(others)
    for claim in claims:
        if claim in left:
            left.remove(claim)
        else:
            yield claim

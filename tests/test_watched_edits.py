"""Whatever is edited in whatever order, a watch leaves what a clean build would write.

The small publication of the random edits is built by one session that is told what has
changed, as by `byline build --watch`; other builds write in the same output meanwhile.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings
from hypothesis.stateful import rule
from test_random_edits import Edits, tree

from generator.engine.manifest import MANIFEST
from generator.engine.outcome import BuildOptions, Outcome
from generator.engine.session import Session


class Watched(Edits):
    """A desk whose site is watched."""

    def __init__(self) -> None:
        self.session: Session | None = None
        self.known: dict[str, bytes] = {}
        self.said: dict[str, Any] = {}
        super().__init__()

    def build(self, site: Any, **more: Any) -> Outcome:
        if site != self.site or more:
            return super().build(site, **more)
        if self.session is not None and self.said != self.options:
            self.close()
        changed = self.changed()
        options = BuildOptions(now=self.now, **self.options)
        if self.session is None:
            self.session = Session(self.site, options, lasting=True)
            self.said, changed = self.options, None
        self.session.options = options
        return self.session.build(changed)

    def changed(self) -> frozenset[str] | None:
        """What a watch would be told."""
        before = self.known
        self.known = {
            f"{name}/{path}": data
            for name in ("content", "themes")
            for path, data in tree(self.site / name).items()
        }
        paths = before.keys() | self.known.keys()
        return frozenset(p for p in paths if before.get(p) != self.known.get(p))

    def waiting(self) -> set[str]:
        unsettled = self.session is not None and self.session.unsettled
        return {MANIFEST} if unsettled else set()

    def close(self) -> None:
        if self.session is not None:
            self.session.close()
            self.session = None

    def teardown(self) -> None:
        try:
            self.close()
            self.agree()
        finally:
            self.close()
            super().teardown()

    @rule()
    def settle(self) -> None:
        """A second has passed since the last save."""
        if self.session is not None:
            self.session.settle()
            self.session.rehearse()

    @rule()
    def kill(self) -> None:
        """The watch goes without a last word, and another begins."""
        if self.session is not None:
            self.session._let_go()
            self.session = None

    @rule()
    def lose_the_cache(self) -> None:
        self.close()
        super().lose_the_cache()

    # A watch looks at what it is told of, and at the output when it begins.

    def damage_output(self, number: int, how: str) -> None:
        raise NotImplementedError

    def lose_the_manifest(self, number: int, words: str) -> None:
        raise NotImplementedError


Watched.TestCase.settings = settings(Edits.TestCase.settings)


@pytest.mark.slow
class TestWatched(Watched.TestCase):  # type: ignore[misc,valid-type]
    """Edits in random order, the same in every run."""


class TestWatchedBriefly(Watched.TestCase):  # type: ignore[misc,valid-type]
    """A few edits in random order, the same in every run."""

    settings = settings(Edits.TestCase.settings, max_examples=2, stateful_step_count=8)

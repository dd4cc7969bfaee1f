"""Whatever is edited in whatever order, a preview shows what a clean build would write.

The small publication of the random edits is looked at after every few of them; each
page and file that a build from nothing with drafts writes has to be shown, with the
same bytes, and nothing else may be.
"""

from __future__ import annotations

import shutil
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize
from test_random_edits import EXAMPLES, NOT_COMPARED, Edits, tree

from generator.engine.manifest import MANIFEST
from generator.engine.outcome import BuildOptions, Outcome
from generator.engine.session import Session
from generator.engine.shown import Shown, ShownKind
from generator.engine.sight import Sight
from generator.engine.vantage import Viewing
from generator.problems import format_problem

UNSERVED = {MANIFEST, ".nojekyll", *NOT_COMPARED}


def address_of(path: str) -> str:
    """The address of a file of the output: "a/index.html" → "/a/"."""
    folder = path.removesuffix("index.html")
    return "/" + (folder if folder == "" or folder.endswith("/") else path)


def bytes_of(shown: Shown) -> bytes | None:
    """What stands at an address; None where nothing does."""
    if shown.kind is ShownKind.FILE and shown.file is not None:
        return shown.file.read_bytes()
    return None if shown.kind is ShownKind.MISSING else shown.data


class Looks(Edits):
    """A desk whose site is looked at after each few edits."""

    def __init__(self) -> None:
        super().__init__()
        viewing = Viewing(site=self.site, now=lambda: self.now)
        self.sight = Sight(viewing)
        self.known: dict[str, bytes] = {}
        self.shown: dict[str, bytes] = {}
        self.fresh = True

    @initialize(patience=st.integers(1, 3))
    def build_first(self, patience: int) -> None:
        self.patience = patience
        self.agree()

    def agree(self) -> None:
        """Look at what changed; build a copy of the site from nothing; compare."""
        self.edits = 0
        self.sight.look(self.changed())
        assert self.sight.check()
        assert self.sight.patrol()
        wanted = self.build_twin()
        if not wanted.done:
            assert self.sight.problems()
            for address in self.shown:
                self.sight.show(address)
            self.stopped += 1
            return
        self.compare(wanted)
        self.stopped, self.good = 0, self.remember()

    def changed(self) -> frozenset[str] | None:
        """What a watch would announce; the first look is at everything."""
        before = self.known
        self.known = {
            f"{name}/{path}": data
            for name in ("content", "themes")
            for path, data in tree(self.site / name).items()
            if not path.rpartition("/")[2].startswith(".")
        }
        if self.fresh:
            self.fresh = False
            return None
        paths = before.keys() | self.known.keys()
        return frozenset(p for p in paths if before.get(p) != self.known.get(p))

    def build_twin(self) -> Outcome:
        for name in ("content", "themes"):
            shutil.rmtree(self.twin / name, ignore_errors=True)
            shutil.copytree(self.site / name, self.twin / name)
        shutil.rmtree(self.twin / ".byline", ignore_errors=True)
        options = BuildOptions(now=self.now, drafts=True, clean=True)
        return Session(self.twin, options).build()

    def compare(self, wanted: Outcome) -> None:
        output = tree(self.twin / "output")
        clean = {address_of(p): d for p, d in output.items() if p not in UNSERVED}
        found = {address: self.sight.show(address) for address in clean}
        assert {a for a in clean if bytes_of(found[a]) != clean[a]} == set()
        assert all(self.sight.recall(a) for a in found if not a.startswith("/assets/"))
        gone = self.shown.keys() - clean.keys()
        assert {a for a in gone if bytes_of(self.sight.show(a)) is not None} == set()
        problems = set(map(format_problem, self.sight.problems()))
        assert sorted(problems ^ set(map(format_problem, wanted.problems))) == []
        self.shown = clean

    def teardown(self) -> None:
        try:
            if self.edits:
                self.agree()
        finally:
            self.sight.close()
            shutil.rmtree(self.folder)

    # What happens to the output is nothing to a preview, which has options of its own.

    def build_otherwise(self, options: dict[str, Any]) -> None:
        raise NotImplementedError

    def damage_output(self, number: int, how: str) -> None:
        raise NotImplementedError

    def lose_the_manifest(self, number: int, words: str) -> None:
        raise NotImplementedError


Looks.TestCase.settings = settings(
    Edits.TestCase.settings,
    max_examples=EXAMPLES,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.slow
class TestLooks(Looks.TestCase):  # type: ignore[misc,valid-type]
    """Edits in random order, the same in every run."""

"""A build that is killed harms nothing, and the next one makes the site whole.

The example publication goes back and forth between two states; builds of it are killed
before a change of the output, before any file operation, or at a moment of the clock,
wherever that is.  One process has all modules at hand and makes a child for each build,
so that a kill costs little more than the build.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from conftest import column, files_of, make_site
from msgspec import Struct

from generator.engine.manifest import MANIFEST
from generator.engine.outcome import BuildOptions
from generator.engine.session import Session

PROJECT = Path(__file__).parents[1]
NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
KILLS = int(os.environ.get("BYLINE_KILLS", "25"))
# On a slow machine a kill takes two seconds, with what comes before and after.
pytestmark = pytest.mark.timeout(max(300, 10 * KILLS))
STRANGERS = {
    "CNAME": b"halyard.example",
    "columns/look-down/mine.txt": b"In a folder whose page comes and goes.",
}
Files = Mapping[str, bytes]
NURSERY = r"""
import datetime as dt, importlib, json, os, pkgutil, signal, sys, time, traceback
from pathlib import Path
import generator.engine
from generator.engine.outcome import BuildOptions
from generator.engine.session import Session

for module in pkgutil.iter_modules(generator.engine.__path__, "generator.engine."):
    importlib.import_module(module.name)
site, output, options = Path(sys.argv[1]), sys.argv[2], BuildOptions(
    now=dt.datetime.fromisoformat(sys.argv[3])
)
CHANGES = {"os.rename", "os.mkdir", "os.remove", "os.rmdir", "os.link", "os.symlink"}
LOOKS = {"open", "os.scandir", "os.listdir", "sqlite3.connect"}
WRITING = os.O_WRONLY | os.O_RDWR | os.O_TRUNC


def build(aim, at, told):
    seen = {"change": 0, "operation": 0}
    guilty = []

    def hear(event, arguments):
        if event not in CHANGES and event not in LOOKS:
            return
        paths = [os.fsdecode(a) for a in arguments if isinstance(a, (str, bytes))]
        inside = any(path.startswith(output) for path in paths)
        if event == "open" and inside and (arguments[2] or 0) & WRITING:
            guilty.append(paths[0])
        for name in ("change", "operation"):
            if name == "operation" or (inside and event in CHANGES):
                seen[name] += 1
                if name == aim and seen[name] == at:
                    os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hear)
    begin = time.perf_counter()
    done = Session(site, options).build().done
    took = time.perf_counter() - begin
    facts = {**seen, "done": done, "clock": took, "guilty": guilty}
    os.write(told, json.dumps(facts).encode())


print(json.dumps({}), flush=True)
for line in sys.stdin:
    aim, at = json.loads(line)
    reader, told = os.pipe()
    child = os.fork()
    if not child:
        try:
            build(aim, at, told)
        except BaseException:
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    os.close(told)
    if aim == "clock":
        time.sleep(at)
        os.kill(child, signal.SIGKILL)
    _, status = os.waitpid(child, 0)
    with open(reader, encoding="utf-8") as facts:
        found = json.loads(facts.read() or "{}")
    found["code"] = os.waitstatus_to_exitcode(status)
    print(json.dumps(found), flush=True)
"""


class Birth(Struct, frozen=True, kw_only=True, dict=True):
    """One build by a child of the nursery."""

    code: int
    done: bool = False
    clock: float = 0.0
    """How many seconds the build took."""
    change: int = 0
    """How many changes of names there were in the output."""
    operation: int = 0
    """How many file operations there were."""
    guilty: tuple[str, ...] = ()
    """Files of the output that were opened for writing: a kill would halve them."""


class Nursery:
    """A process that builds the site again and again, and kills its builds."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self._process = process
        self._hear()

    def build(self, aim: str = "", at: float = 0) -> Birth:
        """Build; with an aim ("change", "operation", "clock"), and be killed at it."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps([aim, at]) + "\n")
        self._process.stdin.flush()
        found = self._hear()
        found["guilty"] = tuple(found.get("guilty", ()))
        birth = Birth(**found)
        assert birth.code in (0, -signal.SIGKILL)
        assert not birth.guilty
        return birth

    def _hear(self) -> dict[str, Any]:
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the nursery has ended"
        found: dict[str, Any] = json.loads(line)
        return found


@contextmanager
def nursery(site: Path) -> Iterator[Nursery]:
    """Open a nursery for a site."""
    arguments = [str(site), str(site / "output"), NOW.isoformat()]
    with subprocess.Popen(
        [sys.executable, "-c", NURSERY, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
    ) as process:
        yield Nursery(process)


def edit_columns(content: Path) -> None:
    """Change a title, which other pages print; take a column away, add one."""
    column = content / "columns" / "unread.md"
    text = column.read_text(encoding="utf-8")
    column.write_text(text.replace("title: ", "title: Later "), encoding="utf-8")
    (content / "columns" / "kurzarbeit.md").rename(content / "columns" / "short.md")
    (content / "columns" / "look-down.md").unlink()
    bridge = content / "columns" / "swing-bridge"
    shutil.copy(bridge / "bascule.png", bridge / "bridge.png")


def edit_settings(content: Path) -> None:
    """Change what every page prints."""
    site = content / "site.yaml"
    text = site.read_text(encoding="utf-8")
    text = text.replace("label: Opinion", "label: Views")
    text = text.replace(" about.md", " about-us.md")
    site.write_text(text, encoding="utf-8")
    (content / "static" / "about").write_text("A file where a folder was.")
    (content / "pages" / "about.md").rename(content / "pages" / "about-us.md")


def check_files(found: Files, clean: Sequence[Files]) -> None:
    """Check that each file is of one of two states, and what both have is there."""
    strange = {
        path
        for path, data in found.items()
        if data not in [state.get(path) for state in clean]
    }
    missing = {path for path in clean[0].keys() & clean[1].keys() if path not in found}
    assert (strange, missing) == (set(), set())


class Desk:
    """A site in one of its two states, and what clean builds make of both."""

    def __init__(self, folder: Path) -> None:
        self.site = folder / "site"
        self.states: list[Path] = []
        self.clean: list[dict[str, bytes]] = []
        for number in range(2):
            state = folder / f"state-{number}"
            shutil.copytree(PROJECT / "content", state / "content")
            if number:
                edit_columns(state / "content")
                edit_settings(state / "content")
            assert build(state)
            self.states.append(state / "content")
            self.clean.append(files_of(state / "output"))
        self.site.mkdir()
        (self.site / "notes.txt").write_text("The writer's own.")
        (self.site / "output").mkdir()
        for path, data in STRANGERS.items():
            file = self.site / "output" / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        self.enter(0)

    def enter(self, state: int) -> None:
        """Put the site into a state: only what differs is written."""
        content = self.site / "content"
        here = files_of(content) if content.exists() else {}
        there = files_of(self.states[state])
        for path in here.keys() - there.keys():
            (content / path).unlink()
        for path, data in there.items():
            if here.get(path) != data:
                (content / path).parent.mkdir(parents=True, exist_ok=True)
                (content / path).write_bytes(data)

    def output(self) -> dict[str, bytes]:
        """What lies in the output, the strangers left out."""
        found = files_of(self.site / "output")
        assert {path: found.pop(path, None) for path in STRANGERS} == STRANGERS
        return found

    def check_after_a_kill(self, state: int) -> int:
        """Check that each file is old or new; tell of how many states there are some.

        A file that is in both may have either's bytes, whichever was built before.
        """
        names = {path.name for path in self.site.iterdir()}
        assert names - {".byline"} == {"content", "notes.txt", "output"}
        assert (self.site / "notes.txt").read_text() == "The writer's own."
        assert files_of(self.site / "content") == files_of(self.states[state])
        found, (old, new) = self.output(), self.clean
        check_files(found, self.clean)
        return len(
            {
                old.get(path) == data
                for path, data in found.items()
                if old.get(path) != new.get(path)
            }
        )

    def check_order(self, state: int) -> None:
        """Check what a kill left of a whole site: nothing came before its time."""
        found, old, new = self.output(), self.clean[1 - state], self.clean[state]
        changed = [path for path in new if old.get(path) != new[path]]
        late = [rank(path) for path in changed if found.get(path) != new[path]]
        early = [rank(path) for path in changed if found.get(path) == new[path]]
        assert max(early, default=0) <= min(late, default=9)
        gone = {path for path in old.keys() - new.keys() if path not in found}
        in_the_way = {path for path in gone if path.startswith(IN_THE_WAY)}
        assert found[MANIFEST] == new[MANIFEST] or gone == in_the_way


IN_THE_WAY = ("about/", "about")
"""A folder in one state and a file in the other."""


def rank(path: str) -> int:
    """Rank a file by when it has to come: what is linked to is there before."""
    if path == MANIFEST:
        return 3
    if path.endswith(("atom.xml", "rss.xml", "feed.json")) or "sitemap" in path:
        return 2
    return 1 if path.endswith((".html", "robots.txt")) else 0


def build(site: Path) -> bool:
    return Session(site, BuildOptions(now=NOW)).build().done


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="makes and kills as POSIX does")
def test_a_killed_build_leaves_each_file_whole_and_the_next_one_heals(
    tmp_path: Path,
) -> None:
    desk, chance = Desk(tmp_path), random.Random(KILLS)
    assert build(desk.site)
    assert desk.output() == desk.clean[0]
    killed = mixed = 0
    with nursery(desk.site) as births:
        whole: list[Birth] = []
        for state in (1, 0):
            desk.enter(state)
            whole.insert(0, births.build())
            assert whole[0].done
            assert desk.output() == desk.clean[state]
        is_whole, built, state = True, 0, 0
        for _ in range(KILLS):
            state = 1 - state
            desk.enter(state)
            aim = chance.choice(("change", "change", "operation", "clock"))
            end = getattr(whole[state], aim)
            at = chance.uniform(0, end) if aim == "clock" else chance.randint(1, end)
            killed += births.build(aim, at).code != 0
            mixed += desk.check_after_a_kill(state) == 2
            if is_whole:
                desk.check_order(state)
            # Now and then another kill comes before the site is whole again.
            is_whole = chance.random() < 0.7
            if is_whole:
                built = state = 1 - built
                desk.enter(state)
                assert build(desk.site)
                assert desk.output() == desk.clean[state]
    desk.enter(0)
    assert build(desk.site)
    assert desk.output() == desk.clean[0]
    assert list((desk.site / ".byline" / "stage").glob("*/")) == []
    figures = f"{killed} killed, {mixed} of two states, of {KILLS}"
    sys.stderr.write(figures)
    assert killed > KILLS // 2, figures
    assert mixed > KILLS // 8, figures


COLUMN = {"columns/aaa.md": column("Aaa", tags="[new]")}
FILE = {"static/aaa.txt": "Aaa"}
Moment = tuple[str, int]


class SmallDesk:
    """A small site that something comes to and goes from, killed on the way."""

    def __init__(self, site: Path, more: dict[str, str]) -> None:
        self.site = site
        self.more = more
        self.clean: list[dict[str, bytes]] = []
        for state in range(2):
            self.enter(state)
            assert build(site)
            self.clean.append(files_of(site / "output"))

    def enter(self, state: int) -> None:
        """Let it come, or go."""
        make_site(self.site, self.more if state else {})
        if not state:
            for path in self.more:
                (self.site / "content" / path).unlink(missing_ok=True)

    def kill(self, births: Nursery, state: int, moment: Moment) -> None:
        """Kill a build of a state."""
        self.enter(state)
        births.build(*moment)
        check_files(files_of(self.site / "output"), self.clean)

    def heals(self, state: int) -> bool:
        """Build a state; tell whether the site is whole."""
        self.enter(state)
        assert build(self.site)
        whole = files_of(self.site / "output") == self.clean[state]
        if not whole:
            # One that can't be healed is made anew, for the sake of the next.
            shutil.rmtree(self.site / "output")
            assert build(self.site)
        return whole


def moments(births: Nursery, desk: SmallDesk, state: int) -> tuple[Moment, ...]:
    """Choose moments of a build from one state to the other: both ends, or all."""
    desk.enter(1 - state)
    assert births.build().done
    desk.enter(state)
    birth = births.build()
    between = range(birth.change if KILLS >= 200 else 0)
    changes = {*range(4), *between, *(birth.change - back for back in range(5))}
    return (
        *(("change", at) for at in sorted(changes) if at > 0),
        *(("operation", birth.operation - back) for back in range(2)),
    )


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="makes and kills as POSIX does")
@pytest.mark.parametrize("more", [COLUMN, FILE], ids=["column", "file"])
def test_wherever_a_build_is_killed_the_next_one_ends_its_work(
    tmp_path: Path, more: dict[str, str]
) -> None:
    desk, failed = SmallDesk(tmp_path, more), set()
    with nursery(desk.site) as births:
        chosen = moments(births, desk, 1), moments(births, desk, 0)
        assert desk.heals(1)
        for coming, going in zip_longest(*chosen, fillvalue=("change", 1)):
            for state, moment in ((0, going), (1, coming)):
                desk.kill(births, state, moment)
                if not desk.heals(state):
                    failed.add((state, *moment))
    assert failed == set()


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="makes and kills as POSIX does")
@pytest.mark.parametrize("more", [COLUMN, FILE], ids=["column", "file"])
def test_wherever_a_build_is_killed_its_work_can_be_taken_back(
    tmp_path: Path, more: dict[str, str]
) -> None:
    desk, failed = SmallDesk(tmp_path, more), set()
    with nursery(desk.site) as births:
        for state in (0, 1):
            chosen = moments(births, desk, state)
            assert desk.heals(1 - state)
            for moment in chosen:
                desk.kill(births, state, moment)
                if not desk.heals(1 - state):
                    failed.add((state, *moment))
    assert failed == set()


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="makes and kills as POSIX does")
def test_what_two_killed_builds_brought_in_can_be_taken_back(tmp_path: Path) -> None:
    desk, failed = SmallDesk(tmp_path, {**COLUMN, **FILE}), set()
    with nursery(desk.site) as births:
        chosen = moments(births, desk, 1)
        assert desk.heals(0)
        for moment in chosen:
            desk.kill(births, 1, moment)
            desk.kill(births, 1, ("change", 1))
            if not desk.heals(0):
                failed.add(moment)
    assert failed == set()

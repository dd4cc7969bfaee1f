"""A build that is killed harms nothing, and the next one makes the site whole.

The example publication goes back and forth between two states; builds of it are killed
before a file operation or at a moment of the clock, wherever that is.
"""

from __future__ import annotations

import datetime as dt
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from conftest import files_of

from generator.engine.outcome import BuildOptions
from generator.engine.session import Session

PROJECT = Path(__file__).parents[1]
NOW = dt.datetime(2026, 11, 20, 9, 0, tzinfo=dt.UTC)
KILLS = int(os.environ.get("BYLINE_KILLS", "25"))
STRANGER = "CNAME"
BUILD = """
import datetime as dt, os, signal, sys
from pathlib import Path
from generator.engine.outcome import BuildOptions
from generator.engine.session import Session
import generator.engine.survey, generator.engine.work, generator.engine.read
site, now, last = sys.argv[1:]
seen, last = 0, int(last)
def count(event, _):
    global seen
    if event in {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir"}:
        seen += 1
        if seen == last:
            os.kill(os.getpid(), signal.SIGKILL)
options = BuildOptions(now=dt.datetime.fromisoformat(now))
sys.addaudithook(count)
print("started", flush=True)
assert Session(Path(site), options).build().done
print(seen)
"""


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
        (self.site / "output" / STRANGER).write_text("halyard.example")
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
        """What lies in the output, the stranger left out."""
        found = files_of(self.site / "output")
        assert found.pop(STRANGER) == b"halyard.example"
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
        strange = {
            path
            for path, data in found.items()
            if data not in (old.get(path), new.get(path))
        }
        assert strange == set()
        return len(
            {
                old.get(path) == data
                for path, data in found.items()
                if old.get(path) != new.get(path)
            }
        )


def build(site: Path) -> bool:
    return Session(site, BuildOptions(now=NOW)).build().done


def start(site: Path, operation: int) -> subprocess.Popen[str]:
    """Start a build that dies before a file operation; 0: it lives."""
    arguments = [str(site), NOW.isoformat(), str(operation)]
    process = subprocess.Popen(
        [sys.executable, "-c", BUILD, *arguments],
        stdout=subprocess.PIPE,
        text=True,
        cwd=PROJECT,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "started\n"
    return process


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills as POSIX does")
def test_a_killed_build_leaves_each_file_whole_and_the_next_one_heals(
    tmp_path: Path,
) -> None:
    desk, chance = Desk(tmp_path), random.Random(KILLS)
    assert build(desk.site)
    assert desk.output() == desk.clean[0]
    desk.enter(1)
    begin = time.perf_counter()
    operations = int(start(desk.site, 0).communicate()[0])
    seconds = time.perf_counter() - begin
    assert desk.output() == desk.clean[1]
    killed = mixed = 0
    state = 1
    for _ in range(KILLS):
        state = 1 - state
        desk.enter(state)
        if chance.random() < 0.5:
            process = start(desk.site, chance.randint(1, operations))
        else:
            process = start(desk.site, 0)
            time.sleep(chance.uniform(0, seconds))
            process.send_signal(signal.SIGKILL)
        process.communicate()
        killed += process.returncode == -signal.SIGKILL
        mixed += desk.check_after_a_kill(state) == 2
        if chance.random() < 0.7:
            # Now and then another kill comes before the site is whole again.
            desk.enter(state := chance.randrange(2))
            assert build(desk.site)
            assert desk.output() == desk.clean[state]
    desk.enter(0)
    assert build(desk.site)
    assert desk.output() == desk.clean[0]
    assert list((desk.site / ".byline" / "stage").glob("*/")) == []
    figures = f"{killed} killed, {mixed} of two states, of {KILLS}"
    assert killed > KILLS // 2, figures
    assert mixed > KILLS // 20, figures

"""`byline serve`: what it says, and, as a process, what it does."""

from __future__ import annotations

import datetime as dt
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest
from conftest import column, make_site

from generator.cli.main import run
from generator.cli.serve import Wanted, describe_seen
from generator.engine.sight import Look
from generator.preview.server import open_socket
from generator.preview.watching import Seen
from generator.problems import Place, Problem

MUCH = 60.0
CROWS = "content/columns/crows.md"
NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
ERROR = Problem(place=Place(file=CROWS), message="oh")


@pytest.mark.parametrize(
    ("changed", "problems", "line"),
    [
        ((CROWS,), (), f"12:00:00 {CROWS} changed: seen in 0.01 s"),
        (("a", "b"), (ERROR,), "12:00:00 2 files changed: seen in 0.01 s, 1 problem"),
        ((), (), "12:00:00 a column's time has come: seen in 0.01 s"),
    ],
)
def test_a_look_is_said_in_a_line(
    changed: tuple[str, ...], problems: tuple[Problem, ...], line: str
) -> None:
    look = Look(problems=problems, seconds=0.012, base="/")
    seen = Seen(changed=changed, look=look, problems=problems, ended=NOON)
    assert describe_seen(seen) == line


def test_drafts_are_shown_on_this_machine_alone_unless_told_otherwise() -> None:
    wanted = Wanted()
    assert (wanted.host, wanted.port, wanted.drafts) == ("127.0.0.1", 8000, True)


def test_the_next_free_port_is_taken() -> None:
    with open_socket("127.0.0.1", 0) as first:
        port = first.getsockname()[1]
        with open_socket("127.0.0.1", port) as second:
            assert second.getsockname()[1] > port


def test_an_address_that_is_not_this_machine_s_is_wrong_usage(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(make_site(tmp_path))
    assert run(["serve", "--host", "192.0.2.7", "--port", "0"]) == 2
    assert run(["serve", "--now", "soon"]) == 2


class Served:
    """A site, and a process that serves it."""

    def __init__(self, site: Path, *arguments: str) -> None:
        self.site = site
        self._said = (site / "said.txt").open("wb")
        code = "from generator.cli.main import main; main()"
        self.process = subprocess.Popen(
            [sys.executable, "-c", code, "serve", *arguments],
            cwd=site,
            stdout=self._said,
            stderr=subprocess.STDOUT,
        )
        try:
            self.wait(lambda: "Watching for changes" in self.said)
        except BaseException:
            self.close()
            raise
        line = next(line for line in self.said.splitlines() if "preview is at" in line)
        self.port = int(line.rpartition(":")[2].partition("/")[0])

    @property
    def said(self) -> str:
        return (self.site / "said.txt").read_text()

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + MUCH
        while not condition():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < end, self.said
            time.sleep(0.01)

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def get(self, path: str) -> httpx.Response:
        return httpx.get(self.url(path), timeout=MUCH, follow_redirects=True)

    def shows(self, words: str, path: str = "/columns/crows/") -> bool:
        return words in self.get(path).text

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(MUCH)

    def close(self) -> None:
        self.process.kill()
        self.process.wait(MUCH)
        self._said.close()


Start = Callable[..., Served]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Serve a small site, and end that with the test."""
    started: list[Served] = []

    def begin(*arguments: str) -> Served:
        served = Served(make_site(tmp_path), "--port", "0", *arguments)
        started.append(served)
        return served

    yield begin
    for served in started:
        served.close()


def next_event(lines: Iterator[str], wanted: str) -> None:
    """Read up to an event; signs of life, which never end, must not hide its lack."""
    end, told = time.monotonic() + MUCH, list[str]()
    for line in lines:
        told.append(line)
        if line == f"event: {wanted}":
            return
        assert time.monotonic() < end, f"no event {wanted} in {told}"
    raise AssertionError(f"the line was cut without an event {wanted}: {told}")


@pytest.mark.slow
def test_a_save_is_told_and_shown_and_ctrl_c_ends_it(start: Start) -> None:
    served = start()
    url = served.url("/.byline/events?address=/columns/crows/")
    with httpx.stream("GET", url, timeout=MUCH) as stream:
        lines = stream.iter_lines()
        next_event(lines, "state")
        (served.site / CROWS).write_text(column(body="Rooks."))
        # A save may be seen between two of its steps; then another event follows.
        next_event(lines, "page")
        served.wait(lambda: served.shows("Rooks."))
    served.wait(lambda: f"{CROWS} changed: seen in" in served.said)
    assert not (served.site / "output").exists()
    assert served.end(signal.SIGINT) == 0
    assert "Traceback" not in served.said


@pytest.mark.slow
def test_a_mistake_is_said_and_the_page_stays(start: Start) -> None:
    served = start()
    assert served.shows("Crows remember faces.")
    (served.site / CROWS).write_text(column(author="jane-do", body="Broken."))
    served.wait(lambda: "no author “jane-do” is known" in served.said)
    assert served.shows("Crows remember faces.")
    (served.site / CROWS).write_text(column(body="Mended."))
    served.wait(lambda: served.shows("Mended."))
    assert served.end(signal.SIGTERM) == 0


@pytest.mark.slow
def test_folders_and_settings_change_under_it(start: Start) -> None:
    served = start()
    columns = served.site / "content/columns"
    (columns / "new").mkdir()
    (columns / "new/index.md").write_text(column("New", body="Of jays."))
    served.wait(lambda: served.shows("Of jays.", "/columns/new/"))
    (columns / "new").rename(columns / "jays")
    served.wait(lambda: served.shows("Of jays.", "/columns/jays/"))
    served.wait(lambda: served.get("/columns/new/").status_code == 404)

    settings = served.site / "content/site.yaml"
    settings.write_text(settings.read_text().replace("example/", "example/opinion/"))
    served.wait(lambda: served.shows("Of jays.", "/opinion/columns/jays/"))


@pytest.mark.slow
def test_everybody_is_let_in_when_told(start: Start) -> None:
    served = start("--host", "0.0.0.0")
    assert "and at http://" in served.said or "localhost" in served.said
    with socket.create_connection(("127.0.0.1", served.port), MUCH) as line:
        line.sendall(b"GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n")
        assert line.recv(100).startswith(b"HTTP/1.1 403")

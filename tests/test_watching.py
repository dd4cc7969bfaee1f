"""`byline build --watch`: what it says, and, as a process, what it does."""

from __future__ import annotations

import datetime as dt
import errno
import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, nullcontext
from pathlib import Path

import pytest
from conftest import column, make_site

from generator.cli import watching
from generator.cli.build import Asked, run_build
from generator.cli.watching import (
    Build,
    Keeper,
    Voice,
    describe_build,
    ended_by_signals,
    keep_building,
    next_due,
    was_held,
)
from generator.cli.watching import worth_showing as worth
from generator.engine import watch as edge
from generator.engine.outcome import BuildOptions, Outcome
from generator.engine.session import Session
from generator.engine.write import Written
from generator.problems import Place, Problem, Weight

MUCH = 60.0
"""Seconds that a loaded machine may take; a test goes on as soon as it can."""
NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
LATER = NOON + dt.timedelta(minutes=5)
CROWS = "content/columns/crows.md"
WARNING = Problem(place=Place(file="a.md"), message="hm", weight=Weight.WARN)
ERROR = Problem(place=Place(file="a.md"), message="oh")


def outcome(*problems: Problem, done: bool = True, written: int = 0) -> Outcome:
    return Outcome(
        output=Path("output"),
        done=done,
        files=Written(written=tuple(map(str, range(written)))),
        problems=problems,
        seconds={"read": 0.011, "write": 0.01},
    )


def built(result: Outcome, *changed: str) -> Build:
    return Build(changed=changed, outcome=result, ended=NOON)


FINE = built(outcome())
BROKEN = built(outcome(ERROR, done=False))


@pytest.mark.parametrize(
    ("before", "build", "line"),
    [
        (
            FINE,
            built(outcome(written=3), CROWS),
            f"12:00:00 {CROWS} changed: 3 files written in 0.02 s",
        ),
        (
            FINE,
            built(outcome(), "a", "b"),
            "12:00:00 2 files changed: nothing to write",
        ),
        (FINE, built(outcome(written=1)), "12:00:00 a column's time has come: 1 file"),
        (
            FINE,
            built(BROKEN.outcome, CROWS),
            f"12:00:00 {CROWS} changed: nothing was written, 1 problem; "
            "the output is as it was",
        ),
        (
            BROKEN,
            built(outcome(written=1), CROWS),
            f"12:00:00 {CROWS} changed: mended, 1 file written in 0.02 s",
        ),
    ],
)
def test_a_build_is_a_line(before: Build, build: Build, line: str) -> None:
    assert describe_build(before, build).startswith(line)


def test_a_warning_is_shown_once_and_an_error_until_it_is_mended() -> None:
    assert worth(outcome(WARNING), outcome(WARNING)) == ()
    assert worth(outcome(), outcome(WARNING)) == (WARNING,)
    broken = outcome(ERROR, WARNING, done=False)
    assert worth(broken, broken) == (ERROR, WARNING)


def test_the_next_build_is_due_when_a_column_s_time_comes() -> None:
    due = Outcome(output=Path("output"), done=True, next_due=LATER)

    assert next_due(due, NOON) == LATER
    assert next_due(due, LATER) is None
    assert next_due(due, NOON.replace(tzinfo=None)) is None
    assert next_due(FINE.outcome, NOON) is None


def test_another_build_s_turn_is_told_from_a_mistake() -> None:
    assert was_held(Outcome(output=Path("output"), done=False))
    assert not was_held(BROKEN.outcome)
    assert not was_held(FINE.outcome)


Hire = Callable[..., Keeper]


@pytest.fixture
def keeper_of() -> Iterator[Hire]:
    """Make keepers whose clock shows some moments, and then the last one."""
    with ExitStack() as hired:

        def hire(site: Path, *moments: dt.datetime) -> Keeper:
            left = list(moments)

            def now() -> dt.datetime:
                return left.pop(0) if len(left) > 1 else left[0]

            options = BuildOptions(now=NOON, output=site / "output", clean=True)
            return hired.enter_context(closing(Keeper(site, options, now)))

        yield hire


def wait_a_second(keeper: Keeper) -> None:
    """Let a second pass, in which nothing is to be built."""
    assert list(keeper.answer(frozenset())) == []


def test_the_clock_goes_on_from_build_to_build(tmp_path: Path, keeper_of: Hire) -> None:
    make_site(tmp_path, {"columns/jays.md": column("Jays", date="2026-11-20T12:05Z")})
    keeper = keeper_of(tmp_path, NOON, NOON, LATER)

    assert keeper.build(()).outcome.columns == 1
    wait_a_second(keeper)
    assert keeper.patience() == 300
    assert keeper.patience() == 0
    assert keeper.build(()).outcome.columns == 2
    # The manifest waits a moment for another save.
    assert 0 < keeper.patience() <= 1
    wait_a_second(keeper)
    assert keeper.patience() == watching.FOREVER


def test_a_fixed_clock_stands_still(tmp_path: Path, keeper_of: Hire) -> None:
    make_site(tmp_path, {"columns/jays.md": column("Jays", date="2026-11-21")})
    keeper = keeper_of(tmp_path, NOON.replace(tzinfo=None))

    assert keeper.build(()).outcome.columns == 1
    wait_a_second(keeper)
    assert keeper.patience() == watching.FOREVER


def test_a_file_that_vanishes_under_a_build_is_no_fault(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keeper_of: Hire
) -> None:
    keeper, build, tries = keeper_of(make_site(tmp_path), NOON), Session.build, [1, 2]

    def vanish(session: Session, *changed: frozenset[str] | None) -> Outcome:
        if tries and tries.pop():
            raise FileNotFoundError(errno.ENOENT, "gone", CROWS)
        return build(session)

    monkeypatch.setattr(Session, "build", vanish)
    (answer,) = keeper.answer(frozenset())
    assert answer.outcome.done


def test_after_a_fault_the_watch_goes_on(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    keeper_of: Hire,
) -> None:
    monkeypatch.chdir(make_site(tmp_path))
    keeper = keeper_of(tmp_path, NOON)
    with monkeypatch.context() as patch:
        patch.setattr(Session, "build", lambda *_: 1 // 0)
        assert list(keeper.answer(frozenset({CROWS}))) == []
    assert "Byline has made a mistake of its own" in capsys.readouterr().err

    (answer,) = keeper.answer(frozenset({CROWS}))
    assert answer.outcome.done


def test_a_build_waits_for_its_turn(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, keeper_of: Hire
) -> None:
    held = Outcome(output=tmp_path, done=False)
    results = [held, held, held, FINE.outcome]
    monkeypatch.setattr(Session, "build", lambda *_: results.pop(0))
    keeper = keeper_of(make_site(tmp_path), NOON)

    answers = [build.outcome for build in keeper.answer(frozenset({CROWS}))]
    assert answers == [held, FINE.outcome]


class Watched:
    """A site, and a process that keeps it built."""

    def __init__(self, site: Path, *arguments: str) -> None:
        self.site = site
        self.said = site / "said.txt"
        code = "from generator.cli.main import main; main()"
        # As bytes and unbuffered: what is said can be read while it goes on.
        with self.said.open("wb") as said, (site / "err.txt").open("wb") as errors:
            self.process = subprocess.Popen(
                [sys.executable, "-c", code, "build", "--watch", *arguments],
                cwd=site,
                stdout=said,
                stderr=errors,
            )

    def wait(self, condition: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + MUCH
        while not condition():
            assert self.process.poll() is None, self.errors
            assert time.monotonic() < end, (self.lines, self.errors)
            time.sleep(0.01)

    def shows(self, words: str, page: str = "columns/crows/index.html") -> bool:
        """Tell whether a page of the output has such words."""
        file = self.site / "output" / page
        return file.is_file() and words in file.read_text()

    @property
    def lines(self) -> list[str]:
        return self.said.read_text().split("\n")[:-1]

    @property
    def errors(self) -> str:
        return (self.site / "err.txt").read_text()

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(MUCH)


Start = Callable[..., Watched]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    """Begin to watch a small site, and end that with the test."""
    started: list[Watched] = []

    def begin(*arguments: str, json: bool = True) -> Watched:
        make_site(tmp_path)
        watched = Watched(tmp_path, *(["--json"] if json else []), *arguments)
        started.append(watched)
        last = "" if json else "Watching for changes; Ctrl-C ends it."
        watched.wait(lambda: last in watched.lines if last else bool(watched.lines))
        return watched

    yield begin
    for watched in started:
        watched.process.kill()
        watched.process.wait()


def write(file: Path, words: str) -> None:
    file.write_text(column(body=words))


def save_like_vim(file: Path, words: str) -> None:
    probe, backup = file.with_name("4913"), file.with_name(f"{file.name}~")
    probe.touch()
    probe.unlink()
    file.rename(backup)
    write(file, words)
    backup.unlink()


def save_by_rename(file: Path, words: str) -> None:
    temporary = file.with_name(f".{file.name}.x1")
    write(temporary, words)
    temporary.replace(file)


def save_by_deletion(file: Path, words: str) -> None:
    file.unlink()
    write(file, words)


@pytest.mark.slow
def test_each_way_of_saving_shows(start: Start) -> None:
    watched = start()
    file = watched.site / CROWS
    ways = (write, save_like_vim, save_by_rename, save_by_deletion)
    for number, save in enumerate(ways):
        save(file, f"Words of way {number}.")
        watched.wait(lambda n=number: watched.shows(f"Words of way {n}."))  # type: ignore[misc]

    builds = [json.loads(line)["changed"] for line in watched.lines]
    assert builds[0] == []
    assert {path for paths in builds for path in paths} == {CROWS}
    assert watched.errors == ""
    assert watched.end(signal.SIGINT) == 0


@pytest.mark.slow
def test_a_folder_that_is_renamed_moves_its_columns(start: Start) -> None:
    watched = start()
    columns = watched.site / "content/columns"
    (columns / "new").mkdir()
    write(columns / "new/index.md", "Of jays.")
    watched.wait(lambda: watched.shows("Of jays.", "columns/new/index.html"))

    (columns / "new").rename(columns / "jays")
    watched.wait(lambda: watched.shows("Of jays.", "columns/jays/index.html"))
    watched.wait(lambda: not watched.shows("Of jays.", "columns/new/index.html"))

    write(columns / "jays/index.md", "Of rooks.")
    watched.wait(lambda: watched.shows("Of rooks.", "columns/jays/index.html"))


@pytest.mark.slow
def test_a_theme_made_later_is_seen(start: Start) -> None:
    watched = start()
    templates = watched.site / "themes/ours/templates"
    templates.mkdir(parents=True)
    template = templates / "column.html"
    template.write_text(
        '{% extends "parent:column.html" %}{% block headline %}One head{% endblock %}'
    )
    (watched.site / "themes/ours/theme.yaml").write_text(
        "name: ours\nextends: broadsheet\ncontract: 1\n"
    )
    with (watched.site / "content/site.yaml").open("a") as settings:
        settings.write("theme: {name: ours}\n")
    watched.wait(lambda: watched.shows("One head"))

    template.write_text(template.read_text().replace("One", "Another"))
    watched.wait(lambda: watched.shows("Another head"))


@pytest.mark.slow
def test_a_mistake_keeps_the_output_until_it_is_mended(start: Start) -> None:
    watched = start(json=False)
    file = watched.site / CROWS
    file.write_text(column(author="jane-do", body="Broken."))
    watched.wait(lambda: "nothing was written, 1 problem" in watched.lines[-1])
    assert "no author “jane-do” is known" in watched.errors
    assert watched.shows("Crows remember faces.")

    write(file, "Mended.")
    watched.wait(lambda: "changed: mended, " in watched.lines[-1])
    assert watched.shows("Mended.")


@pytest.mark.slow
def test_a_burst_of_files_is_a_build_or_a_few(start: Start) -> None:
    watched = start("--quiet")
    folder = watched.site / "content/static/many"
    away = watched.site / "away"
    away.mkdir()
    for number in range(500):
        (away / f"{number}.txt").touch()
    folder.parent.mkdir()
    away.rename(folder)
    last = watched.site / "output/many/499.txt"
    watched.wait(last.exists)
    for number in range(500):
        (folder / f"{number}.txt").write_text("x")
    watched.wait(lambda: last.read_text() == "x")

    def builds() -> list[list[str]]:
        return [json.loads(line)["changed"] for line in tuple(watched.lines)]

    # A build is told of a moment after its files are there.
    watched.wait(lambda: max(map(len, builds())) > 50)
    assert len(builds()) < 20


@pytest.mark.slow
def test_an_embargo_that_ends_is_built_on_time(start: Start) -> None:
    watched = start()
    soon = dt.datetime.now(tz=dt.UTC) + dt.timedelta(seconds=4)
    soon = soon.replace(microsecond=0)  # A date is told to the second.
    text = column("Jays", date=soon.isoformat())
    (watched.site / "content/columns/jays.md").write_text(text)

    watched.wait(lambda: watched.shows("Jays", "columns/jays/index.html"))
    assert dt.datetime.now(tz=dt.UTC) >= soon
    watched.wait(lambda: json.loads(watched.lines[-1])["changed"] == [])


@pytest.mark.slow
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_watch_ends_well(start: Start, number: signal.Signals) -> None:
    watched = start(json=False)

    assert watched.end(number) == 0
    assert watched.errors.strip() == ""
    assert watched.lines[-1] == "Watching for changes; Ctrl-C ends it."
    assert not list((watched.site / ".byline").rglob("*.html"))


@pytest.mark.usefixtures("uncleared")
def test_in_this_process_the_first_build_is_told_as_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(make_site(tmp_path))

    def interrupt_when_built() -> None:
        said = ""
        while "Ctrl-C ends it" not in said:
            time.sleep(0.01)
            said += capsys.readouterr().out
        os.kill(os.getpid(), signal.SIGTERM)

    thread = threading.Thread(target=interrupt_when_built)
    thread.start()
    assert run_build(Asked(watch=True, workers=1, now="2026-11-20")) == 0
    thread.join()
    assert signal.getsignal(signal.SIGTERM) is signal.SIG_DFL


class Signalled:
    """What sends its own process a signal when it goes."""

    def __init__(self, number: signal.Signals) -> None:
        self.number = number

    def __del__(self) -> None:
        signal.raise_signal(self.number)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_whose_exception_was_dropped_ends_the_watch_all_the_same(
    number: signal.Signals,
) -> None:
    before = signal.getsignal(number)
    with ended_by_signals() as end_if_told:
        end_if_told()
        lost = Signalled(number)
        # What Python raises here, it drops; nothing is said of it.
        del lost
        with pytest.raises(KeyboardInterrupt):
            end_if_told()

    assert signal.getsignal(number) is before


def test_a_watch_asks_whether_it_was_told_to_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_site(tmp_path)
    monkeypatch.setattr(watching, "ended_by_signals", lambda: nullcontext(interrupted))
    options = BuildOptions(now=NOON)
    assert keep_building(tmp_path, options, lambda: NOON, Voice.QUIET) == 0


def interrupted() -> None:
    raise KeyboardInterrupt


@pytest.fixture
def impatient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks follow each other quickly."""
    monkeypatch.setattr(edge, "PAUSE", 0.02)


def mute(ears: edge.Ears, patience: float) -> list[str]:
    """Hear nothing, as on a network mount."""
    time.sleep(patience)
    return []


@pytest.mark.usefixtures("impatient")
def test_where_nothing_is_announced_one_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(edge.Ears, "listen", mute)
    told: list[str] = []
    make_site(tmp_path)
    with closing(
        edge.watch(tmp_path, patience=lambda: MUCH, tell=told.append)
    ) as batches:
        assert next(batches) == frozenset()
        for words in ("One.", "Another.", "A third."):
            write(tmp_path / CROWS, words)
            assert next(batches) == {CROWS}

    assert len(told) == 1
    assert "as on network and container mounts" in told[0]


@pytest.mark.usefixtures("impatient")
def test_at_a_limit_of_the_system_one_looks(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(_: edge.Ears) -> None:
        raise OSError(errno.ENOSPC, "inotify watch limit reached")

    monkeypatch.setattr(edge.Ears, "attend", refuse)
    told: list[str] = []
    make_site(tmp_path)
    with closing(
        edge.watch(tmp_path, patience=lambda: MUCH, tell=told.append)
    ) as batches:
        assert next(batches) == frozenset()
        write(tmp_path / CROWS, "One.")
        assert next(batches) == {CROWS}

    assert [words for words in told if "max_user_watches" in words] == told
    assert len(told) == 1


def test_patience_that_ends_is_an_empty_batch(tmp_path: Path) -> None:
    with closing(
        edge.watch(make_site(tmp_path), patience=lambda: 0.0, tell=print)
    ) as batches:
        assert [next(batches) for _ in range(3)] == [frozenset()] * 3


@pytest.mark.slow
@pytest.mark.parametrize("options", [("--explain",), ("--explain", "--quiet")])
def test_each_build_of_a_watch_is_explained(
    tmp_path: Path, options: tuple[str, ...]
) -> None:
    watched = Watched(make_site(tmp_path), *options)
    try:
        watched.wait(lambda: "/columns/crows/: it was new" in watched.lines)
        watched.wait(lambda: watched.shows("Crows remember faces."))
        write(watched.site / CROWS, "Crows forget faces.")
        watched.wait(lambda: "/columns/crows/: its text changed" in watched.lines)
    finally:
        watched.process.kill()
        watched.process.wait()
    told = [line for line in watched.lines if not line.startswith("/")]
    assert ("Watching for changes; Ctrl-C ends it." in told) is (len(options) == 1)

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

import pytest

from generator.engine.workers import (
    FEW,
    call,
    collector_resting,
    default_count,
    hire,
    map_in_order,
    occupy,
)

MANY = FEW + 57
HERE = str(Path(__file__).parent)


def make_context(factor: int) -> int:
    return factor


def multiply(context: int, items: Sequence[int]) -> list[int]:
    return [context * item for item in items]


def whose(_: int, items: Sequence[int]) -> list[tuple[int, int]]:
    return [(item, os.getpid()) for item in items]


def measure(_: str, items: Sequence[int]) -> Sequence[int]:
    return items


def refuse(_: int, items: Sequence[int]) -> Sequence[int]:
    if 7 in items:
        raise ValueError("seven")
    return items


def wait(_: int, items: Sequence[int]) -> Sequence[int]:
    time.sleep(60)
    return items


def numbers(count: int, items: int) -> list[int]:
    with hire(make_context(3), make_context, (3,), count=count) as crew:
        return list(map_in_order(crew, multiply, range(items)))


@pytest.mark.parametrize("count", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(count: int) -> None:
    assert numbers(count, MANY) == [3 * item for item in range(MANY)]


def test_no_items_give_no_results() -> None:
    assert numbers(3, 0) == []


def test_few_items_are_done_by_this_process_alone() -> None:
    with hire(make_context(1), make_context, (1,), count=3) as crew:
        done = list(map_in_order(crew, whose, range(FEW - 1)))

    assert {process for _, process in done} == {os.getpid()}


def test_many_items_are_shared_with_others() -> None:
    with hire(make_context(1), make_context, (1,), count=3) as crew:
        done = list(map_in_order(crew, whose, range(MANY)))

    assert [item for item, _ in done] == list(range(MANY))
    others = {process for _, process in done} - {os.getpid()}
    assert 1 <= len(others) <= 2


def test_few_items_are_shared_with_workers_that_are_there() -> None:
    with hire(make_context(1), make_context, (1,), count=2) as crew:
        call(crew, FEW)
        ((_, process),) = map_in_order(crew, whose, range(1))

    assert process != os.getpid()


def leave_a_note(context: str) -> None:
    Path(context, str(os.getpid())).touch()


def same(context: str) -> str:
    return context


def test_workers_do_something_meanwhile(tmp_path: Path) -> None:
    context = str(tmp_path)
    with hire(context, same, (context,), count=2) as crew:
        list(map_in_order(crew, measure, range(MANY)))
        occupy(crew, leave_a_note)
        # What is asked for later is done later.
        list(map_in_order(crew, measure, range(MANY)))
        notes = [file.name for file in tmp_path.iterdir()]

    assert notes
    assert str(os.getpid()) not in notes


def test_no_workers_are_called_for_what_nobody_waits_for(tmp_path: Path) -> None:
    context = str(tmp_path)
    with hire(context, same, (context,), count=2) as crew:
        occupy(crew, leave_a_note)
        assert not crew.started()

    assert not list(tmp_path.iterdir())


def test_one_process_alone_does_nothing_meanwhile(tmp_path: Path) -> None:
    context = str(tmp_path)
    with hire(context, same, (context,), count=1) as crew:
        occupy(crew, leave_a_note)

    assert not list(tmp_path.iterdir())


def test_a_fault_in_a_worker_comes_out() -> None:
    with (
        hire(make_context(1), make_context, (1,), count=2) as crew,
        pytest.raises(ValueError, match="seven"),
    ):
        list(map_in_order(crew, refuse, range(MANY)))


MAIN = """
import os, sys
from pathlib import Path
sys.path.insert(0, sys.argv[2])
with Path(sys.argv[1]).open("a") as log:
    log.write(f"{__name__}\\n")
from test_workers import MANY, numbers
if __name__ == "__main__":
    assert numbers(2, MANY) == [3 * item for item in range(MANY)]
"""


def test_workers_do_not_run_the_program_again(tmp_path: Path) -> None:
    program, log = tmp_path / "program.py", tmp_path / "log"
    program.write_text(MAIN)

    subprocess.run([sys.executable, str(program), str(log), HERE], check=True)
    assert log.read_text() == "__main__\n"


def test_there_is_at_least_one_worker() -> None:
    assert default_count() >= 1


PARENT = """
import multiprocessing, sys, threading, time
sys.path.insert(0, sys.argv[1])
from test_workers import MANY, hire, make_context, map_in_order, wait
def tell():
    while len(multiprocessing.active_children()) < 2:
        time.sleep(0.01)
    time.sleep(0.5)
    print(*(child.pid for child in multiprocessing.active_children()), flush=True)
if __name__ == "__main__":
    threading.Thread(target=tell, daemon=True).start()
    with hire(make_context(1), make_context, (1,), count=3) as crew:
        list(map_in_order(crew, wait, range(MANY)))
"""


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="asks /proc who lives")
def test_workers_end_with_a_build_that_is_killed(tmp_path: Path) -> None:
    script = tmp_path / "parent.py"
    script.write_text(PARENT)
    parent = subprocess.Popen(
        [sys.executable, script, HERE], stdout=subprocess.PIPE, text=True
    )
    assert parent.stdout is not None
    with parent.stdout:
        workers = parent.stdout.readline().split()
        parent.send_signal(signal.SIGKILL)
        parent.wait()

    assert len(workers) == 2
    for _ in range(200):
        left = [pid for pid in workers if is_alive(pid)]
        if not left:
            break
        time.sleep(0.05)
    assert left == []


def is_alive(pid: str) -> bool:
    try:
        return "\nState:\tZ" not in Path(f"/proc/{pid}/status").read_text()
    except FileNotFoundError:
        return False


def test_workers_are_called_before_there_is_work_only_where_there_is_much() -> None:
    with hire(3, make_context, (3,), count=2) as crew:
        call(crew, FEW - 1)
        assert not crew.started()
        call(crew, FEW)
        assert crew.started()
        assert list(map_in_order(crew, multiply, range(MANY))) == [
            3 * number for number in range(MANY)
        ]
    with hire(3, make_context, (3,), count=1) as alone:
        call(alone, FEW)
        assert not alone.started()


def test_what_is_made_while_the_collector_rests_is_not_looked_through_at_once() -> None:
    assert gc.isenabled()
    with collector_resting():
        made = [[number] for number in range(10_000)]
        assert not gc.isenabled()
    old = {id(one) for one in gc.get_objects(generation=2)}

    assert gc.isenabled()
    assert all(id(one) in old for one in made)
    assert gc.get_freeze_count() == 0

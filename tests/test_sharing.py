from __future__ import annotations

from concurrent.futures import Future

from hypothesis import given
from hypothesis import strategies as st

from generator.engine.sharing import share


class Task(Future[tuple[str, ...]]):
    """What another process was given; whoever waits for it has it done."""

    def __init__(self, items: tuple[int, ...]) -> None:
        super().__init__()
        self.items = items

    def work(self) -> None:
        if not self.done():
            self.set_result(tuple(f"there {item}" for item in self.items))

    def result(self, timeout: float | None = None) -> tuple[str, ...]:
        self.work()
        return super().result(timeout)


@given(st.integers(0, 700), st.integers(1, 4), st.lists(st.integers(0, 9), min_size=9))
def test_each_item_is_done_once_and_in_order(
    count: int, others: int, speeds: list[int]
) -> None:
    """Others get on while this process works, in any order and at any speed."""
    tasks: list[Task] = []
    here: list[int] = []
    most = 0

    def hand_on(items: tuple[int, ...]) -> Task:
        nonlocal most
        tasks.append(Task(items))
        most = max(most, sum(not task.done() for task in tasks))
        return tasks[-1]

    def do(items: tuple[int, ...]) -> list[str]:
        here.extend(items)
        running = [task for task in tasks if not task.done()]
        speed = speeds[len(here) % len(speeds)]
        if speed < len(running):
            running[speed].work()
        return [f"here {item}" for item in items]

    found = list(share(range(count), others=others, hand_on=hand_on, do=do))

    own = set(here)
    assert found == [f"{'here' if n in own else 'there'} {n}" for n in range(count)]
    there = [item for task in tasks for item in task.items]
    assert sorted([*here, *there]) == list(range(count))
    assert most <= 2 * others


def test_this_process_does_nothing_while_results_are_at_hand() -> None:
    """It is asked for them: what comes of them is this process's work, too."""

    def hand_on(items: tuple[int, ...]) -> Task:
        task = Task(items)
        task.work()
        return task

    found = share(range(300), others=1, hand_on=hand_on, do=lambda _: ["here"])

    assert list(found) == [f"there {n}" for n in range(300)]

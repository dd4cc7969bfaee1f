"""What an open page is told, and when."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from conftest import column
from previewing import CROWS, Desk, next_event
from serving import PATIENCE

from generator.preview import events
from generator.preview.answers import find_sent
from generator.preview.events import Turns, follow

PAGE = "/columns/crows/"
PICTURE = "content/columns/swing/swing.png"
STYLE = "themes/ours/assets/additions.css"
T = TypeVar("T")
Events = AsyncIterator[str]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.lookout.close()


def follow_page(
    desk: Desk, told: Callable[[Events, Turns], Awaitable[T]], version: str | None = ""
) -> T:
    """Open a page, see its first state, and go on."""

    async def run() -> T:
        turns = Turns()
        desk.lookout.on_turn(turns.ring)
        sent = await find_sent(desk.lookout, PAGE)
        known = sent.version if version == "" else version
        stream = follow(desk.lookout, turns, desk.site, PAGE, known)
        assert await anext(stream) == "retry: 500\n\n"
        try:
            return await told(stream, turns)
        finally:
            await stream.aclose()  # type: ignore[attr-defined]

    return asyncio.run(asyncio.wait_for(run(), PATIENCE))


async def write(desk: Desk, path: str, text: str) -> None:
    await asyncio.to_thread(desk.write, path, text)


def test_a_page_is_told_of_its_new_bytes_and_of_no_others(desk: Desk) -> None:
    async def told(stream: Events, turns: Turns) -> list[str]:
        first = await next_event(stream)
        await write(desk, "content/columns/swing/index.md", column("Swing", "Other."))
        await write(desk, CROWS, column(body="Rooks."))
        name, data = await next_event(stream)
        sent = await find_sent(desk.lookout, PAGE)
        assert json.loads(data) == {"version": sent.version}
        return [first[0], name]

    assert follow_page(desk, told) == ["state", "page"]


def test_a_page_that_missed_something_is_told_at_once(desk: Desk) -> None:
    async def told(stream: Events, turns: Turns) -> list[str]:
        return [(await next_event(stream))[0] for _ in range(2)]

    assert follow_page(desk, told, "old") == ["page", "state"]


def test_problems_come_and_go(desk: Desk) -> None:
    async def told(stream: Events, turns: Turns) -> list[int]:
        counts = []
        for text in ("---\ntitel: Crows\n---\n", column()):
            _, data = await next_event(stream)
            counts.append(len(json.loads(data)["problems"]))
            await write(desk, CROWS, text)
        _, data = await next_event(stream)
        return [*counts, len(json.loads(data)["problems"])]

    first, broken, mended = follow_page(desk, told)
    assert (first, broken > 0, mended) == (0, True, 0)


def test_a_problem_is_told_as_the_terminal_prints_it(desk: Desk) -> None:
    desk.write(CROWS, column(body="[A](nope.md)"))

    async def told(stream: Events, turns: Turns) -> dict[str, object]:
        _, data = await next_event(stream)
        (problem,) = json.loads(data)["problems"]
        return dict(problem)

    problem = follow_page(desk, told)
    assert problem.pop("text") == (
        f"{CROWS}:8:5: warning: there is no file nope.md\n    [A](nope.md)\n        ^\n"
        "    → check the file's name"
    )
    assert problem == {
        "file": CROWS,
        "absolute": str(desk.site / CROWS),
        "line": 8,
        "column": 5,
        "weight": "warning",
        "message": "there is no file nope.md",
        "hint": "check the file's name",
        "excerpt": "[A](nope.md)",
    }


def test_the_state_of_a_draft_is_told(desk: Desk) -> None:
    desk.write(CROWS, column(date="2099-03-01"))

    async def told(stream: Events, turns: Turns) -> object:
        return json.loads((await next_event(stream))[1])["state"]

    state = follow_page(desk, told)
    assert state == {"kind": "waiting", "when": "2099-03-01", "title": "Crows"}


def test_a_new_stylesheet_is_all_that_is_told(desk: Desk) -> None:
    async def told(stream: Events, turns: Turns) -> tuple[str, dict[str, str]]:
        await next_event(stream)
        await write(desk, STYLE, "b { color: blue }\n")
        name, data = await next_event(stream)
        return name, json.loads(data)

    name, data = follow_page(desk, told)
    assert name == "style"
    assert data["href"].startswith("/opinion/assets/style.css?v=")


async def replace_picture(desk: Desk) -> None:
    """Ask for a picture, as a page that shows it does, and put another in its place."""
    await find_sent(desk.lookout, "/columns/swing/swing.png")
    (desk.site / PICTURE).write_bytes(b"another picture")
    await asyncio.to_thread(desk.look, PICTURE)


def test_a_picture_that_was_replaced_is_told_with_its_version(desk: Desk) -> None:
    async def told(stream: Events, turns: Turns) -> tuple[str, list[str]]:
        await next_event(stream)
        await replace_picture(desk)
        name, data = await next_event(stream)
        return name, list(json.loads(data))

    assert follow_page(desk, told) == ("pictures", ["/opinion/columns/swing/swing.png"])


@pytest.mark.parametrize(
    ("away", "names"), [(0.0, ["state"]), (1e6, ["state", "pictures"])]
)
def test_a_page_that_was_away_is_told_of_the_pictures_that_it_missed(
    desk: Desk, away: float, names: list[str]
) -> None:
    async def told() -> list[str]:
        await replace_picture(desk)
        turns = Turns()
        sent = await find_sent(desk.lookout, PAGE)
        stream = follow(desk.lookout, turns, desk.site, PAGE, sent.version, away=away)
        assert await anext(stream) == "retry: 500\n\n"
        found = [(await next_event(stream))[0] for _ in names]
        turns.end()
        assert [event async for event in stream] == []
        return found

    assert asyncio.run(asyncio.wait_for(told(), PATIENCE)) == names


def test_a_page_that_is_gone_is_told_so(desk: Desk) -> None:
    async def told(stream: Events, turns: Turns) -> list[str]:
        await next_event(stream)
        (desk.site / CROWS).rename(desk.site / "content/columns/rooks.md")
        await asyncio.to_thread(desk.look, CROWS, "content/columns/rooks.md")
        return [(await next_event(stream))[0]]

    assert follow_page(desk, told) == ["gone"]


def test_a_page_that_comes_back_is_told_too(desk: Desk) -> None:
    text = (desk.site / CROWS).read_text()

    async def told(stream: Events, turns: Turns) -> list[str]:
        await next_event(stream)
        (desk.site / CROWS).unlink()
        await asyncio.to_thread(desk.look, CROWS)
        name, _ = await next_event(stream)
        await write(desk, CROWS, text)
        return [name, (await next_event(stream))[0]]

    assert follow_page(desk, told) == ["gone", "page"]


def test_a_silent_line_is_kept_alive(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(events, "KEEP_ALIVE", 0.01)

    async def told(stream: Events, turns: Turns) -> str:
        await next_event(stream)
        return await anext(stream)

    assert follow_page(desk, told) == ": still here\n\n"


def test_at_the_end_everybody_is_sent_home(desk: Desk) -> None:
    async def told(stream: Events, turns: Turns) -> list[str]:
        await next_event(stream)
        turns.end()
        return [event async for event in stream]

    assert follow_page(desk, told) == []

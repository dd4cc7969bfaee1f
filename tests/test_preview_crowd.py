"""Many tabs and many requests at once: nothing waits for a page that is not its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from conftest import column
from previewing import BASE, CROWS, Desk, next_event
from serving import PATIENCE

from generator.engine.sight import Sight
from generator.preview.answers import find_sent
from generator.preview.events import Turns, follow

PAGE = "/columns/crows/"
OTHER = "/columns/swing/"
TABS, REQUESTS = 20, 200


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = Desk(tmp_path)
    yield desk
    desk.lookout.close()


def count_renderings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note each page that is made."""
    made: list[str] = []
    true = Sight._show_page

    def note(self: Sight, page: object, *more: object) -> object:
        made.append(page.address)  # type: ignore[attr-defined]
        return true(self, page, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(Sight, "_show_page", note)
    return made


def test_200_requests_at_once_make_a_page_once(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = count_renderings(monkeypatch)

    async def ask(browser: httpx.AsyncClient) -> set[str]:
        asked = (browser.get(f"{BASE[:-1]}{PAGE}") for _ in range(REQUESTS))
        return {answer.text for answer in await asyncio.gather(*asked)}

    assert len(desk.talk(ask)) == 1
    assert made == [PAGE]


def test_what_is_made_already_does_not_wait_for_a_page_that_is_being_made(
    desk: Desk,
) -> None:
    desk.get(f"{BASE[:-1]}{PAGE}")
    begun, go_on = threading.Event(), threading.Event()

    def hold(_: Sight) -> None:
        begun.set()
        assert go_on.wait(PATIENCE)

    async def ask(browser: httpx.AsyncClient) -> list[int]:
        held = asyncio.ensure_future(desk.lookout.ask(hold))
        await asyncio.to_thread(begun.wait, PATIENCE)
        other = asyncio.ensure_future(browser.get(f"{BASE[:-1]}{OTHER}"))
        asked = (browser.get(f"{BASE[:-1]}{PAGE}") for _ in range(REQUESTS))
        answers = await asyncio.gather(*asked)
        assert not other.done(), "this one has to be made"
        go_on.set()
        await held
        return [one.status_code for one in (*answers, await other)]

    try:
        assert desk.talk(ask) == [200] * (REQUESTS + 1)
    finally:
        go_on.set()


def test_a_save_is_made_once_for_20_tabs_and_not_for_those_elsewhere(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def told() -> list[str]:
        turns = Turns()
        desk.lookout.on_turn(turns.ring)
        streams = []
        for number in range(TABS):
            address = PAGE if number % 2 else OTHER
            sent = await find_sent(desk.lookout, address)
            streams.append(
                follow(desk.lookout, turns, desk.site, address, sent.version)
            )
        for stream in streams:
            assert await anext(stream) == "retry: 500\n\n"
            assert (await next_event(stream))[0] == "state"
        made = count_renderings(monkeypatch)
        waiting = [asyncio.ensure_future(next_event(one)) for one in streams]
        await asyncio.to_thread(desk.write, CROWS, column(body="Rooks."))
        names = {(await one)[0] for one in waiting[1::2]}
        assert names == {"page"}
        turns.end()
        elsewhere = await asyncio.gather(*waiting[::2], return_exceptions=True)
        assert all(isinstance(one, StopAsyncIteration) for one in elsewhere)
        return made

    assert asyncio.run(asyncio.wait_for(told(), PATIENCE)) == [PAGE]

"""A preview of a small site, and a browser's part of the conversation."""

from __future__ import annotations

import asyncio
import datetime as dt
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from pathlib import Path
from typing import TypeVar

import httpx
from conftest import SETTINGS, column, make_site
from serving import PATIENCE

from generator.engine.sight import Look, Sight
from generator.engine.vantage import Viewing
from generator.preview.app import Preview, make_app
from generator.preview.hosts import HostGuard
from generator.preview.lookout import Lookout

NOON = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
BASE = "/opinion/"
CROWS = "content/columns/crows.md"
SITE: Mapping[str, str | bytes] = {
    "site.yaml": SETTINGS.replace("rook.example/", "rook.example/opinion/")
    + "theme: {name: ours}\n",
    "columns/swing/index.md": column("Swing", body="![A swing](swing.png)"),
    "columns/swing/swing.png": b"0123456789",
    "static/a.txt": "A",
    "static/.secret": "S",
    "themes/ours/theme.yaml": "name: ours\nextends: broadsheet\ncontract: 1\n",
    "themes/ours/assets/additions.css": "b { color: red }\n",
}
R = TypeVar("R")


class Desk:
    """A site in the preview."""

    def __init__(self, folder: Path, host: str = "127.0.0.1") -> None:
        self.site = make_site(folder, SITE)
        self.host = host
        self.faults: list[Exception] = []
        self.lookout = Lookout(Sight(Viewing(site=folder, now=lambda: NOON)))
        self.preview = Preview(
            site=self.site, lookout=self.lookout, fault=self.faults.append
        )
        self.lookout.start().result(PATIENCE)

    def look(self, *paths: str) -> Look:
        look = self.lookout.start(frozenset(paths)).result(PATIENCE)
        self.lookout.check()
        return look

    def write(self, path: str, text: str) -> Look:
        """Save a file, and have it seen."""
        file = self.site / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
        return self.look(path)

    def talk(self, conversation: Callable[[httpx.AsyncClient], Awaitable[R]]) -> R:
        """Let a browser talk to the preview."""

        async def speak() -> R:
            guarded = HostGuard(app=make_app(self.preview), host=self.host)
            async with httpx.AsyncClient(
                transport=httpx.ASGITransport(guarded),
                base_url="http://localhost:8000",
            ) as browser:
                return await conversation(browser)

        return asyncio.run(asyncio.wait_for(speak(), PATIENCE))

    def ask(self, method: str, path: str, **headers: str) -> httpx.Response:
        """Send one request."""
        spelled = {name.replace("_", "-"): value for name, value in headers.items()}

        async def once(browser: httpx.AsyncClient) -> httpx.Response:
            return await browser.request(method, path, headers=spelled)

        return self.talk(once)

    def get(self, path: str, **headers: str) -> httpx.Response:
        return self.ask("GET", path, **headers)


async def next_event(events: AsyncIterator[str]) -> tuple[str, str]:
    """Give name and data of the next event; its test has to end by itself."""
    while True:
        spelled = await anext(events)
        lines = dict(
            line.split(": ", 1) for line in spelled.splitlines() if ": " in line
        )
        if "event" in lines:
            return lines["event"], lines["data"]

"""Events: what an open page is told, as it changes (Server-Sent Events).

Owns when a page is told what.  Invariant: a page whose bytes are what it has is told
nothing of it, however much else has changed.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
from collections.abc import AsyncIterator, Iterator, Mapping
from pathlib import Path
from time import monotonic

from generator.engine.shown import Shown, ShownKind
from generator.preview.answers import Sent, find_sent
from generator.preview.lookout import Lookout
from generator.preview.telling import tell_state

KEEP_ALIVE = 15.0
"""Seconds after which a silent connection is shown to be alive."""
_RETRY = 500
_STYLE = re.compile(rb'"(?:\.\./|\./)*/?(assets/[^"?]+\.css)\?v=([0-9a-f]+)"')


class Turns:
    """Wakes those who wait for the next change."""

    def __init__(self) -> None:
        """Belong to the event loop that is running."""
        self._loop = asyncio.get_running_loop()
        self._bell = asyncio.Event()
        self.ended = False

    def ring(self) -> None:
        """Wake everybody; from any thread."""
        # At the end, a look may come after the loop.
        with contextlib.suppress(RuntimeError):
            self._loop.call_soon_threadsafe(self._ring)

    def end(self) -> None:
        """Send everybody home; from any thread."""
        self.ended = True
        self.ring()

    async def wait(self, seconds: float) -> bool:
        """Wait for a change; tell whether one came in time."""
        try:
            # Not `wait_for`: before Python 3.12 it may lose that it was cancelled.
            async with asyncio.timeout(seconds):
                await self._bell.wait()
        except TimeoutError:
            return False
        return True

    def _ring(self) -> None:
        bell, self._bell = self._bell, asyncio.Event()
        bell.set()


async def follow(
    lookout: Lookout,
    turns: Turns,
    site: Path,
    address: str,
    version: str | None,
    *,
    away: float = 0.0,
) -> AsyncIterator[str]:
    """Tell one open page what changes.

    Args:
        lookout: what is asked.
        turns: when to ask again.
        site: the site's folder.
        address: of the page.
        version: the one that the page shows.
        away: for so many seconds nobody has told the page anything.
    """
    yield f"retry: {_RETRY}\n\n"
    since = monotonic() - away
    before: Sent | None = None
    state = ""
    while not turns.ended:
        turn = lookout.turn
        sent = await find_sent(lookout, address)
        for name, data in _news(before, sent, version, lookout.base):
            yield _spell(name, data, sent.version)
        now = await _state(lookout, sent.shown, site)
        if now != state:
            yield _spell("state", now, sent.version)
        files = lookout.replaced
        for name, data in _replaced(files, since, lookout.base):
            yield _spell(name, data, sent.version)
        since = max([since, *(when for when, _ in files.values())])
        before, version, state = sent, sent.version, now
        # What changed in the meantime has rung already.
        while lookout.turn == turn and not turns.ended:
            if not await turns.wait(KEEP_ALIVE):
                yield ": still here\n\n"


def _news(
    before: Sent | None, sent: Sent, version: str | None, base: str
) -> Iterator[tuple[str, str]]:
    """Say what an open page has to be told of its own bytes."""
    if version is None or sent.version == version:
        return
    if sent.shown.kind is ShownKind.BROKEN:
        return
    if sent.status == 404 and before is not None and before.status == 200:
        yield "gone", "{}"
        return
    styles = _new_styles(before.data, sent.data) if before else ()
    for href in styles:
        yield "style", json.dumps({"href": base + href, "version": sent.version})
    if not styles:
        yield "page", json.dumps({"version": sent.version})


def _replaced(
    files: Mapping[str, tuple[float, str]], since: float, base: str
) -> Iterator[tuple[str, str]]:
    """Say which pictures are others, though pages name them as before."""
    fresh = {base + a[1:]: v for a, (when, v) in files.items() if when > since}
    if fresh:
        yield "pictures", json.dumps(fresh)


def _new_styles(before: bytes, now: bytes) -> tuple[str, ...]:
    """Give the new links to stylesheets, where nothing else of a page is another."""
    if _STYLE.sub(rb'"\1"', before) != _STYLE.sub(rb'"\1"', now):
        return ()
    old = set(_STYLE.findall(before))
    new = (found for found in _STYLE.findall(now) if found not in old)
    return tuple(
        f"{path.decode()}?v={tag.decode()}" for path, tag in dict.fromkeys(new)
    )


async def _state(lookout: Lookout, shown: Shown, site: Path) -> str:
    ribbon = None
    if shown.page is not None:
        ribbon = await lookout.ask(lambda sight: sight.ribbon(shown))
    return json.dumps(tell_state(lookout.problems, ribbon, site), ensure_ascii=False)


def _spell(name: str, data: str, version: str) -> str:
    return f"event: {name}\nid: {version}\ndata: {data}\n\n"

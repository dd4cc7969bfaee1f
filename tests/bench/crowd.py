"""A crowd at a preview: 20 tabs that listen, and 200 requests at once.

Owns the conversation over plain sockets; what it took is given in milliseconds.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

TABS, REQUESTS = 20, 200
_LIMIT = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """How long a crowd waited, in milliseconds."""

    new: tuple[float, ...]
    """For pages that nobody has asked for, all at once."""
    known: tuple[float, ...]
    """For the same pages again, all at once."""
    told: tuple[float, ...]
    """From a save until each tab is told."""


def describe_crowd(took: Took) -> str:
    """Say it in a line."""
    parts = (
        (f"{REQUESTS} new pages asked for at once", took.new),
        (f"{REQUESTS} known ones", took.known),
        (f"a save told to {TABS} tabs", took.told),
    )
    return "; ".join(
        f"{what}: median {median(each):.0f} ms, last {max(each):.0f} ms"
        for what, each in parts
    )


def measure_crowd(port: int, addresses: list[str], save: Callable[[], object]) -> Took:
    """Ask for pages, then save the first of them under the eyes of many tabs."""
    crowd = _measure(port, addresses, save)
    return asyncio.run(asyncio.wait_for(crowd, _LIMIT))


async def _measure(port: int, addresses: list[str], save: Callable[[], object]) -> Took:
    wanted = addresses[:REQUESTS]
    rounds = [
        tuple(await asyncio.gather(*(_ask(port, address) for address in wanted)))
        for _ in range(2)
    ]
    path = f"/.byline/events?address={wanted[0]}"
    tabs = [await _open(port, path) for _ in range(TABS)]
    for tab in tabs:
        await _hear(tab[0], b"event: state")
    heard = [asyncio.ensure_future(_hear(tab[0], b"event: page")) for tab in tabs]
    start = time.perf_counter()
    await asyncio.to_thread(save)
    told = tuple([(one - start) * 1000 for one in await asyncio.gather(*heard)])
    for _, writer in tabs:
        writer.close()
    return Took(new=rounds[0], known=rounds[1], told=told)


async def _ask(port: int, path: str) -> float:
    start = time.perf_counter()
    reader, writer = await _open(port, path)
    answer = await reader.read()
    writer.close()
    assert answer.startswith(b"HTTP/1.1 200"), answer[:200]
    return (time.perf_counter() - start) * 1000


async def _open(
    port: int, path: str
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n"
    writer.write(head.encode())
    return reader, writer


async def _hear(reader: asyncio.StreamReader, event: bytes) -> float:
    while event not in (line := await reader.readline()):
        assert line, "the preview has hung up"
    return time.perf_counter()

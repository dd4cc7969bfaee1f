"""Which names the preview answers to."""

from __future__ import annotations

import asyncio
import socket
from typing import Any

import pytest

from generator.preview.hosts import (
    HostGuard,
    host_name,
    is_loopback,
    own_addresses,
    own_names,
)

OWN = frozenset({"192.168.1.5", "desk", "desk.local"})


def answers(host: str, called: str | None, at: str = "127.0.0.1") -> int:
    """The status of a request that calls a server by a name."""
    sent: list[dict[str, Any]] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    header = [] if called is None else [(b"host", called.encode())]
    scope = {"type": "http", "method": "GET", "headers": header, "server": (at, 8000)}
    guard = HostGuard(app=app, host=host, own=OWN)
    asyncio.run(guard(scope, receive, send))
    return int(sent[0]["status"])


@pytest.mark.parametrize(
    ("host", "called", "status"),
    [
        ("127.0.0.1", "127.0.0.1:8000", 200),
        ("127.0.0.1", "localhost:8000", 200),
        ("127.0.0.1", "LOCALHOST", 200),
        ("127.0.0.1", "paper.localhost:8000", 200),
        ("127.0.0.1", "[::1]:8000", 200),
        ("127.0.0.1", "evil.example", 403),
        ("127.0.0.1", "evil.example:8000", 403),
        ("127.0.0.1", "localhost.evil.example", 403),
        ("127.0.0.1", "127.0.0.1.evil.example", 403),
        ("127.0.0.1", "192.168.1.5", 403),
        ("127.0.0.1", "", 403),
        ("127.0.0.1", None, 403),
        ("paper.example", "paper.example:8000", 200),
        ("192.168.1.5", "192.168.1.5:8000", 200),
        ("0.0.0.0", "192.168.1.5:8000", 200),
        ("0.0.0.0", "desk.local:8000", 200),
        ("0.0.0.0", "192.168.1.6:8000", 403),
        ("0.0.0.0", "evil.example", 403),
        ("::", "localhost", 200),
    ],
)
def test_only_its_own_names_are_answered(
    host: str, called: str | None, status: int
) -> None:
    assert answers(host, called) == status


def test_the_address_that_was_reached_is_the_machine_s() -> None:
    assert answers("0.0.0.0", "10.0.0.9", at="10.0.0.9") == 200
    assert answers("127.0.0.1", "10.0.0.9", at="10.0.0.9") == 403


def test_names_are_told_from_ports() -> None:
    spelled = ["a.example:80", "A.example", "[::1]:8000", "[::1]", ""]
    assert list(map(host_name, spelled)) == ["a.example", "a.example", "::1", "::1", ""]
    assert [is_loopback(n) for n in ("127.3.2.1", "::1", "1.2.3.4", "x")] == [
        True,
        True,
        False,
        False,
    ]


def test_a_machine_knows_its_own_names() -> None:
    assert socket.gethostname().lower() in own_names()
    assert not any(map(is_loopback, own_addresses()))

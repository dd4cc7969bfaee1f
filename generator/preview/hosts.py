"""Hosts: which names a browser may call this server by.

A page of a stranger's may point its own name at this machine (DNS rebinding), and would
then read drafts as its own.  Invariant: a name that the person at this machine would
not type is refused.
"""

from __future__ import annotations

import ipaddress
import socket

from msgspec import Struct
from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

EVERYWHERE = frozenset(("0.0.0.0", "::", ""))  # noqa: S104  # recognized, not bound


class HostGuard(Struct, frozen=True, kw_only=True):
    """Refuses requests that call this server by a foreign name."""

    app: ASGIApp
    host: str
    """What the server listens on."""
    own: frozenset[str] = frozenset()
    """The machine's own names and addresses; they count when it listens everywhere."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or hand on."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        name = host_name(Headers(scope=scope).get("host", ""))
        if self._may_call(name, scope.get("server")):
            await self.app(scope, receive, send)
            return
        message = (
            f"This preview does not answer to the name {name!r}.\n"
            "Start it with `byline serve --host` and the name that it should answer to."
        )
        response = PlainTextResponse(message, status_code=403)
        await response(scope, receive, send)

    def _may_call(self, name: str, server: tuple[str, int] | None) -> bool:
        if is_loopback(name) or (name and name == self.host.lower().strip("[]")):
            return True
        if self.host not in EVERYWHERE:
            return False
        # The address that a connection came in by is the machine's own.
        return name in self.own or bool(server and name == server[0])


def host_name(header: str) -> str:
    """Give the name of a Host header, without its port: "[::1]:8000" → "::1"."""
    name = header.strip().lower()
    if name.startswith("["):
        return name[1:].partition("]")[0]
    return name.partition(":")[0]


def is_loopback(name: str) -> bool:
    """Tell whether a name can only mean this machine."""
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ipaddress.ip_address(name).is_loopback
    except ValueError:
        return False


def own_addresses() -> tuple[str, ...]:
    """List the addresses that others may reach this machine by, likeliest first."""
    found = [
        _way_out(socket.AF_INET, "192.0.2.1"),
        _way_out(socket.AF_INET6, "2001:db8::1"),
    ]
    try:
        known = socket.getaddrinfo(socket.gethostname(), None)
    except OSError:
        known = []
    found += [str(address[0]).partition("%")[0] for *_, address in known]
    outside = (one for one in found if one and not is_loopback(one))
    return tuple(dict.fromkeys(outside))


def own_names() -> tuple[str, ...]:
    """List the names that other machines may know this one by."""
    name = socket.gethostname().lower()
    short = name.partition(".")[0]
    return tuple(dict.fromkeys((name, short, f"{short}.local")))


def _way_out(family: socket.AddressFamily, somewhere: str) -> str:
    """Give the address of the way out; nothing is sent to find it."""
    try:
        with socket.socket(family, socket.SOCK_DGRAM) as probe:
            probe.connect((somewhere, 9))
            return str(probe.getsockname()[0])
    except OSError:
        return ""

"""The server: a socket, and uvicorn on it until Ctrl-C.

Owns how a free port is found and how open pages are let go of at the end.
"""

from __future__ import annotations

import socket
from types import FrameType

import uvicorn

from generator.preview.app import Preview, make_app
from generator.preview.hosts import EVERYWHERE, HostGuard, own_addresses, own_names

_MOST = 100
"""Ports that are tried."""


def open_socket(host: str, port: int) -> socket.socket:
    """Listen on a port, or the next free one; which, the socket tells."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    for offset in range(_MOST):
        listening = socket.socket(
            # Named, or asyncio does not know that answers may leave at once.
            family,
            socket.SOCK_STREAM,
            socket.IPPROTO_TCP,
        )
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            listening.bind((host, port + offset if port else 0))
            listening.listen(256)
        except OSError:
            listening.close()
            if offset == _MOST - 1 or port + offset >= 65535:
                raise
            continue
        return listening
    raise AssertionError("the last port either is free or raises")


def serve(preview: Preview, listening: socket.socket, host: str) -> None:
    """Answer until a signal ends it."""
    everywhere = host in EVERYWHERE
    own = frozenset((*own_addresses(), *own_names())) if everywhere else frozenset()
    app = HostGuard(app=make_app(preview), host=host, own=own)
    config = uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        lifespan="off",
        ws="none",
        server_header=False,
        timeout_graceful_shutdown=1,
    )
    _Server(config, preview).run(sockets=[listening])


class _Server(uvicorn.Server):
    """Ends by itself: open pages hold their connections for ever."""

    def __init__(self, config: uvicorn.Config, preview: Preview) -> None:
        super().__init__(config)
        self._preview = preview

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Send open pages home, then end."""
        if self._preview.turns is not None:
            self._preview.turns.end()
        super().handle_exit(sig, frame)

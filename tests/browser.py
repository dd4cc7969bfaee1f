"""A reader's browser: Debian's Chromium, kept off the network and watched."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from msgspec import Struct, field
from playwright.sync_api import sync_playwright
from programs import chromium

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page, Request, Response

_HOST = "127.0.0.1"
_FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-dev-shm-usage",
    # To have each request decided here took a third of the time that a page took.
    f"--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE {_HOST}",
)
_PATIENCE = 30_000
"""Milliseconds; a busy machine is no fault of a page."""


class Watched(Struct, kw_only=True):
    """What a page did that a reader did not ask for."""

    asked_elsewhere: list[str] = field(default_factory=list)
    """Requests to other hosts, of which none is found."""
    complaints: list[str] = field(default_factory=list)
    """Script errors, console errors, files that were not there."""


@contextlib.contextmanager
def launched() -> Iterator[Browser]:
    """Start a browser with a fresh profile."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium(), args=list(_FLAGS)
        )
        try:
            yield browser
        finally:
            browser.close()


@contextlib.contextmanager
def opened(
    browser: Browser,
    *,
    width: int = 1280,
    height: int = 900,
    dark: bool = False,
    scripts: bool = True,
) -> Iterator[tuple[Page, Watched]]:
    """Open an empty page of a new reader, who has visited nothing before."""
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        java_script_enabled=scripts,
        locale="en-US",
    )
    watched = Watched()
    page = context.new_page()
    page.set_default_timeout(_PATIENCE)

    def see(request: Request) -> None:
        url = urlsplit(request.url)
        if url.scheme in {"http", "https"} and url.hostname != _HOST:
            watched.asked_elsewhere.append(f"{page.url}: {request.url}")

    def hear(message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            watched.complaints.append(f"{page.url}: {message.text}")

    def note(response: Response) -> None:
        if response.status >= 400:
            watched.complaints.append(f"{page.url}: {response.status} {response.url}")

    context.on("request", see)
    page.on("console", hear)
    page.on("response", note)
    page.on("pageerror", lambda e: watched.complaints.append(f"{page.url}: {e}"))
    try:
        yield page, watched
    finally:
        context.close()

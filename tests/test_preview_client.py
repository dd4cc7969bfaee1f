"""The preview in a browser: pages patched in place, the panel, the ribbon, the side bar."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, cast

import pytest
from browser import opened
from preview_server import PreviewServer, previewing
from programs import npm_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browser import Watched
    from built_site import BuiltSite
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

FILE = "columns/look-down/index.html"
ADDRESS = "columns/look-down/"
"""A column with footnotes."""
PROBLEM: dict[str, object] = {
    "file": "content/columns/look-down.md",
    "line": 5,
    "column": 10,
    "weight": "error",
    "message": "there is no section “shores”",
    "hint": "did you mean shore?",
    "excerpt": "section: shores",
    "text": "content/columns/look-down.md:5:10: error: there is no section “shores”\n"
    "    section: shores\n"
    "             ^\n"
    "    in the column “Look Down”\n"
    "    → did you mean shore?",
    "absolute": "/home/jane/my site/content/columns/look-down.md",
}
DOUBT: dict[str, object] = {
    "file": "content/columns/the-list.md",
    "line": 9,
    "column": 3,
    "weight": "warning",
    "message": "there is no file nowhere.md",
    "hint": "",
    "excerpt": "a [link](nowhere.md)",
    "text": "content/columns/the-list.md:9:3: warning: there is no file nowhere.md",
}


@pytest.fixture
def server(below: BuiltSite) -> Iterator[PreviewServer]:
    with previewing(below) as started:
        yield started


@contextlib.contextmanager
def preview(
    browser: Browser,
    server: PreviewServer,
    *,
    width: int = 1280,
    dark: bool = False,
    side: str = "closed",
    address: str = ADDRESS,
) -> Iterator[tuple[Page, Watched]]:
    """Open a page of the preview and wait until it is live."""
    with opened(browser, width=width, dark=dark) as (page, watched):
        page.add_init_script(
            "for (const kind of ['column', 'other'])"
            f"localStorage.setItem('byline-preview:side:' + kind, {side!r})"
        )
        page.goto(server.root + address)
        live(page)
        yield page, watched


def live(page: Page) -> None:
    page.locator(".corner[data-line=live]").wait_for()


def edit(server: PreviewServer, page: Page, old: str, new: str, shows: str) -> None:
    """Change the served page and wait until the open one shows it."""
    server.edit(FILE, old, new)
    page.get_by_text(shows).first.wait_for(state="attached")


FIRST = "My publisher allowed me one footnote"
"""Words of the standfirst, and of the page's head."""


def test_an_edit_is_patched_in_without_a_reload(
    browser: Browser, server: PreviewServer
) -> None:
    with preview(browser, server) as (page, watched):
        page.evaluate("window.marker = document.querySelector('.text p')")
        edit(
            server,
            page,
            '<h1 id="title">Look Down',
            '<h1 id="title">Look Up',
            "Look Up",
        )
        assert page.evaluate("window.marker === document.querySelector('.text p')")
        assert server.asked.count(server.base + ADDRESS) == 3
        assert watched.complaints == []


def test_the_title_and_the_words_for_machines_are_patched(
    browser: Browser, server: PreviewServer
) -> None:
    with preview(browser, server) as (page, _):
        page.evaluate(
            "window.script = document.querySelector('script[src*=broadsheet]')"
        )
        server.texts[FILE] = server.html(FILE).replace("Look Down", "Look Up")
        server.push("page", {"version": server.version(FILE)})
        page.get_by_role("heading", name="Look Up").wait_for()
        assert page.title() == "Look Up – The Halyard"
        assert (
            page.evaluate(
                "JSON.parse(document.querySelector('script[type*=ld]').text).headline"
            )
            == "Look Up"
        )
        assert (
            page.evaluate(
                "document.querySelector('meta[property=\"og:title\"]').content"
            )
            == "Look Up"
        )
        assert page.evaluate(
            "window.script === document.querySelector('script[src*=broadsheet]')"
        )

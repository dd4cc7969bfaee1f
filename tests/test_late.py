"""What comes late moves nothing: scripts on a slow line, voices of the device."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from browser import opened
from reader_site import EVERYTHING
from serving import serving

if TYPE_CHECKING:
    from collections.abc import Iterator

    from built_site import BuiltSite
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.slow

LATE_VOICES = """window.voices = [];
window.heard = [];
Object.defineProperty(window, 'speechSynthesis', {value: {
    getVoices: () => window.voices,
    cancel: () => {},
    addEventListener: (_, listener) => { window.heard.push(listener) },
}});"""
A_VOICE_COMES = """language => {
    window.voices.push({lang: language, localService: true, name: 'near'});
    window.heard.forEach(listener => listener());
}"""
NO_VOICES = """Object.defineProperty(window, 'speechSynthesis', {value: undefined});"""
PLACES = """() => Object.fromEntries(
    [...document.querySelectorAll('.opening, .tools, .tools > *, .tools .sizes *, ' +
            '.text, .closing, .comments, .foot')]
        .map((e, at) => [e, at, e.getBoundingClientRect()])
        .filter(([e, at, box]) => box.width)
        .map(([e, at, box]) => [`${at} ${e.tagName} ${e.className.split(' ', 2)[1]}`,
            [box.x, box.y, box.width, box.height].join(' ')]))"""


@pytest.fixture(scope="module")
def desk(dressed: BuiltSite) -> Iterator[str]:
    """The address of the publication with the column that has everything."""
    with serving(dressed) as root:
        yield root


def places(page: Page) -> dict[str, str]:
    """Where the tools and the parts of the page stand."""
    found = cast("dict[str, str]", page.evaluate(PLACES))
    assert len(found) > 10
    return found


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_a_voice_that_comes_late_moves_nothing(
    desk: str, browser: Browser, width: int
) -> None:
    with opened(browser, width=width) as (page, watched):
        page.add_init_script(LATE_VOICES)
        page.goto(desk + EVERYTHING)
        listen = page.locator("[data-listen]")
        assert listen.count() == 2
        assert not any(one.is_visible() for one in listen.all())
        before = places(page)
        page.evaluate(A_VOICE_COMES, "de-DE")
        assert not any(one.is_visible() for one in listen.all())
        page.evaluate(A_VOICE_COMES, "en-GB")
        assert all(one.is_visible() for one in listen.all())
        assert places(page) == before
        assert watched.complaints == []


def test_a_device_without_speech_keeps_no_place_for_it(
    desk: str, browser: Browser
) -> None:
    with opened(browser) as (page, watched):
        page.add_init_script(NO_VOICES)
        page.goto(desk + EVERYTHING)
        assert page.locator("[data-listen]").first.bounding_box() is None
        assert watched.complaints == []


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize("width", [320, 1280])
def test_scripts_that_come_late_move_nothing(
    desk: str, browser: Browser, width: int, *, kept: bool
) -> None:
    """Nor where the column is on the reading list, and the text size another."""
    with opened(browser, width=width) as (page, watched):
        if kept:
            page.goto(desk + EVERYTHING)
            page.locator("[data-bookmark]:visible").first.click()
            page.locator("#size-large").check()
        held: list[Route] = []
        page.route("**/*.js?*", lambda route: hold(route, held))
        page.goto(desk + EVERYTHING, wait_until="commit")
        page.locator(".foot p").wait_for()
        while not page.evaluate("document.styleSheets.length"):
            page.wait_for_timeout(20)
        before = places(page)
        for route in held:
            route.continue_()
        page.wait_for_load_state()
        assert len(held) == 2
        assert places(page) == before
        assert watched.complaints == []


def hold(route: Route, held: list[Route]) -> None:
    """Let a script wait, but for the one that blocks."""
    if "early.js" in route.request.url:
        route.continue_()
    else:
        held.append(route)

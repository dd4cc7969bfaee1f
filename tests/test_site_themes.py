"""The other shipped themes: the same publication, as sound as in the first."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from browser import opened
from built_site import LD_JSON, BuiltSite
from programs import npm_file
from serving import serving
from site_fixtures import EXAMPLE_URL, choose_theme
from site_sample import sample_of
from test_site_accessibility import (
    CUT,
    RUN,
    SPACING,
    TAGS,
    TOO_SMALL,
    WIDER_THAN_THE_SCREEN,
    View,
)
from test_site_html import CHECKED, OF_THE_POLICY, nu_says
from test_site_security import LISTEN

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow
OTHERS = ("classic", "column")
LOOKS = (
    View(width=320),
    View(width=768, dark=True),
    View(width=1280),
    View(width=1280, paper=True),
)
"""Each width, light, dark and paper, once."""


@pytest.fixture(scope="session", params=OTHERS)
def themed(
    request: pytest.FixtureRequest, built_once: Callable[..., Path]
) -> BuiltSite:
    """The example publication in another theme; a warning would stop its build."""
    theme = str(request.param)

    def choose(site: Path) -> None:
        choose_theme(site, theme)

    return BuiltSite(built_once(theme, "--strict", prepare=choose), EXAMPLE_URL)


@pytest.fixture(scope="session")
def root(themed: BuiltSite) -> Iterator[str]:
    with serving(themed) as address:
        yield address


def test_it_has_the_same_pages(themed: BuiltSite, example: BuiltSite) -> None:
    assert themed.pages == example.pages


def test_all_html_and_css_is_valid(themed: BuiltSite) -> None:
    files = [themed.folder / f for f in themed.files if f.endswith(CHECKED)]
    said = [
        f"{message.get('url')}:{message.get('lastLine', '')}: {message['message']}"
        for message in nu_says(files)
        if OF_THE_POLICY not in str(message["message"])
    ]
    assert said == []


def test_no_page_holds_a_script_or_a_style(themed: BuiltSite) -> None:
    inline = f"//script[not(@src)][not(@type='{LD_JSON}')] | //style | //*[@style]"
    assert [page for page in themed.pages if themed.elements(page, inline)] == []


@pytest.mark.parametrize("view", LOOKS, ids=str)
def test_axe_finds_no_violation(
    themed: BuiltSite, root: str, browser: Browser, view: View
) -> None:
    with opened(browser, width=view.width, dark=view.dark) as (page, _):
        if view.paper:
            page.emulate_media(media="print")
        assert violations(themed, root, page) == []


def test_axe_finds_no_violation_in_forced_colors(
    themed: BuiltSite, root: str, browser: Browser
) -> None:
    with opened(browser, dark=True) as (page, _):
        page.emulate_media(forced_colors="active")
        assert violations(themed, root, page) == []


def violations(site: BuiltSite, root: str, page: Page) -> list[str]:
    """What axe says of the sample of pages, as the page's reader sees them."""
    script = npm_file("axe-core/axe.min.js").read_text(encoding="utf-8")
    faults = []
    for file in sample_of(site):
        page.goto(root + site.address(file))
        page.evaluate(script)
        found = cast("list[str]", page.evaluate(RUN, list(TAGS)))
        faults += [f"{file}: {violation}" for violation in found]
    return faults


def test_pages_ask_nothing_of_anyone_and_keep_their_policy(
    themed: BuiltSite, root: str, browser: Browser
) -> None:
    with opened(browser) as (page, watched):
        page.add_init_script(LISTEN)
        for file in sample_of(themed):
            page.goto(root + themed.address(file))
            assert page.evaluate("blockedByPolicy") == [], file
    assert watched.asked_elsewhere == []
    assert watched.complaints == []


def test_no_page_scrolls_sideways_or_loses_text_at_320_pixels(
    themed: BuiltSite, root: str, browser: Browser
) -> None:
    """As it is, and with the reader's own spacing (WCAG 2.2, 1.4.10 and 1.4.12)."""
    faults = {}
    with opened(browser, width=320, height=640) as (page, _):
        for file in sample_of(themed):
            page.goto(root + themed.address(file))
            before, wide = set(page.evaluate(CUT)), page.evaluate(WIDER_THAN_THE_SCREEN)
            page.evaluate(
                "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
                " document.adoptedStyleSheets.push(sheet) }",
                SPACING,
            )
            cut = set(page.evaluate(CUT)) - before
            wide += page.evaluate(WIDER_THAN_THE_SCREEN)
            if cut or wide:
                faults[file] = [*sorted(cut), *wide]
    assert faults == {}


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_every_target_is_24_pixels_wide_and_high(
    themed: BuiltSite, root: str, browser: Browser, width: int
) -> None:
    faults = {}
    with opened(browser, width=width) as (page, _):
        for file in sample_of(themed):
            page.goto(root + themed.address(file))
            small = page.evaluate(TOO_SMALL)
            if small:
                faults[file] = small
    assert faults == {}


def test_a_column_can_be_read_and_its_text_made_larger_without_scripts(
    themed: BuiltSite, root: str, browser: Browser
) -> None:
    with opened(browser, scripts=False) as (page, _):
        page.goto(f"{root}columns/spring-tide/")
        text = page.locator(".text > p").first
        before = text.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        page.locator("#size-x-large").check()
        after = text.evaluate("e => parseFloat(getComputedStyle(e).fontSize)")
        assert after > before * 1.2
        assert not page.locator("[data-bookmark]").first.is_visible()


FOCUSED = """() => {
    const e = document.activeElement;
    const box = e.getBoundingClientRect();
    return {
        name: (e.ariaLabel || e.textContent).trim(),
        seen: box.width > 0 && getComputedStyle(e).outlineStyle !== 'none',
    };
}"""


def test_every_tool_is_reached_by_the_keyboard_and_shows_it(
    themed: BuiltSite, root: str, browser: Browser
) -> None:
    with opened(browser) as (page, _):
        page.goto(f"{root}columns/spring-tide/")
        reached: dict[str, bool] = {}
        for _ in range(40):
            page.keyboard.press("Tab")
            focused = page.evaluate(FOCUSED)
            reached.setdefault(focused["name"], focused["seen"])
        tools = ("Skip to the text", "Print", "E-mail", "Share", "Bookmark", "Medium")
        assert {name: reached.get(name) for name in tools} == dict.fromkeys(tools, True)
        assert [name for name, seen in reached.items() if not seen] == []


def test_paper_shows_the_column_and_no_furniture(
    themed: BuiltSite, root: str, browser: Browser
) -> None:
    with opened(browser) as (page, _):
        page.goto(f"{root}columns/spring-tide/")
        page.emulate_media(media="print")
        for shown in ("h1", ".byline", ".text > p", ".author-note", ".disclaimer"):
            assert page.locator(shown).first.is_visible(), shown
        furniture = ".sections, .tools, .comments, .further, .foot, .rail"
        for hidden in page.locator(furniture).all():
            assert not hidden.is_visible(), hidden
        ground = "e => getComputedStyle(e).backgroundColor"
        assert page.locator("html").evaluate(ground) == "rgb(255, 255, 255)"

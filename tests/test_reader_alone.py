"""Columns without scripts, and by keyboard: only convenience is lost."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast

import pytest
from browser import opened
from site_sample import sample_of

if TYPE_CHECKING:
    from built_site import BuiltSite
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

COLUMN = "columns/spring-tide/"
TEXT = """() => [...document.querySelectorAll('main h1, main h2, main h3, main p,' +
        ' main li, main blockquote, main figcaption, main td, main th')]
    .filter(e => e.checkVisibility()).map(e => e.innerText).join(' ')"""
DEAD = """() => [...document.querySelectorAll(
        'button, [role=button], input[type=button], a[href="#"], a:not([href])')]
    .filter(e => e.checkVisibility() && !(e.type === 'submit' && e.form))
    .map(e => e.outerHTML.slice(0, 160))"""
FOCUSED = """() => {
    const e = document.activeElement;
    if (!e || e === document.body || e === document.documentElement) return null;
    const box = e.getBoundingClientRect();
    const look = () => {
        const s = getComputedStyle(e), l = getComputedStyle(e.labels?.[0] || e);
        return [s.outlineStyle, s.outlineWidth, s.boxShadow, s.backgroundColor,
            s.borderColor, s.textDecorationLine, l.outlineStyle, l.boxShadow].join('|');
    };
    const focused = look();
    e.blur();
    const resting = look();
    e.focus({preventScroll: true, focusVisible: true});
    return {
        html: e.outerHTML.slice(0, 160), href: e.getAttribute('href'),
        tool: e.matches('[data-print]') ? 'print' : e.matches('[data-bookmark]')
            ? 'bookmark' : e.matches('summary') ? 'share' : e.name === 'size'
            ? 'size' : e.matches("a.tool[href^='mailto:']") ? 'mail' : '',
        shown: box.width > 0 && box.height > 0 && box.bottom > 0 &&
            box.top < innerHeight,
        marked: focused !== resting,
    };
}"""


def text_size(page: Page) -> float:
    script = "parseFloat(getComputedStyle(document.querySelector('.text p')).fontSize)"
    return cast("float", page.evaluate(script))


def test_all_text_is_there_without_scripts(
    example: BuiltSite, served: str, browser: Browser
) -> None:
    """What scripts alone can do is not shown: the reading list says so itself."""
    with opened(browser) as (page, _), opened(browser, scripts=False) as (bare, _):
        for file in sample_of(example):
            if file == "reading-list/index.html":
                continue
            for view in (page, bare):
                view.goto(served + example.address(file))
            with_scripts = set(str(page.evaluate(TEXT)).split())
            assert with_scripts - set(str(bare.evaluate(TEXT)).split()) == set(), file


def test_no_control_is_dead_without_scripts(
    example: BuiltSite, served: str, browser: Browser
) -> None:
    with opened(browser, scripts=False) as (page, _):
        for file in sample_of(example):
            page.goto(served + example.address(file))
            assert page.evaluate(DEAD) == [], file


def test_the_reading_list_says_that_it_needs_scripts(
    served: str, browser: Browser
) -> None:
    with opened(browser, scripts=False) as (page, _):
        page.goto(served + "reading-list/")
        assert page.locator("noscript p").is_visible()


def test_text_size_works_without_scripts(served: str, browser: Browser) -> None:
    with opened(browser, scripts=False) as (page, _):
        page.goto(served + COLUMN)
        before = text_size(page)
        page.locator("#size-x-large").check(force=True)
        assert text_size(page) > before


def test_print_shows_the_print_edition_without_scripts(
    served: str, browser: Browser
) -> None:
    with opened(browser, scripts=False) as (page, _):
        page.goto(served + COLUMN)
        assert page.locator("nav.sections").is_visible()
        page.locator("[data-print]:visible").first.click()
        assert page.locator("#print").is_visible()
        assert not page.locator("nav.sections").is_visible()
        assert not page.locator(".tools").first.is_visible()
        page.locator("#print a").click()
        assert page.locator("nav.sections").is_visible()


def test_share_links_open_without_scripts(served: str, browser: Browser) -> None:
    with opened(browser, scripts=False) as (page, _):
        page.goto(served + COLUMN)
        box = page.locator("[data-share]:visible").first
        box.locator("summary").click()
        assert box.locator("a:visible").count() == 7


def test_the_keyboard_reaches_every_tool_and_shows_where_it_is(
    served: str, browser: Browser
) -> None:
    with opened(browser) as (page, _):
        page.goto(served + COLUMN)
        stops: list[dict[str, object]] = []
        while len(stops) < 200:
            page.keyboard.press("Tab")
            stop = page.evaluate(FOCUSED)
            if stop is None:  # past the last one
                break
            stops.append(stop)
        assert stops[0]["href"] == "#main"
        tools = {str(stop["tool"]) for stop in stops}
        assert tools >= {"print", "mail", "share", "bookmark", "size"}
        assert [stop["html"] for stop in stops if not stop["shown"]] == []
        assert [stop["html"] for stop in stops if not stop["marked"]] == []


def test_tools_answer_to_the_keyboard(served: str, browser: Browser) -> None:
    with opened(browser) as (page, _):
        page.add_init_script("window.printed = 0; window.print = () => printed++;")
        page.goto(served + COLUMN)
        page.locator("[data-print]:visible").first.focus()
        page.keyboard.press("Enter")
        assert page.evaluate("window.printed") == 1
        bookmark = page.locator("[data-bookmark]:visible").first
        label = bookmark.inner_text()
        bookmark.focus()
        page.keyboard.press("Space")
        assert bookmark.inner_text() != label
        page.locator("#size-medium").focus()
        before = text_size(page)
        page.keyboard.press("ArrowRight")
        assert text_size(page) > before


def test_the_skip_link_leads_to_the_text(served: str, browser: Browser) -> None:
    with opened(browser) as (page, _):
        page.goto(served + COLUMN)
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        assert page.evaluate("document.activeElement.id") == "main"


def test_comments_are_counted_alike_wherever_they_are_counted(
    example: BuiltSite,
) -> None:
    for file in example.columns:
        listed = len(example.elements(file, "//*[@class='thread']//li"))
        head = example.elements(file, "//a[contains(@class, 'count')]")
        title = example.elements(file, "//*[@id='comments-title']")
        assert bool(head) <= bool(title), file
        told = [re.findall(r"\d+", one.text_content()) for one in (*head, *title)]
        assert all(numbers == [str(listed)] for numbers in told), file
        if title:
            assert example.json_ld(file)[0].get("commentCount", 0) == listed, file

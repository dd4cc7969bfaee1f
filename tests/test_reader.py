"""What a reader does with a column, in a browser: every tool does what it says."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast
from urllib.parse import unquote

import pytest
from browser import opened
from serving import serving

if TYPE_CHECKING:
    from built_site import BuiltSite
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

COLUMN = "columns/spring-tide/"
OTHER = "columns/home-by-night/"
TITLE = "Leave a Space for the Water"
SIZES = ("small", "medium", "large", "x-large")

STUBS = """window.printed = 0;
window.print = () => { window.printed += 1 };
window.shared = [];
window.copied = [];
const share = data => { window.shared.push(data); return Promise.resolve() };
Object.defineProperty(Navigator.prototype, 'share',
    {configurable: true, value: CAN_SHARE ? share : undefined});
Object.defineProperty(Navigator.prototype, 'canShare',
    {configurable: true, value: CAN_SHARE ? () => true : undefined});
Object.defineProperty(Navigator.prototype, 'clipboard', {configurable: true, value:
    {writeText: text => { window.copied.push(text); return Promise.resolve() }}});"""
WATCH_SIZES = """window.sizesSeen = [];
(function look() {
    const text = document.querySelector('.text p');
    if (text) window.sizesSeen.push(parseFloat(getComputedStyle(text).fontSize));
    requestAnimationFrame(look);
})();"""


def stub(page: Page, *, can_share: bool = False) -> None:
    """Hear what the page asks of the browser instead of a dialog."""
    page.add_init_script(STUBS.replace("CAN_SHARE", "true" if can_share else "false"))


def text_size(page: Page) -> float:
    script = "parseFloat(getComputedStyle(document.querySelector('.text p')).fontSize)"
    return cast("float", page.evaluate(script))


def choose_size(page: Page, size: str) -> None:
    page.locator(f"#size-{size}").check(force=True)


def bookmark(page: Page) -> None:
    page.locator("[data-bookmark]:visible").first.click()


def test_the_print_link_prints(served: str, browser: Browser) -> None:
    with opened(browser) as (page, _):
        stub(page)
        page.goto(served + COLUMN)
        page.locator("[data-print]:visible").first.click()
        assert page.evaluate("window.printed") == 1


def test_each_step_of_text_size_is_larger(served: str, browser: Browser) -> None:
    with opened(browser) as (page, _):
        page.goto(served + COLUMN)
        sizes = []
        for size in SIZES:
            choose_size(page, size)
            sizes.append(text_size(page))
        assert sizes == sorted(set(sizes))


def test_the_text_size_is_remembered_on_every_column(
    served: str, browser: Browser
) -> None:
    with opened(browser) as (page, _):
        page.goto(served + COLUMN)
        choose_size(page, "x-large")
        chosen = text_size(page)
        page.reload()
        assert text_size(page) == chosen
        page.goto(served + OTHER)
        assert text_size(page) == chosen
        assert page.locator("#size-x-large").is_checked()


def test_the_readers_size_beats_the_columns_own(served: str, browser: Browser) -> None:
    """One column opens large, by its front matter."""
    with opened(browser) as (page, _):
        page.goto(served + COLUMN)
        medium = text_size(page)
        page.goto(served + "columns/fourteen-points/")
        assert text_size(page) > medium
        choose_size(page, "small")
        page.reload()
        assert text_size(page) < medium


def test_a_remembered_size_shows_from_the_first_frame(
    served: str, browser: Browser
) -> None:
    with opened(browser) as (page, _):
        page.goto(served + COLUMN)
        choose_size(page, "x-large")
        chosen = text_size(page)
        page.add_init_script(WATCH_SIZES)
        page.reload()
        # Not by wait_for_function: it evaluates a text, which the policy forbids.
        while page.evaluate("window.sizesSeen.length") < 3:
            page.wait_for_timeout(20)
        assert set(page.evaluate("window.sizesSeen")) == {chosen}


def test_a_bookmark_goes_into_the_reading_list_and_out(
    served: str, browser: Browser
) -> None:
    with opened(browser) as (page, watched):
        page.goto(served + COLUMN)
        label = page.locator("[data-bookmark]").first
        before = label.inner_text()
        bookmark(page)
        page.reload()
        assert label.inner_text() != before

        page.goto(served + "reading-list/")
        saved = page.locator(".saved a")
        assert saved.all_inner_texts() == [TITLE]
        saved.click()
        page.wait_for_url(served + COLUMN)

        page.goto(served + "reading-list/")
        page.locator("[data-remove]").click()
        assert saved.count() == 0
        assert page.locator("[data-empty]").is_visible()

        page.goto(served + COLUMN)
        assert label.inner_text() == before
        assert watched.complaints == []


def test_the_reading_list_keeps_addresses_from_the_sites_own_root(
    served: str, browser: Browser
) -> None:
    with opened(browser) as (page, _):
        page.goto(served + COLUMN)
        bookmark(page)
        kept = str(page.evaluate("JSON.stringify({...localStorage})"))
        assert COLUMN in kept
        assert served not in kept


def test_sharing_hands_the_address_and_title_to_the_device(
    example: BuiltSite, served: str, browser: Browser
) -> None:
    with opened(browser) as (page, _):
        stub(page, can_share=True)
        page.goto(served + COLUMN)
        page.locator("[data-share] summary:visible").first.click()
        shared = cast("list[dict[str, str]]", page.evaluate("window.shared"))
        assert [data["url"] for data in shared] == [example.url + COLUMN]
        assert TITLE in shared[0]["title"]


def test_sharing_falls_back_to_plain_links_and_a_copy(
    example: BuiltSite, served: str, browser: Browser
) -> None:
    with opened(browser) as (page, watched):
        stub(page)
        page.goto(served + COLUMN)
        box = page.locator("[data-share]:visible").first
        box.locator("summary").click()
        links = box.locator("a:visible")
        addresses = [link.get_attribute("href") or "" for link in links.all()]
        assert len(addresses) == 7
        assert all(example.url + COLUMN in unquote(link) for link in addresses)
        box.locator("[data-copy] button").click()
        assert page.evaluate("window.copied") == [example.url + COLUMN]
        assert watched.asked_elsewhere == []


def test_the_mail_link_carries_title_and_address(
    example: BuiltSite, served: str, browser: Browser
) -> None:
    with opened(browser) as (page, _):
        page.goto(served + COLUMN)
        link = page.locator("a.tool[href^='mailto:']").first.get_attribute("href")
        assert link is not None
        assert " " not in link
        assert TITLE in unquote(link)
        assert example.url + COLUMN in unquote(link)


def test_the_appearance_is_remembered(served: str, browser: Browser) -> None:
    background = "getComputedStyle(document.documentElement).backgroundColor"
    with opened(browser) as (page, _):
        page.goto(served + COLUMN)
        light = page.evaluate(background)
        page.locator("[data-theme-switch] input[value=dark]").check()
        dark = page.evaluate(background)
        page.goto(served)
        assert light != dark
        assert page.evaluate(background) == dark


def test_tools_work_below_a_sub_path_too(below: BuiltSite, browser: Browser) -> None:
    with serving(below) as root, opened(browser) as (page, watched):
        page.goto(root + COLUMN)
        bookmark(page)
        page.goto(root + "reading-list/")
        page.locator(".saved a").click()
        page.wait_for_url(root + COLUMN)
        keys = cast("list[str]", page.evaluate("Object.keys(localStorage)"))
        assert any("/opinion/" in key for key in keys)
        assert watched.complaints == []


def test_a_portable_build_works_from_a_folder(
    portable: BuiltSite, browser: Browser
) -> None:
    with opened(browser) as (page, watched):
        stub(page)
        page.goto((portable.folder / "index.html").as_uri())
        page.locator(f"a[href*='{COLUMN}index.html']").first.click()
        assert page.locator("h1").inner_text() == TITLE
        family = "getComputedStyle(document.body).fontFamily"
        assert "Times New Roman" not in str(page.evaluate(family)).split(",")[0]

        choose_size(page, "x-large")
        chosen = text_size(page)
        page.reload()
        assert text_size(page) == chosen

        bookmark(page)
        page.locator("nav a[href$='reading-list/index.html']").first.click()
        page.locator(".saved a").click()
        assert page.locator("h1").inner_text() == TITLE
        page.locator("[data-print]:visible").first.click()
        assert page.evaluate("window.printed") == 1
        assert watched.complaints == []

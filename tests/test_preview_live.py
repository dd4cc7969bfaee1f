"""The whole preview: a file is saved, and a browser shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from browser import opened
from conftest import column
from test_serve import CROWS, MUCH, Served, Start
from test_serve import start as start  # noqa: PLC0414  # a fixture
from test_watching import save_by_rename, save_like_vim, write

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

LONG = "\n\n".join(f"Paragraph {number} on crows." for number in range(80))
PAGE = "/columns/crows/"


def save(served: Served, body: str, **more: str) -> None:
    (served.site / CROWS).write_text(column(body=f"{LONG}\n\n{body}", **more))


def open_page(page: Page, served: Served) -> None:
    page.goto(served.url(PAGE))
    page.locator(".corner[data-line=live]").wait_for()


def test_tabs_and_a_phone_follow_a_save_and_keep_their_places(
    start: Start, browser: Browser
) -> None:
    served = start()
    save(served, "The first end.")
    served.wait(lambda: served.shows("The first end."))
    with (
        opened(browser) as (one, watched),
        opened(browser) as (two, _),
        opened(browser, width=390) as (phone, _),
    ):
        tabs = (one, two, phone)
        for page in tabs:
            open_page(page, served)
            page.evaluate("scrollTo(0, 900); window.same = true")
        save(served, "The other end.")
        for page in tabs:
            page.get_by_text("The other end.").wait_for(state="attached")
            assert page.evaluate("[scrollY, window.same]") == [900, True]
        assert watched.complaints == []


def test_the_panel_comes_with_a_mistake_and_goes_with_it(
    start: Start, browser: Browser
) -> None:
    served = start()
    with opened(browser) as (page, _):
        open_page(page, served)
        save(served, "Broken.", author="jane-do")
        panel = page.get_by_text("no author “jane-do” is known").first
        panel.wait_for()
        assert page.get_by_text("Crows remember faces.").count() > 0
        save(served, "Mended.")
        page.get_by_text("Mended.", exact=True).wait_for(state="attached")
        panel.wait_for(state="hidden")


def test_a_preview_that_is_started_again_goes_on(
    start: Start, browser: Browser
) -> None:
    served = start()
    with opened(browser) as (page, _):
        open_page(page, served)
        served.close()
        save(served, "Meanwhile.")
        again = Served(served.site, "--port", str(served.port))
        try:
            page.get_by_text("Meanwhile.").wait_for(
                state="attached", timeout=MUCH * 1000
            )
        finally:
            again.close()


def test_a_style_is_swapped_and_the_page_stays(start: Start, browser: Browser) -> None:
    served = start()
    theme = served.site / "themes/ours"
    (theme / "assets").mkdir(parents=True)
    (theme / "theme.yaml").write_text("name: ours\nextends: broadsheet\ncontract: 1\n")
    style = theme / "assets/additions.css"
    style.write_text("body { border-top-color: rgb(1, 2, 3) }\n")
    settings = served.site / "content/site.yaml"
    settings.write_text(f"{settings.read_text()}theme: {{name: ours}}\n")
    border = "getComputedStyle(document.body).borderTopColor"
    with opened(browser) as (page, _):
        open_page(page, served)
        # For another theme the page may be loaded anew, which ends an evaluation.
        page.wait_for_function(f"() => {border} === 'rgb(1, 2, 3)'")
        page.evaluate("window.same = true")
        style.write_text("body { border-top-color: rgb(4, 5, 6) }\n")
        served.wait(lambda: page.evaluate(border) == "rgb(4, 5, 6)")
        assert page.evaluate("window.same") is True


def test_each_editor_s_way_of_saving_is_patched_in(
    start: Start, browser: Browser
) -> None:
    served = start()
    file = served.site / CROWS
    with opened(browser) as (page, watched):
        open_page(page, served)
        page.evaluate("window.same = true")
        # As VS Code, Vim and those that put a finished file in the old one's place.
        for number, way in enumerate((write, save_like_vim, save_by_rename)):
            way(file, f"Words of way {number}.")
            page.get_by_text(f"Words of way {number}.").wait_for(state="attached")
        assert page.evaluate("window.same") is True
        assert watched.complaints == []


def test_a_burst_of_5000_files_is_one_update_of_the_open_page(
    start: Start, browser: Browser
) -> None:
    served = start()
    columns = served.site / "content/columns"
    guest = "{name: Bo Orr, standing: guest}"
    patches = "performance.getEntriesByName('byline-preview:patch').length"
    with opened(browser) as (page, _):
        open_page(page, served)
        save(served, "The end.")
        for number in range(4999):
            text = column(f"Rook {number}", author=guest, date="2020-01-01")
            (columns / f"rook-{number}.md").write_text(text)
        page.get_by_text("The end.").wait_for(state="attached")
        served.wait(lambda: served.shows("Rook 4998", "/columns/rook-4998/"))
        assert page.evaluate(patches) == 1


def picture(width: int) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="9"/>'


def test_a_picture_that_is_replaced_is_shown_anew_and_the_page_stays(
    start: Start, browser: Browser
) -> None:
    served = start()
    file = served.site / "content/columns/tree.svg"
    file.write_text(picture(20))
    save(served, "![A tree](tree.svg) The end.")
    served.wait(lambda: served.shows("The end."))
    width = "document.querySelector('img[src*=tree]')?.naturalWidth"
    with opened(browser) as (page, watched):
        open_page(page, served)
        page.evaluate("document.querySelector('img[src*=tree]').loading = 'eager'")
        served.wait(lambda: page.evaluate(width) == 20)
        page.evaluate("window.same = true")
        file.write_text(picture(30))
        served.wait(lambda: page.evaluate(width) == 30)
        file.write_text(picture(40))
        served.wait(lambda: page.evaluate(width) == 40)
        save(served, "![A tree](tree.svg) Another end.")
        page.get_by_text("Another end.").wait_for(state="attached")
        assert page.evaluate(f"[{width}, window.same]") == [40, True]
        assert watched.complaints == []

"""A reader with a keyboard alone: every tool in every theme, and never lost."""

from __future__ import annotations

import json
from itertools import islice
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qs

import pytest
from browser import opened
from keyboard import Keyboard
from reader_site import ENDPOINT, EVERYTHING, HEARD
from serving import serving
from test_reader import STUBS, text_size
from test_reader_tools import DISMISSED, SELECT, VOICES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from built_site import BuiltSite
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.slow

URL = "https://halyard.example/columns/everything/"
READING_LIST = "reading-list/"
OTHER = "columns/spring-tide/"
READY = STUBS.replace("CAN_SHARE", "false") + VOICES.replace("LANGUAGE", "en")


@pytest.fixture(scope="module")
def desk(dressed: BuiltSite) -> Iterator[str]:
    """The address of the publication, in each theme."""
    with serving(dressed) as root:
        yield root


@pytest.fixture
def page(desk: str, browser: Browser) -> Iterator[Page]:
    """The column that has everything, whose tools all have what they need."""
    with opened(browser) as (page, watched):
        page.add_init_script(READY)
        page.goto(desk + EVERYTHING)
        yield page
        assert watched.complaints == []


@pytest.fixture
def keys(page: Page) -> Iterator[Keyboard]:
    keyboard = Keyboard(page)
    yield keyboard
    assert keyboard.unseen == []


def bookmark(keys: Keyboard) -> None:
    keys.go_to("[data-bookmark]")
    keys.press("Space")


def to_the_reading_list(keys: Keyboard) -> None:
    """Bookmark two columns and open the list, by its link."""
    root = keys.page.url.removesuffix(EVERYTHING)
    bookmark(keys)
    keys.page.goto(root + OTHER)
    bookmark(keys)
    keys.page.reload()
    keys.go_to("a.reading-list")
    keys.press("Enter")
    keys.page.wait_for_url("**/" + READING_LIST)


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("address", ["", EVERYTHING, HEARD, READING_LIST, "404.html"])
def test_tab_goes_through_a_page_and_back_the_same_way(
    desk: str, browser: Browser, address: str, width: int
) -> None:
    """At 320 pixels as high as a screen of 1280 by 1024 is at 400 %."""
    with opened(browser, width=width, height=256 if width == 320 else 900) as (page, _):
        page.add_init_script(READY)
        page.goto(desk + address)
        keys = Keyboard(page)
        there = [stop.name for stop in keys.stops()]
        # Back at the beginning some browsers go round, with no stop in between.
        backward = islice(keys.stops("Shift+Tab"), len(there))
        back = [stop.name for stop in backward]
        assert len(there) > 10
        assert back == there[::-1]
        assert keys.unseen == []


def test_the_skip_link_passes_the_navigation(keys: Keyboard) -> None:
    keys.tab_to("a.skip")
    keys.press("Enter", "Tab")
    keys.here("main a")


def test_the_navigation_leads_to_the_archive(keys: Keyboard) -> None:
    keys.go_to("nav a[href$='archive/']")
    keys.press("Enter")
    keys.page.wait_for_url("**/archive/")


def test_print_prints(keys: Keyboard) -> None:
    keys.go_to("[data-print]")
    keys.press("Enter")
    assert keys.page.evaluate("printed") == 1
    keys.here("[data-print]")


def test_mail_opens_a_letter(keys: Keyboard) -> None:
    keys.page.evaluate(
        "addEventListener('click', e => {"
        " window.followed = e.target.href; e.preventDefault() })"
    )
    keys.go_to("a.email")
    keys.press("Enter")
    assert str(keys.page.evaluate("followed")).startswith("mailto:?subject=Everything")
    keys.here("a.email")


def test_arrows_choose_the_text_size(keys: Keyboard) -> None:
    keys.go_to("[name=size]")
    keys.here("#size-medium")
    keys.press("ArrowLeft")
    keys.here("#size-small")
    sizes = [text_size(keys.page)]
    for size in ("medium", "large", "x-large"):
        keys.press("ArrowRight")
        keys.here(f"#size-{size}")
        sizes.append(text_size(keys.page))
    assert sizes == sorted(set(sizes))


def test_steps_of_text_size_keep_the_focus_at_their_end(keys: Keyboard) -> None:
    """Where a theme shows them."""
    page = keys.page
    if not page.locator("[data-step]").first.is_visible():
        return
    for step, end in (("1", "x-large"), ("-1", "small")):
        keys.go_to(f"[data-step='{step}']", "Tab" if step == "1" else "Shift+Tab")
        for _ in range(5):
            keys.press("Enter")
        keys.here(f"[data-step='{step}'][aria-disabled=true]")
        assert page.locator(f"#size-{end}").is_checked()
    keys.press("Space")
    assert page.locator("#size-small").is_checked()


def test_the_share_menu_opens_serves_and_closes(keys: Keyboard) -> None:
    page = keys.page
    menu = page.locator("[data-share]").first
    links = menu.locator("li a").count()
    assert links == 7
    keys.go_to("[data-share] summary")
    keys.press("Enter")
    for _ in range(links):
        keys.tab_to("[data-share] a[href]")
    keys.tab_to("[data-copy] button")
    keys.press("Enter")
    menu.get_by_text("Copied").first.wait_for()
    assert page.evaluate("copied") == [URL]
    keys.here("[data-copy] button")
    keys.tab_to("[data-qr] button")
    keys.press("Space")
    menu.locator("svg.qr").wait_for()
    keys.here("[data-qr] button[aria-expanded=true]")
    keys.press("Escape")
    assert not menu.locator("a").first.is_visible()
    keys.here("[data-share] summary")
    keys.press("Space", "Shift+Tab")
    assert not menu.locator("a").first.is_visible()
    keys.here("a.email")


def test_the_share_menu_closes_when_the_focus_goes_on(keys: Keyboard) -> None:
    menu = keys.page.locator("[data-share]").first
    keys.go_to("[data-share] summary")
    keys.press("Enter")
    keys.go_to("[data-qr] button")
    keys.tab_to("[data-bookmark]")
    assert not menu.locator("a").first.is_visible()


def test_a_share_link_is_followed(keys: Keyboard) -> None:
    keys.page.context.route("https://bsky.app/**", lambda route: route.fulfill(body=""))
    keys.go_to("[data-share] summary")
    keys.press("Enter")
    keys.go_to("[data-share] a[href*=bsky]")
    keys.press("Enter")
    keys.page.wait_for_url("https://bsky.app/**")


def test_who_closes_the_devices_sheet_is_at_the_links(
    desk: str, browser: Browser
) -> None:
    with opened(browser) as (page, _):
        page.add_init_script(READY + DISMISSED)
        page.goto(desk + EVERYTHING)
        keys = Keyboard(page)
        keys.go_to("[data-share] summary")
        keys.press("Enter")
        page.locator("[data-share] a:visible").first.wait_for()
        keys.here("[data-share] summary")
        keys.tab_to("[data-share] a[href]")
        assert keys.unseen == []


def test_a_bookmark_is_set_and_taken_away(keys: Keyboard) -> None:
    label = keys.page.locator("[data-bookmark]").first
    for word in ("Bookmarked", "Bookmark"):
        bookmark(keys) if word == "Bookmarked" else keys.press("Enter")
        assert label.inner_text().strip() == word
        keys.here("[data-bookmark]")


def test_the_reading_list_is_kept_by_keys(keys: Keyboard) -> None:
    page, rows = keys.page, keys.page.locator(".saved li")
    to_the_reading_list(keys)
    assert rows.count() == 2
    keys.go_to("[data-read]")
    keys.press("Enter")
    keys.here("li.read [data-read]")
    keys.press("Space")
    keys.here("li:not(.read) [data-read]")
    keys.tab_to("[data-remove]")
    keys.press("Enter")
    assert rows.locator("a").all_inner_texts() == ["Everything at Once"]
    keys.here("[data-remove]")
    keys.press("Space")
    assert rows.count() == 0
    assert page.locator("[data-empty]").is_visible()
    keys.here("h1")
    keys.tab_to("[data-import] input")


def test_a_reading_list_is_saved_and_loaded(keys: Keyboard, tmp_path: Path) -> None:
    page, file = keys.page, tmp_path / "list.json"
    to_the_reading_list(keys)
    keys.go_to("[data-export]")
    with page.expect_download() as download:
        keys.press("Enter")
    download.value.save_as(file)
    assert len(json.loads(file.read_text(encoding="utf-8"))) == 2
    keys.here("[data-export]")
    page.evaluate("localStorage.clear()")
    page.reload()
    # One who listens only as the key is pressed may come too late to hear of it.
    page.on("filechooser", lambda _: None)
    keys.go_to("[data-import] input")
    with page.expect_file_chooser() as chooser:
        keys.press("Space")
    chooser.value.set_files(file)
    page.locator(".saved li").nth(1).wait_for()
    keys.here("[data-import] input")
    keys.go_to(".saved a", "Shift+Tab")
    keys.press("Enter")
    page.wait_for_url("**/columns/**")


def test_a_voice_reads_and_stops(keys: Keyboard) -> None:
    keys.go_to("[data-listen]")
    keys.press("Enter")
    assert len(cast("list[object]", keys.page.evaluate("said"))) > 3
    keys.here("[data-listen][aria-pressed=true]")
    keys.press("Space")
    assert keys.page.evaluate("said.at(-1)") == "cancel"
    keys.here("[data-listen][aria-pressed=false]")


def test_listen_leads_to_the_recording(desk: str, keys: Keyboard) -> None:
    keys.page.goto(desk + HEARD)
    keys.go_to("a.listen")
    keys.press("Enter")
    keys.here("audio")


def test_arrows_choose_light_and_dark(keys: Keyboard) -> None:
    keys.go_to("[name=theme]")
    theme = "document.documentElement.dataset.theme || ''"
    seen = []
    for key in ("ArrowRight", "ArrowRight", "ArrowRight"):
        keys.press(key)
        keys.here("[name=theme]:checked")
        seen.append(keys.page.evaluate(theme))
    assert seen == ["light", "dark", ""]


def test_a_footnote_opens_and_gives_the_focus_back(keys: Keyboard) -> None:
    page, mark = keys.page, ".footnote-ref a[href$='-1']"
    note = page.locator("[data-note]")
    keys.go_to(mark)
    keys.press("Enter")
    keys.here("[data-note]")
    keys.press("Escape")
    assert not note.is_visible()
    keys.here(mark)
    keys.press("Enter")
    keys.tab_to("[data-note] a")
    keys.tab_to("[data-note] button")
    keys.press("Enter")
    assert not note.is_visible()
    keys.here(mark)


def test_a_footnote_closes_when_the_focus_goes_on(keys: Keyboard) -> None:
    """To what comes after its mark, as if it stood there."""
    keys.go_to(".footnote-ref a[href$='-1']")
    keys.press("Enter", "Tab", "Tab")
    keys.here("[data-note] button")
    keys.tab_to(".text a[href*='spring-tide']")
    assert not keys.page.locator("[data-note]").is_visible()


def test_a_note_leads_back_to_its_mark(keys: Keyboard) -> None:
    keys.go_to(".footnotes .footnote-back")
    keys.press("Enter")
    keys.here(".footnote-ref a")


def test_a_link_to_selected_words_is_copied(keys: Keyboard) -> None:
    """They are selected here as a caret of the browser does (F7 in most)."""
    page = keys.page
    page.evaluate(SELECT)
    page.locator("[data-sentence]").wait_for()
    keys.go_to("[data-sentence]")
    keys.press("Enter")
    page.locator("[data-sentence]").get_by_text("Copied").wait_for()
    assert page.evaluate("copied") == [URL + "#:~:text=The%20last%20paragraph"]
    keys.here("[data-sentence]")


def test_a_comment_is_answered_written_and_sent(keys: Keyboard) -> None:
    page, sent = keys.page, list[str]()

    def take(route: Route) -> None:
        sent.append(route.request.post_data or "")
        route.fulfill(body="Thank you.")

    page.context.route(ENDPOINT, take)
    keys.go_to("[data-reply=c2]")
    keys.press("Enter")
    page.locator("[name=name]:focus").wait_for()
    keys.here("[name=name]")
    keys.type("Cleo")
    keys.tab_to("[name=comment]")
    keys.type("Third.")
    keys.tab_to("[name=reply_to]")
    keys.tab_to(".comment-form [type=submit]")
    keys.press("Enter")
    page.wait_for_url(ENDPOINT)
    fields = parse_qs(sent[0], keep_blank_values=True)
    said = {name: fields[name] for name in ("name", "comment", "reply_to", "url")}
    assert said == {
        "name": ["Cleo"],
        "comment": ["Third."],
        "reply_to": ["c2"],
        "url": [""],
    }


def test_without_scripts_the_print_edition_and_the_way_back(
    desk: str, browser: Browser
) -> None:
    with opened(browser, scripts=False) as (page, _):
        page.goto(desk + EVERYTHING)
        keys = page.keyboard
        for _ in range(60):
            keys.press("Tab")
            if page.locator("[data-print]:focus").count():
                break
        keys.press("Enter")
        page.locator("#print").wait_for()
        keys.press("Tab")
        page.locator("#print a:focus").wait_for()
        keys.press("Enter")
        page.locator("nav.sections").wait_for()

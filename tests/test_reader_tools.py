"""What a reader does with a column besides: share, hear, quote, keep, answer."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, cast
from urllib.parse import parse_qs, unquote

import pytest
import segno
from browser import opened
from programs import npm_file
from reader_site import ENDPOINT, EVERYTHING, HEARD
from serving import serving
from test_site_accessibility import RUN, TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from built_site import BuiltSite
    from playwright.sync_api import Browser, Page, Route

pytestmark = pytest.mark.slow

URL = "https://halyard.example/columns/everything/"
COPY = """window.copied = [];
Object.defineProperty(Navigator.prototype, 'share',
    {configurable: true, value: undefined});
Object.defineProperty(Navigator.prototype, 'clipboard', {configurable: true, value:
    {writeText: text => { window.copied.push(text); return Promise.resolve() }}});"""
DISMISSED = """Object.defineProperty(Navigator.prototype, 'share', {configurable: true,
    value: () => Promise.reject(new DOMException('', 'AbortError'))});"""
VOICES = """window.said = [];
Object.defineProperty(window, 'SpeechSynthesisUtterance', {value: class {
    constructor(text) { this.text = text; }
}});
Object.defineProperty(window, 'speechSynthesis', {value: {
    getVoices: () => [
        {lang: 'en-GB', localService: false, name: 'far'},
        {lang: 'LANGUAGE', localService: true, name: 'near'},
    ],
    speak: part => { window.said.push([part.voice.name, part.text]) },
    cancel: () => { window.said.push('cancel') },
    addEventListener: () => {},
}});"""
SELECT = """() => {
    const words = [...document.querySelectorAll('.text > p')].pop().firstChild;
    const range = document.createRange();
    range.setStart(words, 0);
    range.setEnd(words, 18);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""
MATRIX = """() => document.querySelector('.qr path').getAttribute('d')"""


@pytest.fixture(scope="module")
def desk(reader: BuiltSite) -> Iterator[str]:
    """The address of the publication with the column that has everything."""
    with serving(reader) as root:
        yield root


def open_share(page: Page) -> None:
    page.locator("[data-share] summary:visible").first.click()


def test_a_qr_code_holds_the_address(desk: str, browser: Browser) -> None:
    with opened(browser) as (page, watched):
        page.add_init_script(COPY)
        page.goto(desk + EVERYTHING)
        assert page.locator("script[src*='qr.js']").count() == 0
        open_share(page)
        page.locator("[data-qr] button:visible").first.click()
        page.locator("svg.qr").first.wait_for()
        drawn = page.evaluate(MATRIX)
        wanted = page.evaluate("url => bylineQr(url).firstChild.getAttribute('d')", URL)
        assert watched.complaints == []
        assert watched.asked_elsewhere == []
    assert drawn == wanted


def cells_of(path: str) -> set[tuple[int, int]]:
    found = re.findall(r"M(\d+) (\d+)h1v1h-1z", path)
    return {(int(x) - 4, int(y) - 4) for x, y in found}


def cells_by_segno(text: str) -> set[tuple[int, int]]:
    code = segno.make(
        text, error="m", mode="byte", mask=0, boost_error=False, micro=False
    )
    rows = enumerate(code.matrix)
    return {(x, y) for y, row in rows for x, dark in enumerate(row) if dark}


def test_qr_codes_of_every_length_are_those_of_another_program(
    desk: str, browser: Browser
) -> None:
    """From each of the ten versions one that just fills it: segno fills up others with
    a byte of its own, which no reader of codes looks at."""
    with opened(browser) as (page, _):
        page.add_init_script(COPY)
        page.goto(desk + EVERYTHING)
        open_share(page)
        page.locator("[data-qr] button:visible").first.click()
        page.locator("svg.qr").first.wait_for()
        for length in (14, 26, 42, 62, 84, 106, 122, 152, 180, 213):
            text = ("https://a.example/" * 12)[:length]
            drawn = page.evaluate(
                "text => bylineQr(text).firstChild.getAttribute('d')", text
            )
            assert cells_of(drawn) == cells_by_segno(text), length
        assert page.evaluate("bylineQr('x'.repeat(214))") is None


def test_who_closes_the_devices_sheet_finds_the_links(
    desk: str, browser: Browser
) -> None:
    with opened(browser) as (page, _):
        page.add_init_script(COPY + DISMISSED)
        page.goto(desk + EVERYTHING)
        open_share(page)
        copy = page.locator("[data-copy] button:visible")
        copy.click()
        assert page.evaluate("window.copied") == [URL]
        assert page.locator("[data-copy] [role=status]").first.text_content() == (
            copy.inner_text()
        )


def test_a_footnote_shows_beside_its_mark(desk: str, browser: Browser) -> None:
    with opened(browser, width=320) as (page, watched):
        page.goto(desk + EVERYTHING)
        mark = page.locator(".footnote-ref a").first
        mark.focus()
        page.keyboard.press("Enter")
        note = page.locator("[data-note]")
        assert note.is_visible()
        assert note.locator("p").inner_text() == "The first note, with its own link."
        assert note.evaluate("e => e === document.activeElement")
        box = note.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 320
        page.keyboard.press("Escape")
        assert not note.is_visible()
        assert mark.evaluate("e => e === document.activeElement")
        assert watched.complaints == []


def test_a_footnote_is_a_link_without_scripts(desk: str, browser: Browser) -> None:
    with opened(browser, scripts=False) as (page, _):
        page.goto(desk + EVERYTHING)
        page.locator(".footnote-ref a").first.click()
        assert page.url.endswith("#fn-everything-1")
        assert not page.locator("[data-note]").is_visible()


def test_a_link_to_selected_words_names_them(desk: str, browser: Browser) -> None:
    with opened(browser) as (page, _):
        page.add_init_script(COPY)
        page.goto(desk + EVERYTHING)
        button = page.locator("[data-sentence]")
        assert not button.is_visible()
        page.evaluate(SELECT)
        button.click()
        assert page.evaluate("window.copied") == [
            URL + "#:~:text=The%20last%20paragraph"
        ]
        page.evaluate("getSelection().removeAllRanges()")
        button.wait_for(state="hidden")


def test_a_voice_of_the_device_reads_the_text_and_stops(
    desk: str, browser: Browser
) -> None:
    with opened(browser) as (page, _):
        page.add_init_script(VOICES.replace("LANGUAGE", "en_US"))
        page.goto(desk + EVERYTHING)
        listen = page.locator("[data-listen]:visible").first
        listen.click()
        said = cast("list[list[str]]", page.evaluate("window.said"))
        assert {voice for voice, _ in said} == {"near"}
        assert said[0][1] == "Everything at Once"
        text = " ".join(words for _, words in said)
        assert "has a note. It links" in " ".join(text.split())
        assert "Pulled out" not in text
        assert "The first note" not in text
        assert listen.get_attribute("aria-pressed") == "true"
        listen.click()
        assert page.evaluate("window.said.at(-1)") == "cancel"
        assert listen.get_attribute("aria-pressed") == "false"


def test_no_voice_is_offered_that_is_of_another_language(
    desk: str, browser: Browser
) -> None:
    """Nor one that would send the text away."""
    with opened(browser) as (page, _):
        page.add_init_script(VOICES.replace("LANGUAGE", "de-DE"))
        page.goto(desk + EVERYTHING)
        assert page.locator("[data-listen]:visible").count() == 0


@pytest.mark.parametrize("scripts", [True, False])
def test_a_recording_is_played_by_the_browser_itself(
    desk: str, browser: Browser, *, scripts: bool
) -> None:
    with opened(browser, scripts=scripts) as (page, watched):
        page.add_init_script(VOICES.replace("LANGUAGE", "en"))
        page.goto(desk + HEARD)
        player = page.locator("audio")
        assert player.is_visible()
        assert player.get_attribute("src") == "heard.mp3"
        page.locator(".tools a.listen:visible").first.click()
        assert page.url.endswith("#listen")
        assert page.locator("[data-listen]:visible").count() == 0
        assert watched.complaints == []


def test_the_forum_is_named_where_comments_are_off(
    reader: BuiltSite,
) -> None:
    page = HEARD + "index.html"
    assert reader.elements(page, "//*[@id='comments-title']") == []
    assert len(reader.elements(page, "//*[@class='forum']/a")) == 1


def test_how_to_bookmark_is_told_without_scripts(desk: str, browser: Browser) -> None:
    with opened(browser, scripts=False) as (page, _):
        page.goto(desk + EVERYTHING)
        page.locator(".tools a.bookmark").first.click()
        assert page.url.endswith("reading-list/#how")
        assert page.locator("#how p").is_visible()


def test_a_reading_list_goes_to_another_device(
    desk: str, browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "list.json"
    with opened(browser) as (page, _):
        page.goto(desk + EVERYTHING)
        page.locator("[data-bookmark]:visible").first.click()
        page.goto(desk + "reading-list/")
        page.locator("[data-read]").click()
        with page.expect_download() as download:
            page.locator("[data-export]").click()
        download.value.save_as(file)
    foreign = {"address": "javascript:alert(1)", "title": "No"}
    elsewhere = {"address": "//other.example/", "title": "No"}
    entries = [*json.loads(file.read_text(encoding="utf-8")), foreign, elsewhere]
    file.write_text(json.dumps(entries), encoding="utf-8")
    with opened(browser) as (page, watched):
        page.goto(desk + "reading-list/")
        page.locator("[data-import] input").set_input_files(file)
        saved = page.locator(".saved li")
        saved.first.wait_for()
        assert saved.locator("a").all_inner_texts() == ["Everything at Once"]
        assert saved.get_attribute("class") == "read"
        saved.locator("a").click()
        page.wait_for_url(desk + EVERYTHING)
        assert watched.complaints == []


def test_a_file_that_is_no_list_is_told(
    desk: str, browser: Browser, tmp_path: Path
) -> None:
    file = tmp_path / "list.json"
    file.write_text("{}", encoding="utf-8")
    with opened(browser) as (page, _):
        page.goto(desk + "reading-list/")
        chooser = page.locator("[data-import] input")
        chooser.set_input_files(file)
        status = page.locator("[data-reading-list] [role=status]")
        status.get_by_text(chooser.get_attribute("data-failed") or "").wait_for()


@pytest.mark.parametrize("scripts", [True, False])
def test_a_comment_names_what_it_answers(
    desk: str, browser: Browser, *, scripts: bool
) -> None:
    with opened(browser, scripts=scripts) as (page, _):
        sent: list[str] = []

        def take(route: Route) -> None:
            sent.append(route.request.post_data or "")
            route.fulfill(body="Thank you.")

        page.context.route(ENDPOINT, take)
        page.goto(desk + EVERYTHING)
        if scripts:
            page.locator("[data-reply]").nth(1).click()
        else:
            page.locator("[name=reply_to]").select_option("c2")
        page.locator("[name=name]").fill("Cleo")
        page.locator("[name=comment]").fill("Third.")
        page.locator(".comment-form [type=submit]").click()
        page.wait_for_url(ENDPOINT)
    fields = parse_qs(unquote(sent[0]), keep_blank_values=True)
    assert fields["reply_to"] == ["c2"]
    assert fields["column"] == ["everything"]
    assert fields["url"] == [""]
    assert fields["seconds"][0].isdigit() is scripts


def test_reading_moves_the_hairline(desk: str, browser: Browser) -> None:
    how_far = "new DOMMatrix(getComputedStyle(document.body, '::before').transform).a"
    with opened(browser, height=300) as (page, _):
        page.goto(desk + EVERYTHING)
        assert page.evaluate(how_far) == 0
        page.locator(".footnotes").scroll_into_view_if_needed()
        page.wait_for_timeout(50)
        assert page.evaluate(how_far) > 0


@pytest.mark.parametrize("width", [320, 1280])
def test_axe_finds_no_violation_while_the_tools_are_open(
    desk: str, browser: Browser, width: int
) -> None:
    script = npm_file("axe-core/axe.min.js").read_text(encoding="utf-8")
    opening = (
        "[data-share] summary:visible",
        "[data-qr] button:visible",
        ".footnote-ref a",
    )
    with opened(browser, width=width, dark=True) as (page, _):
        page.add_init_script(COPY + VOICES.replace("LANGUAGE", "en"))
        page.goto(desk + EVERYTHING)
        page.evaluate(script)
        for selector in opening:
            if selector.startswith(".footnote"):
                page.keyboard.press("Escape")
            page.locator(selector).first.click()
            found = cast("list[str]", page.evaluate(RUN, list(TAGS)))
            assert found == [], selector
        page.keyboard.press("Escape")
        page.evaluate(SELECT)
        page.locator("[data-sentence]").wait_for()
        assert page.evaluate(RUN, list(TAGS)) == []


def test_every_tool_answers_at_400_percent(desk: str, browser: Browser) -> None:
    """A screen of 1280 by 1024 pixels, at 400 %, is one of 320 by 256."""
    with opened(browser, width=320, height=256) as (page, _):
        page.add_init_script(COPY + VOICES.replace("LANGUAGE", "en"))
        page.goto(desk + EVERYTHING)
        for tool in page.locator(".tools .tool:visible").all():
            tool.click(trial=True)
        open_share(page)
        for item in page.locator("[data-share][open] li:visible > :first-child").all():
            item.click(trial=True)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320

"""How pages are laid out: nothing over an edge, nothing squeezed, nothing adrift."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest
from browser import opened
from built_site import BuiltSite
from serving import serving
from site_fixtures import EXAMPLE_URL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow
ARABIC = """---
title: حاشية
author: mariam-al-sayegh
date: 2026-11-06
language: ar
summary: مقال له حاشية.
section: culture
---

نص له حاشية.[^n]

[^n]: الحاشية.
"""
JAPANESE = """---
title: 水のための余白
author: mariam-al-sayegh
date: 2026-11-06
language: ja
summary: 潮汐表は月の都合を教えてくれる。
section: culture
---

街は*何も*言わない。

::: pull
街は何も言わない。
:::

明日の満潮は六時二十八分。
"""
FRENCH, SPANISH = (
    f"""---
title: {title}
author: mariam-al-sayegh
date: 2026-11-06
language: {language}
summary: {title}.
section: culture
---

{title}.
"""
    for title, language in (("Le pont", "fr"), ("El puente", "es"))
)
"""Languages whose words for the tools are long."""
OVERLAPS = """() => {
    const box = e => e.getBoundingClientRect();
    const sheet = box(document.body);
    const beside = [...document.querySelectorAll('.rail, .signed, .tools')].map(box);
    return [...document.querySelectorAll('.text > figure')].map(box).filter(figure =>
        figure.left < sheet.left || figure.right > sheet.right || beside.some(other =>
            other.width && figure.left < other.right && other.left < figure.right &&
            figure.top < other.bottom && other.top < figure.bottom)).length;
}"""
STARTS = """titles => titles.map(title => {
    const range = document.createRange();
    range.selectNodeContents(title);
    return Math.round(range.getBoundingClientRect().left);
})"""
LINES = """titles => titles.map(title => {
    const range = document.createRange();
    range.selectNodeContents(title);
    return new Set([...range.getClientRects()].map(line => Math.round(line.top))).size;
})"""
TOPS = "all => all.map(e => Math.round(e.getBoundingClientRect().top))"
MIDDLES = """all => all.map(e => {
    const box = e.getBoundingClientRect();
    return Math.round((box.top + box.bottom) / 2);
})"""
BETWEEN = """() => document.querySelector('.how').getBoundingClientRect().top
    - document.querySelector('.keep').getBoundingClientRect().bottom"""


@pytest.fixture(scope="module", params=["broadsheet", "column", "classic"])
def theme(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def root(theme: str, built_once: Callable[..., Path]) -> Iterator[str]:
    """The address of the example in a theme, with some columns more."""

    def prepare(site: Path) -> None:
        choose(site, f"name: {theme}")
        more = {"note": ARABIC, "room": JAPANESE, "pont": FRENCH, "puente": SPANISH}
        for name, text in more.items():
            (site / f"content/columns/{name}.md").write_text(text, encoding="utf-8")

    folder = built_once(f"layout-{theme}", prepare=prepare)
    with serving(BuiltSite(folder, EXAMPLE_URL)) as address:
        yield address


def choose(site: Path, theme: str) -> None:
    """Put another theme into the example's settings."""
    file = site / "content/site.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count("name: broadsheet") == 1
    file.write_text(text.replace("name: broadsheet", theme), encoding="utf-8")


@pytest.mark.parametrize("width", [768, 1024, 1280])
def test_a_picture_stands_on_the_sheet_and_over_nothing_else(
    root: str, browser: Browser, width: int
) -> None:
    with opened(browser, width=width) as (page, _):
        for column in ("spring-tide", "swing-bridge"):
            page.goto(f"{root}columns/{column}/")
            assert page.locator(".text > figure").count() > 0
            assert page.evaluate(OVERLAPS) == 0, column


def test_the_tools_stand_in_one_row_in_any_language(
    root: str, theme: str, browser: Browser
) -> None:
    if theme == "column":
        pytest.skip("there the tools stand in the margin, one below the other")
    with opened(browser) as (page, _):
        for column in ("swing-bridge", "kurzarbeit", "seven-muds"):
            page.goto(f"{root}columns/{column}/")
            tools = page.locator(".tools:not(.again) > :is(a, fieldset)")
            assert len(set(tools.evaluate_all(MIDDLES))) == 1, column
            sizes = page.locator(".sizes input")
            assert len(set(sizes.evaluate_all(MIDDLES))) == 1, column


@pytest.mark.parametrize("width", [320, 360, 385, 430])
def test_on_a_phone_the_tools_keep_their_rows_in_any_language(
    root: str, theme: str, browser: Browser, width: int
) -> None:
    rows = [3, 2, 1] if theme == "column" and width < 385 else [5, 1]
    with opened(browser, width=width) as (page, _):
        for column in ("swing-bridge", "kurzarbeit", "seven-muds", "pont", "puente"):
            page.goto(f"{root}columns/{column}/")
            tools = page.locator(".tools:not(.again) > :is(a, details, button, .sizes)")
            found = Counter(tools.evaluate_all(MIDDLES))
            assert [count for _, count in sorted(found.items())] == rows, column


@pytest.mark.parametrize("width", [390, 768, 1280])
def test_titles_in_a_list_begin_at_one_edge_and_are_not_squeezed(
    root: str, browser: Browser, width: int
) -> None:
    with opened(browser, width=width) as (page, _):
        page.goto(f"{root}archive/2026/")
        titles = page.locator(".lines a")
        assert titles.count() > 5
        assert len(set(titles.evaluate_all(STARTS))) == 1
        most = 2 if width == 390 else 1
        assert max(titles.evaluate_all(LINES)) <= most


def test_the_reading_list_is_followed_by_how_to_bookmark(
    root: str, browser: Browser
) -> None:
    with opened(browser) as (page, _):
        page.goto(f"{root}reading-list/")
        page.locator(".how").wait_for()
        assert 0 < page.evaluate(BETWEEN) < 64


@pytest.mark.parametrize("width", [320, 390, 1280])
def test_what_can_be_done_with_a_bookmark_stands_in_one_row(
    root: str, browser: Browser, width: int
) -> None:
    with opened(browser, width=width) as (page, _):
        for column in ("swing-bridge", "kurzarbeit", "seven-muds"):
            page.goto(f"{root}columns/{column}/")
            page.locator("[data-bookmark]").first.click()
        page.goto(f"{root}reading-list/")
        rows = page.locator(".saved li")
        rows.nth(2).wait_for()
        buttons = [row.locator("button").evaluate_all(TOPS) for row in rows.all()]
        assert [len(set(tops)) for tops in buttons] == [1, 1, 1]


def test_the_strips_at_the_foot_share_a_row_on_a_tablet(
    root: str, theme: str, browser: Browser
) -> None:
    if theme != "broadsheet":
        pytest.skip("the others have boxes, or a line for each")
    with opened(browser, width=768) as (page, _):
        page.goto(root)
        strips = page.locator(".strips > section")
        assert strips.count() == 3
        assert len(set(strips.evaluate_all(TOPS))) == 1


def test_the_way_back_from_a_footnote_points_where_the_language_does(
    root: str, browser: Browser
) -> None:
    turned = "e => new DOMMatrix(getComputedStyle(e).transform).a"
    with opened(browser) as (page, _):
        ways = {}
        for column in ("note", "what-the-ferry-earns"):
            page.goto(f"{root}columns/{column}/")
            back = page.locator(".footnote-back").first
            ways[column] = back.evaluate(turned)
            page.emulate_media(media="print")
            assert not back.is_visible(), column
            page.emulate_media(media="screen")
        assert ways == {"note": -1, "what-the-ferry-earns": 1}


def test_a_sites_fonts_are_those_of_texts_and_headlines_where_they_have_the_letters(
    theme: str, built_once: Callable[..., Path], browser: Browser
) -> None:
    settings = "{face: Verdana, headline_face: Didot}"
    chosen = f"name: {theme}\n  settings: {settings}"
    folder = built_once(f"fonts-{theme}", prepare=lambda site: choose(site, chosen))
    first = "e => getComputedStyle(e).fontFamily.split(',')[0]"
    with serving(BuiltSite(folder, EXAMPLE_URL)) as root, opened(browser) as (page, _):
        fonts = {}
        for column in ("spring-tide", "seven-muds"):
            page.goto(f"{root}columns/{column}/")
            for part in ("h1", ".text > h2", ".text > p"):
                fonts[column, part] = page.locator(part).first.evaluate(first)
        arabic = "Noto Sans Arabic" if theme == "classic" else "Noto Naskh Arabic"
        assert fonts == {
            ("spring-tide", "h1"): "Didot",
            ("spring-tide", ".text > h2"): "Didot",
            ("spring-tide", ".text > p"): "Verdana",
            ("seven-muds", "h1"): '"Noto Naskh Arabic"',
            ("seven-muds", ".text > h2"): '"Noto Naskh Arabic"',
            ("seven-muds", ".text > p"): f'"{arabic}"',
        }


def test_japanese_is_set_in_its_own_faces_and_as_its_readers_expect(
    root: str, browser: Browser
) -> None:
    style = "(e, [name, part]) => getComputedStyle(e, part)[name]"
    with opened(browser) as (page, _):
        page.goto(f"{root}columns/room/")
        pull, em = page.locator(".pull"), page.locator(".text em")
        found = {
            "headline": page.locator("h1").evaluate(style, ["fontFamily", None]),
            "text": page.locator(".text > p").first.evaluate(
                style, ["textAlign", None]
            ),
            "pull": pull.locator("p").evaluate(style, ["textAlign", None]),
            "mark": pull.evaluate(style, ["content", "::before"]),
            "slant": em.evaluate(style, ["fontStyle", None]),
            "dots": em.evaluate(style, ["textEmphasisStyle", None]),
        }
    found["headline"] = found["headline"].partition(",")[0]
    assert found == {
        "headline": '"Hiragino Mincho ProN"',
        "text": "justify",
        "pull": "start",
        "mark": "none",
        "slant": "normal",
        "dots": "sesame",
    }


@pytest.mark.parametrize("width", [390, 1280])
def test_the_print_edition_on_the_screen_has_one_edge(
    root: str, browser: Browser, width: int
) -> None:
    edges = "e => [e.getBoundingClientRect().left, e.getBoundingClientRect().right]"
    with opened(browser, width=width) as (page, _):
        page.goto(f"{root}columns/spring-tide/#print")
        plate = page.locator(".nameplate").evaluate(edges)
        assert page.locator(".edition").evaluate(edges) == pytest.approx(plate, abs=1)

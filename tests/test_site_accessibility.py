"""Everyone can read every kind of page: at any width, light, dark and on paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest
from browser import opened
from msgspec import Struct
from programs import npm_file
from site_sample import sample_of

if TYPE_CHECKING:
    from built_site import BuiltSite
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

TAGS = (
    *("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"),
    "best-practice",
)
RUN = """async tags => {
    const said = await axe.run(document, {
        runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']});
    return said.violations.flatMap(rule => rule.nodes.map(node =>
        `${rule.id}: ${node.target.join(' ')}: ${node.html.slice(0, 160)}: ` +
        node.failureSummary));
}"""
WIDER_THAN_THE_SCREEN = """() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    return [`${root.scrollWidth} px wide`, ...[...document.body.querySelectorAll('*')]
        .filter(e => e.getBoundingClientRect().right > root.clientWidth + 1)
        .map(e => e.tagName.toLowerCase() + '.' + e.className).slice(0, 5)];
}"""
SPACING = """* {
    line-height: 1.5 !important;
    letter-spacing: .12em !important;
    word-spacing: .16em !important;
}
p { margin-bottom: 2em !important }"""
CUT = """() => [...document.querySelectorAll('h1, h2, h3, p, a, button, li, label')]
    .filter(e => e.checkVisibility() && e.offsetHeight > 8 &&
        ['hidden', 'clip'].includes(getComputedStyle(e).overflowX) &&
        (e.scrollWidth > e.clientWidth + 2 || e.scrollHeight > e.clientHeight + 4))
    .map(e => e.tagName + ': ' + e.textContent.trim().slice(0, 60))"""

TOO_SMALL = """() => {
    const target = e => [...e.labels || []].find(label => label.contains(e)) || e;
    const inSentence = e => getComputedStyle(e).display === 'inline' &&
        [...e.closest('p, li, td, figcaption, span, h2').childNodes].some(
            n => !n.contains(e) && n.textContent.trim().length > 1);
    return [...document.querySelectorAll('a[href], button, input, select, textarea, ' +
            'summary, audio')]
        .filter(e => e.checkVisibility() && !e.matches('.skip'))
        .map(e => [e, target(e).getBoundingClientRect()])
        .filter(([e, box]) => (box.width < 24 || box.height < 24) && !inSentence(e))
        .map(([e, box]) => `${box.width} by ${box.height}: ${e.outerHTML}`);
}"""
"""WCAG 2.2, 2.5.8, but for its exception of targets with room around them: those are
larger here too.  The skip link is not seen before it has the focus."""


class View(Struct, frozen=True, kw_only=True):
    """How a page is looked at."""

    width: int
    dark: bool = False
    paper: bool = False
    forced: bool = False
    """In the few colors that the reader has chosen."""

    def __str__(self) -> str:
        look = "paper" if self.paper else "dark" if self.dark else "light"
        look = "forced" if self.forced else look
        return f"{self.width}-{look}"


VIEWS = (
    *(View(width=width) for width in (320, 768, 1280)),
    # Between a phone's width and a desk's no color is another.
    *(View(width=width, dark=True) for width in (320, 1280)),
    View(width=1280, paper=True),
    View(width=768, forced=True),
)


@pytest.mark.parametrize("view", VIEWS, ids=str)
def test_axe_finds_no_violation(
    example: BuiltSite, served: str, browser: Browser, view: View
) -> None:
    script = npm_file("axe-core/axe.min.js").read_text(encoding="utf-8")
    faults = []
    with opened(browser, width=view.width, dark=view.dark) as (page, _):
        for file in sample_of(example):
            page.goto(served + example.address(file))
            if view.paper:
                page.emulate_media(media="print")
            if view.forced:
                page.emulate_media(forced_colors="active")
            page.evaluate(script)
            found = cast("list[str]", page.evaluate(RUN, list(TAGS)))
            faults += [f"{file}: {violation}" for violation in found]
    assert faults == []


def test_no_page_scrolls_sideways_at_320_pixels(
    example: BuiltSite, served: str, browser: Browser
) -> None:
    faults = {}
    with opened(browser, width=320, height=640) as (page, _):
        for file in example.read_pages:
            page.goto(served + example.address(file))
            wide = page.evaluate(WIDER_THAN_THE_SCREEN)
            if wide:
                faults[file] = wide
    assert faults == {}


@pytest.mark.parametrize("width", [320, 768, 1280])
def test_every_target_is_24_pixels_wide_and_high(
    example: BuiltSite, served: str, browser: Browser, width: int
) -> None:
    faults = {}
    with opened(browser, width=width) as (page, _):
        for file in sample_of(example):
            page.goto(served + example.address(file))
            small = page.evaluate(TOO_SMALL)
            if small:
                faults[file] = small
    assert faults == {}


def test_no_text_is_lost_when_a_reader_spaces_it_out(
    example: BuiltSite, served: str, browser: Browser
) -> None:
    """WCAG 2.2, 1.4.12: the reader's own spacing cuts nothing off."""
    faults = {}
    with opened(browser, width=320, height=640) as (page, _):
        for file in sample_of(example):
            page.goto(served + example.address(file))
            before = set(page.evaluate(CUT))
            page.evaluate(
                "css => { const sheet = new CSSStyleSheet(); sheet.replaceSync(css);"
                " document.adoptedStyleSheets.push(sheet) }",
                SPACING,
            )
            cut = set(page.evaluate(CUT)) - before
            wide = page.evaluate(WIDER_THAN_THE_SCREEN)
            if cut or wide:
                faults[file] = [*sorted(cut), *wide]
    assert faults == {}

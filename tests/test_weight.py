"""What a column costs its reader: bytes, requests and text that jumps."""

from __future__ import annotations

import gzip
from typing import TYPE_CHECKING

import pytest
from browser import opened

if TYPE_CHECKING:
    from built_site import BuiltSite
    from playwright.sync_api import Browser

MOST = 30 * 1024
"""Bytes of a column's page with its style and scripts, compressed."""
MOST_WITH_PICTURES = 160 * 1024
"""Bytes of the front page and all that it may load."""
SHIFTS = """() => new Promise(resolve => {
    const found = [];
    new PerformanceObserver(list => {
        for (const entry of list.getEntries()) found.push(entry.value);
    }).observe({type: 'layout-shift', buffered: true});
    setTimeout(() => resolve(found), 100);
})"""


def compressed(site: BuiltSite, page: str) -> int:
    """The bytes of a page with all that it loads, pictures aside."""
    loaded = site.values(page, "//script/@src | //link[@rel='stylesheet']/@href")
    files = [(site.path_of(link, page) or "").partition("?")[0] for link in loaded]
    return sum(
        len(gzip.compress((site.folder / file).read_bytes(), mtime=0))
        for file in [page, *files]
    )


@pytest.mark.slow
def test_a_column_weighs_less_than_30_kilobytes(example: BuiltSite) -> None:
    heavy = {page: compressed(example, page) for page in example.columns}
    assert {page: size for page, size in heavy.items() if size > MOST} == {}


@pytest.mark.slow
def test_the_front_page_weighs_less_than_160_kilobytes_with_its_pictures(
    example: BuiltSite,
) -> None:
    shown = {
        example.path_of(link, "index.html") or ""
        for link in example.values("index.html", "//img/@src")
    }
    assert len(shown) >= 5
    pictures = sum((example.folder / file).stat().st_size for file in shown)
    assert compressed(example, "index.html") + pictures < MOST_WITH_PICTURES


@pytest.mark.slow
def test_a_page_has_one_stylesheet_and_no_script_that_it_does_not_use(
    example: BuiltSite,
) -> None:
    for page in example.read_pages:
        assert len(example.values(page, "//link[@rel='stylesheet']/@href")) == 1, page
        scripts = " ".join(example.values(page, "//script/@src"))
        assert ("column.js" in scripts) is (page in example.columns), page
        assert ("reading-list.js" in scripts) is page.startswith("reading-list"), page


@pytest.mark.slow
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_jumps_while_a_column_loads(
    example: BuiltSite, served: str, browser: Browser, width: int
) -> None:
    jumps = {}
    for page_file in (*example.columns[:3], "columns/spring-tide/index.html"):
        # A new reader each time: what is in the cache can't come late.
        with opened(browser, width=width) as (page, _):
            page.goto(served + example.address(page_file))
            jumps[page_file] = page.evaluate(SHIFTS)
    assert {file: found for file, found in jumps.items() if found} == {}

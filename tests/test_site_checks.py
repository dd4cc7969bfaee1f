"""The checks of built sites see the faults that they are there to see."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from built_site import BuiltSite, OutsideSiteError
from site_links import broken_fragments, broken_links, links_of, reached_pages

if TYPE_CHECKING:
    from pathlib import Path

PAGE = "<!doctype html><html><head></head><body>{}</body></html>"


def site_of(folder: Path, **pages: str) -> BuiltSite:
    """A site of a front page and pages in folders, below a path."""
    for name, body in pages.items():
        path = folder / ("" if name == "index" else name) / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(PAGE.format(body), encoding="utf-8")
    return BuiltSite(folder, "https://x.example/opinion/")


def test_a_link_to_a_file_that_is_there_is_whole(tmp_path: Path) -> None:
    site = site_of(
        tmp_path,
        index="<a href='a/#part'>a</a>",
        a="<p id='part'><a href='../'>b</a><a href='https://x.example/opinion/a/'>c</a>",
    )
    assert broken_links(site) == []
    assert broken_fragments(site) == []
    assert reached_pages(site) == {"index.html", "a/index.html"}


@pytest.mark.parametrize(
    "body",
    [
        "<a href='b/'>x</a>",
        "<a href='A/'>x</a>",
        "<img src='a/x.png'>",
        "<img srcset='a/ 1x, a/x.png 2x'>",
        "<a href='/a/'>x</a>",
        "<a href='../a/'>x</a>",
        "<a href='https://x.example/opinion/b/'>x</a>",
        "<meta http-equiv='refresh' content='0; url=b/'>",
    ],
)
def test_a_link_that_meets_no_file_is_seen(tmp_path: Path, body: str) -> None:
    assert len(broken_links(site_of(tmp_path, index=body, a="a"))) == 1


def test_a_picture_of_a_stylesheet_that_is_missing_is_seen(tmp_path: Path) -> None:
    site = site_of(tmp_path, index="a")
    (tmp_path / "a.css").write_text("a { b: url('x.png') }", encoding="utf-8")
    assert broken_links(site) == ["a.css: url() x.png"]


def test_a_fragment_without_its_place_is_seen(tmp_path: Path) -> None:
    site = site_of(
        tmp_path, index="<a href='a/#lost'>x</a><a href='#gone'>y</a>", a="a"
    )
    assert len(broken_fragments(site)) == 2


def test_a_page_that_nothing_leads_to_is_not_reached(tmp_path: Path) -> None:
    site = site_of(tmp_path, index="a", a="<a href='../'>back</a>")
    assert reached_pages(site) == {"index.html"}


def test_a_link_to_another_host_is_no_link_of_the_site(tmp_path: Path) -> None:
    site = site_of(tmp_path, index="<a href='https://y.example/'>x</a>")
    link = next(links_of(site, "index.html"))
    assert site.path_of(link.url, link.page) is None


def test_a_link_above_the_sites_path_leaves_it(tmp_path: Path) -> None:
    with pytest.raises(OutsideSiteError):
        site_of(tmp_path, index="a").path_of("/a/", "index.html")

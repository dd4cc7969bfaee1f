"""Links as a page prints them: the same as addresses are written one by one."""

from __future__ import annotations

import pytest
from building import library, piece
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from reference_plan import plan_site

from generator.engine.links import Links, LinkStyle, linker
from generator.pages.page import Page
from generator.urls import Address, Url, absolute, encode, is_address, relative

SITE = Links(site=Url("https://paper.example/ö/opinion/"))
PAGE: Page = plan_site(library(piece("jays"))).pages[0]
HREFS = st.one_of(
    st.lists(
        st.sampled_from(["a", "b", "columns", "b:c", "é", "", "?q", "#x"]), max_size=4
    ).map(lambda parts: "/" + "/".join(parts)),
    st.sampled_from(["https://a.example/", "//a.example/b", "#top", "mailto:a@b", ""]),
)
PLACES = st.sampled_from(
    [
        *("/", "/a/", "/a/b/", "/columns/a/", "/a/b:c/é/", "/b/feed.xml", "/feed.xml"),
        *("/a/a/a/", "/a/a/b/"),
    ]
)


def write(here: str, href: str, links: Links = SITE, *, whole: bool = False) -> str:
    page = replace(PAGE, address=Address(here), absolute=whole)
    return linker(page, links)(href)


@given(PLACES, HREFS)
def test_links_lead_from_page_to_page(here: str, href: str) -> None:
    inside = is_address(href)
    expected = relative(Address(here), Address(href)) if inside else href

    assert write(here, href) == expected


@given(PLACES, HREFS)
def test_pages_read_elsewhere_have_whole_links(here: str, href: str) -> None:
    expected = absolute(SITE.site, Address(href)) if is_address(href) else href

    assert write(here, href, whole=True) == expected


@given(HREFS)
def test_the_page_shown_at_any_address_links_from_the_sites_path(href: str) -> None:
    expected = encode(f"/ö/opinion{href}") if is_address(href) else href

    assert write("/404.html", href) == expected


@pytest.mark.parametrize(
    ("href", "written"),
    [("/a/", "../../a/index.html"), ("#x", "#x"), ("/columns/a/#x", "#x")],
)
def test_files_are_named_for_reading_from_a_folder(href: str, written: str) -> None:
    files = replace(SITE, style=LinkStyle.FILES)

    assert write("/columns/a/", href, files) == written

"""Every link of the example publication leads somewhere, wherever it is hosted."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from site_links import (
    all_links,
    broken_fragments,
    broken_links,
    links_of,
    reached_pages,
)

if TYPE_CHECKING:
    from built_site import BuiltSite

NOT_LINKED = {"404.html"}
"""A host shows it by itself."""
SAY_WHERE_IT_IS = {"canonical", "alternate"}


def test_every_link_leads_to_a_file(example: BuiltSite) -> None:
    assert len(list(all_links(example))) > 500
    assert broken_links(example) == []


def test_every_fragment_leads_to_a_place_on_its_page(example: BuiltSite) -> None:
    assert broken_fragments(example) == []


def test_no_id_stands_twice_on_a_page(example: BuiltSite) -> None:
    faults = {
        page: [id_ for id_ in set(ids) if ids.count(id_) > 1]
        for page in example.pages
        if len(ids := example.ids(page)) > len(set(ids))
    }
    assert faults == {}


def test_every_page_is_reached_from_the_front_page(example: BuiltSite) -> None:
    lost = set(example.read_pages) - reached_pages(example) - NOT_LINKED
    assert sorted(lost) == []


def test_links_inside_the_site_are_relative(example: BuiltSite) -> None:
    """Canonical links and what is read elsewhere say the whole address."""
    faults = []
    for page in set(example.pages) - NOT_LINKED:
        for element in example.elements(page, "//a[@href]|//img[@src]|//script[@src]"):
            url = element.get("href") or element.get("src") or ""
            if url.startswith(("/", example.url)):
                faults.append(f"{page}: {url}")
    assert faults == []


def test_below_a_sub_path_every_link_leads_to_a_file(below: BuiltSite) -> None:
    assert broken_links(below) == []
    assert broken_fragments(below) == []


def test_below_a_sub_path_only_the_404_page_starts_at_the_root(
    below: BuiltSite,
) -> None:
    rooted = [link for link in all_links(below) if link.url.startswith("/")]
    assert {link.page for link in rooted} == {"404.html"}
    assert [str(link) for link in rooted if not link.url.startswith("/opinion/")] == []


def test_the_404_page_finds_its_files_from_any_depth(below: BuiltSite) -> None:
    wanted = [
        link
        for link in links_of(below, "404.html")
        if not link.has_scheme and not link.url.startswith("#")
    ]
    assert wanted
    assert [str(link) for link in wanted if not link.url.startswith("/opinion/")] == []


def test_a_portable_build_leads_from_file_to_file(portable: BuiltSite) -> None:
    """As a browser opens it from a folder: no folder stands for its index."""
    faults = []
    for link in all_links(portable):
        parts = urlsplit(link.url)
        if link.has_scheme or not parts.path or link.page in NOT_LINKED:
            continue
        folder = posixpath.dirname(link.page)
        target = posixpath.normpath(posixpath.join(folder, unquote(parts.path)))
        if link.url.startswith("/") or target not in portable.file_set:
            faults.append(str(link))
    assert faults == []


def test_a_portable_build_has_every_fragment(portable: BuiltSite) -> None:
    assert broken_fragments(portable) == []


def test_every_page_says_one_canonical_address_of_its_own(example: BuiltSite) -> None:
    faults = []
    for page in set(example.read_pages) - NOT_LINKED:
        found = example.values(page, "//link[@rel='canonical']/@href")
        if found != [example.url + example.address(page)]:
            faults.append(f"{page}: {found}")
    assert faults == []

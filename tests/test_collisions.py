from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine.collisions import (
    Claim,
    check_collisions,
    fold,
    folders_of,
    stand_well,
)
from generator.engine.manifest import MANIFEST
from generator.problems import format_problem
from generator.urls import Address


def check(*claims: tuple[str, str]) -> list[str]:
    found = check_collisions(
        Claim(address=Address(address), origin=origin) for address, origin in claims
    )
    return [format_problem(problem) for problem in found]


def test_different_addresses_do_not_collide() -> None:
    assert (
        check(("/", "the front page"), ("/a/", "content/a.md"), ("/a.xml", "x")) == []
    )


def test_two_at_one_address_are_both_named() -> None:
    assert check(
        ("/columns/crows/", "content/columns/2023/crows.md"),
        ("/columns/crows/", "content/columns/crows.md"),
    ) == [
        "content/columns/crows.md:1:1: error: content/columns/2023/crows.md and "
        "content/columns/crows.md have one address: /columns/crows/\n"
        "    → give one of them another slug or address"
    ]


def test_two_addresses_of_one_file_collide() -> None:
    assert check(("/about/", "content/pages/about.md"), ("/about/index.html", "x")) == [
        "content/pages/about.md:1:1: error: content/pages/about.md and x have one "
        "address: /about/\n    → give one of them another slug or address"
    ]


def test_one_thing_with_an_address_twice() -> None:
    assert check(
        ("/old/", "content/columns/a.md"), ("/old/", "content/columns/a.md")
    ) == [
        "content/columns/a.md:1:1: error: content/columns/a.md has the address /old/ "
        "twice\n    → give one of them another slug or address"
    ]


def test_addresses_that_differ_in_case_are_both_named() -> None:
    assert check(("/tags/Birds/", "tag Birds"), ("/tags/birds/", "tag birds")) == [
        "content/site.yaml:1:1: error: /tags/Birds/ (tag Birds) and /tags/birds/ "
        "(tag birds) differ only in upper and lower case: on many hosts these are one "
        "file\n    → give one of them another slug or address"
    ]


def test_a_file_where_a_folder_must_be() -> None:
    assert check(("/a/b/", "content/pages/a/b.md"), ("/a", "content/static/a")) == [
        "content/static/a:1:1: error: /a (content/static/a) would be a file and a "
        "folder: /a/b/ (content/pages/a/b.md) stands in it\n"
        "    → choose another address for one"
    ]


def test_addresses_that_lead_out_of_the_site() -> None:
    assert check(("/../x/", "content/columns/x.md")) == [
        "content/columns/x.md:1:1: error: the address /../x/ is not one that a file "
        "can have\n    → choose another address"
    ]


def test_addresses_that_no_browser_can_ask_for() -> None:
    assert check(("/why?.png", "content/static/why?.png")) == [
        "content/static/why?.png:1:1: error: the address /why?.png holds a “?” or “#”, "
        "which no web server can give\n    → choose another address"
    ]


def test_names_that_are_too_long_for_a_file() -> None:
    assert check(("/" + "ä" * 127 + "/", "a")) == []
    assert len(check(("/" + "ä" * 128 + "/", "a"))) == 1


def test_names_that_are_not_unicode() -> None:
    assert check(("/a\udcff.png", "content/static/a")) == [
        "content/static/a:1:1: error: the address /a?.png is not one that a file "
        "can have\n    → choose another address"
    ]


def test_the_manifest_is_not_to_be_replaced() -> None:
    assert check(("/byline-manifest.json", "content/static/byline-manifest.json")) == [
        "content/static/byline-manifest.json:1:1: error: the address "
        "/byline-manifest.json is kept for the list of what Byline wrote\n"
        "    → choose another address"
    ]


def test_folding_joins_cases_and_spellings() -> None:
    assert fold("A\u0308/B") == fold("ä/b")


def test_folders_come_nearest_first() -> None:
    assert list(folders_of("a/b/c")) == ["a/b", "a"]
    assert list(folders_of("a")) == []


NAMES = [
    "a",
    "b",
    "A",
    "a.b",
    "index.html",
    ".",
    "..",
    "",
    "ä",
    MANIFEST,
    "?",
    "a" * 260,
]


@given(
    st.lists(
        st.builds(
            lambda names, end: Address("/" + "/".join(names) + end),
            st.lists(st.sampled_from(NAMES), max_size=3),
            st.sampled_from(["", "/", "\n"]),
        ),
        max_size=4,
    )
)
def test_what_stands_well_at_a_glance_does(addresses: list[Address]) -> None:
    if stand_well(addresses):
        assert check(*((address, "x") for address in addresses)) == []


@pytest.mark.parametrize(
    ("addresses", "well"),
    [
        (["/", "/a/", "/a/b/", "/a.xml", "/c/feed.json"], True),
        ([], True),
        (["/a/", "/a/"], False),
        (["/a", "/a/"], False),
        (["/a", "/a/b/c/"], False),
        (["/a/", "/a/index.html"], False),
        (["/a/", "/A/"], False),
        (["/a/../b/"], False),
        ([f"/{MANIFEST}"], False),
    ],
)
def test_most_sites_are_seen_to_stand_well(addresses: list[str], *, well: bool) -> None:
    assert stand_well([Address(one) for one in addresses]) is well

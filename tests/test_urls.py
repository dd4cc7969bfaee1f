"""Addresses, the files behind them, and links between them."""

import posixpath
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.urls import (
    Address,
    Url,
    absolute,
    encode,
    encode_value,
    is_address,
    output_path,
    portable,
    relative,
    site_base,
    slugify,
)

steps = st.lists(st.sampled_from(["a", "b", "page", "2025", "crows"]), max_size=4)
folders = steps.map(lambda parts: Address("/" + "".join(f"{p}/" for p in parts)))
files = st.tuples(folders, st.sampled_from(["x.png", "feed.xml"])).map(
    lambda pair: Address(pair[0] + pair[1])
)


@given(folders | files, folders | files)
def test_a_relative_link_leads_to_its_target(here: Address, target: Address) -> None:
    joined = posixpath.normpath(
        posixpath.join(here[: here.rfind("/") + 1], relative(here, target))
    )
    assert joined == posixpath.normpath(target)
    assert relative(here, target).endswith("/") == target.endswith("/")


@given(folders | files, folders | files)
def test_a_portable_link_names_a_file(here: Address, target: Address) -> None:
    joined = posixpath.normpath(
        posixpath.join(here[: here.rfind("/") + 1], portable(here, target))
    )
    assert joined == "/" + output_path(target)


@pytest.mark.parametrize(
    ("here", "target", "expected"),
    [
        ("/columns/crows/", "/tags/birds/", "../../tags/birds/"),
        ("/columns/crows/", "/columns/crows/#top", "#top"),
        ("/columns/crows/", "/columns/crows/", "./"),
        ("/", "/a/#b", "a/#b"),
        ("/a/", "/a/x.css?v=12", "x.css?v=12"),
        ("/", "/mail:to/", "./mail:to/"),
        ("/", "/é/", "%C3%A9/"),
        ("/404.html", "/", "./"),
    ],
)
def test_links_are_as_short_as_can_be(here: str, target: str, expected: str) -> None:
    assert relative(Address(here), Address(target)) == expected


def test_a_portable_link_keeps_its_fragment() -> None:
    here = Address("/columns/crows/")
    assert portable(here, here) == "index.html"
    assert portable(here, Address("/a/#b")) == "../../a/index.html#b"
    assert portable(here, Address("/columns/crows/#b")) == "#b"


def test_an_address_ends_in_a_file() -> None:
    assert output_path(Address("/")) == "index.html"
    assert output_path(Address("/columns/crows/")) == "columns/crows/index.html"
    assert output_path(Address("/feed.xml")) == "feed.xml"
    assert output_path(Address("/a/?v=1#b")) == "a/index.html"


def test_what_does_not_start_with_one_slash_is_no_address() -> None:
    assert is_address("/a/")
    assert not is_address("//host/a/")
    assert not is_address("https://host/a/")
    with pytest.raises(AssertionError, match="one slash"):
        output_path(Address("a"))


def test_a_whole_url_holds_the_sub_path() -> None:
    url = Url("https://paper.example/opinion/")
    assert absolute(url, Address("/a b/")) == "https://paper.example/opinion/a%20b/"
    assert site_base(url) == "/opinion/"
    assert site_base(Url("https://paper.example")) == "/"
    assert site_base(Url("https://paper.example/x")) == "/x/"


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Ein Fährschiff & mehr", "ein-fährschiff-mehr"),
        ("渡船", "渡船"),
        ("Don't stop!", "dont-stop"),
        ("  --a__b--  ", "a-b"),
        ("Straße", "strasse"),
        ("العربية", "العربية"),
        ("++", "u2b-2b"),
    ],
)
def test_slugs_keep_letters_of_any_script(text: str, slug: str) -> None:
    assert slugify(text) == slug


@given(st.text(min_size=1))
def test_a_slug_is_never_empty_and_a_slug_of_itself(text: str) -> None:
    slug = slugify(text)
    assert slug
    assert slugify(slug) == slug
    assert not set(slug) & set("/?#& \"'<>")


def test_what_is_encoded_already_stays() -> None:
    assert encode("/a%20b/é") == "/a%20b/%C3%A9"


@given(st.text() | st.text(alphabet="aZ09 %/:’“”–é?#&;\r\n"))
def test_texts_are_encoded_as_pythons_own_does_it(text: str) -> None:
    assert encode_value(text) == quote(text, safe="")
    assert encode(text) == quote(text, safe="/%:@!$&'()*+,;=~-._?#")

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.digest import Digest
from generator.engine.manifest import (
    format_manifest,
    is_plain_path,
    load_manifest,
    parse_manifest,
)

FILES = {"feed.xml": Digest("b" * 32), "columns/crows/index.html": Digest("a" * 32)}
SPELLED = """{
"about": "The files here that Byline wrote. It removes no others.",
"digest": "sha256-128",
"files": {
"columns/crows/index.html": "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
"feed.xml": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb"
}
}
"""


def test_manifest_is_sorted_and_says_nothing_of_when() -> None:
    assert format_manifest(FILES).decode() == SPELLED


@given(st.dictionaries(st.text(), st.text().map(Digest)))
def test_manifest_is_json(files: dict[str, Digest]) -> None:
    spelled = format_manifest(files).decode()

    assert list(json.loads(spelled)["files"].items()) == sorted(files.items())


def test_manifest_comes_back_as_it_was() -> None:
    assert parse_manifest(format_manifest(FILES)) == FILES
    assert parse_manifest(format_manifest({})) == {}


@pytest.mark.parametrize(
    "data",
    [b"", b"{", b"[]", b"null", b'{"files": []}', b"\xff", b'{"files": {"a": 1}}'],
)
def test_a_broken_manifest_lists_nothing(data: bytes) -> None:
    assert parse_manifest(data) == {}


def test_a_manifest_lists_nothing_outside_its_folder() -> None:
    data = b'{"files": {"../x": "a", "/etc/x": "a", "a/../../x": "a", "ok": "a"}}'

    assert parse_manifest(data) == {"ok": "a"}


def test_a_missing_manifest_lists_nothing(tmp_path: Path) -> None:
    assert load_manifest(tmp_path / "none") == {}
    assert load_manifest(tmp_path) == {}


@pytest.mark.parametrize(
    "path", ["a", "a/b.html", ".nojekyll", "渡船/index.html", "12:30.png"]
)
def test_paths_that_stay_inside(path: str) -> None:
    assert is_plain_path(path)


@pytest.mark.parametrize(
    "path", ["", "/a", "a/", "a//b", "../a", "a/..", "./a", "a\\b", "C:a", "a\0"]
)
def test_paths_that_may_lead_out(path: str) -> None:
    assert not is_plain_path(path)


@given(st.dictionaries(st.text(st.sampled_from("ab./\\\n:C\0"), max_size=6), st.text()))
def test_however_it_is_looked_through_only_plain_paths_are_listed(
    files: dict[str, str],
) -> None:
    data = json.dumps({"files": files}).encode()
    plain = {path: made for path, made in files.items() if is_plain_path(path)}
    assert parse_manifest(data) == plain

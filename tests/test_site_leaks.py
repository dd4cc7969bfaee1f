"""What is withheld, and where and when the site was built, stands in no file of it."""

from __future__ import annotations

import getpass
import re
import shutil
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from built_site import BuiltSite

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WITHHELD = {
    "draft": "nurses-room",
    "embargoed": "letter-to-2099",
    "expired": "ropeworks-vote",
}
"""Columns of the example publication that are not published, by the reason."""
PLACES = ("title", "body", "summary", "tag", "series", "guest", "alias", "comment")


def token(why: str, place: str) -> str:
    """A word that stands nowhere else."""
    return f"zq{why}{place}qz"


def plant(site: Path) -> None:
    """Put words that can be told again into all that is withheld, and links to it."""
    columns = site / "content" / "columns"
    for why, slug in WITHHELD.items():
        folder = columns / slug
        folder.mkdir()
        path = columns / f"{slug}.md"
        lines = path.read_text(encoding="utf-8").split("\n")
        close = lines.index("---", 1)
        written = [
            line
            for line in lines[1:close]
            if not line.startswith(("title:", "author:", "summary:", "tags:"))
        ]
        words = {place: token(why, place) for place in PLACES}
        front = [
            "---",
            f"title: {words['title']}",
            f"author: {{name: {words['guest']}}}",
            f"summary: {words['summary']}",
            f"tags: [{words['tag']}]",
            f"series: {{name: {words['series']}, part: 1}}",
            f"aliases: [/{words['alias']}/]",
            f"image: {{src: {token(why, 'picture')}.png, alt: {words['title']}}}",
            *written,
            "---",
        ]
        body = [*front, "", words["body"], "", *lines[close + 1 :]]
        path.unlink()
        (folder / "index.md").write_text("\n".join(body), encoding="utf-8")
        picture = columns / "swing-bridge" / "bridge.png"
        shutil.copy(picture, folder / f"{token(why, 'picture')}.png")
        comments = site / "content" / "comments" / f"{slug}.yaml"
        comments.write_text(
            f"- id: c1\n  name: Ann\n  date: 2026-11-07\n  text: {words['comment']}\n"
            "  status: approved\n",
            encoding="utf-8",
        )
    links = "\n".join(
        f"\nSee [another piece](../{slug}/index.md).\n" for slug in WITHHELD.values()
    )
    with (columns / "swing-bridge" / "index.md").open("a", encoding="utf-8") as file:
        file.write(links)


@pytest.fixture(scope="session")
def planted(built_once: Callable[..., Path], example: BuiltSite) -> BuiltSite:
    """The example publication with words planted in what is withheld."""
    return BuiltSite(built_once("planted", prepare=plant), example.url)


def whole(site: BuiltSite) -> Iterator[tuple[str, bytes]]:
    for file in site.files:
        yield file, file.encode() + b"\n" + (site.folder / file).read_bytes()


@pytest.mark.parametrize("why", sorted(WITHHELD))
def test_nothing_of_a_withheld_column_is_in_any_file(
    planted: BuiltSite, why: str
) -> None:
    words = {token(why, place) for place in (*PLACES, "picture")} | {WITHHELD[why]}
    faults = [
        f"{word} in {file}"
        for file, data in whole(planted)
        for word in sorted(words)
        if word.encode() in data.lower()
    ]
    assert faults == []


def test_a_link_to_a_withheld_column_shows_as_plain_text(planted: BuiltSite) -> None:
    page = "columns/swing-bridge/index.html"
    assert planted.tree(page).text_content().count("See another piece.") == 3
    assert planted.elements(page, "//a[contains(., 'another piece')]") == []


def test_only_the_planted_link_tells_the_two_builds_apart(
    planted: BuiltSite, example: BuiltSite
) -> None:
    """What is withheld may change as it likes: the rest of the site stays."""
    assert planted.files == example.files
    differing = {
        file
        for file, data in whole(planted)
        if data != file.encode() + b"\n" + (example.folder / file).read_bytes()
    }
    pages = {file for file in differing if file.endswith(".html")}
    assert pages == {"columns/swing-bridge/index.html"}


def test_the_example_withholds_nothing_else(example: BuiltSite) -> None:
    for slug in WITHHELD.values():
        assert [
            f"{file}" for file, data in whole(example) if slug.encode() in data
        ] == []


def test_no_file_tells_where_it_was_built(example: BuiltSite) -> None:
    folders = {str(example.folder), str(example.folder.parent), str(Path.cwd())}
    names = {socket.gethostname(), getpass.getuser()}
    words = folders | {name for name in names if len(name) > 5}
    machine = re.compile(
        rb"(?<![\w.:/-])/(?:home|Users|root|tmp|var/(?:tmp|folders)|builds)/[\w.-]+"
        rb"|file://|https?://(?:localhost|127\.0\.0\.1|\[::1\])"
    )
    faults = []
    for file, data in whole(example):
        faults += [f"{file}: {word}" for word in words if word.encode() in data]
        faults += [f"{file}: {found!r}" for found in machine.findall(data)]
    assert faults == []


def test_no_file_is_a_stray_of_the_build(example: BuiltSite) -> None:
    stray = re.compile(
        r"(^|/)(\.(?!nojekyll$)[^/]+|[^/]*~|Thumbs\.db)$"
        r"|\.(bak|orig|swp|tmp|log|pyc|sqlite3?|md|yaml)$"
    )
    assert [file for file in example.files if stray.search(file)] == []


def test_no_template_text_is_left_over(example: BuiltSite) -> None:
    residue = re.compile(r"\{\{|\{%|\{#|\bNone\b(?=[<\"])|Undefined|[\ue000\ue001]")
    faults = []
    for file in example.files:
        if file.endswith((".html", ".xml", ".txt")):
            found = residue.findall(example.text(file))
            faults += [f"{file}: {text!r}" for text in found]
    assert faults == []

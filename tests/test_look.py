"""Looking at what changed: enough for single pages, and known when it is not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import column, make_site

from generator.digest import Digest
from generator.engine.keeping import keep_file
from generator.engine.kept import Kept, open_kept
from generator.engine.look import look_at
from generator.engine.texts import Found
from generator.source.pictures import FileFacts
from generator.source.scan import Sources, Stamp, scan

CROWS = "content/columns/crows.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(
        tmp_path,
        {
            "columns/deep/index.md": column(),
            "columns/deep/bird.png": b"bird",
            "comments/crows.yaml": "[]",
            "static/note.txt": "Note",
            "pages/about.md": "---\ntitle: About\n---\nUs.\n",
        },
    )


@pytest.fixture
def kept(site: Path) -> Iterator[Kept]:
    with open_kept(site, clean=False) as kept:
        path = "content/columns/deep/bird.png"
        facts = FileFacts(path=path, digest=Digest("d"))
        keep_file(kept, facts, Stamp(1, 2, 3), checked=4, serial=1)
        yield kept


def look(site: Path, kept: Kept, *changed: str) -> Found | None:
    return look_at(site, frozenset(changed), kept)


def test_files_are_found_as_a_look_at_all_finds_them(site: Path, kept: Kept) -> None:
    whole = scan(site)
    assert look(
        site,
        kept,
        CROWS,
        "content/columns/deep/bird.png",
        "content/comments/crows.yaml",
        "content/static/note.txt",
    ) == Found(
        sources=Sources(
            columns=whole.columns[:1],
            comments=whole.comments,
            static=whole.static,
            beside=whole.beside,
        ),
        gone=frozenset(),
    )


def test_what_is_gone_is_named(site: Path, kept: Kept) -> None:
    (site / CROWS).unlink()
    for path in (CROWS, "content/columns/nowhere/a.md", f"{CROWS}/below.md"):
        assert look(site, kept, path) == Found(
            sources=Sources(), gone=frozenset([path])
        )


def test_editors_files_are_nothing(site: Path, kept: Kept) -> None:
    names = (".crows.md.swp", "crows.md~", "#crows.md#", ".git/index")
    changed = (f"content/columns/{name}" for name in names)
    assert look(site, kept, *changed) == Found(sources=Sources(), gone=frozenset())


@pytest.mark.parametrize(
    "path",
    [
        "content/site.yaml",
        "content/authors/jane-doe.md",
        "content/pages/about.md",
        "content/columns",
        "content/columns/deep",
        "themes/broadsheet/theme.yaml",
    ],
)
def test_what_concerns_many_pages_asks_for_a_look_at_all(
    site: Path, kept: Kept, path: str
) -> None:
    assert look(site, kept, CROWS, path) is None


def test_a_folder_that_is_gone_asks_for_a_look_at_all(site: Path, kept: Kept) -> None:
    (site / "content/columns/deep").rename(site / "elsewhere")
    assert look(site, kept, "content/columns/deep") is None


def test_a_file_in_place_of_a_folder_asks_for_a_look_at_all(
    site: Path, kept: Kept
) -> None:
    (site / "content/columns/deep").rename(site / "elsewhere")
    (site / "content/columns/deep").write_text("now a file")
    assert look(site, kept, "content/columns/deep") is None


def test_links_ask_for_a_look_at_all(site: Path, kept: Kept) -> None:
    (site / "content/columns/link.md").symlink_to(site / CROWS)
    assert look(site, kept, "content/columns/link.md") is None

    (site / "content/columns/deep").rename(site / "elsewhere")
    (site / "content/columns/linked").symlink_to(site / "elsewhere")
    assert look(site, kept, "content/columns/linked/index.md") is None


def test_a_file_that_is_not_called_what_it_is_asks_for_a_look_at_all(
    site: Path, kept: Kept
) -> None:
    (site / "content/columns/crows.markdown").write_text(column())
    assert look(site, kept, "content/columns/crows.markdown") is None


def test_a_site_behind_a_link_is_looked_at_as_ever(site: Path, kept: Kept) -> None:
    (site.parent / "way").symlink_to(site)
    found = look(site.parent / "way", kept, CROWS)
    assert found is not None
    assert [file.path for file in found.sources.columns] == [CROWS]

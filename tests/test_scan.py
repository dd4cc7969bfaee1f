from __future__ import annotations

import os
from pathlib import Path

import pytest
from conftest import make_site
from source_reading import shown

from generator.source.scan import (
    SourceFile,
    Sources,
    Stamp,
    find_site,
    read_source,
    scan,
)


def paths(files: tuple[SourceFile, ...]) -> list[str]:
    return [file.path.removeprefix("content/") for file in files]


def scanned(folder: Path, *names: str) -> Sources:
    return scan(make_site(folder, dict.fromkeys(names, "x")))


def test_a_site_is_found_from_any_folder_in_it(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")

    assert find_site(site) == site
    assert find_site(site / "content" / "columns") == site
    assert find_site(tmp_path) is None


def test_files_are_sorted_into_groups(tmp_path: Path) -> None:
    sources = scanned(
        tmp_path,
        "columns/b/index.md",
        "columns/b/crow.png",
        "columns/a.md",
        "authors/jane.png",
        "pages/about.md",
        "comments/2024/a.yaml",
        "static/x/y.txt",
        "static/a.md",
    )

    assert sources.problems == ()
    assert sources.settings is not None
    assert sources.settings.path == "content/site.yaml"
    assert paths(sources.columns) == [
        "columns/a.md",
        "columns/b/index.md",
        "columns/crows.md",
    ]
    assert paths(sources.authors) == ["authors/jane-doe.md"]
    assert paths(sources.pages) == ["pages/about.md"]
    assert paths(sources.comments) == ["comments/2024/a.yaml"]
    assert paths(sources.static) == ["static/a.md", "static/x/y.txt"]
    assert paths(sources.beside) == ["authors/jane.png", "columns/b/crow.png"]


def test_dotfiles_and_backups_are_passed_over(tmp_path: Path) -> None:
    sources = scanned(
        tmp_path,
        "columns/.hidden.md",
        "columns/.git/a.md",
        "columns/a.md~",
        "columns/#a.md#",
        "columns/.a.md.swp",
        "columns/a.swp",
        "static/.DS_Store",
        "static/Thumbs.db",
    )

    assert paths(sources.columns) == ["columns/crows.md"]
    assert (sources.beside, sources.static) == ((), ())


def test_a_text_under_another_ending_is_named(tmp_path: Path) -> None:
    sources = scanned(
        tmp_path, "columns/a.markdown", "columns/B.MD", "comments/a.yml", "pages/c.html"
    )

    assert shown(sources.problems) == (
        "content/columns/B.MD:1:1: warning: this file is not read as a text: its name"
        " does not end in `.md`\n"
        "    → rename it to `B.md`\n"
        "content/columns/a.markdown:1:1: warning: this file is not read as a text: its"
        " name does not end in `.md`\n"
        "    → rename it to `a.md`\n"
        "content/comments/a.yml:1:1: warning: this file is not read as a text: its name"
        " does not end in `.yaml`\n"
        "    → rename it to `a.yaml`\n"
        "content/pages/c.html:1:1: warning: this file is not read as a text: its name"
        " does not end in `.md`\n"
        "    → rename it to `c.md`\n"
    )


def test_a_stamp_is_what_the_disk_says(tmp_path: Path) -> None:
    (column,) = scanned(tmp_path).columns
    state = Path(column.absolute).stat()

    assert column.stamp == Stamp(
        mtime_ns=state.st_mtime_ns, size=state.st_size, inode=state.st_ino
    )
    assert read_source(column) == Path(column.absolute).read_bytes()


def test_an_empty_folder_is_an_empty_site(tmp_path: Path) -> None:
    assert scan(tmp_path) == Sources()


def test_links_within_the_site_are_followed(tmp_path: Path) -> None:
    site = make_site(tmp_path, {"static/real/a.txt": "x"})
    (site / "content/static/linked").symlink_to("real")
    (site / "content/static/b.txt").symlink_to("real/a.txt")

    assert paths(scan(site).static) == [
        "static/b.txt",
        "static/linked/a.txt",
        "static/real/a.txt",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_what_is_neither_file_nor_folder_is_passed_over(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    os.mkfifo(site / "content/columns/pipe.md")

    assert paths(scan(site).columns) == ["columns/crows.md"]


def test_a_circle_of_links_ends(tmp_path: Path) -> None:
    site = make_site(tmp_path)
    (site / "content/columns/again").symlink_to("../columns")

    assert paths(scan(site).columns) == ["columns/crows.md"]


def test_links_out_of_the_site_are_not_followed(tmp_path: Path) -> None:
    site = make_site(tmp_path / "site")
    (tmp_path / "secret.md").write_text("x")
    (site / "content/columns/secret.md").symlink_to(tmp_path / "secret.md")
    (site / "content/static").symlink_to(tmp_path)
    (site / "content/columns/gone.md").symlink_to("nowhere.md")
    sources = scan(site)

    assert paths(sources.columns) == ["columns/crows.md"]
    assert sources.static == ()
    assert shown(sources.problems) == (
        "content/columns/gone.md:1:1: error: this link leads nowhere\n"
        "    → delete it, or mend where it leads\n"
        "content/columns/secret.md:1:1: error: this link leads out of the site, and is"
        " not followed\n"
        "    → copy what it leads to into the site\n"
        "content/static:1:1: error: this link leads out of the site, and is not"
        " followed\n"
        "    → copy what it leads to into the site\n"
    )

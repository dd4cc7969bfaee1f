from __future__ import annotations

from pathlib import Path

from generator.digest import digest_bytes
from generator.engine.stage import (
    Staged,
    misplaced,
    open_stage,
    place_stage,
    stage_bytes,
    stage_copy,
    state_of,
)
from generator.engine.waiting import find_waiting
from generator.pages.stages import Stage

A = digest_bytes(b"a")


def test_the_stage_lies_in_the_site_and_git_ignores_it(tmp_path: Path) -> None:
    folder = place_stage(tmp_path, tmp_path / "output")
    open_stage(tmp_path, folder)

    assert folder.files.is_relative_to(tmp_path / ".byline" / "stage")
    assert (tmp_path / ".byline" / ".gitignore").read_text() == "*\n"
    assert not (tmp_path / "output").exists()


def test_each_output_has_a_stage_of_its_own(tmp_path: Path) -> None:
    one, other = (place_stage(tmp_path, tmp_path / name) for name in ("a", "b"))

    assert one.files != other.files
    assert one.lock != other.lock


def test_opening_clears_what_a_killed_build_left(tmp_path: Path) -> None:
    folder = place_stage(tmp_path, tmp_path / "output")
    for _ in range(2):
        open_stage(tmp_path, folder)
        assert list(folder.files.iterdir()) == []
        stage_bytes(b"a", "a.html", Stage.PAGE, folder)


def test_new_bytes_wait_on_the_stage(tmp_path: Path) -> None:
    folder = place_stage(tmp_path, tmp_path / "output")
    open_stage(tmp_path, folder)

    staged = stage_bytes(b"a", "x/a.html", Stage.PAGE, folder)

    waiting = find_waiting("x/a.html", folder.files)
    assert staged == Staged(
        path="x/a.html",
        stage=Stage.PAGE,
        digest=A,
        changed=True,
        state=state_of(waiting),
    )
    assert Path(waiting).read_bytes() == b"a"


def test_bytes_that_the_output_has_are_not_staged(tmp_path: Path) -> None:
    folder = place_stage(tmp_path, tmp_path / "output")
    open_stage(tmp_path, folder)
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "a.html").write_bytes(b"a")

    assert not stage_bytes(b"a", "a.html", Stage.PAGE, folder).changed
    assert not Path(find_waiting("a.html", folder.files)).exists()


def test_a_copy_waits_until_the_output_has_it(tmp_path: Path) -> None:
    folder = place_stage(tmp_path, tmp_path / "output")
    open_stage(tmp_path, folder)
    source = tmp_path / "a.pdf"
    source.write_bytes(b"a")

    staged = stage_copy(source, "a.pdf", A, folder)
    (tmp_path / "output").mkdir()
    output = tmp_path / "output" / "a.pdf"
    Path(find_waiting("a.pdf", folder.files)).rename(output)

    assert staged == Staged(
        path="a.pdf",
        stage=Stage.ASSET,
        digest=A,
        changed=True,
        state=state_of(str(output)),
    )
    assert not stage_copy(source, "a.pdf", A, folder).changed


def test_a_file_that_changes_meanwhile_is_copied_as_it_is(tmp_path: Path) -> None:
    folder = place_stage(tmp_path, tmp_path / "output")
    open_stage(tmp_path, folder)
    (tmp_path / "b.pdf").write_bytes(b"b")

    staged = stage_copy(tmp_path / "b.pdf", "b.pdf", A, folder)
    assert staged.digest == digest_bytes(b"b")


def test_where_a_site_may_not_be_built(tmp_path: Path) -> None:
    site = tmp_path / "site"
    (site / "content").mkdir(parents=True)
    (site / "file").write_text("")

    assert misplaced(site, site / "output") == ""
    assert misplaced(site, tmp_path / "www") == ""
    assert misplaced(site, site) == (
        f"{site} holds the site itself: choose a folder of its own"
    )
    assert misplaced(site, tmp_path) == (
        f"{tmp_path} holds the site itself: choose a folder of its own"
    )
    assert misplaced(site, site / "content" / "x") == (
        f"{site / 'content' / 'x'} lies in content/, which the site is made from"
    )
    assert misplaced(site, site / "file") == f"{site / 'file'} is a file"

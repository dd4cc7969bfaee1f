from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

import pytest
from conftest import files_of
from msgspec.structs import replace

from generator.digest import digest_bytes
from generator.engine.manifest import MANIFEST
from generator.engine.stage import (
    INNER,
    StageFolder,
    open_stage,
    place_stage,
    save_journal,
    stage_bytes,
)
from generator.engine.strangers import find_strangers, has_entries
from generator.engine.write import (
    Changes,
    Listing,
    Written,
    in_order,
    load_holding,
    write_changes,
)
from generator.pages.stages import Stage
from generator.problems import format_problem


def folder_in(site: Path) -> StageFolder:
    return place_stage(site, site / "output")


def write(site: Path, files: Mapping[str, str]) -> Written:
    """Bring a whole site of small files into `output/`."""
    written, problems = try_write(site, files)
    assert problems == []
    return written


def try_write(site: Path, files: Mapping[str, str]) -> tuple[Written, list[str]]:
    folder = folder_in(site)
    open_stage(site, folder)
    bare = not has_entries(folder.output)
    staged = [
        stage_bytes(text.encode(), path, stage_of(path), folder, bare=bare)
        for path, text in files.items()
    ]
    holding = load_holding(folder)
    planned = {file.path: file.digest for file in staged}
    changes = Changes(
        changed=in_order(staged),
        planned=planned,
        dropped=tuple(sorted(holding.owned.keys() - planned.keys())),
    )
    written, _, problems = write_changes(changes, holding, folder, Listing.AT_ONCE)
    if not problems:
        written = replace(written, strangers=find_strangers(planned, folder.output))
    return written, [format_problem(problem) for problem in problems]


def stage_of(path: str) -> Stage:
    return {".css": Stage.ASSET, ".xml": Stage.FEED}.get(Path(path).suffix, Stage.PAGE)


def texts_of(site: Path) -> dict[str, str]:
    """The output without its manifest."""
    found = files_of(site / "output")
    return {path: data.decode() for path, data in found.items() if path != MANIFEST}


def stranger(site: Path, path: str, text: str = "mine") -> Path:
    file = site / "output" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def test_first_build_writes_everything_in_the_order_of_the_stages(
    tmp_path: Path,
) -> None:
    files = {"feed.xml": "f", "b/index.html": "b", "a/index.html": "a", "s.css": "s"}

    assert write(tmp_path, files) == Written(
        written=("s.css", "a/index.html", "b/index.html", "feed.xml")
    )
    assert texts_of(tmp_path) == dict(sorted(files.items()))


def test_the_manifest_lists_what_was_written(tmp_path: Path) -> None:
    write(tmp_path, {"b.html": "b", "a/index.html": "a"})

    listed = json.loads((tmp_path / "output" / MANIFEST).read_text())["files"]
    assert list(listed) == ["a/index.html", "b.html"]


def test_unchanged_bytes_are_not_rewritten(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": "a", "b.html": "b"})
    before = {
        path: path.stat().st_ino for path in sorted((tmp_path / "output").iterdir())
    }

    assert write(tmp_path, {"a.html": "a", "b.html": "b"}) == Written(unchanged=2)
    assert {path: path.stat().st_ino for path in before} == before


def test_a_changed_file_alone_is_rewritten(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": "a", "b.html": "b"})

    assert write(tmp_path, {"a.html": "a", "b.html": "B"}) == Written(
        written=("b.html",), unchanged=1
    )


def test_a_file_no_longer_planned_goes_with_its_empty_folders(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": "a", "old/deep/index.html": "o", "old/x.html": "x"})

    assert write(tmp_path, {"a.html": "a"}) == Written(
        unchanged=1, removed=("old/deep/index.html", "old/x.html")
    )
    assert not (tmp_path / "output" / "old").exists()


def test_strangers_are_left_and_named(tmp_path: Path) -> None:
    stranger(tmp_path, "notes.txt")
    stranger(tmp_path, "a/mine.txt")
    stranger(tmp_path, "photos/2024/x.jpg")
    write(tmp_path, {"a/index.html": "a", "b.html": "b"})

    assert write(tmp_path, {"b.html": "b"}) == Written(
        unchanged=1,
        removed=("a/index.html",),
        strangers=("a/", "notes.txt", "photos/"),
    )
    assert texts_of(tmp_path) == {
        "a/mine.txt": "mine",
        "b.html": "b",
        "notes.txt": "mine",
        "photos/2024/x.jpg": "mine",
    }


def test_a_stranger_at_a_planned_address_is_overwritten(tmp_path: Path) -> None:
    stranger(tmp_path, "a.html")

    assert write(tmp_path, {"a.html": "a"}) == Written(written=("a.html",))


def test_a_stranger_with_the_right_bytes_becomes_a_file_of_ours(tmp_path: Path) -> None:
    stranger(tmp_path, "a.html", "a")
    write(tmp_path, {"a.html": "a", "b.html": "b"})

    assert write(tmp_path, {"b.html": "b"}).removed == ("a.html",)


def test_without_a_manifest_nothing_is_removed(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": "a", "b.html": "b"})
    (tmp_path / "output" / MANIFEST).unlink()

    assert write(tmp_path, {"b.html": "b"}) == Written(
        unchanged=1, strangers=("a.html",)
    )


def test_a_manifest_that_somebody_edited_leads_nowhere(tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("mine")
    write(tmp_path, {"a.html": "a"})
    listed = {"../precious.txt": "0" * 32, str(precious): "0" * 32}
    (tmp_path / "output" / MANIFEST).write_text(json.dumps({"files": listed}))

    assert write(tmp_path, {"a.html": "a"}).removed == ()
    assert precious.exists()


def test_a_page_may_become_a_folder(tmp_path: Path) -> None:
    write(tmp_path, {"a": "a"})

    assert write(tmp_path, {"a/index.html": "a"}) == Written(
        written=("a/index.html",), removed=("a",)
    )
    assert texts_of(tmp_path) == {"a/index.html": "a"}


def test_a_folder_may_become_a_page(tmp_path: Path) -> None:
    write(tmp_path, {"a/b/index.html": "a", "a/x.html": "x"})
    (tmp_path / "output" / "a" / "empty").mkdir()

    assert write(tmp_path, {"a": "a"}) == Written(
        written=("a",), removed=("a/b/index.html", "a/x.html")
    )
    assert texts_of(tmp_path) == {"a": "a"}


def test_a_strangers_file_in_place_of_a_folder_stops_the_build(tmp_path: Path) -> None:
    write(tmp_path, {"b.html": "b"})
    stranger(tmp_path, "a")

    assert try_write(tmp_path, {"a/b/index.html": "a", "b.html": "B"}) == (
        Written(),
        [
            "output/a:1:1: error: this is a file, and Byline needs a folder there\n"
            "    → move it out of the output and build again"
        ],
    )
    assert texts_of(tmp_path) == {"a": "mine", "b.html": "b"}


def test_a_strangers_folder_in_place_of_a_file_stops_the_build(tmp_path: Path) -> None:
    write(tmp_path, {"b.html": "b"})
    stranger(tmp_path, "a/mine.txt")

    assert try_write(tmp_path, {"a": "a", "b.html": "B"}) == (
        Written(),
        [
            "output/a:1:1: error: this is a folder with files that Byline didn't write "
            "(a/mine.txt)\n    → move it out of the output and build again"
        ],
    )
    assert texts_of(tmp_path) == {"a/mine.txt": "mine", "b.html": "b"}


def test_a_link_in_place_of_a_folder_stops_the_build(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "a").symlink_to(outside)

    assert try_write(tmp_path, {"a/index.html": "a"})[1] == [
        "output/a:1:1: error: this is a symbolic link, and Byline needs a folder "
        "there\n    → move it out of the output and build again"
    ]
    assert files_of(outside) == {}


def test_a_link_in_place_of_a_file_is_replaced_not_followed(tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("a")
    (tmp_path / "output").mkdir()
    (tmp_path / "output" / "a.html").symlink_to(precious)

    assert write(tmp_path, {"a.html": "a"}).written == ("a.html",)
    assert write(tmp_path, {"a.html": "A"}).written == ("a.html",)
    assert precious.read_text() == "a"
    assert not (tmp_path / "output" / "a.html").is_symlink()


def test_removal_follows_no_link_out_of_the_output(tmp_path: Path) -> None:
    write(tmp_path, {"a/index.html": "a", "b.html": "b"})
    (tmp_path / "output" / "a").rename(tmp_path / "moved")
    (tmp_path / "output" / "a").symlink_to(tmp_path / "moved")

    assert write(tmp_path, {"b.html": "b"}) == Written(unchanged=1, strangers=("a",))
    assert files_of(tmp_path / "moved") == {"index.html": b"a"}


def test_an_output_that_is_a_link_is_written_where_it_leads(tmp_path: Path) -> None:
    (tmp_path / "www").mkdir()
    (tmp_path / "output").symlink_to(tmp_path / "www")

    assert write(tmp_path, {"a.html": "a"}).written == ("a.html",)
    assert (tmp_path / "www" / "a.html").read_text() == "a"


def test_a_git_work_tree_as_output_is_no_stranger(tmp_path: Path) -> None:
    stranger(tmp_path, ".git/config")

    assert write(tmp_path, {"a.html": "a"}).strangers == ()


def test_nothing_is_left_on_the_stage(tmp_path: Path) -> None:
    write(tmp_path, {"a.html": "a"})

    folder = folder_in(tmp_path)
    assert not folder.files.exists()
    assert not folder.journal.exists()


def test_a_killed_build_does_not_make_its_pages_strangers(tmp_path: Path) -> None:
    """What a killed build wrote before its manifest is Byline's all the same."""
    write(tmp_path, {"a.html": "a"})
    stranger(tmp_path, "draft.html", "the new column")
    stranger(tmp_path, "other.html", "mine")
    folder = folder_in(tmp_path)
    digest = digest_bytes(b"the new column")
    save_journal(folder, {"draft.html": digest, "other.html": digest, "gone": digest})

    assert write(tmp_path, {"a.html": "a"}) == Written(
        unchanged=1, removed=("draft.html",), strangers=("other.html",)
    )


def test_an_inner_stage_left_by_a_kill_is_cleared(tmp_path: Path) -> None:
    stranger(tmp_path, f"{INNER}/half")

    assert write(tmp_path, {"a.html": "a"}).strangers == ()
    assert not (tmp_path / "output" / INNER).exists()


def test_another_mount_of_the_same_device_is_written_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A rename between two mounts of one device is refused as between devices."""
    rename = os.replace

    def refuse(waiting: str | Path, target: str | Path) -> None:
        if INNER not in str(waiting) and "output" in str(target):
            raise OSError(18, "Invalid cross-device link")
        rename(waiting, target)

    monkeypatch.setattr(os, "replace", refuse)
    files = {"a/index.html": "a", "b.html": "b"}

    write(tmp_path, files)
    assert texts_of(tmp_path) == files


KILLED = """
import os, signal, sys
from pathlib import Path
site, tests, letter, last = sys.argv[1:]
sys.path.insert(0, tests)
from test_write import SHAPES, write
left = int(last)
def count(event, _):
    global left
    if event in {"open", "os.rename", "os.mkdir", "os.remove", "os.rmdir"}:
        left -= 1
        if left == 0:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(count)
write(Path(site), {path: letter * 9999 for path in SHAPES[letter]})
print(int(last) - left)
"""
SHAPES = {
    "A": [*(f"{n % 3}/{n}/index.html" for n in range(20)), "x/a.html", "y"],
    "B": [*(f"{n % 3}/{n}/index.html" for n in range(20)), "y/b.html"],
}
HERE = Path(__file__).parent


def build_until(site: Path, letter: str, operation: int) -> bool:
    """Build in a process that dies before a file operation; tell whether it did."""
    return count_operations(site, letter, operation) is None


def count_operations(site: Path, letter: str, last: int = 0) -> int | None:
    """Count the file operations of a build; None where it dies before the last."""
    arguments = [str(site), os.fspath(HERE), letter, str(last)]
    command = [sys.executable, "-c", KILLED, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return None if done.returncode else int(done.stdout)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills as POSIX does")
def test_a_kill_of_the_first_build_leaves_whole_files(tmp_path: Path) -> None:
    whole = dict.fromkeys(sorted(SHAPES["A"]), "A" * 9999)
    some = 0
    total = count_operations(tmp_path / "whole", "A")
    assert total is not None
    for number in range(total - 13, total - 5):
        site = tmp_path / str(number)
        assert build_until(site, "A", number)
        found = texts_of(site)
        assert found.items() <= whole.items()
        some += 0 < len(found) < len(whole)
        assert not build_until(site, "A", 0)
        assert texts_of(site) == whole
    assert some > 2


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="kills as POSIX does")
def test_a_kill_leaves_each_file_old_or_new(tmp_path: Path) -> None:
    assert not build_until(tmp_path, "A", 0)
    mixed = 0
    for number in range(24):
        letter = "BA"[number % 2]
        killed = build_until(tmp_path, letter, 60 + 9 * number)
        found = texts_of(tmp_path)
        assert set(found) <= {*SHAPES["A"], *SHAPES["B"]}
        assert set(found) >= {*SHAPES["A"]} & {*SHAPES["B"]}
        kinds = set(found.values())
        assert kinds <= {"A" * 9999, "B" * 9999}
        mixed += killed and len(kinds) == 2
    assert mixed > 3
    assert not build_until(tmp_path, "A", 0)
    assert texts_of(tmp_path) == dict.fromkeys(sorted(SHAPES["A"]), "A" * 9999)
    assert list(folder_in(tmp_path).files.parent.iterdir()) == []

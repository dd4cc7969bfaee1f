"""The output is a function of content, theme, settings and one clock value."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
from typing import TYPE_CHECKING

import pytest
from built_site import PROJECT, BuiltSite, build, copy_example

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.slow


def hashes(folder: Path) -> dict[str, str]:
    """Every file of a folder with a digest of its bytes."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for path in files
    }


def copy_shuffled(folder: Path, seed: int) -> Path:
    """Copy the example publication, its files made in another order."""
    source = PROJECT / "content"
    files = sorted(path for path in source.rglob("*") if path.is_file())
    random.Random(seed).shuffle(files)
    for number, path in enumerate(files):
        copy = folder / "content" / path.relative_to(source)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
        os.utime(copy, (10**9 + number, 10**9 + number))
    return folder


@pytest.mark.parametrize("seed", ["0", "1", "random"])
@pytest.mark.parametrize("workers", ["1", "3"])
def test_hash_seed_and_workers_change_no_byte(
    example: BuiltSite, tmp_path: Path, seed: str, workers: str
) -> None:
    site = copy_example(tmp_path / "site")
    built = build(site, "--workers", workers, env={"PYTHONHASHSEED": seed})
    assert hashes(built) == hashes(example.folder)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_and_age_of_files_change_no_byte(
    example: BuiltSite, tmp_path: Path, seed: int
) -> None:
    built = build(copy_shuffled(tmp_path / "another place", seed))
    assert hashes(built) == hashes(example.folder)


def test_the_machine_changes_no_byte(example: BuiltSite, tmp_path: Path) -> None:
    """Another zone, language, user and home, as on another machine."""
    site = copy_example(tmp_path / "site")
    home = tmp_path / "home"
    home.mkdir()
    elsewhere = {
        "TZ": "Pacific/Auckland",
        "LANG": "tr_TR.UTF-8",
        "LC_ALL": "C",
        "HOME": str(home),
        "USER": "somebody-else",
        "LOGNAME": "somebody-else",
    }
    assert hashes(build(site, env=elsewhere)) == hashes(example.folder)


def test_the_time_of_the_build_shows_nowhere(
    example: BuiltSite, tmp_path: Path
) -> None:
    """Between two moments at which nothing goes live or expires."""
    built = build(copy_example(tmp_path), now="2026-12-24T17:43:21+01:00")
    assert hashes(built) == hashes(example.folder)


def test_a_second_build_changes_no_byte(example: BuiltSite, tmp_path: Path) -> None:
    site = copy_example(tmp_path)
    stamps = []
    for _ in range(2):
        built = build(site)
        files = sorted(path for path in built.rglob("*") if path.is_file())
        stamps.append([(path, path.stat().st_mtime_ns) for path in files])
    assert hashes(built) == hashes(example.folder)
    assert stamps[0] == stamps[1]

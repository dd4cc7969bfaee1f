from __future__ import annotations

from pathlib import Path

import pytest
from conftest import files_of

from generator.engine.waiting import bring_in_folders, find_waiting, open_waiting

PATHS = ["assets/a.css", "columns/a/index.html", "columns/b/index.html", "index.html"]


@pytest.fixture
def stage(tmp_path: Path) -> Path:
    folder = tmp_path / "stage"
    folder.mkdir()
    return folder


def wait(paths: list[str], stage: Path, *, bare: bool) -> None:
    """Put files onto the stage whose texts are their paths."""
    for path in paths:
        with open_waiting(path, stage, bare=bare) as stream:
            stream.write(path.encode())


def texts_in(folder: Path) -> dict[str, str]:
    return {path: data.decode() for path, data in files_of(folder).items()}


@pytest.mark.parametrize("bare", [False, True])
def test_a_file_is_found_where_it_waits(stage: Path, *, bare: bool) -> None:
    wait(PATHS, stage, bare=bare)

    found = [Path(find_waiting(path, stage)).read_text() for path in PATHS]
    assert found == PATHS


def test_an_output_that_holds_nothing_gets_whole_folders(
    stage: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait(PATHS, stage, bare=True)
    moved = []
    monkeypatch.setattr(
        "generator.engine.waiting.os.replace",
        lambda one, other: moved.append(Path(one).rename(other).name),
    )

    assert bring_in_folders(PATHS, stage, tmp_path / "output") == []
    assert moved == ["assets", "columns", "index.html"]
    assert texts_in(tmp_path / "output") == {path: path for path in PATHS}


def test_any_other_output_gets_file_by_file(stage: Path, tmp_path: Path) -> None:
    wait(PATHS, stage, bare=False)

    assert bring_in_folders(PATHS, stage, tmp_path / "output") == PATHS
    assert not (tmp_path / "output").exists()


def test_a_folder_that_meanwhile_has_files_is_left_to_wait(
    stage: Path, tmp_path: Path
) -> None:
    wait(PATHS, stage, bare=True)
    mine = tmp_path / "output" / "columns" / "mine.txt"
    mine.parent.mkdir(parents=True)
    mine.write_text("mine")

    assert bring_in_folders(PATHS, stage, tmp_path / "output") == PATHS[1:3]
    assert texts_in(tmp_path / "output") == {
        "assets/a.css": "assets/a.css",
        "columns/mine.txt": "mine",
        "index.html": "index.html",
    }
    assert Path(find_waiting(PATHS[1], stage)).read_text() == PATHS[1]


def test_what_can_not_lie_in_its_folder_waits_apart(
    stage: Path, tmp_path: Path
) -> None:
    """A file stands where the other one needs a folder: to say so is for the checks."""
    paths = ["a", "a/b.html", "c.html"]
    wait(paths, stage, bare=True)

    found = [Path(find_waiting(path, stage)).read_text() for path in paths]
    assert found == paths
    assert bring_in_folders(paths, stage, tmp_path / "output") == ["a/b.html"]

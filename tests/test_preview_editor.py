"""Whose editor opens a place."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.preview.editor import KNOWN, read_editor

OWN = "mine://open?file={path}"


@pytest.mark.parametrize(
    ("written", "pattern"),
    [
        ("", ""),
        ("vscode", "vscode://file/{path}:{line}:{column}"),
        ("VSCode", KNOWN["vscode"]),
        (OWN, OWN),
        ("vim", ""),
    ],
)
def test_an_editor_is_named_or_spelled(
    tmp_path: Path, written: str, pattern: str
) -> None:
    assert read_editor({"BYLINE_EDITOR": written}, tmp_path) == pattern
    (tmp_path / ".config").mkdir()
    (tmp_path / ".config/byline.yaml").write_text(f'editor: "{written}"\n')
    assert read_editor({}, tmp_path) == pattern


@pytest.mark.parametrize("text", ["[", "editor: 3", "- a", "other: x", "\0"])
def test_settings_that_say_nothing_are_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "byline.yaml").write_text(text)
    assert read_editor({"XDG_CONFIG_HOME": str(tmp_path)}, tmp_path) == ""


def test_without_settings_there_is_none(tmp_path: Path) -> None:
    assert read_editor({}, tmp_path) == ""

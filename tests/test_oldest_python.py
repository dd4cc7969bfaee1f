"""What keeps Byline working on every Python that it is for, 3.11.0 and later."""

from __future__ import annotations

import re
from pathlib import Path

GENERATOR = Path(__file__).resolve().parents[1] / "generator"
HELD_GROUP = re.compile(r"(?<!\()\)(?:[*+?]|\{[\d,]+\})\+|\(\?>")


def test_no_pattern_repeats_a_group_without_going_back() -> None:
    """Before 3.11.5 some of them miss what they should find (python/cpython#106052)."""
    files = sorted(GENERATOR.rglob("*.py"))
    found = [file.name for file in files if HELD_GROUP.search(file.read_text("utf-8"))]
    assert files
    assert found == []

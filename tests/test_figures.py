"""Figures: pictures alone in a paragraph, captions, credits."""

from __future__ import annotations

import pytest
from fixture_files import FIXTURES, read_fixture_file
from markdown_output import markdown_output

CASES = [
    pytest.param(title, text, expected, id=str(line))
    for line, title, text, expected in read_fixture_file(
        FIXTURES / "markdown" / "figures.md"
    )
]


@pytest.mark.parametrize(("title", "text", "expected"), CASES)
def test_fixture(title: str, text: str, expected: str) -> None:
    assert markdown_output(title, text) == expected

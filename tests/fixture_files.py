"""Fixtures as plain text: a title, `.`, the input, `.`, the expected output, `.`."""

from __future__ import annotations

from pathlib import Path

FIXTURES = Path(__file__).parent / "fixtures"


def read_fixture_file(path: Path) -> list[tuple[int, str, str, str]]:
    """Read (line, title, input, expected) of each fixture in a file.

    Blank lines between fixtures and comments in front of a title are passed over.
    """
    lines = path.read_text("utf-8").splitlines(keepends=True)
    fixtures: list[tuple[int, str, str, str]] = []
    position, title, title_line = 0, "", 0
    while position < len(lines):
        line = lines[position]
        position += 1
        if line != ".\n":
            if line.strip():
                title, title_line = line.strip(), position
            continue
        first = lines.index(".\n", position)
        last = lines.index(".\n", first + 1)
        given, expected = lines[position:first], lines[first + 1 : last]
        fixtures.append((title_line, title, "".join(given), "".join(expected)))
        position = last + 1
    return fixtures

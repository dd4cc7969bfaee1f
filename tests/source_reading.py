"""What the tests of the readers share: columns read from text, problems as shown."""

from __future__ import annotations

from collections.abc import Iterable
from zoneinfo import ZoneInfo

from generator.problems import Problem, format_problem
from generator.source.column import Column
from generator.source.frontmatter import ColumnSource, read_column

ZONE = ZoneInfo("Europe/Amsterdam")
PATH = "content/columns/crows.md"


def shown(problems: Iterable[Problem]) -> str:
    """The problems as a writer sees them."""
    return "".join(format_problem(problem) + "\n" for problem in problems)


def read(front_matter: str, path: str = PATH, body: str = "Text.\n") -> ColumnSource:
    """Read a column with this front matter, and what it needs where that lacks it."""
    given = {line.partition(":")[0] for line in front_matter.splitlines()}
    needed = {
        "title": "Crows",
        "author": "jane-doe",
        "date": "2016-11-18",
        "summary": "On crows.",
    }
    rest = "".join(f"{k}: {v}\n" for k, v in needed.items() if k not in given)
    text = f"---\n{front_matter}\n{rest}---\n{body}"
    return read_column(path, text.encode(), zone=ZONE)


def column_of(front_matter: str, path: str = PATH) -> Column:
    """Read a column that has no problems."""
    source = read(front_matter, path)
    assert shown(source.problems) == ""
    assert source.column is not None
    return source.column

"""The corpus of the bench: the same columns everywhere, in every dialect."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from corpus import AUTHORS, YEARS, make_column
from dialects import Dialect, format_column, path_of, write_corpus

if TYPE_CHECKING:
    from pathlib import Path

COUNT = 40
DIGEST = "57b3f147c0528af98e1b4304470d73d60e7c8a9b8ce7ff8e5f95b4c52b91db4f"
"""Of all of them; a change here makes older figures no longer comparable."""
COLUMNS = [make_column(number, COUNT) for number in range(COUNT)]


def test_a_column_is_the_same_each_time_it_is_made() -> None:
    assert [make_column(number, COUNT) for number in range(COUNT)] == COLUMNS


def test_a_column_is_the_same_on_every_machine() -> None:
    text = "\n".join(format_column(column, Dialect.BYLINE) for column in COLUMNS)

    assert hashlib.sha256(text.encode()).hexdigest() == DIGEST


def test_a_larger_corpus_has_the_same_columns_with_other_dates() -> None:
    small, large = make_column(7, 10), make_column(7, 1000)

    assert (small.slug, small.body) == (large.slug, large.body)
    assert small.date != large.date


def test_columns_have_about_800_words() -> None:
    words = sum(len(column.body.split()) for column in COLUMNS) / COUNT

    assert 760 < words < 860


def test_every_author_and_address_is_one_of_its_own() -> None:
    assert len({author.id for author in AUTHORS}) == len(AUTHORS) == 50
    assert len({path_of(column) for column in COLUMNS}) == COUNT


def test_dates_go_from_the_first_year_to_the_last() -> None:
    assert (COLUMNS[0].date.year, COLUMNS[-1].date.year) == (YEARS[0], YEARS[-1])


@pytest.mark.parametrize("dialect", Dialect)
def test_every_dialect_holds_the_same_text(dialect: Dialect) -> None:
    for column in COLUMNS:
        text = format_column(column, dialect)
        assert text.endswith(column.body)
        assert column.slug in text


def test_folders_of_all_dialects_are_written_at_once(tmp_path: Path) -> None:
    folders = {tmp_path / dialect.value: dialect for dialect in Dialect}

    columns = write_corpus(folders, COUNT)

    assert columns == COLUMNS
    for folder in folders:
        found = {path.name for path in (folder / "content/columns").iterdir()}
        assert found == {f"{column.slug}.md" for column in COLUMNS}

from __future__ import annotations

import pytest
from source_reading import column_of, read

from generator.source.brought import _IDLE, _OURS
from generator.source.brought_values import TRANSLATORS
from generator.source.column import Column, CommentState
from generator.source.column_fields import COLUMN_FIELDS

KNOWN = {row.name for row in COLUMN_FIELDS}


def brought(front_matter: str) -> Column:
    """Read a column that has nothing worse than warnings."""
    source = read(front_matter)
    assert [p.message for p in source.problems if p.weight.value == "error"] == []
    assert source.column is not None
    return source.column


def test_every_name_leads_to_a_field_of_ours_and_in_one_way() -> None:
    assert set(_OURS.values()) <= KNOWN
    assert not KNOWN & (set(_OURS) | _IDLE | set(TRANSLATORS))
    assert not set(_OURS) & _IDLE
    assert not set(TRANSLATORS) & (_IDLE | set(_OURS))


def test_categories_are_a_section_and_tags() -> None:
    column = brought("categories: [City, Birds, Trees]\ntags: [town]")

    assert (column.section, column.tags) == ("City", ("Birds", "Trees", "town"))


def test_keywords_join_tags() -> None:
    column = brought("tags: [town]\nkeywords: birds, trees")

    assert column.tags == ("town", "birds", "trees")


def test_old_addresses_become_aliases() -> None:
    column = brought("permalink: /2016/crows/\nredirect_from: [/crows.html]")

    assert column.aliases == ("/2016/crows/", "/crows.html")


@pytest.mark.parametrize(
    ("lines", "draft"),
    [
        ("published: false", True),
        ("published: true", False),
        ("draft: false\npublished: false", True),
        ("published: false\ndraft: false", True),
        ("draft: true\npublished: true", True),
        ("status: draft", True),
        ("status: private", True),
        ("status: published", False),
        ("draft: 'true'", True),
    ],
)
def test_what_was_held_back_stays_held_back(
    lines: str,
    draft: bool,
) -> None:
    assert brought(lines).draft is draft


@pytest.mark.parametrize("line", ["hidden: true", "private: yes", "status: odd"])
def test_what_may_have_been_held_back_stops(line: str) -> None:
    assert [problem.weight.value for problem in read(line).problems] == ["error"]


@pytest.mark.parametrize(
    ("lines", "state"),
    [
        ("comment_status: closed", CommentState.CLOSED),
        ("allow_comments: false", CommentState.OFF),
        ("comment: true", CommentState.OPEN),
    ],
)
def test_comments_are_understood(lines: str, state: CommentState) -> None:
    assert brought(lines).comments is state


def test_a_byline_is_an_author_without_the_by() -> None:
    (author,) = brought("author:\nbyline: By Jane Doe").contributors

    assert author.author == "Jane Doe"


def test_a_field_left_blank_gives_way_to_another_name() -> None:
    assert brought("summary:\ndescription: On rooks.").summary == "On rooks."
    assert brought("description: On rooks.\nsummary:").summary == "On rooks."


def test_our_own_names_need_no_warning() -> None:
    assert column_of("section: city\ntags: [a, b]\ndraft: false").draft is False


def test_a_post_of_another_generator_is_read_with_warnings_alone() -> None:
    column = brought(
        "layout: post\n"
        'title: "WIC: balance"\n'
        "date: 2015-08-10 12:30:00 +0200\n"
        "author: [Jane Doe, John Roe, The Rook Editorial Board]\n"
        "categories: [opinion, health]\n"
        "tags: wic, food\n"
        "excerpt: On food.\n"
        "image: /assets/wic.jpg\n"
        "permalink: /2015/08/10/wic/\n"
        "last_modified_at: 2015-08-11T00:00:00.000Z\n"
        "published: true\n"
        "comments: true\n"
        "math: false"
    )

    assert column.title == "WIC: balance"
    assert len(column.contributors) == 3
    assert column.tags == ("health", "wic", "food")

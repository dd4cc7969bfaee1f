"""Neighbors of a column."""

from collections import Counter
from typing import Any

from building import library, piece
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.publication.library import Library
from generator.publication.related import (
    RELATED,
    WINDOW,
    neighbors_of,
    related_to,
)
from generator.publication.shelf_keys import ShelfKind
from generator.source.column import ColumnId, Contributor


def ids(built: Library, slug: str) -> list[str]:
    entry = built.entries[ColumnId(slug)]
    neighbors = neighbors_of(entry, built)
    return [card.id for card in related_to(entry, built, neighbors)]


def test_neighbors_are_the_authors_columns_before_and_after() -> None:
    built = library(
        piece("a", date="2026-01-01"),
        piece("b", date="2026-01-02"),
        piece("c", date="2026-01-03"),
    )
    found = neighbors_of(built.entries[ColumnId("b")], built)
    assert found.previous is not None
    assert found.next is not None
    assert (found.previous.id, found.next.id) == ("a", "c")
    first = neighbors_of(built.entries[ColumnId("a")], built)
    assert first.previous is None


def test_a_guests_neighbors_are_those_of_the_section() -> None:
    guest = (Contributor(name="Guest"),)
    built = library(
        piece("a", section="city", date="2026-01-01"),
        piece("b", section="city", date="2026-01-02", contributors=guest),
    )
    found = neighbors_of(built.entries[ColumnId("b")], built)
    assert found.previous is not None
    assert found.previous.id == "a"


def test_a_guest_without_a_section_has_no_neighbors() -> None:
    built = library(piece("a", contributors=(Contributor(name="Guest"),)))
    found = neighbors_of(built.entries[ColumnId("a")], built)
    assert (found.previous, found.next) == (None, None)


def test_related_columns_are_older_and_share_tags() -> None:
    built = library(
        piece("tagged", date="2026-01-01", tags=("birds",)),
        piece("plain", date="2026-01-02"),
        piece("between", date="2026-01-03"),
        piece("own", date="2026-01-04", tags=("birds",)),
        piece("newer", date="2026-01-05", tags=("birds",)),
    )
    assert ids(built, "own") == ["tagged", "plain"]


def test_a_new_column_changes_no_related_box_of_an_old_one() -> None:
    old = [piece(f"p{k}", date=f"2026-01-0{k}", tags=("birds",)) for k in range(1, 6)]
    before, after = library(*old), library(*old, piece("new", date="2026-02-01"))
    assert [ids(before, f"p{k}") for k in range(1, 5)] == [
        ids(after, f"p{k}") for k in range(1, 5)
    ]


def test_the_column_before_is_not_related_as_well() -> None:
    built = library(piece("a", date="2026-01-01"), piece("b", date="2026-01-02"))
    assert ids(built, "b") == []


columns = st.fixed_dictionaries(
    {
        "date": st.sampled_from(["2026-01-01", "2026-01-02", "2026-01-03"]),
        "tags": st.sampled_from([(), ("birds",), ("sea",), ("birds", "sea")]),
        "section": st.sampled_from(["", "city", "work"]),
    }
)


@settings(max_examples=50, deadline=None)
@given(st.lists(columns, min_size=1, max_size=12))
def test_related_columns_are_those_that_a_look_at_every_card_finds(
    site: list[dict[str, Any]],
) -> None:
    pieces = [piece(f"c{number}", **said) for number, said in enumerate(site)]
    built = library(*pieces)
    for slug in built.entries:
        assert ids(built, slug) == look_at_every_card(built, slug)


def look_at_every_card(built: Library, slug: ColumnId) -> list[ColumnId]:
    """Weigh the cards themselves, as is easier to read."""
    weights = {ShelfKind.TAG: 3, ShelfKind.SECTION: 1, ShelfKind.AUTHOR: 1}
    neighbors = neighbors_of(built.entries[slug], built)
    scores = Counter[ColumnId]()
    for key, _ in built.listed[slug].keys:
        standing = [card.id for card in built.shelves[key].cards]
        at = standing.index(slug)
        for one in standing[max(0, at - WINDOW) : at]:
            scores[one] += weights.get(key.kind, 0)
    taken = {card.id for card in (neighbors.previous, neighbors.next) if card}
    found = [built.entries[one].card for one in scores if scores[one]]
    found.sort(key=lambda card: (-scores[card.id], -card.date.at.timestamp(), card.id))
    return [card.id for card in found if card.id not in taken][:RELATED]

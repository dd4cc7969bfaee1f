"""Lists are cut into pages that do not move."""

from building import library, piece
from hypothesis import given
from hypothesis import strategies as st

from generator.pages.paging import ListPage, by_month, count_fixed, cut_page, page_of
from generator.publication.cards import Card
from generator.source.column import ColumnId
from generator.urls import Address

HOME = Address("/tags/birds/")
CARDS = tuple(
    entry.card
    for entry in library(
        *(piece(f"c{k:03}", date=f"2026-01-{k % 28 + 1:02}") for k in range(120))
    ).entries.values()
)
counts = st.integers(0, 120)
sizes = st.integers(1, 25)


def cut_into_pages(
    cards: tuple[Card, ...], home: Address, per_page: int
) -> list[ListPage[Card]]:
    """Cut all pages: the newest first, then from the oldest."""
    pages = (
        cut_page(cards, home, number, per_page=per_page)
        for number in range(count_fixed(len(cards), per_page) + 1)
    )
    return [page for page in pages if page is not None]


def ids(cards: tuple[Card, ...]) -> list[ColumnId]:
    return [card.id for card in cards]


@given(counts, sizes)
def test_every_column_is_on_one_page_in_order(count: int, size: int) -> None:
    newest, *fixed = cut_into_pages(CARDS[:count], HOME, size)
    listed = [card for page in (newest, *reversed(fixed)) for card in page.items]
    assert ids(tuple(listed)) == ids(CARDS[:count][::-1])


@given(counts, sizes)
def test_the_first_page_shows_at_least_a_page_and_less_than_two(
    count: int, size: int
) -> None:
    newest = cut_into_pages(CARDS[:count], HOME, size)[0]
    assert len(newest.items) < 2 * size
    assert len(newest.items) >= min(count, size)


@given(counts.filter(lambda n: n < 120), sizes)
def test_a_new_column_changes_no_page_behind_the_first_two(
    count: int, size: int
) -> None:
    before = cut_into_pages(CARDS[:count], HOME, size)[1:]
    after = cut_into_pages(CARDS[: count + 1], HOME, size)[1:]
    assert [ids(page.items) for page in before] == [
        ids(page.items) for page in after[: len(before)]
    ]


@given(counts, sizes)
def test_one_can_walk_from_the_newest_page_to_the_oldest_and_back(
    count: int, size: int
) -> None:
    pages = {page.address: page for page in cut_into_pages(CARDS[:count], HOME, size)}
    seen, here = [HOME], pages[HOME]
    while here.pager is not None and here.pager.older is not None:
        older = pages[here.pager.older]
        assert older.pager is not None
        assert older.pager.newer == here.address
        seen.append(older.address)
        here = older
    assert set(seen) == set(pages)


def test_forty_five_columns_make_a_page_of_25_and_one_of_20() -> None:
    home, first = cut_into_pages(CARDS[:45], HOME, 20)
    assert (len(home.items), len(first.items)) == (25, 20)
    assert first.address == "/tags/birds/page/1/"
    assert cut_into_pages(CARDS[:39], HOME, 20)[0].pager is None


def test_columns_are_grouped_by_month() -> None:
    built = library(
        piece("a", date="2026-01-05"),
        piece("b", date="2026-01-20"),
        piece("c", date="2025-12-31"),
    )
    cards = built.newest(9)
    assert [(g.month.iso(), ids(g.cards)) for g in by_month(cards)] == [
        ("2026-01-01", ["b", "a"]),
        ("2025-12-01", ["c"]),
    ]


@given(counts, sizes)
def test_a_column_is_on_the_page_that_its_place_tells(count: int, size: int) -> None:
    for page in cut_into_pages(CARDS[:count], HOME, size):
        places = [CARDS.index(card) for card in page.items]
        assert {page_of(place, count, size) for place in places} <= {page.number}


def test_there_is_no_page_behind_the_last() -> None:
    assert cut_page(CARDS[:45], HOME, 2, per_page=20) is None

"""Needs: what differs between two pages is told by name, and nothing else."""

from __future__ import annotations

from itertools import combinations

import pytest
from building import (
    author,
    body,
    comment,
    desk_page,
    discussion,
    library,
    link,
    moment,
    piece,
    settings,
)
from msgspec.structs import replace
from reference_plan import plan_site

from generator.digest import Digest, digest
from generator.engine.reasons import compare_needs
from generator.pages.needs import find_needs, recall_view
from generator.pages.page import VIEWS, Page
from generator.pages.views import ColumnView, ListingView, View
from generator.publication.library import Library
from generator.source.author import OutsideLink
from generator.source.column import (
    CommentState,
    Correction,
    CorrectionKind,
    FontSize,
    SeriesPart,
)
from generator.source.settings import CommentSettings, Furniture

NOTE = Correction(kind=CorrectionKind.UPDATE, date=moment("2026-02-01"), text="Of *x*.")
OTHER = Correction(kind=CorrectionKind.CORRECTION, date=NOTE.date, text="Of *x*.")
EXTRAS: tuple[dict[str, object], ...] = (
    {},
    {"day": 20260201},
    {"day": "20260201"},
    {"list": [1, True, "1", None]},
)


def build() -> Library:
    """Make a library whose columns differ in all that a column may say."""
    columns = [
        piece("a", body(links=(link("b.md"),)), tags=("birds",), section="city"),
        piece("b", tags=("birds", "sea"), extra=EXTRAS[1], language="de"),
        piece("c", extra=EXTRAS[2], corrections=(NOTE,), font_size=FontSize.LARGE),
        piece("d", extra=EXTRAS[3], corrections=(OTHER,), license="CC0"),
        piece("e", series=SeriesPart(name="Run", part=1), date="2026-02-01T10:00"),
        piece("f", series=SeriesPart(name="Run", part=2), disclosure="I *am* a bird."),
    ]
    return library(
        *columns,
        authors=(author(), author("bo-orr", standing="Guest", note="Flies.")),
        desk_pages=(desk_page("about"), desk_page("rules", nav=True)),
        discussions=(discussion("a", comment("1"), comment("2", "1")),),
        settings=settings(
            comments=CommentSettings(default=CommentState.OPEN, mail="c@p.example"),
            furniture=Furniture(
                share=("mastodon", "x"), forum=OutsideLink(label="F", url="/f/")
            ),
        ),
    )


LIBRARY = build()
PAGES = plan_site(LIBRARY).pages
COLUMN = next(page.view for page in PAGES if isinstance(page.view, ColumnView))
LISTING = next(page.view for page in PAGES if isinstance(page.view, ListingView))
FRAME = COLUMN.frame


def differences(one: View, other: View) -> set[str]:
    """Compare two views of a kind, field by field, as `digest` knows them."""
    return {
        name
        for name in one.__struct_fields__
        if digest(getattr(one, name)) != digest(getattr(other, name))
    }


def test_marks_differ_where_digests_differ_and_nowhere_else() -> None:
    pairs = [
        (one.view, other.view)
        for one, other in combinations(PAGES, 2)
        if type(one.view) is type(other.view)
    ]
    assert len(pairs) > 30
    for one, other in pairs:
        before, now = find_needs(one, {}), find_needs(other, {})
        told = compare_needs(before, now)
        assert set(told) == differences(one, other)
        assert (before.digest == now.digest) == (not told)


@pytest.mark.parametrize("extra", EXTRAS)
def test_what_a_writer_adds_is_told_from_all_else(extra: dict[str, object]) -> None:
    own = find_needs(replace(COLUMN, extra=extra), {})
    others = [find_needs(replace(COLUMN, extra=other), {}) for other in EXTRAS]

    assert sum(other.digest == own.digest for other in others) == 1


def test_needs_are_told_by_name() -> None:
    needs = find_needs(COLUMN, {"@version": "1", "@page": ("/a/", None)})
    others = find_needs(COLUMN, {"@version": "1", "@page": ("/a/", "x")})

    names = ("@version", "@page", *COLUMN.__struct_fields__)
    assert tuple(needs.by_name()) == names
    assert compare_needs(needs, others) == ("@page",)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.address)
def test_a_view_comes_back_as_it_was(page: Page) -> None:
    frame = getattr(page.view, "frame", FRAME)
    spelled = find_needs(page.view, {}).view

    view = recall_view(VIEWS[page.kind], spelled, frame, LIBRARY.cards)
    assert view == page.view


def test_a_view_with_another_frame_does_not_come_back() -> None:
    frame = replace(FRAME, title="Another", digest=Digest(""))

    spelled = find_needs(COLUMN, {}).view
    assert recall_view(ColumnView, spelled, frame, LIBRARY.cards) is None


@pytest.mark.parametrize("change", ["another", "gone"])
def test_a_view_with_another_card_does_not_come_back(change: str) -> None:
    spelled = find_needs(LISTING, {}).view
    cards = dict(LIBRARY.cards)
    card = cards.pop(LISTING.groups[0].cards[0].id)
    if change == "another":
        cards[card.id] = replace(card, title="Another", digest=Digest(""))

    assert recall_view(ListingView, spelled, LISTING.frame, cards) is None
    assert recall_view(ListingView, spelled, LISTING.frame, LIBRARY.cards) == LISTING


def test_the_digest_of_needs_is_that_of_all_they_say() -> None:
    one, same = (find_needs(COLUMN, {"@page": ("/a/", None)}) for _ in range(2))
    other = find_needs(COLUMN, {"@page": ("/a/", "")})

    assert digest(one) == digest(same)
    assert digest(one) != digest(other)

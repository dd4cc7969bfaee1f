"""What a change touches: every part that is another, and few that are not."""

from __future__ import annotations

from typing import Any

import pytest
from building import author, body, desk_page, link, paper, piece, settings
from hypothesis import given
from hypothesis import settings as limits
from hypothesis import strategies as st
from reference_library import build_library
from reference_plan import parts_of

from generator.pages.touched import Change, touched_keys
from generator.publication.inputs import Piece
from generator.publication.library import Library
from generator.source.column import (
    AuthorId,
    Contributor,
    Correction,
    CorrectionKind,
    Moment,
    SeriesPart,
)
from generator.source.settings import FeedSettings

BIO = body(links=(link("../columns/c1.md", file="content/authors/bo-orr.md"),))
AUTHORS = (author("ann-lee"), author("bo-orr", bio=BIO), author("cy-poe"))
ABOUT = desk_page("about", body=body(links=(link("../authors/cy-poe.md"),)))

columns = st.fixed_dictionaries(
    {
        "date": st.sampled_from(
            ["2023-05-01", "2024-01-01", "2025-02-01", "2026-03-01"]
        ),
        "title": st.sampled_from(["One", "Two"]),
        "contributors": st.sampled_from(["ann-lee", "bo-orr", "cy-poe", ""]).map(
            lambda name: (
                Contributor(author=AuthorId(name)) if name else Contributor(name="G"),
            )
        ),
        "section": st.sampled_from(["", "city", "Zoo"]),
        "tags": st.sampled_from([(), ("Birds",), ("birds",), ("birds", "sea")]),
        "series": st.sampled_from(
            [None, SeriesPart(name="Run", part=1), SeriesPart(name="Run", part=2)]
        ),
        "draft": st.booleans(),
        "text": st.tuples(
            st.sampled_from(["<p>a</p>", "<p>b</p>"]),
            st.sampled_from([(), ("c1.md",), ("c2.md#x", "../authors/bo-orr.md")]),
            st.sampled_from([(), ("x",)]),
        ),
        "corrections": st.integers(0, 1),
    }
)
names = st.sampled_from([f"c{number}" for number in range(9)])
sites = st.dictionaries(names, columns, max_size=9)


def make(
    site: dict[str, dict[str, Any]],
    per_page: int = 2,
    *,
    entries: int = 3,
    lead: str = "",
) -> tuple[Library, dict[str, Piece]]:
    pieces = {name: make_piece(name, **said) for name, said in site.items()}
    built, _ = build_library(
        paper(
            *pieces.values(),
            authors=AUTHORS,
            settings=settings(
                per_page=per_page,
                feeds=FeedSettings(entries=entries),
                front_lead=lead,
            ),
            desk_pages=(ABOUT,),
        )
    )
    return built, {one.column.path: one for one in pieces.values()}


def make_piece(name: str, *, text: Any, corrections: int, **said: Any) -> Piece:
    html, targets, anchors = text
    path = f"content/columns/{name}.md"
    words = body(
        html, links=tuple(link(to, file=path) for to in targets), anchors=anchors
    )
    made = piece(name, words, **said)
    day: Moment = made.column.date
    note = Correction(kind=CorrectionKind.CORRECTION, date=day, text="No.")
    return piece(name, words, **{**said, "corrections": (note,) * corrections})


def changes_between(old: Library, new: Library) -> list[Change]:
    """Find what became of each column, as a record would."""
    before, after = dict(old.columns_by_path), dict(new.columns_by_path)
    found = []
    for path in before.keys() | after.keys():
        was, now = before.get(path), after.get(path)
        one = old.entries[was] if was else None
        other = new.entries[now] if now else None
        listed = old.listed[was] if was else None, new.listed[now] if now else None
        cards = one.card if one else None, other.card if other else None
        if (one, listed[0]) != (other, listed[1]):
            card = cards[0] != cards[1] or listed[0] != listed[1]
            found.append(Change(old=listed[0], new=listed[1], card=card))
    return found


@limits(max_examples=150, deadline=None)
@given(
    sites,
    st.dictionaries(names, columns | st.none(), min_size=1, max_size=2),
    st.integers(1, 2),
)
def test_every_part_that_is_another_is_named(
    site: dict[str, dict[str, Any]],
    edits: dict[str, dict[str, Any] | None],
    per_page: int,
) -> None:
    edited = {**site, **edits}
    before, _ = make(site, per_page)
    after, _ = make(
        {name: said for name, said in edited.items() if said is not None}, per_page
    )
    assert missed(before, after) == set()


def missed(before: Library, after: Library) -> set[str]:
    """Name the parts that are another though no key says so."""
    touched = touched_keys(changes_between(before, after), after)
    old, new = parts_of(before), parts_of(after)
    # Whoever keeps parts plans those with problems anew: a hint names what there is.
    touched |= {key for key, (_, _, problems) in old.items() if problems}
    empty = ((), (), ())
    return {
        str(key)
        for key in old.keys() | new.keys()
        if old.get(key, empty) != new.get(key, empty) and key not in touched
    }


PLAIN: dict[str, Any] = {
    "text": ("<p>a</p>", (), ()),
    "corrections": 0,
    "contributors": (Contributor(author=AuthorId("ann-lee")),),
}


def test_a_column_that_goes_touches_every_page_with_a_bio_that_links_to_it() -> None:
    bo = {**PLAIN, "contributors": (Contributor(author=AuthorId("bo-orr")),)}
    site = {f"c{n}": {**bo, "date": f"2026-01-{n + 1:02}"} for n in range(2, 6)}
    linked = {"c1": {**PLAIN, "date": "2025-01-01"}}
    with_it, without_it = make({**site, **linked}, 1)[0], make(site, 1)[0]
    assert missed(with_it, without_it) == set()
    assert missed(without_it, with_it) == set()


def test_no_page_shows_a_column_from_farther_back_than_is_touched() -> None:
    """One that shares all, behind eight on each shelf that share one thing."""
    ann: dict[str, Any] = {"contributors": (Contributor(author=AuthorId("ann-lee")),)}
    bo = {**PLAIN, "contributors": (Contributor(author=AuthorId("bo-orr")),)}
    same = {**PLAIN, **ann, "section": "city", "tags": ("birds",)}
    site = {"c0": {**same, "date": "2024-01-01"}, "c1": {**same, "date": "2026-01-01"}}
    for n, shared in enumerate(8 * [ann, {"section": "city"}, {"tags": ("birds",)}]):
        site[f"m{n}"] = {**bo, **shared, "date": f"2025-01-{n + 1:02}"}
    before, _ = make(site)
    after, _ = make({**site, "c0": {**site["c0"], "title": "Other"}})
    assert missed(before, after) == set()


def test_another_spelling_of_a_tag_touches_all_its_pages() -> None:
    spelled = ["birds", "birds", "Birds", "Birds", "birds"]
    site = {
        f"c{n}": {**PLAIN, "date": f"2026-01-{n + 1:02}", "tags": (tag,)}
        for n, tag in enumerate(spelled)
    }
    before, _ = make(site, 1)
    after, _ = make({**site, "c4": {**site["c4"], "tags": ("Birds",)}}, 1)
    assert missed(before, after) == set()
    gone, _ = make({name: said for name, said in site.items() if name != "c4"}, 1)
    assert missed(after, gone) == set()


def test_nothing_changed_touches_nothing() -> None:
    built, _ = make({})
    assert touched_keys([], built) == frozenset()


def archive(count: int) -> dict[str, dict[str, Any]]:
    """Make columns of two years, two authors and two sections, oldest first."""
    return {
        f"c{n:02}": {
            **PLAIN,
            "date": f"{2024 + n // (count // 2)}-01-{n % (count // 2) + 1:02}",
            "contributors": (
                Contributor(author=AuthorId(("ann-lee", "cy-poe")[n % 2])),
            ),
            "section": ("city", "work", "")[n % 3],
            "tags": ("birds",) if n % 5 == 0 else (),
        }
        for n in range(count)
    }


def test_wherever_an_edited_column_stands_all_that_shows_it_is_touched() -> None:
    site, lead = archive(60), "c01"
    site["c03"]["corrections"] = 1
    # The newest leads to the oldest: a feed tells where that is now.
    site["c59"]["text"] = ("<p>a</p>", ("c00.md",), ())
    said = {"title": "Other", "text": ("<p>b</p>", (), ("x",))}
    before, _ = make(site, lead=lead)
    for name in ("c00", "c01", "c03", "c10", *list(site)[16::2], "c59"):
        after, _ = make({**site, name: {**site[name], **said}}, lead=lead)
        assert missed(before, after) == set()


def touched_in_archive(name: str, **said: Any) -> set[str]:
    """Name what an edit of one of sixty columns touches."""
    site = archive(60)
    before, _ = make(site)
    after, _ = make({**site, name: {**site[name], **said}})
    return {str(key) for key in touched_keys(changes_between(before, after), after)}


def test_an_edit_of_an_old_body_touches_its_own_page_alone() -> None:
    other = ("<p>b</p>", (), ())
    assert touched_in_archive("c07", text=other) == {"column:c07"}
    assert touched_in_archive("c07", text=other, corrections=1) > {"site"}
    assert touched_in_archive("c57", text=other) == {
        *("column:c57", "site", "feed:author:cy-poe", "feed:section:city"),
    }


def touched_by_edit(**said: Any) -> set[str]:
    """Name what an edit of one of twelve columns touches."""
    old = {
        f"c{number}": {**PLAIN, "date": f"2026-01-{number + 1:02}", "section": "city"}
        for number in range(12)
    }
    before, _ = make(old, entries=20)
    after, _ = make({**old, "c2": {**old["c2"], **said}}, entries=20)
    return {str(key) for key in touched_keys(changes_between(before, after), after)}


FEEDS = {"feed:author:ann-lee", "feed:section:city"}


def test_a_body_edit_touches_the_column_the_feeds_and_the_site() -> None:
    assert touched_by_edit(text=("<p>b</p>", (), ())) == {"column:c2", "site", *FEEDS}


def test_a_title_edit_touches_the_pages_that_may_print_it() -> None:
    assert touched_by_edit(title="Other") == {
        *(f"column:c{number}" for number in range(1, 10)),
        "site",
        "sitemap:2026",
        "list:author:ann-lee:2",
        "list:section:city:2",
        "list:year:2026",
        *FEEDS,
    }


@pytest.mark.parametrize(
    "said", [{"date": "2025-01-01"}, {"section": "shore"}, {"tags": ("birds",)}]
)
def test_what_moves_a_column_touches_the_sitemap_that_lists_the_lists(
    said: dict[str, Any],
) -> None:
    assert "sitemap" in touched_by_edit(**said)


def test_many_that_leave_at_once_touch_every_page_that_they_leave() -> None:
    one = {**PLAIN, "section": "city"}
    site = {f"c{n}": {**one, "date": f"2026-01-{n + 1:02}"} for n in range(12)}
    before, _ = make(site)
    for left in (0, 1, 4):
        after, _ = make(dict(list(site.items())[:left]))
        touched = {
            str(key) for key in touched_keys(changes_between(before, after), after)
        }
        for shelf in ("section:city", "author:ann-lee"):
            pages = {f"list:{shelf}", *(f"list:{shelf}:{n}" for n in range(2, 6))}
            assert pages <= touched


def test_many_that_come_at_once_touch_the_page_that_was_the_last() -> None:
    one = {**PLAIN, "section": "city"}
    site = {f"c{n}": {**one, "date": f"2026-01-{n + 1:02}"} for n in range(12)}
    few, _ = make(dict(list(site.items())[:4]))
    many, _ = make(site)
    assert missed(few, many) == set()
    assert missed(many, few) == set()

"""Sorting by difference: who takes whose place, and what else changes with it."""

from __future__ import annotations

from typing import Any

import pytest
from journeys import CLOCKS, Step, follow
from random_texts import DATES, Text, picture

AUTHOR = "---\nname: Ann Lee\n---\n\nBorn here.\n"


def column(**said: Any) -> str:
    more = {name: said.pop(name) for name in ("id", "draft", "expires") if name in said}
    return Text(**{"more": more, **said}).spell()


def start(**columns: str) -> Step:
    edits = {f"columns/{name}.md": text for name, text in columns.items()}
    return Step(edits={"authors/ann.md": AUTHOR, **edits})


def edit(name: str, text: str | None, **said: Any) -> Step:
    return Step(edits={f"columns/{name}.md": text}, **said)


def test_a_namesake_that_comes_first_takes_the_place_of_a_live_column() -> None:
    named = column(id="x")
    follow([start(a=column(), b=named), edit("a", named), edit("a", None)])


@pytest.mark.parametrize("what", [None, column(id="y"), column(id="x", draft=True)])
def test_when_the_first_namesake_goes_the_next_comes(what: str | None) -> None:
    follow([start(a=column(id="x"), b=column(id="x")), edit("a", what)])


def test_a_column_that_takes_the_id_of_one_that_changes_its_own() -> None:
    swapped = {"columns/a.md": column(id="y"), "columns/b.md": column(id="x")}
    follow([start(a=column(id="x"), b=column(id="y")), Step(edits=swapped)])


def test_namesakes_follow_the_clock() -> None:
    late, early = column(id="x", date=DATES[7]), column(id="x")
    follow(
        [
            start(a=late, b=early),
            *(Step(edits={}, now=now) for now in (CLOCKS[3], CLOCKS[0], CLOCKS[3])),
        ]
    )


def test_the_clock_goes_to_and_fro_over_dates_and_expiries() -> None:
    texts = {
        f"c{at}": column(date=date, expires=DATES[8]) for at, date in enumerate(DATES)
    }
    follow([start(**texts), *(Step(edits={}, now=now) for now in (*CLOCKS, CLOCKS[1]))])


def test_another_part_of_a_series_alone() -> None:
    texts = {
        f"c{at}": column(series="Run", part=at, date=DATES[at]) for at in range(1, 5)
    }
    for part in (0, 3, 5):
        moved = column(series="Run", part=part, date=DATES[1])
        follow([start(**texts), edit("c1", moved)])


@pytest.mark.parametrize(
    "said", [{"corrections": 1}, {"expires": DATES[8]}, {"links": ("b.md",)}]
)
def test_what_is_on_no_card_changes_alone(said: dict[str, Any]) -> None:
    plain = {"a": column(), "b": column()}
    follow([start(**plain), edit("a", column(**said)), edit("a", column())])


def test_an_author_who_comes_publishes_what_waited_for_them() -> None:
    bo = {"authors/bo.md": AUTHOR}
    both = column(author=("ann", "bo"))
    gone: dict[str, None] = dict.fromkeys(bo)
    follow([start(a=both), Step(edits=bo), Step(edits=gone)])


@pytest.mark.parametrize("place", ["columns", "static"])
def test_a_picture_comes_is_another_and_goes(place: str) -> None:
    source = {"columns": "bird.png", "static": "/bird.png"}[place]
    shown = Text(more={"image": {"src": source, "alt": "A bird"}}).spell()
    pictures = (picture(2), picture(3), None, picture(2))
    steps = [Step(edits={f"{place}/bird.png": data}) for data in pictures]
    follow([start(a=shown, b=column()), *steps])
    follow([start(b=column()), *steps])


def test_a_file_that_a_bio_leads_to_is_another() -> None:
    bio = AUTHOR.replace("Born here.", "[Birds](bird.png)")
    pictures = [Step(edits={"authors/bird.png": picture(size)}) for size in (2, 3)]
    follow([start(a=column()), Step(edits={"authors/ann.md": bio}), *pictures])


def test_a_link_to_a_draft_and_to_what_becomes_one() -> None:
    linking = column(links=("b.md",))
    drafts = [column(draft=True), None, "no front matter", column(), column(draft=True)]
    follow([start(a=linking), *(edit("b", text) for text in drafts)])


def test_a_record_that_was_left_behind_catches_up() -> None:
    steps = [
        edit("a", column(title="Two")),
        edit("b", None),
        edit("c", column(tags=("sea",))),
        edit("a", column(title="Two", tags=("Sea",)), drafts=True),
        edit("b", column(draft=True), now=CLOCKS[0]),
    ]
    follow([start(a=column(), b=column(tags=("Sea",))), *steps, Step(edits={})])
    follow([Step(edits=start(a=column()).edits, drafts=True), *steps])


def test_other_sections_in_the_settings_move_columns() -> None:
    follow([start(a=column(section="zoo")), Step(edits={}, spelling=1)])


def test_a_slip_keeps_a_column_out_until_it_is_mended() -> None:
    slip = column().replace("title:", "titel:")
    follow([start(a=column(), b=column()), edit("a", slip), edit("a", column())])

"""A library that is looked up and changed by difference is one built from nothing.

Random columns come, go, change and collide while the clock moves to and fro; two
records follow the same store, one with drafts and one without.
"""

from __future__ import annotations

import os
from functools import cache

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as limits
from hypothesis import strategies as st
from journeys import CLOCKS, Step, follow
from random_texts import DATES, Text, picture, spell

COLUMNS = [f"columns/{name}.md" for name in ("a", "b", "c", "d/index")]
LINKS = ["b.md", "../columns/c.md#nests", "a.md", "../authors/bo.md", "/bird.png"]
BESIDE = {"image": {"src": "bird.png", "alt": "A bird"}}
IN_STATIC = {"image": {"src": "/bird.png", "alt": "A bird"}}

columns = st.builds(
    Text,
    title=st.sampled_from(["One", "Two"]),
    author=st.sampled_from([("ann",), ("bo",), ("ann", "bo"), ("nobody",)]),
    date=st.sampled_from(DATES[1:8:2]),
    section=st.sampled_from(["", "city", "City", "zoo", "citi"]),
    tags=st.sampled_from([(), ("Birds",), ("birds",), ("BIRDS", "sea"), ("birdz",)]),
    series=st.sampled_from(["", "Run", "run"]),
    part=st.integers(0, 2),
    headings=st.sampled_from([(), ("Nests",)]),
    links=st.lists(st.sampled_from(LINKS), max_size=2, unique=True).map(tuple),
    corrections=st.integers(0, 1),
    more=st.builds(
        lambda *said: {name: value for one in said for name, value in one.items()},
        st.sampled_from([{}, {}, {}, {"draft": True}, {"expires": DATES[5]}]),
        st.sampled_from([{}, {"id": "b"}, {"id": "x"}]),
        st.sampled_from([{}, {}, BESIDE, IN_STATIC, {"audio": "bird.png"}]),
        st.sampled_from([*[{}] * 6, {"canonical": "https://x.example/"}, {"oh": "No"}]),
    ),
).map(Text.spell)
authors = st.builds(
    lambda name, words: f"---\n{spell({'name': name})}---\n\n{words}\n",
    st.sampled_from(["Ann Lee", "Bo Orr"]),
    st.sampled_from(["Born here.", "See [b](../columns/b.md).", "[x](bird.png)"]),
)
others = {
    "authors/ann.md": authors,
    "authors/bo.md": authors | st.none(),
    "pages/about.md": st.just("---\ntitle: About\n---\n\n[c](../columns/c.md)\n"),
    "comments/b.yaml": st.sampled_from(["[]", "- no list: of comments"]) | st.none(),
    "comments/x.yaml": st.just("[]") | st.none(),
    "columns/bird.png": st.sampled_from([picture(2), picture(3), None]),
    "authors/bird.png": st.sampled_from([picture(2), picture(3), None]),
    "static/bird.png": st.sampled_from([picture(2), picture(3), None]),
}
edits = st.sampled_from(COLUMNS).flatmap(
    lambda path: st.tuples(st.just(path), columns | st.none())
) | st.sampled_from(sorted(others)).flatmap(
    lambda path: st.tuples(st.just(path), others[path])
)
always = ("authors/ann.md", "authors/bo.md", "columns/bird.png")
first_files = st.fixed_dictionaries(
    dict.fromkeys(COLUMNS[:3], columns) | {path: others[path] for path in always}
)


@cache
def steps(*, first: bool) -> st.SearchStrategy[Step]:
    return st.builds(
        Step,
        edits=first_files if first else st.lists(edits, max_size=3).map(dict),
        now=st.sampled_from(CLOCKS),
        drafts=st.booleans(),
        spelling=st.sampled_from([0, 0, 0, 1]),
        announced=st.booleans(),
    )


journeys = st.builds(
    lambda first, later: [first, *later],
    steps(first=True),
    st.lists(steps(first=False), max_size=8),
)


few = limits(max_examples=30, suppress_health_check=list(HealthCheck))
many = limits(few, max_examples=int(os.environ.get("BYLINE_JOURNEYS", "150")))


@few
@given(journeys)
def test_what_is_looked_up_is_what_is_built_from_nothing(journey: list[Step]) -> None:
    follow(journey)


@pytest.mark.slow
@many
@given(journeys)
def test_so_it_is_on_many_journeys(journey: list[Step]) -> None:
    follow(journey)

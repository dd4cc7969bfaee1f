"""Following who wants which address, against asking all of them at once."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.engine.collisions import Claim, check_collisions
from generator.engine.contested import Contested
from generator.urls import Address

ADDRESSES = ("/a/", "/A/", "/a", "/a/b.txt", "/a/b/", "/ä/", "/Ä/", "/c?/", "/a/b")
CLAIMS = st.builds(
    Claim,
    address=st.sampled_from(list(map(Address, ADDRESSES))),
    origin=st.sampled_from(["content/x.md", "content/y.md", "tag a"]),
)


@given(st.lists(st.tuples(st.sampled_from("pqr"), st.lists(CLAIMS, max_size=4))))
def test_what_is_wrong_is_what_all_claims_together_say(
    puts: list[tuple[str, list[Claim]]],
) -> None:
    contested, now = Contested(), dict[str, list[Claim]]()
    for owner, claims in puts:
        contested.put(owner, claims)
        now[owner] = claims
        every = [claim for owned in now.values() for claim in owned]
        every.sort(key=lambda one: (one.origin, one.address))
        assert contested.problems() == check_collisions(every)
    assert set(contested.owners()) == {owner for owner in now if now[owner]}


def test_claims_that_stand_alone_are_not_asked_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    contested, asked = Contested(), list[int]()
    for number in range(50):
        address = Address(f"/columns/{number}/")
        contested.put(str(number), [Claim(address=address, origin=f"{number}.md")])

    def count(claims: list[Claim]) -> tuple[()]:
        asked.append(len(claims))
        return ()

    monkeypatch.setattr("generator.engine.contested.check_collisions", count)
    assert contested.problems() == ()
    assert asked == [0]

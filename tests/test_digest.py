"""Digests: equal values are equal, different ones differ, on any machine."""

import datetime as dt
import enum
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec import Struct

from generator.digest import Digest, digest, digest_blocks, digest_bytes, digest_fields


class Color(enum.Enum):
    RED = 1
    BLUE = 2


class Thing(Struct, frozen=True, dict=True):
    name: str
    parts: tuple[int, ...] = ()


class Carrier(Struct, frozen=True, dict=True):
    noise: str
    digest: Digest


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.binary() | st.dates(),
    lambda inner: st.tuples(inner, inner) | st.dictionaries(st.text(), inner),
)


@given(values, values)
def test_two_values_have_one_digest_only_when_they_are_the_same(
    one: object, other: object
) -> None:
    assert (digest(one) == digest(other)) == (_typed(one) == _typed(other))


def _typed(value: object) -> object:
    """Tell True from 1, which Python does not."""
    if isinstance(value, dict):
        return {key: _typed(item) for key, item in value.items()}
    if isinstance(value, tuple):
        return tuple(_typed(item) for item in value)
    return type(value), value


def test_where_a_text_ends_is_part_of_the_digest() -> None:
    assert digest(("ab", "c")) != digest(("a", "bc"))
    assert digest(Thing("a")) != digest(("a", ()))


def test_the_order_of_a_mapping_is_no_part_of_it() -> None:
    assert digest({"a": 1, "b": 2}) == digest({"b": 2, "a": 1})


def test_members_of_an_enum_differ() -> None:
    assert digest(Color.RED) != digest(Color.BLUE)


def test_a_value_with_a_digest_of_its_own_stands_for_itself() -> None:
    one, other = Carrier("a", Digest("1")), Carrier("b", Digest("1"))
    assert digest(one) == digest(other)


def test_a_set_is_refused_because_its_order_is_not_certain() -> None:
    with pytest.raises(TypeError, match="no canonical digest for set"):
        digest({1, 2})


def test_dates_and_times_have_digests() -> None:
    moment = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    assert digest(moment) != digest(moment.date())
    assert digest(dt.time(1)) != digest(dt.time(2))


def test_the_hash_seed_changes_nothing() -> None:
    program = (
        "from generator.digest import digest; print(digest({'a': 1, 'b': ('x',)}))"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", program],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            check=True,
            text=True,
        ).stdout.strip()
        for seed in ("0", "1", "99")
    }
    assert found == {digest({"a": 1, "b": ("x",)})}


class Whole(Struct, frozen=True, dict=True):
    title: str
    color: Color
    things: tuple[Thing, ...]
    carrier: Carrier
    empty: None = None


WHOLE = Whole("Crows", Color.BLUE, (Thing("a", (1, 2)),), Carrier("noise", Digest("d")))


def test_digests_stay_as_they_were() -> None:
    assert digest(WHOLE) == digest_bytes(
        b"c5:Whole;s5:Crowse4:BLUEt1:c2:Thing;s1:at2:n1;n2;DdnNone;"
    )
    assert digest_fields(WHOLE) == digest_bytes(
        b"t5:s5:Crowse4:BLUEt1:c2:Thing;s1:at2:n1;n2;DdnNone;"
    )
    assert digest_fields(Carrier("ab", Digest("d"))) == digest_bytes(b"t1:s2:ab")


def test_bytes_have_the_first_half_of_their_sha256() -> None:
    assert digest_bytes(b"") == "e3b0c44298fc1c149afbf4c8996fb924"


def test_pieces_have_the_digest_of_the_whole() -> None:
    assert digest_blocks([b"cr", b"", b"ows"]) == digest_bytes(b"crows")

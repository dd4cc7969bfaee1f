"""Lazy values: found when they are asked for, and kept for a while."""

from __future__ import annotations

import pytest

from generator.publication.lazy import Lazy, LazySequence


class Words:
    """Lengths of words, and which were asked for."""

    def __init__(self, *words: str, most: int = 10) -> None:
        self.asked: list[str] = []
        self.lengths = Lazy(self.find, lambda: words, most)

    def find(self, word: str) -> int | None:
        self.asked.append(word)
        return len(word) if word.isalpha() else None


def test_a_value_is_found_when_it_is_asked_for_and_once() -> None:
    words = Words("crow", "rook")
    assert words.asked == []
    assert [words.lengths["crow"], words.lengths["crow"]] == [4, 4]
    assert words.asked == ["crow"]


def test_what_is_not_there_is_missing_as_in_any_mapping() -> None:
    lengths = Words("crow").lengths
    assert (lengths.get("1"), lengths.get("1", 7), "1" in lengths) == (None, 7, False)
    with pytest.raises(KeyError, match="1"):
        lengths["1"]


def test_keys_are_listed_without_finding_a_value() -> None:
    words = Words("crow", "owl")
    assert (list(words.lengths), len(words.lengths)) == (["crow", "owl"], 2)
    assert words.asked == []
    assert dict(words.lengths) == {"crow": 4, "owl": 3}


def test_when_there_are_too_many_all_are_let_go_of() -> None:
    words = Words(most=2)
    for word in ("a", "b", "c", "c", "a"):
        assert words.lengths[word] == 1
    assert words.asked == ["a", "b", "c", "a"]


def test_a_sequence_is_loaded_when_it_is_looked_into_and_once() -> None:
    loads: list[str] = []

    def load() -> tuple[str, ...]:
        loads.append("load")
        return "a", "b", "c"

    items = LazySequence(3, load)
    assert (len(items), bool(items), loads) == (3, True, [])
    assert (items[0], items[-1], items[1:], list(items)) == (
        "a",
        "c",
        ("b", "c"),
        ["a", "b", "c"],
    )
    assert loads == ["load"]

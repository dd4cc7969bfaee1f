"""Findings: where fields stand, as a mapping that makes its places when asked."""

from __future__ import annotations

import pickle

import pytest

from generator.problems import Place
from generator.source.findings import Findings, Places
from generator.source.nodes import Scalar

TITLE = Place(file="x.md", line=2, column=8, excerpt="title: Crows")


def places() -> Places:
    found = Findings("x.md", ["title: Crows", "date: 2016-11-18"], 2)
    found.note("title", Scalar("Crows", True, 2, 8, 2, 13))
    return found.places


def test_places_are_a_mapping_of_places() -> None:
    assert places() == {"title": TITLE}
    assert dict(places()) == {"title": TITLE}
    assert len(places()) == 1


def test_places_come_back_from_another_process() -> None:
    assert pickle.loads(pickle.dumps(places())) == places()


def test_a_field_that_was_not_given_has_no_place() -> None:
    with pytest.raises(KeyError):
        places()["date"]

    assert places().get("date") is None


def test_a_line_outside_of_the_file_is_empty() -> None:
    found = Findings("x.md", ["title: Crows"], 2)

    assert [found.line(number) for number in (1, 2, 3)] == ["", "title: Crows", ""]

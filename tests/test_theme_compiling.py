from __future__ import annotations

from pathlib import Path

import pytest
from theme_folders import Desk, show


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch.setattr)


def printed(desk: Desk, page: str, **parts: str) -> str:
    desk.ship({f"templates/{name}.html": text for name, text in parts.items()})
    return show(desk.template(page), a="&", items=[1, 2])


def test_parts_and_blocks_stand_where_they_are_written(desk: Desk) -> None:
    page = "1{% include 'p.html' %}3{% block b %}4{% include 'p.html' %}{% endblock %}5"

    assert printed(desk, page, p="2") == "123425"


def test_a_part_sees_the_names_of_its_place(desk: Desk) -> None:
    page = (
        "{% set b = 'b' %}{% for c in items %}{% include 'p.html' %}{% endfor %}"
        "{% with d = 4 %}{% include 'p.html' %}{% endwith %}"
    )
    part = "[{{ a }}{{ b }}{{ c if c is defined }}{{ d if d is defined }}]"

    assert printed(desk, page, p=part) == "[&amp;b1][&amp;b2][&amp;b4]"


def test_a_part_sets_names_for_itself_alone(desk: Desk) -> None:
    page = "{% set b = 1 %}{% include 'p.html' %}{{ b }}"

    assert printed(desk, page, p="{% set b = 2 %}{{ b }}") == "21"


def test_a_part_may_be_kept_from_the_names_of_the_page(desk: Desk) -> None:
    page = "1{% include 'p.html' without context %}3"

    assert printed(desk, page, p="{{ 2 if a is not defined }}") == "123"


def test_a_part_may_be_missing_where_that_is_said(desk: Desk) -> None:
    page = "1{% include 'no.html' ignore missing %}{% include ['no.html', 'p.html'] %}3"

    assert printed(desk, page, p="2") == "123"


def test_a_part_can_be_kept_as_a_text(desk: Desk) -> None:
    page = (
        "1{% set b %}{% include 'p.html' %}{% endset %}{{ b }}{{ b }}"
        "{% macro m() %}{% include 'p.html' %}{% endmacro %}{{ m() }}"
    )

    assert printed(desk, page, p="<b>{{ a }}</b>") == "1" + "<b>&amp;</b>" * 3


def test_a_part_has_blocks_of_its_own(desk: Desk) -> None:
    page = "{% block b %}1{% endblock %}{% include 'p.html' %}"

    assert printed(desk, page, p="{% block b %}2{% endblock %}") == "12"


def test_a_child_prints_what_its_parents_block_holds(desk: Desk) -> None:
    page = "{% extends 'p.html' %}{% block b %}({{ super() }}){% endblock %}"

    assert printed(desk, page, p="1{% block b %}2{% endblock %}3") == "1(2)3"


def test_fields_are_looked_up_in_values_and_in_mappings(desk: Desk) -> None:
    page = "{{ {'b': {'c': a}}.b.c }}{% if card.address %}{{ card.title }}{% endif %}"

    assert printed(desk, page) == "&amp;Crows &amp; rooks"


def test_the_pages_functions_take_all_that_is_handed_to_them(desk: Desk) -> None:
    page = "{{ url(href='/a/') }}{{ url(*['/a/']) }}{{ url(**{'href': '/a/'}) }}"

    assert printed(desk, page) == "../../a/" * 3

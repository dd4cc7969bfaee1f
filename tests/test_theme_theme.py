from __future__ import annotations

from pathlib import Path

import pytest
from theme_folders import Desk, make_desk, show


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return make_desk(tmp_path, monkeypatch.setattr)


def test_a_page_is_rendered_from_its_view(desk: Desk) -> None:
    theme = desk.template('<a href="{{ url(card.address) }}">{{ card.title }}</a>')

    assert show(theme) == '<a href="../crows/">Crows &amp; rooks</a>'


def test_a_child_overrides_one_block(desk: Desk) -> None:
    desk.ship({"paper/templates/column.html": "[{% block a %}A{% endblock %}]"})
    desk.own(
        {
            "mine/theme.yaml": "name: mine\nextends: paper\ncontract: 1\n",
            "mine/templates/column.html": '{% extends "paper/column.html" %}'
            "{% block a %}B{{ super() }}{% endblock %}",
        }
    )

    assert show(desk.load("mine")) == "[BA]"

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from theme_folders import Desk

from generator.theme.faults import TemplateProblem

FILES = {
    "theme.yaml": (
        "contract: 1\nsettings:\n"
        "  accent: {type: color, default: red, css: --accent}\n"
        "  caps: {type: boolean}\n  note: {type: text}\n"
    ),
    "templates/base.html": '<link href="{{ asset("style.css") }}">'
    "{% block main %}{% endblock %}",
    "templates/column.html": '{% extends "base.html" %}{% block main %}'
    '{% include "by.html" %}{{ icon("print") }}{{ theme.caps }}{% endblock %}',
    "templates/by.html": '{{ say("by") }}',
    "templates/feed.atom": "{{ title }}",
    "words/en.yaml": "by: by\n",
    "assets/style.css": "p{}",
    "assets/other.css": "q{}",
    "assets/icons/print.svg": "<svg></svg>",
    "assets/icons/share.svg": "<svg></svg>",
}
PAGES = ("base.html", "by.html", "column.html", "feed.atom")


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    desk = Desk(tmp_path, monkeypatch.setattr)
    desk.ship(FILES)
    return desk


def digests(desk: Desk, **settings: object) -> dict[str, str]:
    theme = desk.load("paper", **settings)
    return {name: theme.digest(name) for name in PAGES}


def moved(before: Mapping[str, str], after: Mapping[str, str]) -> str:
    """Name the templates whose digests differ."""
    return " ".join(name for name in PAGES if before[name] != after[name])


@pytest.mark.parametrize(
    ("file", "text", "expected"),
    [
        ("templates/column.html", "x", "column.html"),
        ("templates/base.html", "x", "base.html column.html"),
        ("templates/by.html", "x", "by.html column.html"),
        ("templates/feed.atom", "x", "feed.atom"),
        ("templates/new.html", "x", ""),
        ("words/en.yaml", "by: from\n", "by.html column.html"),
        ("words/de.yaml", "by: von\n", "by.html column.html"),
        ("assets/style.css", "a{}", "base.html column.html"),
        ("assets/additions.css", "a{}", "base.html column.html"),
        ("assets/other.css", "a{}", ""),
        ("assets/icons/print.svg", "<svg/>", "column.html"),
        ("assets/icons/share.svg", "<svg/>", ""),
    ],
)
def test_a_change_moves_the_digests_of_what_is_made_from_it(
    desk: Desk, file: str, text: str, expected: str
) -> None:
    before = digests(desk)
    desk.ship({file: text})

    assert moved(before, digests(desk)) == expected


def test_a_setting_moves_what_names_it(desk: Desk) -> None:
    before = digests(desk)

    assert moved(before, digests(desk, caps=True)) == "column.html"
    assert moved(before, digests(desk, note="x")) == ""
    assert moved(before, digests(desk, accent="blue")) == "base.html column.html"


def test_a_child_theme_that_changes_nothing_moves_nothing(desk: Desk) -> None:
    before = digests(desk)
    desk.own({})
    theme = desk.load("mine")

    assert moved(before, {name: theme.digest(name) for name in PAGES}) == ""


def test_a_childs_block_moves_its_page_alone(desk: Desk) -> None:
    before = digests(desk)
    desk.own({"templates/column.html": '{% extends "column.html" %}'})
    theme = desk.load("mine")
    after = {name: theme.digest(name) for name in PAGES}

    assert moved(before, after) == "column.html"


def test_names_made_up_while_rendering_stand_for_all(desk: Desk) -> None:
    text = "{{ icon(name) }}{{ asset(name) }}{{ theme[name] }}"
    desk.ship({"templates/feed.atom": text})
    before = digests(desk)
    for file in ("assets/icons/share.svg", "assets/other.css"):
        desk.ship({file: "changed"})
        after = digests(desk)

        assert moved(before, after) == "feed.atom"

        before = after

    assert moved(before, digests(desk, note="x")) == "feed.atom"


def test_templates_that_include_each_other_have_a_digest(desk: Desk) -> None:
    desk.ship({"templates/by.html": '{% if x %}{% include "by.html" %}{% endif %}'})

    assert len(desk.load().digest("by.html")) == 32


def test_the_same_theme_has_the_same_digest(desk: Desk) -> None:
    theme = desk.load()

    assert theme.digest("column.html") == theme.digest("column.html")
    assert digests(desk) == digests(desk)


@pytest.mark.parametrize(
    "text", ["{% if %}\\", "{{ a|no }}\\", '{% include "none.html" %}']
)
def test_a_faulty_template_has_no_digest(desk: Desk, text: str) -> None:
    desk.ship({"templates/by.html": text})
    with pytest.raises(TemplateProblem) as error:
        desk.load().digest("column.html")

    assert error.value.problem.place.file == "themes/paper/templates/by.html"


def test_a_template_that_is_not_there_has_no_digest(desk: Desk) -> None:
    with pytest.raises(TemplateProblem, match=r"there is no template `x\.html`"):
        desk.load().digest("x.html")

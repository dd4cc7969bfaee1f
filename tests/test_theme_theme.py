from __future__ import annotations

from pathlib import Path

import pytest
from theme_folders import Desk, fault, link, show


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch.setattr)


def test_a_page_is_rendered_from_its_view(desk: Desk) -> None:
    theme = desk.template('<a href="{{ url(card.address) }}">{{ card.title }}</a>')

    assert show(theme) == '<a href="../crows/">Crows &amp; rooks</a>'


def test_a_child_overrides_one_block(desk: Desk) -> None:
    desk.ship({"templates/column.html": "[{% block a %}A{% endblock %}]"})
    child = '{% extends "paper/column.html" %}{% block a %}B{{ super() }}{% endblock %}'
    desk.own({"templates/column.html": child})

    assert show(desk.load("mine")) == "[BA]"


def test_a_site_overrides_a_block_of_the_shipped_theme_of_the_same_name(
    desk: Desk,
) -> None:
    desk.ship({"templates/column.html": "[{% block a %}A{% endblock %}]"})
    own = desk.site / "themes" / "paper"
    (own / "templates").mkdir(parents=True)
    (own / "theme.yaml").write_text("extends: paper\ncontract: 1\n")
    (own / "templates" / "column.html").write_text(
        '{% extends "column.html" %}{% block a %}B{% endblock %}'
    )

    assert show(desk.load()) == "[B]"


def test_settings_have_their_defaults_filled_in(desk: Desk) -> None:
    manifest = "contract: 1\nsettings: {caps: {type: boolean, default: true}}\n"
    desk.ship({"theme.yaml": manifest, "templates/column.html": "{{ theme.caps }}"})

    assert show(desk.load()) == "true"
    assert show(desk.load(caps=False)) == "false"


def test_a_color_of_the_site_goes_into_the_stylesheet(desk: Desk) -> None:
    setting = "settings: {accent: {type: color, default: red, css: --accent}}\n"
    desk.ship({"theme.yaml": f"contract: 1\n{setting}", "assets/style.css": "p{}\n"})

    assert [asset.data for asset in desk.load().assets] == [b"p{}\n"]
    assert [asset.data for asset in desk.load(accent="#a3271f").assets] == [
        b"p{}\n:root{--accent:#a3271f}\n"
    ]


def test_words_icons_and_assets_are_at_hand(desk: Desk) -> None:
    desk.ship(
        {
            "words/en.yaml": "print: Print\n",
            "assets/icons/print.svg": "<svg><path/></svg>",
            "assets/style.css": "p{}\n",
            "templates/column.html": (
                '{{ say("print") }} {{ icon("print") }} {{ asset("style.css") }}'
            ),
        }
    )

    assert show(desk.load()) == (
        'Print <svg class="icon" aria-hidden="true"><path/></svg> '
        "../../assets/style.css?v=10d7224e"
    )


def test_imported_macros_see_the_page(desk: Desk) -> None:
    desk.ship(
        {
            "templates/parts.html": (
                "{% macro link() %}{{ url(card.address) }} {{ card.date|date }}"
                "{% endmacro %}"
            ),
            "templates/column.html": '{% from "parts.html" import link %}{{ link() }}',
        }
    )

    assert show(desk.load()) == "../crows/ June 3, 2025"


def test_feeds_hold_no_character_that_xml_forbids(desk: Desk) -> None:
    theme = desk.template("{{ card.title }}\x0c{{ bell }}", "feed.atom")

    assert show(theme, "feed.atom", bell="\x07!") == "Crows &amp; rooks!"


def test_a_theme_lists_its_templates(desk: Desk) -> None:
    desk.ship({"templates/column.html": "", "templates/parts/byline.html": ""})
    desk.own({"templates/column.html": ""})

    assert desk.load("mine").names == ("column.html", "parts/byline.html")


def test_a_template_that_no_theme_has_is_a_problem(desk: Desk) -> None:
    theme = desk.template("", "column.html")

    assert fault(theme, "colum.html") == (
        "themes/paper/templates/colum.html:1:1: error: "
        "there is no template `colum.html`\n"
        "    in content/columns/rooks.md\n"
        "    → did you mean `column.html`?"
    )


def test_checking_finds_the_faults_of_all_templates_and_words(desk: Desk) -> None:
    desk.ship(
        {
            "templates/a.html": "{% if %}",
            "templates/b.html": "{% include card.title %}",
            "templates/c.html": "{{ 1|dat }}",
            "templates/d.html": "{{ card.title }}",
            "words/en.yaml": "n: {one: a}\n",
        }
    )
    problems = desk.load().check()

    assert [problem.message for problem in problems] == [
        "expected an expression, got 'end of statement block'",
        "{% include %} wants a template's name in quotes",
        "there is no filter `dat`",
        "`n` lacks the plural form `other`",
    ]


def test_a_theme_that_is_not_there_has_no_value(desk: Desk) -> None:
    with pytest.raises(AssertionError):
        desk.load("papper")


def test_every_language_has_its_own_words_and_dates(desk: Desk) -> None:
    desk.ship({"words/en.yaml": "by: by\n", "words/de.yaml": "by: von\n"})
    theme = desk.template('{{ words.language }} {{ say("by") }} {{ card.date|date }}')

    assert show(theme) == "en by June 3, 2025"
    assert show(theme, language="de-AT") == "de von 3. Juni 2025"


def test_a_url_function_of_the_page_makes_asset_links(desk: Desk) -> None:
    desk.ship({"assets/a.js": "1"})
    theme = desk.template('{{ asset("a.js") }}')

    def whole(href: str) -> str:
        return f"https://halyard.example{href}"

    assert show(theme, url=whole).startswith("https://halyard.example/assets/a.js?v=")
    assert show(theme, url=link).startswith("../../assets/a.js?v=")

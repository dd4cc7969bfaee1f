from __future__ import annotations

from pathlib import Path

import pytest
from theme_folders import Desk, fault, show


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch.setattr)


HEAD = "themes/paper/templates/column.html"
TRAIL = "    in content/columns/rooks.md\n"


def test_a_misspelled_field_is_shown_with_what_there_is(desk: Desk) -> None:
    theme = desk.template("<h1>\n{{ card.titel }}\n</h1>")

    assert fault(theme) == (
        f"{HEAD}:2:4: error: `card.titel` is not there; a card has address, authors, "
        "byline, date, direction, font_size, id, image, label, language, portrait, "
        "section, summary, title, updated\n"
        "    {{ card.titel }}\n"
        "       ^\n"
        f"{TRAIL}"
        "    → did you mean `card.title`?"
    )


def test_a_misspelled_name_of_the_page_is_shown_with_the_near_one(desk: Desk) -> None:
    theme = desk.template("{% if crad %}{% endif %}")

    assert fault(theme) == (
        f"{HEAD}:1:7: error: `crad` is not there\n"
        "    {% if crad %}{% endif %}\n"
        "          ^\n"
        f"{TRAIL}"
        "    → did you mean `card`?"
    )


def test_an_unknown_name_of_the_page_is_shown_with_all_there_are(desk: Desk) -> None:
    theme = desk.template("{{ weather }}")

    assert fault(theme) == (
        f"{HEAD}:1:4: error: `weather` is not there\n"
        "    {{ weather }}\n"
        "       ^\n"
        f"{TRAIL}"
        "    → this page has asset, card, cycler, dict, icon, joiner, namespace, "
        "range, say, theme, url, words"
    )


def test_a_part_of_none_asks_for_an_if(desk: Desk) -> None:
    theme = desk.template("{{ card.section.label }}")

    assert fault(theme) == (
        f"{HEAD}:1:4: error: `card.section.label` is not there: "
        "card.section is none on this page\n"
        "    {{ card.section.label }}\n"
        "       ^\n"
        f"{TRAIL}"
        "    → put it inside {% if card.section %} … {% endif %}"
    )


def test_an_expression_over_several_lines_is_found(desk: Desk) -> None:
    theme = desk.template("{{ url(\n    card.titel) }}")

    assert fault(theme).startswith(f"{HEAD}:2:5: error: `card.titel` is not there")


def test_a_missing_key_of_a_mapping_is_shown_with_its_keys(desk: Desk) -> None:
    theme = desk.template("{{ extra.photografer }}")

    assert fault(theme, extra={"photographer": "Ann"}) == (
        f"{HEAD}:1:4: error: `extra.photografer` is not there; it has photographer\n"
        "    {{ extra.photografer }}\n"
        "       ^\n"
        f"{TRAIL}"
        "    → did you mean `extra.photographer`?"
    )
    assert fault(theme, extra={}) == (
        f"{HEAD}:1:4: error: `extra.photografer` is not there; it is empty\n"
        "    {{ extra.photografer }}\n"
        "       ^\n"
        "    in content/columns/rooks.md"
    )


def test_a_field_of_text_says_that_it_is_text(desk: Desk) -> None:
    theme = desk.template("{{ card.title.first }}")

    assert fault(theme).splitlines()[0] == (
        f"{HEAD}:1:4: error: `card.title.first` is not there; this is text"
    )


def test_a_missing_part_of_a_list_says_that_it_is_a_list(desk: Desk) -> None:
    theme = desk.template("{{ card.byline[3] }}")

    assert fault(theme).splitlines()[0] == (
        f"{HEAD}:1:1: error: `3` is not there; this is a list"
    )


def test_a_missing_part_of_a_number_says_that_it_is_a_number(desk: Desk) -> None:
    theme = desk.template("{{ n.x }}")

    assert fault(theme, n=3).splitlines()[0] == (
        f"{HEAD}:1:4: error: `n.x` is not there; this is a number"
    )


def test_a_wrong_argument_names_the_kind_of_error(desk: Desk) -> None:
    theme = desk.template("{{ url() }}")

    assert fault(theme).splitlines()[0] == (
        f"{HEAD}:1:1: error: link() missing 1 required positional argument: 'href' "
        "(TypeError)"
    )


def test_the_first_of_nothing_is_not_there(desk: Desk) -> None:
    theme = desk.template("{{ card.byline|first }}")

    assert fault(theme).splitlines()[0] == (
        f"{HEAD}:1:1: error: no first item, sequence was empty"
    )


def test_an_include_that_may_be_missing_is_left_out(desk: Desk) -> None:
    theme = desk.template('a{% include "3-up.html" ignore missing %}b')

    assert theme.check() == ()
    assert show(theme) == "ab"


def test_what_may_be_absent_is_asked_for_with_is_defined(desk: Desk) -> None:
    theme = desk.template('{{ extra.x|default("-") }}{{ extra.x is defined }}')

    assert show(theme, extra={}) == "-false"


def test_the_trail_leads_through_parents_and_includes(desk: Desk) -> None:
    desk.ship(
        {
            "templates/base.html": "<main>\n{% block main %}{% endblock %}",
            "templates/column.html": (
                '{% extends "base.html" %}\n{% block main %}\n'
                '{% include "parts/by.html" %}{% endblock %}'
            ),
            "templates/parts/by.html": "{{ card.by }}",
        }
    )

    assert fault(desk.load()).splitlines()[3:] == [
        "    in content/columns/rooks.md",
        "    in themes/paper/templates/column.html:1",
        "    in themes/paper/templates/base.html:2",
        "    in themes/paper/templates/column.html:3",
    ]


def test_a_syntax_error_has_its_line(desk: Desk) -> None:
    desk.ship({"templates/part.html": "<p>\n  {% if card %}\n"})
    theme = desk.template('{% include "part.html" %}')

    assert fault(theme) == (
        "themes/paper/templates/part.html:2:3: error: unexpected end of template. "
        "Jinja was looking for the following tags: 'elif' or 'else' or 'endif'. "
        "The innermost block that needs to be closed is 'if'\n"
        "      {% if card %}\n"
        "      ^\n"
        f"{TRAIL}"
        "    in themes/paper/templates/column.html:1"
    )


@pytest.mark.parametrize(
    ("template", "message", "hint"),
    [
        ("{{ 1|dat }}", "there is no filter `dat`", "did you mean `date`?"),
        ("{{ 1|random }}", "there is no filter `random`", ""),
        ("{% if 1 is defind %}{% endif %}", "there is no test `defind`", "defined"),
        ("{{ lipsum() }}", "`lipsum` is not there", "this page has"),
        ("{{ 1 // 0 }}", "integer division or modulo by zero", ""),
        ("{{ say('x') }}", "the theme has no words `x`", "add `x: …` to words/en"),
        ("{{ icon('x') }}", "the theme has no icon `x`", "add assets/icons/x.svg"),
        ("{{ asset('x.js') }}", "the theme has no asset `x.js`", "add assets/x.js"),
        ("{{ card }}", "a card can't be printed", "print one of its parts, or use"),
        ("{{ url }}", "a function can't be printed", "call it: url(…), say(…)"),
        ("{{ card.date }}", "a moment can't be printed", "use a filter: |date, |iso"),
        ("{{ card.byline }}", "a list can't be printed", "go through it with"),
        ("{{ card.section }}", "what is printed here is none", "put it inside {% if"),
        ("{% include 'x.html' %}", "there is no template `x.html`", ""),
        ("{% include 'colum.html' %}", "there is no template `colum.html`", "column"),
        ("{% extends 'column.html' %}", "no theme behind this one has a template", ""),
        ("{% include 'column.html' %}", "the template includes or calls itself", ""),
        ("{% extends card.title %}", "{% extends %} wants a template's name in", "if"),
        ("{% import url as x %}", "{% import %} wants a template's name in", "choose"),
    ],
)
def test_a_fault_is_put_into_an_authors_words(
    desk: Desk, template: str, message: str, hint: str
) -> None:
    text = fault(desk.template(template))

    assert f"error: {message}" in text
    assert text.count("→") == (1 if hint else 0)
    assert hint in text.partition("→")[2]


def test_a_fault_of_bylines_own_is_no_problem_of_the_template(desk: Desk) -> None:
    def url(_href: str) -> str:
        raise OSError("disk")

    theme = desk.template("{{ url('/') }}")

    with pytest.raises(OSError, match="disk"):
        show(theme, url=url)

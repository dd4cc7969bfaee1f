from __future__ import annotations

from jinja2 import Environment
from theme_folders import layer, messages

from generator.theme.references import (
    find_references,
    find_unknown,
    parts_of,
    settle,
)
from generator.theme.scanning import ANY, References
from generator.theme.templates import TemplateName, Templates

NAME = TemplateName("0:a.html")
CHAIN = Templates(
    (
        layer("paper", templates={"a.html": "", "b.html": ""}),
        layer("base", templates={"a.html": "", "c.html": ""}),
    )
)


def references(text: str) -> References:
    """Read the references of a template."""
    return find_references(parts_of(Environment().parse(text)), NAME, CHAIN)


def test_every_kind_of_reference_is_followed() -> None:
    found = references(
        '{% extends "parent:a.html" %}{% include "b.html" %}'
        '{% import "c.html" as c %}{% from "c.html" import d %}'
        '{% include ["none.html", "b.html"] %}'
        '{% include "none.html" ignore missing %}'
    )

    assert sorted(found.templates) == ["0:b.html", "1:a.html", "1:c.html"]
    assert found.problems == ()


def test_a_list_of_templates_none_of_which_is_there_is_a_problem() -> None:
    text = '{% include ["x.html", "d.html"] %}'
    templates = Templates((layer("paper", templates={"a.html": text}),))
    found = find_references(parts_of(Environment().parse(text)), NAME, templates)

    assert messages(found.problems) == (
        "themes/paper/templates/a.html:1:1: error: there is no template `x.html`\n"
        '    {% include ["x.html", "d.html"] %}\n'
        "    ^\n"
        "    → did you mean `a.html`?"
    )


def test_a_name_made_up_while_rendering_is_a_problem() -> None:
    for made_up in ("name", '"a" ~ name', '["b.html", name]', '"b.html" if x else "c"'):
        found = references("{% include " + made_up + " %}")

        assert [problem.message for problem in found.problems] == [
            "{% include %} wants a template's name in quotes"
        ]


def test_assets_and_icons_are_known_by_name() -> None:
    found = references(
        '{{ asset("b.js") }}{{ asset("a.css") }}{{ icon("x") }}{{ asset("b.js") }}'
    )

    assert found.assets == ("a.css", "b.js")
    assert found.icons == ("x",)


def test_an_asset_made_up_while_rendering_stands_for_all() -> None:
    assert references('{{ asset("a") }}{{ asset(name) }}').assets == ANY
    assert references("{% set link = asset %}{{ link('a') }}").assets == ANY
    assert references("{{ icon(tool.id) }}").icons == ANY


def test_settings_are_known_by_name() -> None:
    assert references('{{ theme.a }}{{ theme["b"] }}').settings == ("a", "b")
    assert references("{{ theme[name] }}").settings == ANY
    assert references("{% for name in theme %}{% endfor %}").settings == ANY
    assert references("{{ card.theme }}").settings == ()


def test_a_template_that_speaks_is_known() -> None:
    assert references('{{ say("a") }}').speaks
    assert references("{{ words.language }}").speaks
    assert not references("{{ card.title }}").speaks


def test_unknown_filters_and_tests_are_found() -> None:
    tree = Environment().parse("{{ a|upper }}\n{{ a|dat }}{% if a is odd %}{% endif %}")
    found = list(find_unknown(parts_of(tree), {"upper": 1}, ()))

    assert found == [(2, "filter", "dat"), (2, "test", "odd")]


def test_a_template_that_extends_its_own_name_extends_what_is_behind() -> None:
    parts = parts_of(Environment().parse('{% extends "a.html" %}'))
    settle(parts, NAME, CHAIN)

    assert find_references(parts, NAME, CHAIN).templates == ("1:a.html",)

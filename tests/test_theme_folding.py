"""Folding: what a template prints alike on every page of a language is text."""

from __future__ import annotations

import pytest
from jinja2 import Environment, nodes
from markupsafe import Markup

from generator.theme.faults import TemplateFault
from generator.theme.folding import Common, fold
from generator.theme.words import Words

WORDS = Words(
    language="de", direction="ltr", fixed={"hi": Markup("Hi &amp; bye")}, phrases={}
)


def draw(name: str) -> Markup:
    if name != "sun":
        raise TemplateFault("there is no such icon", "")
    return Markup("<svg/>")


COMMON = Common(
    language="gsw", words=WORDS, icon=draw, settings={"wide": True, "size": "a&b"}
)
OPENING = "{% set own %} lang='{{ words.language }}'{% endset %}"


def folded(source: str) -> str:
    """Fold a template; give its text, with `…` for what only a page can tell."""
    tree = Environment(autoescape=True).parse(source)
    fold(tree, COMMON)
    return "".join(_spell(node) for node in tree.body)


def _spell(node: nodes.Node) -> str:
    if isinstance(node, nodes.Output):
        return "".join(map(_spell, node.nodes))
    if isinstance(node, nodes.TemplateData):
        return node.data
    if isinstance(node, nodes.If):
        branches = (node, *node.elif_)
        texts = ["".join(map(_spell, one.body)) for one in branches]
        return f"({'|'.join([*texts, ''.join(map(_spell, node.else_))])})"
    if isinstance(node, nodes.For):
        return f"[{''.join(map(_spell, node.body))}]"
    return "" if isinstance(node, nodes.Assign | nodes.AssignBlock) else "…"


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ say('hi') }}, {{ icon('sun') }}", "Hi &amp; bye, <svg/>"),
        ("{{ words.language }}-{{ words.direction }}", "de-ltr"),
        ("{{ theme.size }}", "a&amp;b"),
        ("{{ 'x' if page.language != words.language else 'y' }}", "x"),
        ("{{ 'x' if page.language == words.language else 'y' }}", "y"),
        ("{% if theme.wide and not theme.size %}1{% else %}2{% endif %}", "2"),
        ("{% if theme.wide or card %}1{% elif card %}2{% endif %}", "1"),
        ("{% if card %}1{% elif theme.wide %}2{% else %}3{% endif %}", "(1|2)"),
        ("{% if card %}1{% elif not theme.wide %}2{% else %}3{% endif %}", "(1|3)"),
        ("{% if card %}1{% elif tags %}2{% else %}3{% endif %}", "(1|2|3)"),
        (
            "{% for tag in tags %}{{ tag }}{{ say('hi') }}{% endfor %}",
            "[…Hi &amp; bye]",
        ),
        (OPENING + "{{ own }}", " lang='de'"),
        ("{% set a = page.language %}{{ a }}", "gsw"),
        ("{% if theme.wide %}{% set a = 'b' %}{% endif %}{{ a }}", "b"),
    ],
)
def test_what_is_known_is_text(source: str, text: str) -> None:
    assert folded(source) == text


@pytest.mark.parametrize(
    "source",
    [
        *("{{ card }}", "{{ say('no') }}", "{{ say('hi', n=1) }}", "{{ say(card) }}"),
        *("{{ icon('moon') }}", "{{ theme.tall }}", "{{ words.no }}", "{{ hi('hi') }}"),
        *("{{ theme.wide }}", "{{ page.address }}", "{{ card.language }}"),
        *("{{ say('hi')|lower }}", "{{ 'x' if card else 'y' }}", "{{ say(*a) }}"),
        "{% set a = card %}{{ a }}",
        "{% set a = 'b' %}{% set a = card %}{{ a }}",
        "{% set own %}{{ card }}{% endset %}{{ own }}",
        "{% set own | upper %}a{% endset %}{{ own }}",
        "{% set words = card %}{{ words.language }}",
    ],
)
def test_what_only_a_page_can_tell_stays(source: str) -> None:
    assert folded(source) == "…"


def test_a_name_that_a_branch_sets_is_not_known() -> None:
    source = "{% if card %}{% set a = 'b' %}{% endif %}{{ a }}"

    assert folded(source) == "(|)…"


def test_a_name_of_a_loop_is_not_known() -> None:
    source = "{% set a = 'b' %}{% for a in tags %}{{ a }}{% endfor %}"

    assert folded(source) == "[…]"

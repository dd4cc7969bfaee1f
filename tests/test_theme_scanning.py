"""A scan of a template's text finds what its syntax tree has, or leaves it to that."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import Environment, TemplateSyntaxError, nodes
from theme_folders import layer

from generator.theme.locate import shipped_folder
from generator.theme.references import find_references, parts_of, settle
from generator.theme.scanning import ANY, References, may_name, scan_references
from generator.theme.templates import TemplateName, Templates

NAME = TemplateName("0:a.html")
CHAIN = Templates(
    (
        layer("paper", templates={"a.html": "", "b.html": ""}),
        layer("base", templates={"a.html": "", "c.html": ""}),
    )
)


def scan(text: str) -> References | None:
    return scan_references(text, NAME, CHAIN)


def parse(text: str, name: TemplateName = NAME, chain: Templates = CHAIN) -> References:
    parts = parts_of(Environment().parse(text))
    settle(parts, name, chain)
    return find_references(parts, name, chain)


@pytest.mark.parametrize(
    "text",
    [
        "{{ asset('a.css') }} icon theme say {# asset(x) don't #} {{ card.icon }}",
        "{% extends 'a.html' %}{%- include ['no.html', \"b.html\"] with context -%}",
        "{% include 'b.html' ignore missing %}{% include 'no.html' ignore missing %}",
        "{% import 'c.html' as c %}{% from 'b.html' import d, e as f %}",
        "{{ '}} {{ asset(x)' }}{{ \"it's\" }}{{ icon( 'x' ) }}{{ asset('a', 1) }}",
        "{% block icon %}{% endblock icon %}{{ theme.a }}{{ theme['b'] }}",
        "{% if x %2 %}{{ icon('%}') }}{% endif %}{{ say('hi') }}",
        "{{ icon(x) }}{{ asset('a' ~ b) }}{{ theme[x] }}",
        "{{ theme.items() }}{{ theme.a }}",
        "{% set f = asset %}{% for name in theme %}{{ words.language }}{% endfor %}",
        "{{ a\n  .say }}{{ 'say' }}{{ n.words }}",
        "{{ say('x', date='{date}') }}",
    ],
)
def test_a_scan_finds_what_the_syntax_tree_has(text: str) -> None:
    assert scan(text) == parse(text)


@pytest.mark.parametrize(
    "text",
    [
        r"{{ 'a\'b' }}",
        "{% raw %}{{ asset('a') }}{% endraw %}",
        "{{ {'a': {}} ~ asset('b') }}",
        "{% include name %}",
        "{% include 'b.html' if x else 'c.html' %}",
        "{% include 'b.html' if x else y %}",
        "{% include ('b.html', 'c.html') %}",
        "{% include ['b.html', name] %}",
        "{% include 'no.html' %}",
    ],
)
def test_what_is_not_sure_is_left_to_the_syntax_tree(text: str) -> None:
    assert scan(text) is None


def test_a_word_that_stands_for_something_else_counts_for_all() -> None:
    found = scan("{{ f(icon=1) }}{{ card. asset }}")

    assert found is not None
    assert (found.icons, found.assets) == (ANY, ANY)


SNIPPETS = (
    *("{{ ", " }}", "{% ", " %}", "{# ", " #}", "'", '"', " ", "x", "|", "~", "{", "}"),
    *("asset(", "icon(", "'a'", '"b"', ")", ", ", "theme", ".a", "['b']", "say('c')"),
    *("include 'b.html'", "extends 'a.html'", "if x", "endif", "raw", "endraw", "\\"),
    *("{{ asset('a') }}", "{% include 'b.html' %}", "{{ theme.a }}", "block icon"),
)


@given(st.lists(st.sampled_from(SNIPPETS), max_size=9).map("".join))
def test_a_scan_never_finds_too_little(text: str) -> None:
    try:
        whole = parse(text)
    except TemplateSyntaxError:
        return
    found = scan(text)
    if found is None:
        return

    assert not whole.problems
    assert set(whole.templates) <= set(found.templates)
    for one, other in (
        (whole.assets, found.assets),
        (whole.icons, found.icons),
        (whole.settings, found.settings),
    ):
        assert other == ANY or set(one) <= set(other)
    assert found.speaks or not whole.speaks


@pytest.mark.parametrize("theme", ["base", "broadsheet"])
def test_the_shipped_themes_are_scanned_alike_and_without_parsing(theme: str) -> None:
    folder = shipped_folder() / theme / "templates"
    texts = {
        path.relative_to(folder).as_posix(): path.read_text("utf-8")
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    chain = Templates((layer(theme, templates=texts),))
    for file, text in texts.items():
        name = TemplateName(f"0:{file}")
        assert scan_references(text, name, chain) == parse(text, name, chain)


NAMES = frozenset({"related", "notes"})


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{ card.title }} {{ latest[-1] }}{{ latest[:3] }}{{ card['title'] }}", set()),
        ("{% for card in related[1:] %}{% endfor %}<p>[b]</p>", {"related"}),
        ("{{ {'a': {}} ~ page[name] }}", NAMES),
        ("{# related #}{{ page.notes }}", {"related", "notes"}),
        ("{{ page['notes'] }}", {"notes"}),
        ("{{ pages|map(attribute='notes')|join }}{{ page|attr('x') }}", {"notes"}),
        ("{{ pages|map(attribute=name)|join }}", NAMES),
        ("{{ pages|map(attribute='not' ~ 'es')|join }}", NAMES),
        ("{{ pages|map('attr', name)|join }}", NAMES),
        ("{{ page|attr(name) }}", NAMES),
        ("{{ page[name] }}", NAMES),
        ("{{ page['no' ~ 'tes'] }}", NAMES),
        (r"{{ page['not\x65s'] }}", NAMES),
    ],
)
def test_a_template_may_name_what_its_words_or_computed_names_can_be(
    text: str, found: set[str]
) -> None:
    assert may_name(text, NAMES) == found


LOOKUPS = (
    *("{{ ", " }}", "{% if ", " %}{% endif %}", "x", ".", "[", "]", "'notes'", "'no'"),
    *("related", "notes", "|attr(", "|map(attribute=", ")", " ~ ", "1", ":", " "),
    *("{{ x.notes }}", "{{ x['related'] }}", "{{ x[y] }}", "{# notes #}", "(", ", "),
)


@given(st.lists(st.sampled_from(LOOKUPS), max_size=9).map("".join))
def test_no_lookup_of_a_name_is_overlooked(text: str) -> None:
    try:
        parts = parts_of(Environment().parse(text))
    except TemplateSyntaxError:
        return
    looked_up = frozenset(name for node in parts for name in looked_up_by(node))

    assert looked_up & NAMES <= may_name(text, NAMES)


def looked_up_by(node: nodes.Node) -> Iterator[object]:
    """Give the names that a node of a syntax tree looks up."""
    if isinstance(node, nodes.Name):
        yield node.name
    elif isinstance(node, nodes.Getattr):
        yield node.attr
    elif isinstance(node, nodes.Getitem):
        yield from looked_up_as(node.arg)
    elif isinstance(node, nodes.Filter) and node.name in {"attr", "map"}:
        for given in (*node.args, *(named.value for named in node.kwargs)):
            yield from looked_up_as(given)


def looked_up_as(given: nodes.Node) -> Iterable[object]:
    if isinstance(given, nodes.Const):
        return (given.value,)
    return () if isinstance(given, nodes.Slice) else NAMES

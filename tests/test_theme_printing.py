from __future__ import annotations

import enum
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import Markup, escape
from theme_folders import Desk, show

from generator.theme.faults import TemplateFault
from generator.theme.printing import PLAIN, escaped, printable


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch.setattr)


class Kind(enum.Enum):
    OPEN = "open"


@pytest.mark.parametrize(
    ("value", "printed"),
    [("a", "a"), (3, 3), (2.5, 2.5), (True, "true"), (False, "false")],
)
def test_plain_values_are_printed(value: object, printed: object) -> None:
    assert printable(value) == printed


def test_a_word_of_a_closed_list_prints_its_value() -> None:
    assert printable(Kind.OPEN) == "open"


def test_what_makes_markup_of_itself_is_printed() -> None:
    class Box:
        def __html__(self) -> str:
            return "<b>"

    box = Box()

    assert printable(Markup("<b>")) == "<b>"
    assert printable(box) is box


@pytest.mark.parametrize("value", [None, (), {}, print, object()])
def test_objects_are_not_printed(value: object) -> None:
    with pytest.raises(TemplateFault):
        printable(value)


def test_text_is_escaped_and_markup_is_not() -> None:
    assert escaped("a & b") == "a &amp; b"
    assert escaped(Markup("<b>")) == "<b>"
    assert escaped(3) == "3"


@given(st.text() | st.text(alphabet="a&<>'\"—"))
def test_text_is_escaped_as_markupsafe_does_it(text: str) -> None:
    assert escaped(text) == str(escape(text))
    assert PLAIN.get(text, escaped(text)) == str(escape(text))


def test_everything_printed_in_markup_is_escaped_once(desk: Desk) -> None:
    theme = desk.template(
        "{% macro bold(x) %}<b>{{ x }}</b>{% endmacro %}"
        "{% macro box() %}<i>{{ caller() }}</i>{% endmacro %}"
        "{% set both %}{{ a }}|{{ bold(a) }}{% endset %}"
        "{{ both }} {{ a|upper }} {{ a|safe }} {{ [a, a]|join(a) }} {{ bold(bold(a)) }}"
        "{% call box() %}{{ a }}{% endcall %}"
    )

    assert show(theme, a="&") == (
        "&amp;|<b>&amp;</b> &amp; & &amp;&amp;&amp; <b><b>&amp;</b></b><i>&amp;</i>"
    )


def test_text_that_is_not_markup_is_printed_as_it_is(desk: Desk) -> None:
    theme = desk.template("{{ a }} {{ yes }} {{ 2.5 }}", "robots.txt")

    assert show(theme, "robots.txt", a="& <", yes=True) == "& < true 2.5"


def test_escaping_may_be_chosen_in_a_template(desk: Desk) -> None:
    theme = desk.template("{% autoescape false %}{{ a }}{% endautoescape %}{{ a }}")

    assert show(theme, a="&") == "&&amp;"


def test_calls_in_loops_and_blocks_get_what_is_written_alone(desk: Desk) -> None:
    def spell(*parts: str, **named: str) -> str:
        return f"{parts}{named}"

    theme = desk.template(
        "{% block b %}{% for x in [1] %}{{ spell('a', k='b') }}"
        "{{ range(1)|list|length }}{% endfor %}{% endblock %}",
        "a.txt",
    )

    assert show(theme, "a.txt", spell=spell) == "('a',){'k': 'b'}1"

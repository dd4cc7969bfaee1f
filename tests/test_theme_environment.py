from __future__ import annotations

import enum

import pytest
from markupsafe import Markup
from theme_folders import layer

from generator.theme.environment import ThemeEnvironment, is_escaped, printable
from generator.theme.faults import TemplateFault
from generator.theme.templates import Templates


class Kind(enum.Enum):
    OPEN = "open"


def test_markup_is_escaped_and_other_text_is_not() -> None:
    names = ("a.html", "a.xml", "feed.atom", "feed.rss", "feed.json", "robots.txt")

    assert [is_escaped(name) for name in names] == [True] * 4 + [False] * 2
    assert not is_escaped(None)


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


def test_chance_and_filler_are_taken_away() -> None:
    environment = ThemeEnvironment(Templates((layer(),)))

    assert "random" not in environment.filters
    assert "lipsum" not in environment.globals


def test_templates_are_compiled_once_and_never_checked_again() -> None:
    templates = Templates((layer(templates={"a.html": "{{ x }}\n"}),))
    environment = ThemeEnvironment(templates)

    assert environment.get_template("0:a.html") is environment.get_template("0:a.html")
    assert environment.auto_reload is False
    assert environment.bytecode_cache is None


def test_lines_of_tags_leave_no_blank_lines() -> None:
    text = "<p>\n  {% if true %}\n  a\n  {% endif %}\n</p>"
    environment = ThemeEnvironment(Templates((layer(templates={"a.html": text}),)))

    assert environment.get_template("0:a.html").render() == "<p>\n  a\n</p>"

from __future__ import annotations

from theme_folders import layer

from generator.theme.environment import ThemeEnvironment, is_escaped
from generator.theme.templates import Templates


def test_markup_is_escaped_and_other_text_is_not() -> None:
    names = ("a.html", "a.xml", "feed.atom", "feed.rss", "feed.json", "robots.txt")

    assert [is_escaped(name) for name in names] == [True] * 4 + [False] * 2
    assert not is_escaped(None)


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

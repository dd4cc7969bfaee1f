"""The shipped themes keep what their `theme.yaml` says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.desk.themes import Desk, known_themes
from generator.pages.page import TEMPLATES
from generator.theme.theme import Theme, load_theme, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterator

SHIPPED = known_themes(Desk(places={}))
OTHER = {
    "color": "#123456",
    "font": "Verdana, sans-serif",
    "integer": 7,
    "boolean": True,
}
"""A value of each type that no theme has for a default."""


def loaded(name: str, **settings: object) -> Theme:
    theme, _ = load_theme(name, site=None, settings=settings, places={}, language="en")
    assert theme is not None
    return theme


def stylesheet(theme: Theme) -> str:
    (style,) = (a.data for a in theme.assets if a.address == "/assets/style.css")
    return re.sub(r"/\*.*?\*/", "", style.decode(), flags=re.DOTALL)


def declarations(css: str, name: str) -> Iterator[tuple[str, str]]:
    """Every rule that gives a custom property a value: its selector and the value."""
    for rule in re.finditer(r"([^{}]*)\{([^{}]*)\}", css):
        for value in re.findall(rf"(?<![\w-]){name}:([^;]*)", rule[2]):
            yield rule[1].strip(), value.strip()


@pytest.mark.parametrize("name", SHIPPED)
def test_what_a_site_sets_has_the_last_word_in_the_stylesheet(name: str) -> None:
    settings, _ = settings_of(loaded(name).layers)
    for setting in settings.values():
        if not setting.css:
            continue
        # No font at all is what goes without saying, and no site can say it.
        values = (OTHER[setting.type], setting.shipped, setting.default)
        for value in (value for value in values if value != ""):
            css = stylesheet(loaded(name, **{setting.name: value}))
            found = list(declarations(css, setting.css))
            assert {selector for selector, _ in found} == {":root"}, setting.name
            assert found[-1][1].replace('"', "") == str(value), setting.name


@pytest.mark.parametrize("name", SHIPPED)
def test_colors_are_measured_against_the_papers_of_the_stylesheet(name: str) -> None:
    theme = loaded(name)
    settings, _ = settings_of(theme.layers)
    css = stylesheet(theme)
    papers = {
        re.sub(r"^#(.)(.)(.)$", r"#\1\1\2\2\3\3", value)
        for variable in ("--paper", "--tint")
        for selector, value in declarations(css, variable)
        if "edition" not in selector and "root:root:root" not in selector
    }
    measured = {
        color
        for setting in settings.values()
        for color in setting.against
        if setting.name.startswith("accent")
    }
    assert measured <= papers
    assert len(measured) == 4


@pytest.mark.parametrize("name", SHIPPED)
def test_every_page_is_rendered_in_one_piece(name: str) -> None:
    """A template that can't be is rendered in twice the time."""
    theme = loaded(name)
    environment = theme.renderer._environment
    found = {file: theme.templates.find(file) for file in TEMPLATES}

    assert [f for f, n in found.items() if n and environment.flat(n) is None] == []

from __future__ import annotations

from collections.abc import Mapping

import pytest
from theme_folders import messages

from generator.problems import Place, Problem
from generator.theme.settings import (
    Setting,
    SettingDraft,
    fill_settings,
    merge_settings,
    parse_settings,
    settings_css,
)
from generator.theme.yaml_text import read_typed

FILE = "themes/paper/theme.yaml"
TABLE = """\
settings:
  accent: {type: color, default: "#a3271f", css: --accent, help: Color of links}
  caps: {type: boolean, default: true}
  columns: {type: integer, default: 2, css: --columns}
  face: {type: choice, of: [serif, sans], default: serif}
  note: {type: text}
"""


def parsed(*texts: str) -> tuple[Mapping[str, Setting], tuple[Problem, ...]]:
    """Merge the settings of themes, the eldest first."""
    drafts: list[SettingDraft] = []
    problems: tuple[Problem, ...] = ()
    for text in texts:
        document, wrong = read_typed(text, FILE)
        assert document is not None
        found, faults = parse_settings(document)
        drafts += found
        problems += (*wrong, *faults)
    merged, misfits = merge_settings(drafts)
    return merged, (*problems, *misfits)


def check_value(name: str, value: object, expected: str) -> None:
    """Give a setting a value and compare what is wrong with it."""
    settings, _ = parsed(TABLE)
    excerpt = f"    {name}: {value}"
    place = Place(file="content/site.yaml", line=9, column=5, excerpt=excerpt)
    places = {f"theme.settings.{name}": place}
    _, problems = fill_settings(settings, {name: value}, places)
    head = f"content/site.yaml:9:5: error: {expected}"

    shown = f"\n    {excerpt}\n        ^"
    assert messages(problems).replace(shown, "") == head


def check_draft(text: str, expected: str) -> None:
    """Declare settings and compare what is wrong with them."""
    _, problems = parsed(f"settings:\n  {text}\n")

    assert [(item.message, item.hint) for item in problems] == [
        tuple(expected.split(" → ")) if " → " in expected else (expected, "")
    ]


def test_settings_have_defaults() -> None:
    settings, problems = parsed(TABLE)

    assert problems == ()
    assert fill_settings(settings, {}, {}) == (
        {"accent": "#a3271f", "caps": True, "columns": 2, "face": "serif", "note": ""},
        (),
    )


def test_the_sites_values_stand_in_place_of_defaults() -> None:
    settings, _ = parsed(TABLE)
    given = {"accent": "rgb(0 0 0 / 50%)", "caps": False, "columns": 3, "face": "sans"}

    assert fill_settings(settings, given, {}) == ({**given, "note": ""}, ())


def test_a_wrong_value_is_a_problem_of_the_site() -> None:
    check_value(
        "accent",
        "blu!",
        '`accent` wants a color in quotes: "#a3271f", and here is `blu!`\n'
        "    → Color of links",
    )
    check_value("caps", "on", "`caps` wants true or false, and here is `on`")
    check_value("columns", True, "`columns` wants a whole number, and here is `true`")
    check_value("note", 3, "`note` wants text, and here is `3`")
    check_value(
        "face",
        "seriv",
        "`face` wants one of serif, sans, and here is `seriv`\n"
        "    → did you mean `serif`?",
    )


def test_an_unquoted_color_is_nothing_to_yaml() -> None:
    check_value(
        "accent",
        None,
        '`accent` wants a color in quotes: "#a3271f", and here is nothing\n'
        "    → Color of links",
    )


def test_an_unknown_setting_is_a_problem_of_the_site() -> None:
    check_value(
        "acent", 1, "the theme has no setting `acent`\n    → did you mean `accent`?"
    )
    check_value(
        "zoo",
        1,
        "the theme has no setting `zoo`\n"
        "    → it has accent, caps, columns, face, note",
    )


def test_a_theme_without_settings_says_so() -> None:
    _, problems = fill_settings({}, {"zoo": 1}, {})

    assert messages(problems) == (
        "content/site.yaml:1:1: error: the theme has no setting `zoo`\n"
        "    → it has none"
    )


def test_settings_that_differ_go_into_the_stylesheet() -> None:
    settings, _ = parsed(TABLE)
    values, _ = fill_settings(settings, {"accent": "red", "columns": 3}, {})
    same, _ = fill_settings(settings, {"note": "x"}, {})

    assert settings_css(settings, values) == ":root{--accent:red;--columns:3}\n"
    assert settings_css(settings, same) == ""


def test_a_child_may_change_a_default_alone() -> None:
    settings, problems = parsed(TABLE, "settings: {accent: {default: blue}}")
    values, _ = fill_settings(settings, {}, {})

    assert problems == ()
    assert values["accent"] == "blue"
    assert settings_css(settings, values) == ":root{--accent:blue}\n"


@pytest.mark.parametrize(
    "color",
    ["#abc", "#abcd", "#aabbcc", "#aabbccdd", "teal", "hsl(20 10% 5%)", "oklch(1 0 0)"],
)
def test_colors_are_those_of_css(color: str) -> None:
    settings, _ = parsed(TABLE)

    assert fill_settings(settings, {"accent": color}, {})[1] == ()


@pytest.mark.parametrize(
    "color", ["#ab", "#abcde", "red;x", "url(x)", "rgb(0)}", "", "expression(1)"]
)
def test_nothing_else_is_a_color(color: str) -> None:
    settings, _ = parsed(TABLE)

    assert len(fill_settings(settings, {"accent": color}, {})[1]) == 1


def test_a_declaration_is_checked() -> None:
    check_draft(
        "a: {type: colour}",
        "`colour` is no type of setting: color, font, boolean, integer, choice, list, "
        "text → did you mean `color`?",
    )
    check_draft("a: {type: choice}", "`a` is a choice and lacks `of: […]`")
    check_draft("a: {type: text, css: a}", "`css: a` is no custom property such as --a")
    check_draft(
        "a: {type: integer, default: x}",
        "the default of `a` does not fit its type integer",
    )
    check_draft("a: 3", "`a` has no type → write a: {type: text, default: …}")
    check_draft("items: {type: text}", "a setting can't be called `items`")
    check_draft(
        "a: {type: text, defalt: x}",
        "a setting has no `defalt` → did you mean `default`?",
    )
    check_draft(
        "a: {type: text, zoo: x}",
        "a setting has no `zoo` → known: type, default, of, css, help, against, "
        "contrast",
    )


def test_a_list_chooses_and_orders_some_of_what_there_is() -> None:
    settings, problems = parsed(
        "settings: {rail: {type: list, of: [app, feeds, forum], default: [feeds]}}"
    )

    assert problems == ()
    assert fill_settings(settings, {}, {})[0]["rail"] == ("feeds",)
    assert fill_settings(settings, {"rail": ["forum", "app"]}, {})[0]["rail"] == (
        "forum",
        "app",
    )
    wrong = fill_settings(settings, {"rail": ["app", "fourm"]}, {})[1]
    assert [(p.message, p.hint) for p in wrong] == [
        (
            "`rail` wants a list, each at most once, of app, feeds, forum, "
            "and here is `[app, fourm]`",
            "did you mean `forum`?",
        )
    ]
    assert len(fill_settings(settings, {"rail": ["app", "app"]}, {})[1]) == 1
    assert len(fill_settings(settings, {"rail": "app"}, {})[1]) == 1


@pytest.mark.parametrize(
    "font", ["Georgia, serif", "\"Gill Sans\", 'Lato', sans-serif"]
)
def test_fonts_are_names_with_commas(font: str) -> None:
    settings, _ = parsed("settings: {font: {type: font, css: --font}}")

    assert fill_settings(settings, {"font": font}, {})[1] == ()


@pytest.mark.parametrize("font", ["", "Georgia,", "url(x)", "a;b", '"Gill', 3])
def test_nothing_else_is_a_font(font: object) -> None:
    settings, _ = parsed("settings: {font: {type: font, css: --font}}")

    assert len(fill_settings(settings, {"font": font}, {})[1]) == 1


def test_a_part_that_yaml_reads_as_true_is_a_problem_like_any() -> None:
    check_draft(
        "a: {type: text, on: x}",
        "a setting has no `True` → known: type, default, of, css, help, against, "
        "contrast",
    )


def test_backgrounds_are_for_colors() -> None:
    check_draft(
        "a: {type: text, against: [white]}",
        "`against: […]` is for colors, and `a` is text",
    )
    check_draft(
        "a: {type: color, contrast: high}",
        "the contrast of `a` is no number from 1 to 21",
    )


def test_settings_are_a_mapping() -> None:
    _, problems = parsed("settings: [a]\n")

    assert messages(problems) == (
        f"{FILE}:1:11: error: `settings` is not a mapping of names\n"
        "    settings: [a]\n"
        "              ^"
    )


def test_a_text_for_the_stylesheet_can_not_end_its_rule() -> None:
    settings, _ = parsed("settings: {font: {type: text, css: --font}}")

    assert fill_settings(settings, {"font": '"Alegreya", serif'}, {})[1] == ()
    assert len(fill_settings(settings, {"font": "x}body{display:none"}, {})[1]) == 1

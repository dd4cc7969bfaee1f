"""Colors that a site sets are measured against what they are read on."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from conftest import SETTINGS, make_site
from test_theme_settings import parsed
from theme_folders import messages

from generator.cli.main import run
from generator.problems import Place
from generator.theme.colors import contrast, parse_color
from generator.theme.legibility import check_legibility
from generator.theme.settings import fill_settings

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

TABLE = """\
settings:
  accent: {type: color, default: "#9b2119", against: [paper, "#f4efe5"]}
  paper: {type: color, default: "#fcfaf5"}
  line: {type: color, default: "#767676", against: ["#ffffff"], contrast: 3}
"""


def said(table: str = TABLE, **given: object) -> list[str]:
    """What is wrong with the colors of a theme in a site: message → hint."""
    settings, problems = parsed(table)
    assert problems == ()
    places = {
        f"theme.settings.{name}": Place(file="content/site.yaml", line=9)
        for name in given
    }
    values, misfits = fill_settings(settings, given, places)
    assert misfits == ()
    found = check_legibility(settings, values, given, places)
    return [f"{p.place.file}: {p.message} → {p.hint}" for p in found]


def test_a_theme_whose_colors_are_legible_is_left_in_peace() -> None:
    assert said() == []
    assert said(accent="#1d4f91") == []


def test_a_faint_color_is_refused_with_the_nearest_legible_one() -> None:
    (found,) = said(accent="#d9776f")

    assert found.startswith(
        "content/site.yaml: `accent` #d9776f is too faint to read on #f4efe5: "
        'the contrast is 2.68, and 4.5 is needed → write "#'
    )
    hint = re.findall(r'write "(#\w+)"', found)[0]
    assert said(accent=hint) == []


def test_a_color_is_measured_on_the_background_that_the_site_sets() -> None:
    (found,) = said(paper="#222222")

    assert "`accent` #9b2119 is too faint to read on #222222 (`paper`)" in found
    hint = re.findall(r'write "(#\w+)"', found)[0]
    paper, accent = parse_color(hint), parse_color("#9b2119")
    assert paper is not None
    assert accent is not None
    assert contrast(accent, paper) >= 4.5


def test_a_color_of_a_mark_may_be_fainter_than_that_of_a_text() -> None:
    assert said(line="#8a8a8a") == []
    assert len(said(line="#999999")) == 1


def test_a_color_that_can_not_be_measured_is_refused() -> None:
    assert said(accent="color(display-p3 1 0 0)") == [
        "content/site.yaml: `accent` color(display-p3 1 0 0) can't be measured for how "
        'legible it is → write it as "#rrggbb"'
    ]


def test_a_theme_with_a_faint_color_of_its_own_is_told_so() -> None:
    (found,) = said('settings: {a: {type: color, default: "#eee", against: ["#fff"]}}')

    assert found.startswith("themes/paper/theme.yaml: `a` #eee is too faint")


def test_a_background_is_a_color_or_a_setting_that_is_one() -> None:
    table = "settings: {paper: {type: color}, a: {type: color, against: [papre]}}"

    assert said(table) == [
        "themes/paper/theme.yaml: `a` is on `papre`, which is neither a color nor a "
        "setting that is one → did you mean `paper`?"
    ]


def test_a_build_stops_at_the_line_that_sets_a_faint_accent(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    line = 'theme: {name: broadsheet, settings: {accent: "#e8a39d"}}'
    site = make_site(tmp_path, {"site.yaml": f"{SETTINGS}{line}\n"})
    monkeypatch.chdir(site)

    assert run(["build"]) == 1
    shown = capsys.readouterr().err
    assert "content/site.yaml:4:46: error: `accent` #e8a39d is too faint" in shown
    assert '    → write "#' in shown
    assert not (site / "output").exists()


def test_messages_show_the_line() -> None:
    line = '  a: {type: color, default: "#eee", against: ["#fff"]}'
    settings, _ = parsed(f"settings:\n{line}")
    found = tuple(check_legibility(settings, {"a": "#eee"}, {}, {}))

    assert messages(found).split("\n")[1:3] == [
        f"    {line}",
        "      ^",
    ]

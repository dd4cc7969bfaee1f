from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.theme.colors import (
    Color,
    contrast,
    nearest_legible,
    parse_color,
    spell_color,
)

BLACK, WHITE = Color(0, 0, 0), Color(1, 1, 1)
PARTS = st.integers(0, 255).map(lambda number: number / 255)
COLORS = st.builds(Color, PARTS, PARTS, PARTS, st.just(1))


def read(text: str) -> Color:
    color = parse_color(text)
    assert color is not None
    return color


@pytest.mark.parametrize(
    ("written", "spelled"),
    [
        ("#abc", "#aabbcc"),
        ("#A3271F", "#a3271f"),
        ("#a3271f80", "#a3271f"),
        ("Teal", "#008080"),
        ("rgb(163, 39, 31)", "#a3271f"),
        ("rgb(100% 0% 50% / 50%)", "#ff0080"),
        ("hsl(120deg 100% 25%)", "#008000"),
        ("hsl(0, 0%, 100%)", "#ffffff"),
        ("oklch(0.628 0.2577 29.23)", "#ff0000"),
        ("oklab(100% 0 0)", "#ffffff"),
    ],
)
def test_colors_are_read_as_css_writes_them(written: str, spelled: str) -> None:
    assert spell_color(read(written)) == spelled


@pytest.mark.parametrize(
    "written",
    ["", "#12345", "reddish", "rgb(1, 2)", "rgb(a b c)", "color(display-p3 1 0 0)"],
)
def test_what_has_no_sure_place_is_not_read(written: str) -> None:
    assert parse_color(written) is None


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#777777", "#ffffff", 4.48),
        ("#767676", "#ffffff", 4.54),
        ("#ff0000", "#ffffff", 4.0),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(read(one), read(other)) == pytest.approx(ratio, abs=0.01)
    assert contrast(read(other), read(one)) == pytest.approx(ratio, abs=0.01)


def test_a_color_that_lets_light_through_is_measured_as_it_looks() -> None:
    assert contrast(read("#00000080"), WHITE) == pytest.approx(
        contrast(read("#7f7f7f"), WHITE), abs=0.05
    )


@given(color=COLORS, background=COLORS)
def test_the_nearest_color_is_legible(color: Color, background: Color) -> None:
    found = nearest_legible(color, [background], 4.5)

    assert found is not None, "black or white is always legible"
    assert contrast(read(found), background) >= 4.5


@given(color=COLORS)
def test_a_legible_color_is_the_nearest_itself(color: Color) -> None:
    background = WHITE if contrast(color, WHITE) > contrast(color, BLACK) else BLACK
    if contrast(color, background) >= 4.5:
        found = read(nearest_legible(color, [background], 4.5) or "")
        apart = zip(found[:3], color[:3], strict=True)
        assert max(abs(a - b) for a, b in apart) < 0.02


def test_the_nearest_color_keeps_its_hue_and_moves_no_further_than_it_must() -> None:
    found = read(nearest_legible(read("#ff6600"), [WHITE], 4.5) or "")

    assert found.red > found.green > found.blue
    assert 4.5 <= contrast(found, WHITE) < 4.6


def test_no_color_is_legible_on_black_and_on_white_at_seven_to_one() -> None:
    assert nearest_legible(read("#888888"), [BLACK, WHITE], 7) is None

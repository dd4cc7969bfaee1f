from __future__ import annotations

import pytest
from markupsafe import Markup

from generator.theme.faults import TemplateFault
from generator.theme.icons import Icons, inline_svg

DRAWING = b'<svg viewBox="0 0 1 1"><path d="M0 0"/></svg>\n'
MARKS = '<svg class="icon" aria-hidden="true"'


def test_an_icon_stands_inline_and_out_of_the_way() -> None:
    icons = Icons({"icons/print.svg": DRAWING})
    expected = Markup(f'{MARKS} viewBox="0 0 1 1"><path d="M0 0"/></svg>')

    assert icons.icon("print") == expected
    assert icons.icon("print") is icons.icon("print")


def test_what_stands_before_the_drawing_is_left_out() -> None:
    text = '<?xml version="1.0"?>\n<!-- by a tool -->\n<svg\n width="1">\n</svg>'

    assert inline_svg(text) == f'{MARKS}\n width="1">\n</svg>'


def test_marks_of_the_files_own_give_way() -> None:
    text = (
        '<svg xmlns="http://www.w3.org/2000/svg" class="x" id="i"'
        " aria-hidden='false'><g class=\"y\"/></svg>"
    )

    assert inline_svg(text) == f'{MARKS} id="i"><g class="y"/></svg>'


def test_a_file_without_a_drawing_is_nothing() -> None:
    assert inline_svg("hello") == ""


def test_only_drawings_of_the_folder_are_icons() -> None:
    files = {"icons/a.svg": DRAWING, "icons/b.png": b"", "c.svg": DRAWING}

    assert list(Icons(files).sources) == ["a"]


def test_a_missing_icon_is_a_fault_with_a_hint() -> None:
    icons = Icons({"icons/print.svg": DRAWING})
    with pytest.raises(TemplateFault) as near:
        icons.icon("prnt")
    with pytest.raises(TemplateFault) as far:
        icons.icon("zoo")

    assert near.value.hint == "did you mean `print`?"
    assert far.value.hint == "add assets/icons/zoo.svg to the theme"

from __future__ import annotations

import pytest
from theme_folders import layer

from generator.problems import Place
from generator.theme.templates import TemplateName, Templates

CHAIN = Templates(
    (
        layer("paper", templates={"column.html": "own", "parts/by.html": "own"}),
        layer("paper", templates={"column.html": "shipped"}),
        layer("sheet", templates={"column.html": "a\n  b", "list.html": "sheet"}),
        layer("base", templates={"feed.atom": "base"}),
    )
)


@pytest.mark.parametrize(
    ("name", "asking", "found"),
    [
        ("column.html", None, "0:column.html"),
        ("list.html", None, "2:list.html"),
        ("feed.atom", "0:column.html", "3:feed.atom"),
        ("parts/by.html", "2:list.html", "0:parts/by.html"),
        ("parent:column.html", "0:column.html", "1:column.html"),
        ("parent:column.html", "1:column.html", "2:column.html"),
        ("parent:column.html", "2:column.html", None),
        ("paper/column.html", "0:column.html", "1:column.html"),
        ("paper/column.html", None, "0:column.html"),
        ("paper/column.html", "2:column.html", "0:column.html"),
        ("sheet/column.html", "0:column.html", "2:column.html"),
        ("paper/list.html", "0:column.html", "2:list.html"),
        ("base/column.html", "0:column.html", None),
        ("none.html", None, None),
    ],
)
def test_a_name_finds_its_template(
    name: str, asking: str | None, found: str | None
) -> None:
    here = TemplateName(asking) if asking else None

    assert CHAIN.find(name, here) == found


def test_every_template_is_listed_once() -> None:
    assert CHAIN.names() == ("column.html", "feed.atom", "list.html", "parts/by.html")


def test_a_place_points_at_the_first_word_of_its_line() -> None:
    name = TemplateName("2:column.html")
    file = "themes/sheet/templates/column.html"

    assert CHAIN.place(name, 2) == Place(file=file, line=2, column=3, excerpt="  b")
    assert CHAIN.place(name, 9) == CHAIN.place(name, 2)
    assert CHAIN.place(name, 1, 4).column == 4

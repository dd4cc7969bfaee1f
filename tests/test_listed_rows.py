"""Rows of listed columns: read back as the columns are listed."""

from __future__ import annotations

import pytest
from building import body, link, moment, piece, settings
from reference_library import list_column

from generator.engine.listed_rows import ListedReader, spell_listed
from generator.publication.inputs import Piece
from generator.publication.listed import paths_named
from generator.source.column import (
    AuthorId,
    Contributor,
    Correction,
    CorrectionKind,
    SeriesPart,
)
from generator.source.settings import Section

SETTINGS = settings(sections=(Section(id="city", label="The City"),))
FULL = piece(
    "crows",
    body(
        links=(link("a.md#b"), link("../pages/c%20d.md"), link("a.md"), link("e.png"))
    ),
    contributors=(
        Contributor(author=AuthorId("jane-doe")),
        Contributor(name="A guest"),
        Contributor(author=AuthorId("john-roe")),
    ),
    date=moment("2025-03-30T02:30"),
    expires=moment("2026-01-01"),
    draft=True,
    section="the city",
    tags=("Port", "Ein Fährschiff", "port", "++"),
    series=SeriesPart(name="Whose Shore", part=2),
    corrections=(
        Correction(kind=CorrectionKind.UPDATE, date=moment("2026-02-01"), text="x"),
    ),
)


@pytest.mark.parametrize("one", [FULL, piece("a"), piece("b", section="Elsewhere")])
def test_a_row_is_read_as_the_column_is_listed(one: Piece) -> None:
    row = spell_listed(one.column, paths_named(one.column, one.body))
    listed = list_column(one.column, one.body, SETTINGS)
    assert ListedReader(SETTINGS).read(row) == listed


def test_a_row_is_plain_json() -> None:
    assert spell_listed(FULL.column, paths_named(FULL.column, FULL.body)) == (
        '["crows","content/columns/crows.md",1743298200.0,1767222000.0,true,'
        '[["year","2025","2025"],["author","jane-doe","jane-doe"],'
        '["author","john-roe","john-roe"],["tag","port","port"],'
        '["tag","ein-fährschiff","Ein Fährschiff"],["tag","u2b-2b","++"],'
        '["series","whose-shore","Whose Shore"]],"the city",2,'
        '["content/columns/a.md","content/pages/c d.md","content/columns/e.png"],'
        "1,false]"
    )

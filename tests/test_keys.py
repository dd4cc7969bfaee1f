"""Plan keys: every part of a plan has a name that can be read back."""

from building import desk_page, library, piece, settings

from generator.pages.keys import PlanKind, all_keys, parse_key
from generator.source.column import SeriesPart


def test_every_key_is_read_as_it_is_spelled() -> None:
    pieces = (
        piece(
            f"2026/c{number}",
            section="city",
            tags=("birds",),
            series=SeriesPart(name="Run", part=number),
        )
        for number in range(4)
    )
    built = library(
        *pieces, settings=settings(per_page=1), desk_pages=(desk_page("about"),)
    )
    keys = list(all_keys(built))
    assert {key.kind for key in keys} == set(PlanKind)
    assert max(key.number for key in keys) == 3
    assert [parse_key(str(key)) for key in keys] == keys
    assert len({str(key) for key in keys}) == len(keys)

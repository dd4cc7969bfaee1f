"""The README's reference is the one that the tables of fields give."""

from reference import build_reference, written_reference


def test_the_reference_is_made_from_the_tables() -> None:
    assert written_reference() == build_reference(), (
        "run `python tests/reference.py` to write the reference anew"
    )

"""The store of texts: what is in it, and what has changed since somebody knew it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from generator.digest import Digest
from generator.engine.keeping import (
    forget,
    keep_cards,
    keep_file,
    keep_file_stamp,
    keep_stamps,
    keep_texts,
    next_serial,
)
from generator.engine.kept import (
    STORE,
    CardRow,
    Kept,
    Known,
    TextRow,
    carded_otherwise,
    changed_since,
    holds_below,
    known_files,
    known_texts,
    load_html,
    open_kept,
    serial_of,
    showing,
    stamped_texts,
    trusted,
)
from generator.source.pictures import FileFacts
from generator.source.scan import SourceFile, Stamp

STAMP = Stamp(mtime_ns=1_000_000_000, size=3, inode=7)
READING, CARDING = Digest("reading"), Digest("carding")
CARD = CardRow(b"[]", Digest("look"), "/columns/b/")


@pytest.fixture
def kept(tmp_path: Path) -> Iterator[Kept]:
    with open_kept(tmp_path, clean=False) as kept:
        yield kept


def column(name: str, *leads_to: str, listed: str = "[]") -> TextRow:
    return TextRow(
        path=f"content/columns/{name}.md",
        digest=Digest("d"),
        kind="column",
        key=f"column:{name}",
        value=b"[]",
        html=f"<p>{name}</p>".encode(),
        problems="[]",
        listed=listed,
        leads_to=tuple(f"content/columns/{path}" for path in leads_to),
    )


def keep(kept: Kept, *rows: TextRow, carding: Digest = CARDING) -> int:
    """Keep some texts by one change, and give its number."""
    serial = next_serial(kept)
    keep_texts(
        kept,
        [(row, STAMP) for row in rows],
        reading=READING,
        carding=carding,
        checked=9,
        serial=serial,
        known={row.path for row in rows},
    )
    return serial


def keep_picture(kept: Kept, name: str) -> int:
    serial = next_serial(kept)
    facts = FileFacts(
        path=f"content/{name}", digest=Digest("p"), width=3, height=2, length=3
    )
    keep_file(kept, facts, STAMP, checked=9, serial=serial)
    return serial


def test_a_file_that_grew_while_it_was_measured_is_in_doubt(kept: Kept) -> None:
    grown = FileFacts(path="content/bird.png", digest=Digest("p"), length=4)
    keep_file(kept, grown, STAMP, checked=9_000_000_000, serial=next_serial(kept))
    known = known_files(kept)["content/bird.png"]
    assert known.size == 4
    assert not trusted(known, STAMP)


def test_each_change_has_the_next_number(kept: Kept) -> None:
    assert serial_of(kept) == 0
    assert [next_serial(kept), next_serial(kept), serial_of(kept)] == [1, 2, 2]


def test_what_changed_came_or_went_since_is_named(kept: Kept) -> None:
    first = keep(kept, column("a"), column("b"))
    second = keep_picture(kept, "bird.png")
    third = keep(kept, column("b"))
    fourth = next_serial(kept)
    forget(kept, ["content/columns/a.md", "content/bird.png"], serial=fourth)
    a, b, bird = "content/columns/a.md", "content/columns/b.md", "content/bird.png"

    named = {
        serial: changed_since(kept, serial)
        for serial in (0, first, second, third, fourth)
    }
    assert named == {
        0: (bird, a, b),
        1: (bird, a, b),
        2: (bird, a, b),
        3: (bird, a),
        4: (),
    }


def test_a_card_made_anew_is_a_change_and_a_look_is_none(kept: Kept) -> None:
    serial = keep(kept, column("a"), column("b"))
    file = SourceFile("content/columns/a.md", "", STAMP._replace(size=4))
    keep_stamps(kept, [file], 10)
    assert changed_since(kept, serial) == ()

    keep_cards(kept, [("content/columns/b.md", CARD)], carding=CARDING, serial=2)
    assert changed_since(kept, serial) == ("content/columns/b.md",)


def test_what_is_known_of_texts_and_files(kept: Kept) -> None:
    keep(kept, column("a"), column("b", listed=""))
    keep_picture(kept, "bird.png")
    a = Known(*STAMP, 9, Digest("d"), READING)
    assert known_texts(kept) == {
        "content/columns/a.md": a,
        "content/columns/b.md": a,
    }
    assert known_texts(kept, ["content/columns/a.md", "no.md"]) == {
        "content/columns/a.md": a
    }
    bird = a._replace(digest=Digest("p"), reading="")
    assert known_files(kept) == {"content/bird.png": bird}

    looked = SourceFile("content/bird.png", "", STAMP._replace(inode=8))
    keep_file_stamp(kept, looked, 10)
    assert known_files(kept, ["content/bird.png"]) == {
        "content/bird.png": bird._replace(inode=8, checked=10)
    }


def test_a_text_that_could_not_be_opened_is_read_again(kept: Kept) -> None:
    keep(kept, column("a")._replace(digest=Digest("")))
    assert known_texts(kept)["content/columns/a.md"].reading == ""


def test_columns_whose_cards_were_made_from_something_else_are_named(
    kept: Kept,
) -> None:
    keep(kept, column("a"), column("no-card", listed=""))
    keep(kept, column("b"), carding=Digest("a-digest-before"))
    keep(kept, column("c"), carding=Digest("z-digest-behind"))
    assert sorted(carded_otherwise(kept, CARDING)) == [
        "content/columns/b.md",
        "content/columns/c.md",
    ]
    paths = ["content/columns/b.md", "content/columns/c.md"]
    keep_cards(kept, [(path, None) for path in paths], carding=CARDING, serial=9)
    assert carded_otherwise(kept, CARDING) == ()


def test_a_folder_is_told_from_names_that_begin_alike(kept: Kept) -> None:
    keep(kept, column("old/a"), column("older"), column("new"))
    keep_picture(kept, "static/x/bird.png")
    folders = ("columns", "columns/old", "static/x", "columns/ol", "columns/new")
    assert {name: holds_below(kept, f"content/{name}") for name in folders} == {
        "columns": True,
        "columns/old": True,
        "static/x": True,
        "columns/ol": False,
        "columns/new": False,
    }


def test_columns_that_lead_somewhere_are_named_and_no_other_texts(kept: Kept) -> None:
    bio = column("jane", "bird.png", listed="")._replace(path="content/authors/j.md")
    keep(kept, column("a", "bird.png", "b.md"), column("b", "bird.png"), bio)
    bird = "content/columns/bird.png"
    assert showing(kept, [bird]) == {"content/columns/a.md", "content/columns/b.md"}

    keep(kept, column("a", "b.md"))
    forget(kept, ["content/columns/b.md"], serial=3)
    assert showing(kept, [bird]) == frozenset()
    assert showing(kept, ["content/columns/b.md"]) == {"content/columns/a.md"}


def test_a_text_is_found_by_what_views_call_it(kept: Kept) -> None:
    keep(kept, column("a"))
    assert load_html(kept.connection, "column:a") == "<p>a</p>"


def test_a_text_s_row_tells_whether_its_stamp_can_be_trusted(kept: Kept) -> None:
    old, young, other = (f"content/columns/{name}.md" for name in "abc")
    keep(kept, column("a"), column("b"), column("c"))
    second = 1_000_000_000
    keep_stamps(kept, [SourceFile(old, "", STAMP)], 2 * second)
    keep_stamps(kept, [SourceFile(young, "", STAMP)], second + 1_000_000)

    rows = {(old, *STAMP, 1), (young, *STAMP, 0), (other, *STAMP, 0)}
    assert stamped_texts(kept, READING) == rows
    assert stamped_texts(kept, READING, [old, "no.md"]) == {(old, *STAMP, 1)}
    assert stamped_texts(kept, Digest("another"), [old]) == {(old, *STAMP, 0)}


def test_a_young_file_is_not_trusted() -> None:
    def seen(checked: int) -> bool:
        known = Known(*STAMP, checked, Digest("d"), READING)
        return trusted(known, STAMP)

    second = 1_000_000_000
    assert seen(2 * second)
    assert not seen(second + 1_000_000)
    other = Known(*STAMP._replace(size=4), 2 * second, Digest("d"), READING)
    assert not trusted(other, STAMP)


def test_a_store_made_anew_has_another_name(tmp_path: Path) -> None:
    with open_kept(tmp_path, clean=False) as kept:
        keep(kept, column("a"))
        born = kept.born
    with open_kept(tmp_path, clean=False) as kept:
        assert (kept.born, serial_of(kept)) == (born, 1)
    with open_kept(tmp_path, clean=True) as kept:
        assert (kept.born != born, serial_of(kept), known_texts(kept)) == (True, 0, {})
    (tmp_path / ".byline" / STORE).write_bytes(b"no database")
    with open_kept(tmp_path, clean=False) as kept:
        assert (kept.born != born, known_texts(kept)) == (True, {})

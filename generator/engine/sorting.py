"""Sorting columns: which are live, which wait or are over, which a mistake keeps out.

Owns how the shelves of a record follow the texts and the clock.  Invariant: a column
that is neither changed nor due, nor has or had the id of one that is, stays where it
stands.
"""

from __future__ import annotations

from collections.abc import Iterable

from msgspec.structs import replace

from generator.digest import Digest
from generator.engine.desk_facts import load_values
from generator.engine.kept import Kept, changed_since, load_value
from generator.engine.listed_rows import ListedReader
from generator.engine.record import Record, load_meta
from generator.engine.shelving import (
    Filling,
    LiveRow,
    Move,
    keep_withheld,
    load_barred,
    load_live,
    move_columns,
)
from generator.engine.standing import Terms
from generator.pages.touched import Change
from generator.problems import Problem
from generator.publication.calendar import Withheld, judge, may_publish, withhold
from generator.publication.entries import all_known, check_authors
from generator.publication.inputs import Piece
from generator.publication.library import same_id
from generator.publication.listed import Listed
from generator.source.author import Author
from generator.source.column import Column

COLUMNS = "content/columns/"
COMMENTS = "content/comments/"
_COLUMNS = (
    "select path, key, listed, look, card from text left join card using (path)"
    " where listed != ''"
)


class Sorter:
    """Sorts columns into those that are live, withheld, and kept out by a mistake."""

    def __init__(self, kept: Kept, record: Record, terms: Terms) -> None:
        self.problems: list[Problem] = []
        self.unseen: set[str] = set()
        """Paths of what has changed and stands on no shelf."""
        self._kept = kept
        self._record = record
        self._terms = terms
        self._reader = ListedReader(terms.settings)
        self._now = terms.now.timestamp()
        self._known = {
            key[len("author:") :]
            for (key,) in kept.connection.execute(
                "select key from text where key > 'author:' and key < 'author;'"
            )
        }
        self._withheld: list[Withheld] = []
        self._barred: list[str] = []

    def start_again(self) -> Anew:
        """Take everything from the shelves, to put onto them what is published."""
        return Anew(self, self._kept, self._record)

    def keep_withheld(self, paths: Iterable[str] = ()) -> None:
        """Note what is not published, among some columns or of all."""
        keep_withheld(self._record.connection, paths, self._withheld, self._barred)

    def go_on(self) -> tuple[Change, ...]:
        """Let the shelves follow what has changed since they were made."""
        forced = self._changed()
        paths = sorted(self._with_namesakes(forced | self._due() | self._out()))
        moves: list[Move] = []
        changes: list[Change] = []
        for path in paths:
            row = load_live(self._record.connection, path)
            old = self._reader.read(row.listed) if row else None
            new = self._judge_text(path)
            if path in forced or (old is None) != (new is None):
                change = _change(old, row, new)
                if change is None:
                    self.unseen.add(path)
                else:
                    changes.append(change)
                    moves.append(Move(path, old, new))
        move_columns(self._record.connection, moves)
        self.keep_withheld(paths)
        return tuple(changes)

    def _changed(self) -> set[str]:
        """Name the columns whose texts, comments or pictures are others."""
        serial = int(load_meta(self._record, "serial") or 0)
        changed = changed_since(self._kept, serial)
        found: set[str] = set()
        for path in changed:
            if path.startswith(COMMENTS):
                column = path.removeprefix(COMMENTS).rpartition(".")[0]
                found.update(self._paths_of(f"column:{column}"))
            elif path.startswith(COLUMNS) and path.endswith(".md"):
                found.add(path)
            else:
                self.unseen.add(path)
        return found

    def _due(self) -> set[str]:
        """Name the columns whose time has come, or has not come any more."""
        then = float(load_meta(self._record, "now") or 0)
        between = min(then, self._now), max(then, self._now)
        found = self._kept.connection.execute(
            "select path from text where at > ?1 and at <= ?2"
            " union select path from text where until > ?1 and until <= ?2",
            between,
        )
        return {path for (path,) in found}

    def _out(self) -> frozenset[str]:
        return load_barred(self._record.connection)

    def _with_namesakes(self, paths: set[str]) -> set[str]:
        """Add the columns with the ids that some have or had: one may come instead."""
        keys = set()
        for path in paths:
            row = load_live(self._record.connection, path)
            found = self._kept.connection.execute(
                "select key from text where path=? and listed != ''", (path,)
            ).fetchone()
            keys |= {f"column:{row.id}"} if row else set()
            keys |= {found[0]} if found else set()
        return paths.union(*(self._paths_of(key) for key in keys))

    def _paths_of(self, key: str) -> list[str]:
        found = self._kept.connection.execute(
            "select path from text where key=? order by path", (key,)
        )
        return [path for (path,) in found]

    def _judge_text(self, path: str) -> tuple[Listed, LiveRow] | None:
        row = self._kept.connection.execute(
            f"{_COLUMNS} and path=?", (path,)
        ).fetchone()
        if row is None:
            return None
        _, key, *known = row
        return self.judge(path, self._paths_of(key)[0], *known)

    def judge(
        self, path: str, first: str, listed: str, look: str, card: bytes
    ) -> tuple[Listed, LiveRow] | None:
        """Tell how a column stands on the shelves; None where it does not."""
        one = self._reader.read(listed)
        if first != path:
            self._bar(path, (same_id(self._column(path), first),))
            return None
        state = judge(one, self._now)
        if not may_publish(state, drafts=self._terms.drafts):
            self._withheld.append(withhold(self._column(path), state))
            return None
        if not all_known(one, self._known):
            people = load_values(self._kept.connection, "author", Author)
            authors = {author.id: author for author in people}
            self._bar(path, check_authors(self._column(path), authors))
            return None
        known = listed, Digest(look), one.corrections, one.elsewhere, card
        row = LiveRow(path, one.id, one.at, *known)
        return one, row

    def _bar(self, path: str, problems: Iterable[Problem]) -> None:
        self._barred.append(path)
        self.problems += problems

    def _column(self, path: str) -> Column:
        piece = load_value(self._kept.connection, path, Piece)
        assert isinstance(piece, Piece), "a column's value is a piece"
        return piece.column


class Anew:
    """All columns on their way to the shelves, in the order of their paths."""

    def __init__(self, sorter: Sorter, kept: Kept, record: Record) -> None:
        self.sorter = sorter
        self._kept = kept
        self._filling = Filling(record.connection)
        self._first: dict[str, str] = {}
        """The first path of each key, which is the one that counts."""
        self._last = ""

    def go_on(self) -> None:
        """Sort those that came behind the last into the store."""
        rows = self._kept.connection.execute(
            f"{_COLUMNS} and path > ? order by path", (self._last,)
        )
        judged = []
        for path, key, *known in rows:
            self._last = path
            first = self._first.setdefault(key, path)
            judged.append(self.sorter.judge(path, first, *known))
        self._filling.add(one for one in judged if one is not None)

    def end(self) -> None:
        """Sort the rest; then all can be asked for."""
        self.go_on()
        self._filling.end()
        self.sorter.keep_withheld()


def _change(
    old: Listed | None, row: LiveRow | None, new: tuple[Listed, LiveRow] | None
) -> Change | None:
    """Tell what became of a column; None for one that never was published."""
    if old is None and new is None:
        return None
    same = (
        old is not None
        and new is not None
        and row is not None
        and row.look == new[1].look
        and replace(old, leads_to=()) == replace(new[0], leads_to=())
    )
    return Change(old=old, new=new[0] if new else None, card=not same)

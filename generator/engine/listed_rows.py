"""Listed columns as rows of the store and back, quickly: there is one for each column.

Pure.  Invariant: a row doesn't depend on the settings; which section a written word
means is decided when the row is read.
"""

from __future__ import annotations

from typing import NamedTuple

from generator.engine.codec import decoder, spell
from generator.publication.listed import Listed, shelf_names
from generator.publication.naming import section_of
from generator.publication.shelf_keys import ShelfKey, ShelfKind
from generator.source.column import Column, ColumnId
from generator.source.settings import Settings


class _Row(NamedTuple):
    """A column's row: its fields as `Listed`, the section as it is written."""

    id: ColumnId
    path: str
    at: float
    until: float | None
    draft: bool
    keys: tuple[tuple[str, str, str], ...]
    """Kind, name and the column's label of each shelf but its section's."""
    section: str
    part: int | None
    leads_to: tuple[str, ...]
    corrections: int
    elsewhere: bool


_read = decoder(_Row)
_KINDS = {kind.value: kind for kind in ShelfKind}


def spell_listed(column: Column, leads_to: tuple[str, ...]) -> str:
    """Spell a column's row."""
    names = shelf_names(column)
    return spell(
        _Row(
            column.id,
            column.path,
            column.date.at.timestamp(),
            column.expires.at.timestamp() if column.expires else None,
            column.draft,
            tuple([(kind._value_, name, one) for (kind, name), one in names.items()]),
            column.section,
            column.series.part if column.series else None,
            leads_to,
            len(column.corrections),
            bool(column.canonical),
        )
    )


class ListedReader:
    """Reads rows by the settings; keys that many columns share are made once."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._keys: dict[tuple[str, str], ShelfKey] = {}
        self._sections: dict[str, tuple[ShelfKey, str]] = {}

    def read(self, row: str) -> Listed:
        """Read one row."""
        found = _read(row)
        keys = [(self._key(kind, name), label) for kind, name, label in found.keys]
        if found.section:
            keys.append(self._section(found.section))
        return Listed(
            id=found.id,
            path=found.path,
            at=found.at,
            until=found.until,
            draft=found.draft,
            keys=tuple(keys),
            part=found.part,
            leads_to=found.leads_to,
            corrections=found.corrections,
            elsewhere=found.elsewhere,
        )

    def _key(self, kind: str, name: str) -> ShelfKey:
        found = self._keys.get((kind, name))
        if found is None:
            found = ShelfKey(kind=_KINDS[kind], name=name)
            self._keys[kind, name] = found
        return found

    def _section(self, written: str) -> tuple[ShelfKey, str]:
        found = self._sections.get(written)
        if found is None:
            section = section_of(written, self._settings)
            found = self._key(ShelfKind.SECTION.value, section.id), section.label
            self._sections[written] = found
        return found

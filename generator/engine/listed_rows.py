"""Listed columns as rows of the store and back, quickly: there is one for each column.

Pure.  Invariant: a row doesn't depend on the settings; which section a written word
means is decided when the row is read.
"""

from __future__ import annotations

import json

from generator.engine.codec import spell
from generator.publication.listed import Listed, shelf_names
from generator.publication.naming import section_of
from generator.publication.shelf_keys import ShelfKey, ShelfKind
from generator.source.column import Column, ColumnId
from generator.source.settings import Settings

_KINDS = {kind.value: kind for kind in ShelfKind}


def spell_listed(column: Column, leads_to: tuple[str, ...]) -> str:
    """Spell a column's row: its fields as `Listed`, the section as it is written."""
    names = shelf_names(column)
    return spell(
        (
            column.id,
            column.path,
            column.date.at.timestamp(),
            column.expires.at.timestamp() if column.expires else None,
            column.draft,
            [(kind._value_, name, label) for (kind, name), label in names.items()],
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
        id_, path, at, until, draft, keys, section, part, leads_to, *rest = json.loads(
            row
        )
        found = [(self._key(kind, name), label) for kind, name, label in keys]
        if section:
            found.append(self._section(section))
        return Listed(
            id=ColumnId(id_),
            path=path,
            at=at,
            until=until,
            draft=draft,
            keys=tuple(found),
            part=part,
            leads_to=tuple(leads_to),
            corrections=rest[0],
            elsewhere=rest[1],
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

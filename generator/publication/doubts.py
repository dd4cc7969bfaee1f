"""Doubts about names: a section or tag that is nearly another one.

Pure.  A doubt is a warning: the writer may well mean it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from generator.problems import Place, Problem, Weight, nearest
from generator.publication.shelf_keys import ShelfKind
from generator.urls import slugify

if TYPE_CHECKING:
    from generator.publication.entries import Entry
    from generator.publication.library import Library

_COMMON = 3
"""A tag on this many columns is well established."""
_SHORTEST = 5
"""Shorter words are near too many others."""


def doubt_names(library: Library) -> list[Problem]:
    """Warn of sections and tags that look like slips for well-known ones."""
    return [*_doubt_sections(library), *_doubt_tags(library)]


def _doubt_sections(library: Library) -> Iterator[Problem]:
    declared = {section.id: section.label for section in library.settings.sections}
    for shelf in library.shelves_of(ShelfKind.SECTION) if declared else ():
        if shelf.key.name in declared or not _alike(shelf.label, declared):
            continue
        for column in shelf.cards.ids:
            entry = library.entries[column]
            label = entry.column.section
            if near := _alike(label, declared):
                yield Problem(
                    place=_place(entry, "section"),
                    message=f"the section “{label}” is not one of content/site.yaml",
                    hint=f"did you mean {near}?",
                    weight=Weight.WARN,
                )


def _alike(label: str, declared: dict[str, str]) -> str | None:
    """Give the declared section that a label is nearly the id or the label of."""
    by_label = {label: section for section, label in declared.items()}
    near = nearest(label, by_label)
    return nearest(label, declared) or (by_label[near] if near else None)


def _doubt_tags(library: Library) -> Iterator[Problem]:
    shelves = library.shelves_of(ShelfKind.TAG)
    counts = {shelf.key.name: len(shelf.cards) for shelf in shelves}
    common = _neighborhoods(tag for tag, count in counts.items() if count >= _COMMON)
    for shelf in shelves if common else ():
        name = shelf.key.name
        if counts[name] > 1 or len(name) < _SHORTEST:
            continue
        near = sorted({common[cut] for cut in _cuts(name) if cut in common})
        if near and not _differ_in_digits(name, near[0]):
            entry = library.entries[shelf.cards.ids[0]]
            tags = entry.column.tags
            at = next(at for at, tag in enumerate(tags) if slugify(tag) == name)
            yield Problem(
                place=_place(entry, f"tags.{at}"),
                message=f"the tag “{tags[at]}” stands here alone",
                hint=f"did you mean {near[0]}? ({counts[near[0]]} columns)",
                weight=Weight.WARN,
            )


def _neighborhoods(tags: Iterable[str]) -> dict[str, str]:
    """Map each tag, and it with one letter left out, to the tag.

    Two words that are one letter apart share such a form: SymSpell's deletion index.
    """
    return {cut: tag for tag in sorted(tags) for cut in _cuts(tag)}


def _cuts(word: str) -> set[str]:
    return {word} | {word[:at] + word[at + 1 :] for at in range(len(word))}


def _differ_in_digits(one: str, other: str) -> bool:
    """2024 and 2025, or covid-19 and covid-20, are two things."""

    def digits(word: str) -> str:
        return "".join(letter for letter in word if letter.isdigit())

    return digits(one) != digits(other)


def _place(entry: Entry, field: str) -> Place:
    places = entry.column.places
    found = places.get(field) or places.get(field.partition(".")[0])
    return found or Place(file=entry.column.path)

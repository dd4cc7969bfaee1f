"""Doubts about names: a section or tag that is nearly another one.

Pure.  A doubt is a warning: the writer may well mean it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.problems import Place, Problem, Weight, nearest
from generator.publication.inputs import Inputs
from generator.publication.listed import Listed
from generator.publication.shelf_keys import ShelfKind

_COMMON = 3
"""A tag on this many columns is well established."""
_SHORTEST = 5
"""Shorter words are near too many others."""


def doubt_names(listed: Iterable[Listed], inputs: Inputs) -> list[Problem]:
    """Warn of sections and tags that look like slips for well-known ones."""
    held = list(listed)
    return [*_doubt_sections(held, inputs), *_doubt_tags(held, inputs)]


def _doubt_sections(listed: list[Listed], inputs: Inputs) -> Iterator[Problem]:
    declared = {section.id for section in inputs.settings.sections}
    labels = {section.label: section.id for section in inputs.settings.sections}
    for one, name, label in _names(listed, ShelfKind.SECTION):
        if name in declared:
            continue
        alike = nearest(label, labels)
        near = nearest(label, declared) or (labels[alike] if alike else None)
        if near is not None:
            yield Problem(
                place=_place(one, "section", inputs),
                message=f"the section “{label}” is not one of content/site.yaml",
                hint=f"did you mean {near}?",
                weight=Weight.WARN,
            )


def _doubt_tags(listed: list[Listed], inputs: Inputs) -> Iterator[Problem]:
    counts = Counter(name for _, name, _ in _names(listed, ShelfKind.TAG))
    common = _neighborhoods(tag for tag, count in counts.items() if count >= _COMMON)
    for one, name, label in _names(listed, ShelfKind.TAG):
        if counts[name] > 1 or len(name) < _SHORTEST:
            continue
        near = sorted({common[cut] for cut in _cuts(name) if cut in common})
        if near and not _differ_in_digits(name, near[0]):
            tags = inputs.pieces[one.path].column.tags
            yield Problem(
                place=_place(one, f"tags.{tags.index(label)}", inputs),
                message=f"the tag “{label}” stands here alone",
                hint=f"did you mean {near[0]}? ({counts[near[0]]} columns)",
                weight=Weight.WARN,
            )


def _names(
    listed: Iterable[Listed], kind: ShelfKind
) -> Iterator[tuple[Listed, str, str]]:
    """Give each column's names of one kind, with their spelling."""
    for one in listed:
        for key, label in one.keys:
            if key.kind is kind:
                yield one, key.name, label


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


def _place(listed: Listed, field: str, inputs: Inputs) -> Place:
    places = inputs.pieces[listed.path].column.places
    found = places.get(field) or places.get(field.partition(".")[0])
    return found or Place(file=listed.path)

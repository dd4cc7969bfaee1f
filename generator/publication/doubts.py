"""Doubts about names: a section or tag that is nearly another one.

Pure.  A doubt is a warning: the writer may well mean it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator

from generator.problems import Place, Problem, Weight, nearest
from generator.publication.entries import Entry
from generator.publication.naming import section_of
from generator.source.settings import Settings
from generator.urls import slugify

_COMMON = 3
"""A tag on this many columns is well established."""
_SHORTEST = 5
"""Shorter words are near too many others."""


def doubt_names(entries: Iterable[Entry], settings: Settings) -> list[Problem]:
    """Warn of sections and tags that look like slips for well-known ones."""
    held = list(entries)
    return [*_doubt_sections(held, settings), *_doubt_tags(held)]


def _doubt_sections(entries: list[Entry], settings: Settings) -> Iterator[Problem]:
    declared = {section.id for section in settings.sections}
    labels = {section.label: section.id for section in settings.sections}
    for entry in entries:
        written = entry.column.section
        if not written or section_of(written, settings).id in declared:
            continue
        label = nearest(written, labels)
        near = nearest(written, declared) or (labels[label] if label else None)
        if near is not None:
            yield Problem(
                place=_place(entry, "section"),
                message=f"the section “{written}” is not one of content/site.yaml",
                hint=f"did you mean {near}?",
                weight=Weight.WARN,
            )


def _doubt_tags(entries: list[Entry]) -> Iterator[Problem]:
    counts = Counter(slugify(tag) for entry in entries for tag in entry.column.tags)
    common = _neighborhoods(tag for tag, count in counts.items() if count >= _COMMON)
    for entry in entries:
        for index, tag in enumerate(entry.column.tags):
            slug = slugify(tag)
            if counts[slug] > 1 or len(slug) < _SHORTEST:
                continue
            near = sorted({common[cut] for cut in _cuts(slug) if cut in common})
            if near and not _differ_in_digits(slug, near[0]):
                yield Problem(
                    place=_place(entry, f"tags.{index}"),
                    message=f"the tag “{tag}” stands here alone",
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
    column = entry.column
    found = column.places.get(field) or column.places.get(field.partition(".")[0])
    return found or Place(file=column.path)

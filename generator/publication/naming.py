"""What things are called in addresses: sections, authors, tags, languages.

Pure.
"""

from __future__ import annotations

from generator.source.column import AuthorId, Column
from generator.source.settings import Section, Settings
from generator.urls import Address, slugify

RIGHT_TO_LEFT = frozenset(
    ("ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "syr", "ug", "ur", "yi")
)
"""Languages written from right to left, unless the tag names another script."""


def direction_of(language: str) -> str:
    """Give "rtl" or "ltr" for a BCP 47 tag.

    "ar-EG" → "rtl"; "az-Arab" → "rtl"; "de" → "ltr".
    """
    main, *rest = language.casefold().replace("_", "-").split("-")
    if rest and len(rest[0]) == 4:
        return "rtl" if rest[0] in ("arab", "hebr", "syrc", "thaa", "nkoo") else "ltr"
    return "rtl" if main in RIGHT_TO_LEFT else "ltr"


def section_of(written: str, settings: Settings) -> Section:
    """Find the declared section by id or label, else make an undeclared one."""
    folded = written.casefold()
    for section in settings.sections:
        if folded in (section.id.casefold(), section.label.casefold()):
            return section
    return Section(id=slugify(written), label=written)


def address_of(column: Column, settings: Settings) -> Address:
    """Fill in the permalink pattern for a column."""
    day = column.date.day
    section = section_of(column.section, settings).id if column.section else "columns"
    return Address(
        settings.permalink.format(
            slug=column.slug,
            year=f"{day.year:04}",
            month=f"{day.month:02}",
            day=f"{day.day:02}",
            section=section,
        )
    )


def author_address(author: AuthorId) -> Address:
    """Give the address of an author's page."""
    return Address(f"/authors/{author}/")


def section_address(section: str) -> Address:
    """Give the address of a section's page, by its id."""
    return Address(f"/sections/{section}/")


def tag_address(tag: str) -> Address:
    """Give the address of a tag's page, however the tag is spelled."""
    return Address(f"/tags/{slugify(tag)}/")


def series_address(name: str) -> Address:
    """Give the address of a series' page."""
    return Address(f"/series/{slugify(name)}/")


def year_address(year: int) -> Address:
    """Give the address of a year's page."""
    return Address(f"/archive/{year}/")

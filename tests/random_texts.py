"""Columns in few words and other files, for sites that are edited at random."""

from __future__ import annotations

import datetime as dt
import io
from functools import cache
from typing import Any

import yaml
from msgspec import Struct, field
from PIL import Image

DATES = [
    dt.date.fromisoformat(day)
    for day in (
        "2023-12-31",
        "2024-01-01",
        "2024-05-05",
        "2025-02-28",
        "2025-03-01",
        "2026-06-14",
        "2026-06-15",
        "2026-07-01",
        "2027-01-01",
    )
]
AUTHORS = ["ann", "bo", "cy", "dee"]
SECTIONS = ["city", "shore", "City", "zoo", ""]
TAGS = ["birds", "Birds", "sea", "Sea", "birdz", "C++"]
SERIES = ["", "Run", "run", "Walk"]


class Text(Struct, frozen=True, kw_only=True, dict=True):
    """A column as its writer has it in mind."""

    title: str = "One"
    author: tuple[str, ...] = ("ann",)
    date: dt.date = DATES[3]
    section: str = ""
    tags: tuple[str, ...] = ()
    series: str = ""
    part: int = 0
    words: str = "Crows remember faces."
    headings: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    corrections: int = 0
    more: dict[str, Any] = field(default_factory=dict)
    """Further front matter; what is empty is not written."""

    def spell(self) -> str:
        """Write it down."""
        notes = [
            {"date": DATES[5], "kind": "correction", "text": f"No. {number}"}
            for number in range(self.corrections)
        ]
        series = {"name": self.series, **({"part": self.part} if self.part else {})}
        said = {
            "title": self.title,
            "author": list(self.author),
            "date": self.date,
            "summary": f"On {self.title}.",
            "section": self.section,
            "tags": list(self.tags),
            "series": series if self.series else None,
            "corrections": notes,
            **self.more,
        }
        front = {name: value for name, value in said.items() if value not in ("", [])}
        front = {name: value for name, value in front.items() if value is not None}
        lines = [self.words, *(f"## {heading}" for heading in self.headings)]
        lines += [f"See [this]({target})." for target in self.links]
        return f"---\n{spell(front)}---\n\n" + "\n\n".join(lines) + "\n"


class _Plain(yaml.SafeDumper):
    """YAML as people type it: nothing is said by an anchor."""

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


def spell(said: object) -> str:
    """Write plain values down as YAML."""
    return str(yaml.dump(said, Dumper=_Plain, allow_unicode=True))


@cache
def picture(size: int) -> bytes:
    """A picture of some pixels."""
    held = io.BytesIO()
    Image.new("RGB", (size, size), (size % 255, 0, 0)).save(held, "png")
    return held.getvalue()

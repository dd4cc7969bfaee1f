"""Desk facts: what every card and page may be made from, and what they are not."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from conftest import AUTHOR, column, make_site

from generator.engine.desk_facts import DeskFacts, read_desk_facts
from generator.engine.kept import open_kept
from generator.engine.outcome import BuildOptions
from generator.engine.session import Session
from generator.source.read_settings import read_settings

SETTINGS = "title: The Rook\nurl: https://rook.example/\nlanguage: en\n"
OPTIONS = BuildOptions(now=dt.datetime(2026, 11, 20, tzinfo=dt.UTC))
START = {
    "site.yaml": SETTINGS + "logo: /logo.png\n",
    "authors/jane-doe.md": AUTHOR + "\nSee [what I did](cv.pdf).\n",
    "authors/cv.pdf": "Birds",
    "pages/about.md": "---\ntitle: About\n---\nUs, in a [plan](plan.pdf).\n",
    "pages/plan.pdf": "Plan",
    "static/logo.png": "Logo",
    "static/note.txt": "Note",
}


def facts_of(site: Path) -> DeskFacts:
    """Build, and digest what the store then holds of the desk."""
    Session(site, OPTIONS).build()
    data = (site / "content/site.yaml").read_bytes()
    settings, _ = read_settings("content/site.yaml", data)
    assert settings is not None
    with open_kept(site, clean=False) as kept:
        return read_desk_facts(kept.connection, settings)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return make_site(tmp_path, dict(START))


@pytest.mark.parametrize(
    ("path", "text", "cards", "pages"),
    [
        ("columns/crows.md", column("Other"), False, False),
        ("static/note.txt", "Other", False, False),
        ("pages/about.md", "---\ntitle: Us\n---\nUs: [plan](plan.pdf).\n", False, True),
        ("authors/jane-doe.md", AUTHOR.replace("Jane", "June"), True, True),
        ("authors/bo-orr.md", AUTHOR, True, True),
        ("authors/cv.pdf", "Other", True, True),
        ("static/logo.png", "Other", True, True),
        ("site.yaml", START["site.yaml"] + "label: Views\n", True, True),
        ("site.yaml", START["site.yaml"] + "motto: Caw\n", False, False),
    ],
)
def test_what_a_change_concerns(
    site: Path, path: str, text: str, cards: bool, pages: bool
) -> None:
    before = facts_of(site)
    (site / "content" / path).write_text(text)
    after = facts_of(site)
    changed = before.cards != after.cards, before.pages != after.pages
    assert changed == (cards, pages)

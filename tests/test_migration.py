"""A site written for another generator builds, and loses no word."""

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import lxml.html
import pytest
from migrated_site import write_migrated_site

from generator.engine.outcome import BuildOptions, Outcome
from generator.engine.session import Session
from generator.problems import Weight

NOW = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def migrated(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[Path, dict[str, list[str]], Outcome]:
    folder = tmp_path_factory.mktemp("migrated")
    said = write_migrated_site(folder)
    outcome = Session(folder, BuildOptions(now=NOW)).build()
    return folder / "output", said, outcome


def test_five_hundred_posts_build_and_all_are_published(
    migrated: tuple[Path, dict[str, list[str]], Outcome],
) -> None:
    _, said, outcome = migrated
    assert outcome.done
    assert outcome.columns == len(said) == 500


def test_no_word_is_lost(
    migrated: tuple[Path, dict[str, list[str]], Outcome],
) -> None:
    output, said, _ = migrated
    lost = {}
    for slug, words in said.items():
        page = lxml.html.parse(str(output / "columns" / slug / "index.html"))
        text = " ".join(page.getroot().itertext()).casefold()
        shown = Counter(re.findall(r"\w+", text))
        gone = Counter(words) - shown
        if gone:
            lost[slug] = dict(gone)
    assert lost == {}


def test_what_is_doubtful_is_a_warning_with_a_place(
    migrated: tuple[Path, dict[str, list[str]], Outcome],
) -> None:
    _, _, outcome = migrated
    assert {problem.weight for problem in outcome.problems} == {Weight.WARN}
    assert all(problem.place.excerpt for problem in outcome.problems)
    told = Counter(problem.message for problem in outcome.problems)
    assert any("script" in message for message in told)
    assert any("iframe" in message for message in told)
    assert any("onclick" in message for message in told)


def test_every_old_address_leads_to_its_column(
    migrated: tuple[Path, dict[str, list[str]], Outcome],
) -> None:
    output, said, _ = migrated
    for number, slug in enumerate(said):
        old = output / f"20{number % 20:02}" / f"post-{number}.html"
        assert f"../columns/{slug}/" in old.read_text(encoding="utf-8")

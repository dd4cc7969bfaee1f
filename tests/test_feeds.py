"""Feeds: entries keep their identity, and say who wrote what, when."""

import datetime as dt
from pathlib import Path

import pytest
from building import body, library, link, moment, piece, settings
from conftest import SETTINGS, files_of, make_site
from reference_plan import plan_site
from site_fixtures import THEMES

from generator.engine.outcome import BuildOptions
from generator.engine.session import Session
from generator.pages.feed_views import FeedView
from generator.pages.feeds import NEVER
from generator.pages.page import PageKind
from generator.pages.parts import Prose, Target
from generator.pages.views import ColumnView
from generator.publication.cards import Named
from generator.publication.library import Library
from generator.source.column import (
    AuthorId,
    ColumnId,
    Contributor,
    Correction,
    CorrectionKind,
    Role,
)
from generator.source.settings import FeedFormat, FeedSettings


def feed(built: Library, address: str = "/atom.xml") -> FeedView:
    view = next(p.view for p in plan_site(built).pages if p.address == address)
    assert isinstance(view, FeedView)
    return view


def test_an_id_stays_when_title_slug_and_address_change() -> None:
    one = feed(library(piece("2024/crows", slug="crows"))).entries[0]
    moved = piece("2024/crows", slug="ravens", title="Ravens")
    other = feed(library(moved)).entries[0]
    assert one.id == other.id == "tag:paper.example,2026:2024/crows"
    assert one.url != other.url


def test_an_id_in_another_script_is_a_right_uri() -> None:
    built = library(piece("渡船", date="2025-01-01"))
    assert feed(built).entries[0].id == "tag:paper.example,2025:%E6%B8%A1%E8%88%B9"


def test_all_who_wrote_it_are_authors_and_the_translator_is_not() -> None:
    wrote = (
        Contributor(author=AuthorId("jane-doe")),
        Contributor(name="Guest", role=Role.WITH),
        Contributor(name="Selma", role=Role.TRANSLATED),
    )
    assert feed(library(piece("a", contributors=wrote))).entries[0].authors == (
        Named(label="Jane Doe", href="https://paper.example/authors/jane-doe/"),
        Named(label="Guest", href=""),
    )


def test_a_correction_is_an_update() -> None:
    note = Correction(
        kind=CorrectionKind.CORRECTION, date=moment("2026-03-01"), text="x"
    )
    entry = feed(library(piece("a", corrections=(note,)))).entries[0]
    assert (entry.published, entry.updated) == (
        moment("2026-01-01"),
        moment("2026-03-01"),
    )


def test_a_feed_carries_the_newest_and_was_updated_with_the_last_change() -> None:
    pieces = [piece(f"p{k}", date=f"2026-01-{k + 1:02}") for k in range(5)]
    built = library(*pieces, settings=settings(feeds=FeedSettings(entries=2)))
    view = feed(built)
    assert [entry.id.rpartition(":")[2] for entry in view.entries] == ["p4", "p3"]
    assert view.updated == moment("2026-01-05")


def test_feeds_of_no_entries_are_empty() -> None:
    built = library(piece("a"), settings=settings(feeds=FeedSettings(entries=0)))
    assert feed(built).entries == ()
    assert feed(built, "/authors/jane-doe/atom.xml").entries == ()


def test_an_empty_feed_has_a_date_that_is_not_the_clocks() -> None:
    assert feed(library()).updated == NEVER


def test_the_text_comes_with_its_targets_unless_the_site_says_summaries() -> None:
    words = body(links=(link("b.md"),))
    pieces = (piece("a", words), piece("b", date="2025-01-01"))
    whole = feed(library(*pieces)).entries[0]
    target = Target(written="b.md", href="/columns/b/")
    assert whole.prose == Prose(
        source="column:a", body=words.digest, targets=(target,), language="en"
    )
    short = feed(
        library(*pieces, settings=settings(feeds=FeedSettings(full_text=False)))
    ).entries[0]
    assert short.prose is None


def test_a_feed_is_published_in_the_formats_that_the_site_names() -> None:
    formats = (FeedFormat.RSS, FeedFormat.JSON)
    built = library(
        piece("a", section="city"),
        settings=settings(feeds=FeedSettings(formats=formats)),
    )
    pages = plan_site(built).pages
    feeds = {page.address for page in pages if page.kind is PageKind.FEED}
    homes = ("/", "/authors/jane-doe/", "/sections/city/", "/sections/work/")

    assert feeds == {home + name for home in homes for name in ("rss.xml", "feed.json")}
    links = [
        page.view.head.feeds for page in pages if isinstance(page.view, ColumnView)
    ]
    assert [(one.rss, one.atom, one.json) for one in links[0]] == [
        (f"{home}rss.xml", "", f"{home}feed.json")
        for home in ("/authors/jane-doe/", "/sections/city/", "/")
    ]


def test_each_feed_names_itself_and_its_page() -> None:
    built = library(piece("a", section="city"))
    view = feed(built, "/sections/city/rss.xml")
    assert (view.title, view.home, view.self_url) == (
        "The City – The Paper",
        "https://paper.example/sections/city/",
        "https://paper.example/sections/city/rss.xml",
    )
    assert ColumnId("a") in built.entries


@pytest.mark.parametrize("theme", THEMES)
def test_no_theme_leads_to_a_feed_that_is_not_published(
    tmp_path: Path, theme: str
) -> None:
    lines = f"theme: {{name: {theme}}}\nfeeds: {{formats: [rss]}}\n"
    site = make_site(tmp_path, {"site.yaml": SETTINGS + lines})
    outcome = Session(site, BuildOptions(now=dt.datetime.now(dt.UTC))).build()
    files = files_of(site / "output")
    pages = [data for path, data in files.items() if path.endswith(".html")]

    assert outcome.done
    assert {path.rpartition("/")[2] for path in files if "feed" in path} == set()
    assert {path for path in files if path.endswith(("atom.xml", "rss.xml"))} == {
        "rss.xml",
        "authors/jane-doe/rss.xml",
    }
    assert any(b"rss.xml" in page for page in pages)
    assert [page for page in pages if b"atom.xml" in page or b"feed.json" in page] == []

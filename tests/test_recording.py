"""Recordings: feeds name a column's with its address, type and length."""

from __future__ import annotations

import pytest
from building import facts, library, link, piece, places, settings
from reference_plan import plan_site

from generator.pages.feed_views import FeedView, Recording
from generator.pages.recording import media_type
from generator.source.settings import FeedSettings

BESIDE = facts("content/columns/über fünf.m4a", length=7_340_032)
IN_STATIC = facts("content/static/heard/a.mp3", length=3)
LACKING = places("audio", link("x").place)


@pytest.mark.parametrize("full_text", [True, False])
def test_every_feed_with_the_column_names_its_recording(*, full_text: bool) -> None:
    built = library(
        piece("a", audio="über fünf.m4a", section="city"),
        piece("b", audio="/heard/a.mp3", section="city"),
        piece("c", audio="gone.mp3", section="city", places=LACKING),
        piece("d", section="city"),
        files={file.path: file for file in (BESIDE, IN_STATIC)},
        settings=settings(feeds=FeedSettings(full_text=full_text)),
    )
    views = [p.view for p in plan_site(built).pages if isinstance(p.view, FeedView)]
    found = [
        {entry.id[-1]: entry.recording for entry in view.entries if entry.recording}
        for view in views
        if view.entries
    ]
    beside = "https://paper.example/columns/a/%C3%BCber%20f%C3%BCnf.m4a"
    static = "https://paper.example/heard/a.mp3"
    named = {
        "a": Recording(url=beside, type="audio/mp4", length=7_340_032),
        "b": Recording(url=static, type="audio/mpeg", length=3),
    }
    assert len(found) >= 6
    assert found == [named] * len(found)


@pytest.mark.parametrize(
    ("path", "named"),
    [
        ("a.mp3", "audio/mpeg"),
        ("a/b.MP3", "audio/mpeg"),
        ("a.b.opus", "audio/ogg"),
        ("a", "application/octet-stream"),
        ("a.txt", "application/octet-stream"),
    ],
)
def test_a_recording_is_of_the_type_that_its_ending_says(path: str, named: str) -> None:
    assert media_type(path) == named

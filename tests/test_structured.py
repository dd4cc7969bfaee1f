"""Heads and structured data: what pages say to machines."""

import json
from typing import Any

from building import author, desk_page, facts, library, moment, piece, settings
from reference_plan import plan_site

from generator.pages.head import shorten
from generator.pages.parts import Head
from generator.pages.views import AuthorView, ColumnView, FrontView
from generator.publication.library import Library
from generator.source.author import OutsideLink
from generator.source.column import (
    AuthorId,
    Contributor,
    Correction,
    CorrectionKind,
    FirstPublished,
    Picture,
    Role,
    SeriesPart,
)
from generator.source.settings import TrustPages
from generator.theme.filters import to_json

LOGO = facts("content/static/logo.png", 1200, 630)


def head_of(built: Library, address: str) -> Head:
    view = next(page.view for page in plan_site(built).pages if page.address == address)
    assert isinstance(view, ColumnView | AuthorView | FrontView)
    return view.head


def said_by(built: Library, address: str) -> Any:
    """What a page says to machines, once it is sure that `|json` would say the same."""
    text = head_of(built, address).json_ld
    assert text is not None
    said = json.loads(text)
    assert to_json(text) == to_json(said)
    return said


def full() -> Library:
    wrote = (
        Contributor(author=AuthorId("jane-doe")),
        Contributor(name="Selma", role=Role.TRANSLATED),
    )
    note = Correction(
        kind=CorrectionKind.CORRECTION, date=moment("2026-02-01"), text="It was *12*."
    )
    picture = facts("content/columns/nest.png", 640, 480)
    crows = piece(
        "crows",
        contributors=wrote,
        section="city",
        tags=("birds", "town"),
        series=SeriesPart(name="Wings", part=1),
        image=Picture(src="nest.png", alt="A nest", caption="The nest."),
        corrections=(note,),
        updated=moment("2026-02-01"),
        license="CC BY 4.0",
        language="de",
        expires=moment("2027-01-01"),
        source=FirstPublished(name="Review", url="https://review.example/crows"),
    )
    return library(
        crows,
        authors=(author(standing="Columnist"),),
        settings=settings(logo="/logo.png", license="CC BY 4.0"),
        files={LOGO.path: LOGO, picture.path: picture},
    )


PUBLISHER = {
    "@type": "NewsMediaOrganization",
    "@id": "https://paper.example/#publication",
    "name": "The Paper",
    "url": "https://paper.example/",
    "logo": {
        "@type": "ImageObject",
        "url": "https://paper.example/logo.png",
        "width": 1200,
        "height": 630,
    },
}


def test_a_column_is_an_opinion_news_article_with_all_that_is_known() -> None:
    assert said_by(full(), "/columns/crows/") == {
        "@context": "https://schema.org",
        "@type": "OpinionNewsArticle",
        "@id": "https://paper.example/columns/crows/#column",
        "headline": "Crows",
        "description": "What crows says.",
        "inLanguage": "de",
        "url": "https://paper.example/columns/crows/",
        "mainEntityOfPage": "https://paper.example/columns/crows/",
        "datePublished": "2026-01-01",
        "dateModified": "2026-02-01",
        "author": [
            {
                "@type": "Person",
                "name": "Jane Doe",
                "url": "https://paper.example/authors/jane-doe/",
                "jobTitle": "Columnist",
            }
        ],
        "publisher": PUBLISHER,
        "image": [
            {
                "@type": "ImageObject",
                "url": "https://paper.example/columns/crows/nest.png",
                "width": 640,
                "height": 480,
                "caption": "The nest.",
            }
        ],
        "articleSection": "The City",
        "keywords": ["birds", "town"],
        "wordCount": 1,
        "isAccessibleForFree": True,
        "expires": "2027-01-01",
        "translator": [
            {"@type": "Person", "name": "Selma", "url": "https://paper.example/"}
        ],
        "correction": [
            {
                "@type": "CorrectionComment",
                "text": "It was 12.",
                "datePublished": "2026-02-01",
            }
        ],
        "license": "https://creativecommons.org/licenses/by/4.0/",
        "copyrightYear": 2026,
        "isPartOf": {"@type": "CreativeWorkSeries", "name": "Wings"},
        "isBasedOn": "https://review.example/crows",
    }


def test_a_columns_head_has_open_graph_and_article_properties() -> None:
    head = head_of(full(), "/columns/crows/")
    assert head.title == "Crows – The Paper"
    assert [(meta.property, meta.content) for meta in head.properties] == [
        ("og:site_name", "The Paper"),
        ("og:title", "Crows"),
        ("og:type", "article"),
        ("og:url", "https://paper.example/columns/crows/"),
        ("og:description", "What crows says."),
        ("og:locale", "en"),
        ("og:image", "https://paper.example/columns/crows/nest.png"),
        ("og:image:alt", "A nest"),
        ("og:image:width", "640"),
        ("og:image:height", "480"),
        ("article:published_time", "2026-01-01T00:00:00+01:00"),
        ("article:modified_time", "2026-02-01T00:00:00+01:00"),
        ("article:expiration_time", "2027-01-01T00:00:00+01:00"),
        ("article:author", "https://paper.example/authors/jane-doe/"),
        ("article:section", "The City"),
        ("article:tag", "birds"),
        ("article:tag", "town"),
    ]
    assert [feed.title for feed in head.feeds] == ["Jane Doe", "The City", "The Paper"]


def test_a_column_published_elsewhere_first_has_its_address_there() -> None:
    built = library(piece("a", canonical="https://else.example/a"))
    head = head_of(built, "/columns/a/")
    assert head.canonical == "https://else.example/a"
    assert ("og:url", "https://else.example/a") in [
        (meta.property, meta.content) for meta in head.properties
    ]


def test_an_author_is_a_profile_page_about_a_person() -> None:
    links = (OutsideLink(label="Site", url="https://jane.example/"),)
    built = library(piece("a"), authors=(author(links=links, standing="Columnist"),))
    data = said_by(built, "/authors/jane-doe/")
    assert data is not None
    assert data["@type"] == "ProfilePage"
    assert data["mainEntity"] == {
        "@type": "Person",
        "@id": "https://paper.example/authors/jane-doe/#person",
        "name": "Jane Doe",
        "jobTitle": "Columnist",
        "description": "Writes.",
        "url": "https://paper.example/authors/jane-doe/",
        "worksFor": {key: value for key, value in PUBLISHER.items() if key != "logo"},
        "sameAs": ["https://jane.example/"],
    }


def test_the_front_page_describes_the_publication_and_its_policies() -> None:
    trust = TrustPages(corrections_policy="rules.md", masthead="https://m.example/")
    built = library(
        piece("a"),
        desk_pages=(desk_page("rules"),),
        settings=settings(trust=trust, motto="Say it."),
    )
    assert said_by(built, "/") == {
        "@context": "https://schema.org",
        **{key: value for key, value in PUBLISHER.items() if key != "logo"},
        "description": "Opinion.",
        "slogan": "Say it.",
        "correctionsPolicy": "https://paper.example/rules/",
        "masthead": "https://m.example/",
    }


def test_a_text_is_shortened_at_a_word() -> None:
    assert shorten("one two three", 10) == "one two…"
    assert shorten("one, two", 6) == "one…"
    assert shorten("  one \n two ", 10) == "one two"
    assert shorten("文" * 30, 10) == "文" * 9 + "…"

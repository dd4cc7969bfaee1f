"""What pages say to machines agrees with what they say to readers."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from built_site import BuiltSite

Data = dict[str, object]
ARTICLE_WANTED = {
    *("@id", "headline", "description", "inLanguage", "url", "mainEntityOfPage"),
    *("datePublished", "dateModified", "author", "publisher", "image"),
    *("articleSection", "wordCount", "isAccessibleForFree"),
}
ISO = re.compile(
    r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?",
)
UNTITLED = {"404.html"}
"""Pages without an address of their own."""


def plain(text: str) -> str:
    return " ".join(text.split())


def metas(site: BuiltSite, page: str) -> dict[str, str]:
    """The first value of each `<meta>` by its name or property."""
    found: dict[str, str] = {}
    for meta in site.elements(page, "//meta[@property or @name]"):
        name = meta.get("property") or meta.get("name") or ""
        found.setdefault(name, meta.get("content", ""))
    return found


def article_of(site: BuiltSite, page: str) -> Data:
    found = [d for d in site.json_ld(page) if d.get("@type") == "OpinionNewsArticle"]
    assert len(found) == 1, f"{page}: {len(found)} OpinionNewsArticle"
    return found[0]


def people_of(article: Data) -> list[dict[str, str]]:
    return cast("list[dict[str, str]]", article["author"])


def nodes(value: object) -> Iterator[Data]:
    """Every typed thing in structured data, nested ones too."""
    if isinstance(value, list):
        for part in value:
            yield from nodes(part)
    elif isinstance(value, dict):
        if "@type" in value:
            yield value
        for part in value.values():
            yield from nodes(part)


def body_text(site: BuiltSite, page: str) -> str:
    return plain(" ".join(site.values(page, "//body//text()[not(parent::script)]")))


def test_every_block_of_structured_data_has_its_context(example: BuiltSite) -> None:
    blocks = [(page, data) for page in example.pages for data in example.json_ld(page)]
    wrong = [p for p, data in blocks if data.get("@context") != "https://schema.org"]
    assert blocks
    assert wrong == []


def test_no_value_of_structured_data_is_empty(example: BuiltSite) -> None:
    faults = [
        f"{page}: {node['@type']}.{name}"
        for page in example.pages
        for node in nodes(example.json_ld(page))
        for name, value in node.items()
        if value in ("", None, [], {})
    ]
    assert faults == []


def test_a_column_is_an_opinion_news_article_with_all_its_fields(
    example: BuiltSite,
) -> None:
    faults = {
        page: missing
        for page in example.columns
        if (missing := ARTICLE_WANTED - article_of(example, page).keys())
    }
    # A column may stand in no section.
    assert {p: m for p, m in faults.items() if m - {"articleSection"}} == {}


def test_the_headline_is_the_heading_and_the_title(example: BuiltSite) -> None:
    for page in example.columns:
        headline = str(article_of(example, page)["headline"])
        heading = [plain(h.text_content()) for h in example.elements(page, "//h1")]
        assert heading == [plain(headline)], page
        assert metas(example, page)["og:title"] == headline, page
        assert headline in example.value(page, "//title/text()"), page


def test_every_author_stands_on_the_page_with_an_address(example: BuiltSite) -> None:
    for page in example.columns:
        text = body_text(example, page)
        people = people_of(article_of(example, page))
        assert people, page
        for person in people:
            assert person["@type"] == "Person", page
            assert person["name"] in text, page
            assert person["url"].startswith("https://"), page


def test_the_dates_are_those_of_the_page(example: BuiltSite) -> None:
    for page in example.columns:
        article, meta = article_of(example, page), metas(example, page)
        published = str(article["datePublished"])
        modified = str(article["dateModified"])
        assert ISO.fullmatch(published), page
        assert ISO.fullmatch(modified), page
        assert modified[:10] >= published[:10], page
        assert published[:10] in {
            d[:10] for d in example.values(page, "//time/@datetime")
        }
        assert meta["article:published_time"][:10] == published[:10], page
        assert meta["article:modified_time"][:10] == modified[:10], page


def test_the_address_is_the_canonical_one(example: BuiltSite) -> None:
    for page in example.columns:
        article, canonical = article_of(example, page), example.canonical(page)
        assert article["mainEntityOfPage"] == canonical, page
        assert metas(example, page)["og:url"] == canonical, page


def test_pictures_in_structured_data_are_files_of_the_site(example: BuiltSite) -> None:
    for page in example.pages:
        for node in nodes(example.json_ld(page)):
            for image in node.get("image"), node.get("logo"):
                for url in re.findall(r"https://[^\s'\"]+", str(image or "")):
                    ours = url.startswith(example.url)
                    assert not ours or example.file_of_url(url), f"{page}: {url}"


def test_an_authors_page_is_a_profile_page(example: BuiltSite) -> None:
    pages = [
        p for p in example.read_pages if re.fullmatch(r"authors/[^/]+/index.html", p)
    ]
    assert pages
    for page in pages:
        profile = example.json_ld(page)[0]
        person = cast("Data", profile["mainEntity"])
        assert profile["@type"] == "ProfilePage", page
        assert person["@type"] == "Person", page
        assert person["url"] == example.canonical(page), page
        heading = plain(example.elements(page, "//h1")[0].text_content())
        assert person["name"] == heading, page
        assert metas(example, page)["og:type"] == "profile", page


def test_the_front_page_is_the_publications(example: BuiltSite) -> None:
    publication = example.json_ld("index.html")[0]
    assert publication["@type"] == "NewsMediaOrganization"
    assert publication["name"] == "The Halyard"
    assert publication["url"] == example.url
    policies = [str(publication[name]) for name in ("correctionsPolicy", "masthead")]
    assert all(example.file_of_url(url) for url in policies)


def test_every_page_has_open_graph(example: BuiltSite) -> None:
    wanted = {
        "og:title",
        "og:type",
        "og:image",
        "og:image:alt",
        "og:url",
        "og:site_name",
    }
    for page in example.read_pages:
        meta = metas(example, page)
        if page in UNTITLED:
            continue
        assert not wanted - meta.keys(), page
        assert meta.get("description"), page
        assert meta.get("twitter:card") in {"summary", "summary_large_image"}, page
        assert example.file_of_url(meta["og:image"]), page


def test_every_page_has_what_a_head_needs(example: BuiltSite) -> None:
    for page in example.read_pages:
        assert example.value(page, "/html/@lang"), page
        assert "width=device-width" in metas(example, page).get("viewport", ""), page
        assert len(example.elements(page, "//h1")) == 1, page
        assert len(example.elements(page, "//main")) == 1, page


def test_no_two_pages_have_one_title(example: BuiltSite) -> None:
    titles = [
        example.value(page, "//title/text()")
        for page in example.read_pages
        if not example.is_noindex(page)
    ]
    assert sorted({t for t in titles if titles.count(t) > 1}) == []


def test_a_column_in_another_language_says_so(example: BuiltSite) -> None:
    page = "columns/kurzarbeit/index.html"
    assert article_of(example, page)["inLanguage"] == "de"
    assert "de" in example.values(page, "//*[self::html or self::article]/@lang")


def test_dates_with_a_time_carry_their_zone(example: BuiltSite) -> None:
    for page in example.columns:
        for name, value in metas(example, page).items():
            if name.endswith("_time"):
                assert dt.datetime.fromisoformat(value).tzinfo, f"{page}: {name}"

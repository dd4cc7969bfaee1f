from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import cast

import pytest
from building import author, body, desk_page, library, link, piece
from msgspec.structs import replace
from reference_plan import plan_site

from generator.digest import Digest
from generator.engine.links import Links, LinkStyle, linker
from generator.engine.render import (
    ProsePrinter,
    fingerprint,
    proses_of,
    render_page,
)
from generator.pages.page import Page
from generator.pages.parts import Prose
from generator.pages.views import ColumnView
from generator.source.body import SLOT_END, SLOT_START
from generator.theme.theme import Theme
from generator.urls import Address, Url

SITE = Links(site=Url("https://paper.example/opinion/"))
FILES = replace(SITE, style=LinkStyle.FILES)
TEMPLATE = Digest("0" * 32)
HTML = f'<p><a href="{SLOT_START}jays.md{SLOT_END}">jays</a><a href="#fn1">1</a></p>'
PAGES = plan_site(
    library(
        piece("jays"),
        piece("crows", body(HTML, links=(link("jays.md"),)), language="de"),
        authors=(author(),),
        desk_pages=(desk_page("about"),),
    )
).pages
BODIES = {
    "column:crows": HTML,
    "column:jays": "<p>Jays.</p>",
    "author:jane-doe": "<p>Writes.</p>",
    "page:about": "<p>Us.</p>",
}


def page_at(address: str) -> Page:
    return next(page for page in PAGES if page.address == address)


class Echo:
    """A theme that prints what a test asks of the names it was handed."""

    def __init__(self, said: Callable[[Mapping[str, object]], object]) -> None:
        self.said = said
        self.trail: tuple[str, ...] = ()

    def render(
        self,
        template: str,
        context: Mapping[str, object],
        *,
        language: str,
        trail: tuple[str, ...],
    ) -> bytes:
        self.trail = trail
        return f"{template} {language}: {self.said(context)}".encode()


def render(
    address: str,
    said: Callable[[Mapping[str, object]], object],
    links: Links = SITE,
) -> str:
    page = page_at(address)
    bodies = {prose.source: BODIES[prose.source] for prose in proses_of(page.view)}
    return render_page(page, cast("Theme", Echo(said)), bodies, links).decode()


def prose(names: Mapping[str, object]) -> ProsePrinter:
    return cast("ProsePrinter", names["prose"])


def test_a_template_has_the_fields_of_its_view_and_three_names_more() -> None:
    fields = set(ColumnView.__struct_fields__)

    said = render("/columns/crows/", sorted)
    assert said == f"column.html de: {sorted({*fields, 'page', 'url', 'prose'})}"


def test_a_page_prints_its_text_with_links_for_its_place() -> None:
    text = '<p><a href="../jays/">jays</a><a href="#fn1">1</a></p>'

    assert render("/columns/crows/", lambda names: prose(names)()) == (
        f"column.html de: {text}"
    )
    assert render("/columns/crows/", lambda names: prose(names)(prose(names))) == (
        f"column.html de: {text}"
    )


def test_portable_pages_name_files() -> None:
    text = '<p><a href="../jays/index.html">jays</a><a href="#fn1">1</a></p>'

    assert render("/columns/crows/", lambda names: prose(names)(), FILES) == (
        f"column.html de: {text}"
    )


def test_a_feed_prints_texts_with_whole_urls() -> None:
    def first(names: Mapping[str, object]) -> str:
        shown = proses_of(page_at("/atom.xml").view)
        return "".join(prose(names)(text) for text in shown)

    crows = "https://paper.example/columns/crows/"
    assert render("/atom.xml", first) == (
        "feed.atom en: <p>Jays.</p>"
        '<p><a href="https://paper.example/opinion/columns/jays/">jays</a>'
        f'<a href="{crows}#fn1">1</a></p>'
    )


def test_a_text_has_its_language_and_direction() -> None:
    def about(names: Mapping[str, object]) -> object:
        return (prose(names).language, prose(names).direction)

    assert render("/columns/crows/", about) == "column.html de: ('de', 'ltr')"
    assert render("/", about) == "front.html en: ('', 'ltr')"


def test_a_page_without_a_text_says_so() -> None:
    with pytest.raises(ValueError, match="no text of its own"):
        render("/", lambda names: prose(names)())


def test_a_page_shows_no_text_but_its_own() -> None:
    assert shown_at("/columns/crows/") == ["column:crows"]
    assert shown_at("/about/") == ["page:about"]
    assert shown_at("/authors/jane-doe/") == ["author:jane-doe"]
    assert shown_at("/") == []
    assert shown_at("/atom.xml") == ["column:jays", "column:crows"]


def shown_at(address: str) -> list[str]:
    return [prose.source for prose in proses_of(page_at(address).view)]


def test_problems_of_a_page_name_where_it_comes_from() -> None:
    echo = Echo(lambda _: "")
    page = page_at("/columns/crows/")
    render_page(page, cast("Theme", echo), BODIES, SITE)

    assert echo.trail == ("content/columns/crows.md",)


def test_links_pass_through_what_leads_elsewhere() -> None:
    url = linker(page_at("/columns/crows/"), SITE)
    elsewhere = ["https://x.example/", "//x.example/", "mailto:a@b", "#top", ""]

    assert [url(href) for href in elsewhere] == elsewhere


def test_the_page_for_what_is_not_found_links_from_the_sub_path() -> None:
    page = page_at("/404.html")

    assert linker(page, SITE)("/assets/style.css?v=1") == (
        "/opinion/assets/style.css?v=1"
    )
    assert linker(page, FILES)("/") == "/opinion/"


def test_equal_pages_have_equal_fingerprints() -> None:
    page = page_at("/columns/crows/")

    assert fingerprint(page, TEMPLATE, SITE) == fingerprint(page, TEMPLATE, SITE)


def test_everything_that_decides_a_page_is_in_its_fingerprint() -> None:
    page = page_at("/columns/crows/")
    view = page.view
    assert isinstance(view, ColumnView)
    others = [
        (replace(page, template="other.html"), TEMPLATE, SITE),
        (replace(page, address=Address("/crows/")), TEMPLATE, SITE),
        (replace(page, language="en"), TEMPLATE, SITE),
        (replace(page, absolute=True), TEMPLATE, SITE),
        (replace(page, view=replace(view, license="CC0")), TEMPLATE, SITE),
        (page, Digest("1" * 32), SITE),
        (page, TEMPLATE, FILES),
        (page, TEMPLATE, replace(SITE, site=Url("https://other.example/"))),
    ]

    found = [fingerprint(*other) for other in (*others, (page, TEMPLATE, SITE))]
    assert len(set(found)) == len(found)


def test_another_version_of_byline_changes_every_fingerprint(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = page_at("/columns/crows/")
    before = fingerprint(page, TEMPLATE, SITE)
    monkeypatch.setattr("generator.engine.render.__version__", "0.0.0")

    assert fingerprint(page, TEMPLATE, SITE) != before


def test_a_new_text_changes_the_fingerprint() -> None:
    page = page_at("/columns/crows/")
    view = page.view
    assert isinstance(view, ColumnView)
    text = Prose(source="column:crows", body=Digest("f" * 32))

    changed = replace(page, view=replace(view, prose=text))
    assert fingerprint(changed, TEMPLATE, SITE) != fingerprint(page, TEMPLATE, SITE)

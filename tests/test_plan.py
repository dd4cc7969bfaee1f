"""The plan: which pages a site has, and what they need."""

import typing

from building import (
    author,
    body,
    desk_page,
    facts,
    library,
    link,
    moment,
    paper,
    piece,
    places,
    settings,
)
from reference_library import build_library
from reference_plan import Plan, plan_site

from generator.pages.needs import Needs, find_needs
from generator.pages.page import Page, PageKind
from generator.pages.views import View
from generator.problems import Weight
from generator.source.column import ColumnId, Picture, SeriesPart
from generator.source.settings import Furniture


def plan(*pieces: object, **said: object) -> Plan:
    return plan_site(library(*pieces, **said))  # type: ignore[arg-type]  # Pieces


def changed(before: Plan, after: Plan) -> set[str]:
    """Name the addresses whose page is new, gone, or has another need."""

    def state(site: Plan) -> dict[str, Needs]:
        return {page.address: find_needs(page.view, {}) for page in site.pages}

    old, new = state(before), state(after)
    return {a for a in old.keys() | new.keys() if old.get(a) != new.get(a)}


def page_at(site: Plan, address: str) -> Page:
    return next(page for page in site.pages if page.address == address)


def test_every_field_of_every_view_is_a_need_of_its_page() -> None:
    aliased = piece("crows", section="city", tags=("birds",), aliases=("/old/",))
    site = plan(aliased, desk_pages=(desk_page("about"),))
    assert {type(page.view) for page in site.pages} == set(typing.get_args(View))
    for page in site.pages:
        names = page.view.__struct_fields__
        assert tuple(find_needs(page.view, {}).by_name()) == names


FEEDS = ("atom.xml", "feed.json", "rss.xml")


def feeds_of(*homes: str) -> set[str]:
    return {home + name for home in homes for name in FEEDS}


def test_a_site_of_one_column_has_these_addresses() -> None:
    site = plan(
        piece(
            "crows",
            section="city",
            tags=("birds",),
            series=SeriesPart(name="Wings", part=1),
            aliases=("/old/crows/", "/2020/crows.html"),
        ),
        desk_pages=(desk_page("about"),),
    )
    assert {page.address for page in site.pages} == {
        "/",
        "/404.html",
        "/2020/crows.html",
        "/about/",
        "/archive/",
        "/archive/2026/",
        "/authors/",
        "/authors/jane-doe/",
        "/columns/crows/",
        "/corrections/",
        "/old/crows/",
        "/reading-list/",
        "/robots.txt",
        "/sections/city/",
        "/sections/work/",
        "/series/",
        "/series/wings/",
        "/sitemap-2026.xml",
        "/sitemap-pages.xml",
        "/sitemap.xml",
        "/tags/",
        "/tags/birds/",
        *feeds_of(
            "/",
            "/authors/jane-doe/",
            "/sections/city/",
            "/sections/work/",
            "/series/wings/",
        ),
    }
    assert site.problems == ()


def test_an_empty_site_can_be_planned() -> None:
    site = plan(settings=settings(sections=(), furniture=Furniture(bookmark=False)))
    assert {page.kind for page in site.pages} == {
        PageKind.FRONT,
        PageKind.INDEX,
        PageKind.CORRECTIONS,
        PageKind.PLAIN,
        PageKind.FEED,
        PageKind.SITEMAP,
        PageKind.ROBOTS,
    }


def test_editing_a_body_changes_the_column_and_the_feeds_that_carry_it() -> None:
    def site(words: str) -> Plan:
        return plan(piece("a", body(f"<p>{words}</p>"), section="city"), piece("b"))

    assert changed(site("One"), site("Two")) == {
        "/columns/a/",
        *feeds_of("/", "/authors/jane-doe/", "/sections/city/"),
    }


def test_editing_a_title_changes_the_pages_that_print_it() -> None:
    def site(title: str) -> Plan:
        return plan(
            piece("a", title=title, section="city", tags=("birds",), date="2026-01-01"),
            piece("b", date="2026-01-02"),
            piece("far", date="2025-01-01"),
        )

    assert changed(site("One"), site("Two")) == {
        "/",
        "/archive/2026/",
        "/authors/jane-doe/",
        "/columns/a/",
        "/columns/b/",
        "/columns/far/",
        "/sections/city/",
        "/tags/birds/",
        *feeds_of("/", "/authors/jane-doe/", "/sections/city/"),
    }


def test_an_authors_new_bio_changes_no_list() -> None:
    def site(words: str) -> Plan:
        bio = body(
            f"<p>{words}</p>", text="First sentence that is long enough to stand."
        )
        return plan(piece("a"), authors=(author(bio=bio),))

    assert changed(site("One"), site("Two")) == {"/authors/jane-doe/"}


def test_the_clock_is_in_no_need() -> None:
    one = plan(piece("a"))
    other = plan(piece("a"), now=moment("2026-07-01").at)
    assert changed(one, other) == set()


def test_the_address_that_a_link_prints_is_a_need() -> None:
    def site(slug: str) -> Plan:
        words = body(links=(link("b.md"),))
        return plan(piece("a", words), piece("b", slug=slug))

    assert "/columns/a/" in changed(site("b"), site("moved"))


def test_a_drafts_picture_is_not_copied() -> None:
    nest = facts("content/columns/nest/nest.png", 4, 3)
    path = "content/columns/nest/index.md"
    picture = Picture(src="nest.png", alt="A nest")

    def copied(*, draft: bool) -> list[str]:
        nested = piece("nest", path=path, image=picture, draft=draft)
        site = plan(nested, files={nest.path: nest})
        return [file.address for file in site.files]

    assert copied(draft=False) == ["/columns/nest/nest.png"]
    assert copied(draft=True) == []


def test_static_files_are_copied_to_the_root() -> None:
    known = facts("content/static/images/x.png")
    site = plan(piece("a"), files={known.path: known})
    assert [(file.address, file.path) for file in site.files] == [
        ("/images/x.png", "content/static/images/x.png")
    ]


def test_a_missing_picture_is_a_warning_at_its_place() -> None:
    column = piece(
        "a", image=Picture(src="gone.png"), places=places("image", link("x").place)
    )
    built, _ = build_library(paper(column))
    (problem,) = plan_site(built).problems
    assert problem.message == "there is no picture gone.png"
    assert problem.place.line == 9


def test_a_recording_is_copied_and_one_that_is_missing_is_told() -> None:
    place = link("x").place
    told = piece("a", audio="a.mp3", places=places("audio", place))
    recording = facts("content/columns/a.mp3")
    plan = plan_site(library(told, files={recording.path: recording}))
    copied = [(file.address, file.path) for file in plan.files]
    assert copied == [("/columns/a/a.mp3", recording.path)]
    assert plan.problems == ()
    (problem,) = plan_site(library(told)).problems
    assert (problem.place, problem.weight) == (place, Weight.WARN)
    assert problem.message == "there is no recording a.mp3"


def test_a_column_that_first_stood_elsewhere_is_in_no_sitemap() -> None:
    site = plan(piece("a"), piece("b", canonical="https://else.example/b"))
    view = page_at(site, "/sitemap-2026.xml").view
    urls = [entry.url for entry in view.entries]  # type: ignore[union-attr]  # a SitemapView
    assert urls == ["https://paper.example/columns/a/"]


def test_a_lead_that_is_named_leads() -> None:
    two = (piece("a", date="2026-01-01"), piece("b", date="2026-01-02"))
    newest = page_at(plan(*two), "/").view
    named = page_at(plan(*two, settings=settings(front_lead="a")), "/").view
    assert newest.lead.id == "b"  # type: ignore[union-attr]  # a FrontView
    assert named.lead.id == ColumnId("a")  # type: ignore[union-attr]  # a FrontView


def test_a_lead_that_is_unknown_or_withheld_is_told() -> None:
    wrong = settings(front_lead="crow")
    site = plan(piece("crows"), settings=wrong)
    assert [p.message for p in site.problems] == [
        "no column has the id “crow”: the newest column leads"
    ]
    assert [p.hint for p in site.problems] == ["did you mean crows?"]
    site = plan(piece("a"), piece("crow", draft=True), settings=wrong)
    assert [p.message for p in site.problems] == [
        "the lead “crow” is not published now: the newest column leads"
    ]


def test_settings_that_name_no_file_are_told() -> None:
    site = plan(piece("a"), settings=settings(logo="/logo.png"))
    assert [p.message for p in site.problems] == [
        "there is no file /logo.png in content/static/"
    ]

"""Flat templates: they print what the templates print, or there is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from building import author, body, comment, desk_page, discussion, library, piece
from building import settings as make_settings
from reference_plan import plan_site
from theme_folders import CARD, Desk, link

from generator.engine.links import Links
from generator.engine.render import render_page
from generator.pages.page import Page
from generator.source.author import OutsideLink
from generator.source.column import CommentState, Correction, CorrectionKind, SeriesPart
from generator.source.settings import CommentSettings, Furniture
from generator.theme.faults import TemplateProblem
from generator.theme.theme import Theme, load_theme


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch.setattr)


NAMES = {"card": CARD, "url": link, "a": "&", "items": (1, 2), "extra": {"b": {"c": 3}}}


def whole(theme: Theme) -> Theme:
    """Make a theme render its templates as they are."""
    for name in theme.names:
        theme.renderer.flat |= dict.fromkeys([(name, True), (name, False)])
    return theme


def text_of(theme: Theme) -> str:
    names = dict(NAMES)
    try:
        page = theme.render("column.html", names, language="en", trail=())
        return page.decode("utf-8")
    except TemplateProblem as error:
        return error.problem.message


def printed(desk: Desk, files: dict[str, str]) -> tuple[str, bool]:
    """Render a page in one piece and as it is; tell whether one piece could be made."""
    for name, text in files.items():
        desk.ship({f"templates/{name if '.' in name else f'{name}.html'}": text})
    desk.ship({"words/en.yaml": "hi: Hi & bye\nn: '{n} things'\n"})
    theme = desk.load()
    text = text_of(theme)
    assert text == text_of(whole(desk.load()))
    return text, theme.renderer.flat["column.html", True] is not None


CHILD = "{% extends 'base.html' %}"
FLAT: dict[str, tuple[dict[str, str], str]] = {
    "blocks and parts": (
        {
            "column": CHILD + "{% block x %}2{% include 'p.html' %}{% endblock %}",
            "base": "1{% block x %}no{% endblock %}4{% block y %}5{% endblock %}",
            "p": "3{% block x %}p{% endblock %}",
        },
        "123p45",
    ),
    "a child that prints its parent's block": (
        {
            "column": CHILD + "{% block x %}({{ super() }}){% endblock %}",
            "base": "[{% block x %}{% block y %}{{ a }}{% endblock %}{% endblock %}]",
        },
        "[(&amp;)]",
    ),
    "names of the page and of templates": (
        {
            "column": CHILD
            + "{% set mine = 'm' %}ignored{% block x %}{{ mine }}{{ base }}"
            "{% include 'p.html' %}{{ a }}{% endblock %}",
            "base": "{% set base = 'b' %}{% block x %}{% endblock %}",
            "p": "{% set a = 'p' %}{{ a }}{{ mine }}",
        },
        "mbpm&amp;",
    ),
    "parts in loops": (
        {
            "column": "{% for a in items %}{% include 'p.html' %}{% endfor %}{{ a }}"
            "{% with b = 3 %}{% include 'p.html' %}{% endwith %}",
            "p": "{{ a }}{% for c in items if c > 1 %}{{ loop.index }}{{ c }}"
            "{% endfor %}",
        },
        "112212&amp;&amp;12",
    ),
    "parts kept as a text": (
        {
            "column": "{% set t %}<b>{% include 'p.html' %}</b>{% endset %}"
            "{{ t }}{{ t }}",
            "p": "{{ a }}",
        },
        "<b>&amp;</b>" * 2,
    ),
    "branches": (
        {
            "column": "{% if a == '&' %}{% include 'p.html' %}{% else %}no{% endif %}"
            "{% if not a %}no{% elif items %}2{% endif %}{{ items[0] if a }}",
            "p": "1",
        },
        "121",
    ),
    "fields, words and what a writer added": (
        {
            "column": "{{ card.title }} {{ say('hi') }} {{ say('n', n=1) }} "
            "{{ say('n', n=1) }} {{ extra.b.c }} {{ card.date|iso }} {{ '<b>'|safe }}"
        },
        "Crows &amp; rooks Hi &amp; bye 1 things 1 things 3 2025-06-03 <b>",
    ),
    "a scoped block in a loop": (
        {
            "column": "{% for b in items %}{% block x scoped %}{{ b }}{% endblock %}"
            "{% endfor %}"
        },
        "12",
    ),
    "a missing name, which the template allows": (
        {"column": "{{ card.no|default('-') }}{{ nobody is defined }}{{ 2.5 }}"},
        "-false2.5",
    ),
    "a missing name": ({"column": "{{ card.title.nobody }}"}, "`card.title.nobody` is"),
    "nothing to print": (
        {"column": "{{ card.updated }}"},
        "what is printed here is none",
    ),
    "a list to print": ({"column": "{{ items }}"}, "a list can't be printed"),
}


@pytest.mark.parametrize(("files", "text"), FLAT.values(), ids=FLAT.keys())
def test_in_one_piece_a_page_is_the_same(
    desk: Desk, files: dict[str, str], text: str
) -> None:
    found, flat = printed(desk, files)

    assert flat
    assert found == text or found.startswith(text)


WHOLE: dict[str, tuple[dict[str, str], str]] = {
    "a macro": ({"column": "{% macro m() %}{{ a }}{% endmacro %}{{ m() }}"}, "&amp;"),
    "a block in a loop, which sees none of its names": (
        {
            "column": "{% for a in items %}{% block x %}{{ a }}{% endblock %}"
            "{% endfor %}"
        },
        "&amp;&amp;",
    ),
    "a part with the loop's name": (
        {
            "column": "{% for b in items %}{{ loop.index }}{% include 'p.html' %}"
            "{% endfor %}",
            "p": "{{ loop is defined }}",
        },
        "1true2true",
    ),
    "a part without the page's names": (
        {"column": "{% include 'p.html' without context %}", "p": "1"},
        "1",
    ),
    "a part that may be missing": (
        {"column": "{% include 'no.html' ignore missing %}1"},
        "1",
    ),
    "one of several parts": (
        {"column": "{% include ['no.html', 'p.html'] %}", "p": "1"},
        "1",
    ),
    "a look at a block": (
        {"column": "{% block x %}1{% endblock %}{{ self.x() }}"},
        "11",
    ),
    "a name that a block sets over another block": (
        {
            "column": "{% block x %}{% set a = 1 %}{% block y %}{{ a }}{% endblock %}"
            "{% endblock %}"
        },
        "&amp;",
    ),
    "a name that is the page's until it is set": (
        {
            "column": "{% include 'p.html' %}{% set a = 1 %}{% include 'p.html' %}",
            "p": "{% set b = a %}{{ b }}",
        },
        "&amp;1",
    ),
    "a name that is set in a branch": (
        {
            "column": "{% include 'p.html' %}{% if items %}{% set a = 1 %}{% endif %}"
            "{% include 'p.html' %}",
            "p": "{{ a }}",
        },
        "&amp;1",
    ),
    "another meaning of a function": ({"column": "{% set say = 1 %}{{ say }}"}, "1"),
    "escaping turned off": (
        {"column": "{% autoescape false %}{{ a }}{% endautoescape %}"},
        "&",
    ),
    "a part that is no mark-up": (
        {"column": "{% include 'p.txt' %}", "p.txt": "{{ a }}"},
        "&",
    ),
    "a template that extends another in a branch": (
        {"column": "{% if a %}{% extends 'base.html' %}{% endif %}", "base": "1"},
        "1",
    ),
    "a child with a loop outside its blocks": (
        {"column": CHILD + "{% for b in items %}{% endfor %}", "base": "1"},
        "1",
    ),
    "a part with parents": (
        {"column": "{% include 'p.html' %}", "p": CHILD, "base": "1"},
        "1",
    ),
    "a parent's block as a value": (
        {
            "column": CHILD + "{% block x %}{{ super()|upper }}{% endblock %}",
            "base": "{% block x %}b{% endblock %}",
        },
        "B",
    ),
    "a parent's block with no parent": (
        {"column": "{% block x %}{{ super() }}{% endblock %}"},
        "there is no parent block",
    ),
    "what is wrong in a part": (
        {
            "column": "{% if not a %}{% include 'p.html' %}{% endif %}1",
            "p": "{{ x|no }}",
        },
        "there is no filter `no`",
    ),
}


@pytest.mark.parametrize(("files", "text"), WHOLE.values(), ids=WHOLE.keys())
def test_what_might_be_another_page_is_not_made_one_piece(
    desk: Desk, files: dict[str, str], text: str
) -> None:
    found, flat = printed(desk, files)

    assert not flat
    assert text in found


def test_a_template_that_fails_in_one_piece_time_and_again_is_left_as_it_is(
    desk: Desk,
) -> None:
    theme = desk.template("{{ card.no|default('-') }}")

    assert [text_of(theme) for _ in range(9)] == ["-"] * 9
    assert theme.renderer.flat["column.html", True] is None


def pages() -> tuple[Page, ...]:
    """Plan a site that has something of everything."""
    note = Correction(
        kind=CorrectionKind.RETRACTION, date=CARD.date, text="It is *not* so."
    )
    columns = [
        piece("c0", tags=("B & b",), language="de", summary="“Krähen” & Raben"),
        piece("c1", tags=("B & b",), corrections=(note,), updated=CARD.date),
        piece("c2", series=SeriesPart(name="Run", part=1), disclosure="I *am*."),
        piece("c3", series=SeriesPart(name="Run", part=2), aliases=("/old/",)),
    ]
    link_to = OutsideLink(label="It", url="about.md")
    built = library(
        *columns,
        authors=(author(standing="Guest", links=(link_to,)),),
        desk_pages=(desk_page("about", body=body("<p>Us & them.</p>")),),
        discussions=(discussion("c1", comment("1"), comment("2", "1")),),
        settings=make_settings(
            license="CC BY 4.0",
            comments=CommentSettings(default=CommentState.OPEN, mail="c@p.example"),
            furniture=Furniture(
                share=("mastodon",), follow=(link_to,), app=link_to, forum=link_to
            ),
        ),
    )
    return plan_site(built).pages


def test_every_page_of_the_default_theme_is_the_same_in_one_piece() -> None:
    one, other = (
        load_theme("broadsheet", site=None, settings={}, places={}, language="en")[0]
        for _ in range(2)
    )
    assert one is not None
    assert other is not None
    whole(other)
    links = Links(site=make_settings().url)
    for page in pages():
        bodies = dict.fromkeys(
            [f"column:c{number}" for number in range(4)]
            + ["author:jane-doe", "page:about"],
            "<p>Words.</p>",
        )
        assert render_page(page, one, bodies, links) == (
            render_page(page, other, bodies, links)
        )
    assert all(
        one.renderer.flat[page.template, page.language == "en"] is not None
        for page in pages()
    )


def test_a_template_that_was_prepared_is_in_one_piece(desk: Desk) -> None:
    desk.ship({"templates/column.html": "{{ a }}"})
    theme = desk.load()
    theme.prepare(["column.html", "listing.html"])
    assert theme.renderer.flat["column.html", True] is not None
    assert text_of(theme) == "&amp;"


def test_a_fault_in_a_prepared_template_waits_for_its_page(desk: Desk) -> None:
    desk.ship({"templates/column.html": "{% if %}"})
    told = text_of(desk.load())
    theme = desk.load()
    theme.prepare(["column.html"])
    assert text_of(theme) == told
    assert told

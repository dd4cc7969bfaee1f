from __future__ import annotations

from html import escape
from html.parser import HTMLParser
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.digest import Digest
from generator.engine.prose import fill_slots, for_elsewhere, linked_addresses
from generator.pages.parts import Prose, Target
from generator.source.body import SLOT_END, SLOT_START
from generator.urls import Url

HOME = Url("https://rook.example/columns/crows/")


def slotted(text: str) -> str:
    """Write slots as {…}, for reading."""
    return text.replace("{", SLOT_START).replace("}", SLOT_END)


def fill(html: str, **targets: str) -> str:
    """Fill slots: by name what they lead to, with a size for "pic"."""
    sizes = {"pic": (40, 30)}
    prose = Prose(
        source="column:crows",
        body=Digest(""),
        targets=tuple(
            Target(
                written=written.replace("_", "."),
                href=href,
                width=sizes.get(written, (0, 0))[0],
                height=sizes.get(written, (0, 0))[1],
            )
            for written, href in targets.items()
        ),
    )
    return fill_slots(slotted(html), prose, lambda href: f"..{href}")


def check(html: str, expected: str, **targets: str) -> None:
    assert fill(html, **targets) == expected


def test_a_text_without_slots_is_left_as_it_is() -> None:
    check('<p><a href="https://x/">x</a></p>', '<p><a href="https://x/">x</a></p>')


def test_a_link_leads_where_its_target_is() -> None:
    check(
        '<p>A <a href="{b_md}">word</a>.</p>'.replace("b_md", "b.md"),
        '<p>A <a href="../columns/b/">word</a>.</p>',
        b_md="/columns/b/",
    )


def test_an_address_is_escaped_for_its_attribute() -> None:
    check('<a href="{x}">x</a>', '<a href="../a?b=1&amp;c=2">x</a>', x="/a?b=1&c=2")


def test_a_link_that_leads_nowhere_becomes_its_words() -> None:
    check(
        '<p><a href="{x}" title="t">A <em>word</em></a> and <a href="{y}">y</a></p>',
        '<p>A <em>word</em> and <a href="../y/">y</a></p>',
        x="",
        y="/y/",
    )


def test_an_unknown_target_leads_nowhere() -> None:
    check('<p><a href="{x}">words</a></p>', "<p>words</p>")


def test_a_picture_that_is_missing_becomes_its_words() -> None:
    check('<img src="{x}" alt="A &quot;b&quot;" loading="lazy">', "A &quot;b&quot;")


def test_a_missing_picture_in_a_missing_link() -> None:
    check('<a href="{x}"><img src="{y}" alt="words"></a>!', "words!", x="", y="")


def test_a_picture_has_its_size() -> None:
    check(
        '<img src="{pic}" alt="">', '<img width="40" height="30" src="../p" alt="">',
        pic="/p",
    )  # fmt: skip


def test_a_size_that_was_written_is_kept() -> None:
    check(
        '<img width="9" src="{pic}" alt="">', '<img width="9" src="../p" alt="">',
        pic="/p",
    )  # fmt: skip


def test_a_linked_picture_keeps_both() -> None:
    check(
        '<a href="{x}"><img src="{y}" alt="w" /></a>',
        '<a href="../x/"><img src="../y.png" alt="w" /></a>',
        x="/x/",
        y="/y.png",
    )


def test_other_links_do_not_lose_their_end() -> None:
    check(
        '<a href="{x}">gone</a> <a href="https://o/">o</a> <a id="k">k</a>',
        'gone <a href="https://o/">o</a> <a id="k">k</a>',
    )


def test_angle_brackets_in_attributes_end_no_tag() -> None:
    check('<img alt="a > b" src="{x}">', "a > b")


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.open += tag == "a"

    def handle_endtag(self, tag: str) -> None:
        self.open -= tag == "a"
        assert self.open >= 0


TAGS = (
    '<a href="{x}">',
    '<a href="{y}">',
    '<a href="https://o/">',
    '<img src="{x}" alt="i">',
)


@given(st.lists(st.sampled_from(TAGS)))
def test_links_stay_balanced_and_no_slot_is_left(tags: list[str]) -> None:
    html = "".join(tag + ("w</a>" if tag.startswith("<a") else "") for tag in tags)
    filled = fill(html, y="/y/")

    parser = Tags()
    parser.feed(filled)
    assert parser.open == 0
    assert SLOT_START not in filled


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (
            '<p>a</p>\n<aside class="pull" aria-hidden="true">\n<p>a</p>\n</aside>\n',
            "<p>a</p>\n",
        ),
        (
            '<aside class="note" role="note"><p>n</p></aside>',
            '<aside class="note" role="note"><p>n</p></aside>',
        ),
        ('<a href="#fn-1" id="r">1</a>', f'<a href="{HOME}#fn-1" id="r">1</a>'),
        ('<p>href="#x" in words</p>', '<p>href="#x" in words</p>'),
        ('<div tabindex="0" class="t">x</div>', '<div class="t">x</div>'),
        ('<a href="https://o/#x">x</a>', '<a href="https://o/#x">x</a>'),
    ],
)
def test_what_changes_for_reading_elsewhere(html: str, expected: str) -> None:
    assert for_elsewhere(html, HOME) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>none <abbr>a</abbr></p>", ()),
        ('<a href="https://x/?a=1&amp;b=2">x</a>', ("https://x/?a=1&b=2",)),
        ('<a href="#part">x</a>', ()),
        ('<a id="a" href="../b/#c">x</a>', ("https://rook.example/columns/b/#c",)),
        ('<a title=">" href="/a">x</a>', ("https://rook.example/a",)),
        ("<A HREF='x'>x</A>", ("https://rook.example/columns/crows/x",)),
        ("<a href=y>x</a>", ("https://rook.example/columns/crows/y",)),
        ("<a name=z>x</a>", ()),
    ],
)
def test_links_are_listed_by_where_they_lead(
    html: str, expected: tuple[str, ...]
) -> None:
    assert linked_addresses(html, HOME) == expected


@given(st.text(alphabet='htps:/.a%?#;[]\\@é ’"&', max_size=14))
def test_a_link_is_listed_as_joining_makes_it(written: str) -> None:
    for href in (written, f"https://{written}", f"../{written}", f"../../../{written}"):
        if href.startswith("#"):
            continue
        try:
            joined = urljoin(HOME, href)
        except ValueError:
            continue
        html = f'<a href="{escape(href)}">there</a>'
        assert linked_addresses(html, HOME) == (joined,)

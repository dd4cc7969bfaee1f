"""The print edition: what comes out on paper, read back, and what does not."""

from __future__ import annotations

import re
import subprocess
import unicodedata
from typing import TYPE_CHECKING

import pytest
from browser import opened
from built_site import BuiltSite
from programs import pdfimages, pdfinfo, pdftotext
from reader_site import EVERYTHING
from serving import serving
from site_sample import sample_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

COLUMN = "columns/spring-tide/"
PARTS = (
    "The Halyard",  # the masthead
    "Opinion",
    "Everything at Once",
    "A column that has one of each.",
    "By Odalys Prieto",
    "First published in The Quay Review, November 2, 2026",
    "Here since November 6, 2026",
    "The first paragraph has a note.1 It links to the tide[1], to another site[2]",
    "and to a heading. “So it is,” she said",
    "Nineteenhundred",
    "6,666",
    "The boats. · Drawing: The Halyard",
    "A note beside the text.",
    "The first note, with its own link[3].",
    "The second note.",
    "Disclosure She keeps a boat (https://boats.example/anna) at the Stair.",
    "These views are nobody’s.",
    "Correction, November 8, 2026 It is 3,870, not 3,780.",
    "License: CC BY 4.0",
    "Links [1] https://halyard.example/columns/spring-tide/",
    "[2] https://other.example/page?a=1&b=2 [3] https://notes.example/",
    "https://halyard.example/columns/everything/ · Printed on",
)
"""What must be on paper, in this order."""
NOWHERE = (
    "Pulled out of the text",
    "Reading list",
    "Columnists",
    "E-mail",
    "Bookmark",
    "Text size",
    "comment",
    "Ada",
    "What to read next",
    "Previous column",
    "Follow The Halyard",
    "Newsletter",
    "Appearance",
    "RSS",
    "↩",
)


@pytest.fixture(scope="module")
def desk(reader: BuiltSite) -> Iterator[str]:
    """The address of the publication with the column that has everything."""
    with serving(reader) as root:
        yield root


def squeezed(text: str) -> str:
    """The letters and digits alone: spaces, hyphens, marks are the PDF's to move."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", text))).casefold()


def address_in(text: str) -> str:
    """A text in which an address stands whole, however its line was broken."""
    return "".join(
        one for one in text if not one.isspace() and unicodedata.category(one) != "Cf"
    )


def printed(page: Page, folder: Path, paper: str = "A4") -> str:
    """The text of the page as it comes out on paper."""
    file = folder / "page.pdf"
    file.write_bytes(page.pdf(format=paper, prefer_css_page_size=True))
    done = subprocess.run(
        [pdftotext(), "-layout", str(file), "-"],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def pages_of(folder: Path) -> int:
    """How many sheets the paper of `printed` has."""
    return int(_told(pdfinfo(), folder).partition("Pages:")[2].split()[0])


def _told(program: str, folder: Path, *options: str) -> str:
    done = subprocess.run(
        [program, *options, str(folder / "page.pdf")],
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout


def one_line(paper: str) -> str:
    return " ".join(paper.split())


@pytest.mark.parametrize("sheet", ["A4", "Letter"])
def test_paper_has_every_part_of_a_column_in_its_order(
    desk: str, browser: Browser, tmp_path: Path, sheet: str
) -> None:
    with opened(browser) as (page, _):
        page.goto(desk + EVERYTHING)
        paper = squeezed(printed(page, tmp_path, sheet))
    at = 0
    for part in PARTS:
        found = paper.find(squeezed(part), at)
        assert found >= at, f"{part} is not there, or not in its place"
        at = found


def test_paper_has_nothing_besides(desk: str, browser: Browser, tmp_path: Path) -> None:
    with opened(browser) as (page, _):
        page.goto(desk + EVERYTHING)
        paper = one_line(printed(page, tmp_path))
    assert [words for words in NOWHERE if words in paper] == []


def test_paper_has_all_but_its_date_without_scripts(
    desk: str, browser: Browser, tmp_path: Path
) -> None:
    with opened(browser, scripts=False) as (page, _):
        page.goto(desk + EVERYTHING)
        paper = squeezed(printed(page, tmp_path))
    wanted = [squeezed(part.partition(" · Printed")[0]) for part in PARTS]
    assert [part for part in wanted if part not in paper] == []
    assert "printedon" not in paper


def test_paper_has_all_pictures_of_the_text(
    served: str, browser: Browser, tmp_path: Path
) -> None:
    """Those far down too, which a screen would not have shown yet."""
    with opened(browser, height=300) as (page, _):
        page.goto(served + COLUMN)
        printed(page, tmp_path)
    listed = _told(pdfimages(), tmp_path, "-list").splitlines()[2:]
    assert len([line for line in listed if " image " in line]) == 2


def test_the_print_edition_on_the_screen_has_the_same_parts(
    desk: str, browser: Browser
) -> None:
    with opened(browser, scripts=False) as (page, _):
        page.goto(desk + EVERYTHING + "#print")
        shown = page.locator("body").inner_text()
        assert "https://other.example/page?a=1&b=2" in shown
        assert "It is 3,870, not 3,780." in shown
        assert [words for words in NOWHERE if words in shown] == []


def test_no_sheet_starts_with_a_lonely_line(
    served: str, browser: Browser, tmp_path: Path
) -> None:
    """A heading is not the last line of a sheet, nor a line or two the first."""
    with opened(browser) as (page, _):
        page.goto(served + COLUMN)
        headings = page.locator(".text h2").all_inner_texts()
        for sheet in ("A4", "Letter"):
            sheets = printed(page, tmp_path, sheet).split("\f")[: pages_of(tmp_path)]
            for one in sheets:
                assert one.strip().splitlines()[-1].strip() not in headings


def test_paper_has_the_whole_column_and_where_it_stands(
    example: BuiltSite, served: str, browser: Browser, tmp_path: Path
) -> None:
    with opened(browser) as (page, _):
        for file in [file for file in sample_of(example) if file in example.columns]:
            page.goto(served + example.address(file))
            paper = printed(page, tmp_path)
            page.emulate_media(media="print")
            wanted = [
                page.locator("h1").inner_text(),
                page.locator(".byline").inner_text(),
                *page.locator(".dateline time").first.inner_text().split(),
                page.locator(".disclaimer").inner_text(),
                *page.locator(".text p").all_inner_texts(),
            ]
            text = squeezed(re.sub(r"\[\d+\]", "", paper))
            assert [lost for lost in wanted if squeezed(lost)[:60] not in text] == []
            assert example.canonical(file) in address_in(paper), file
            page.emulate_media(media="null")


def test_paper_has_nothing_to_press(
    served: str, browser: Browser, tmp_path: Path
) -> None:
    with opened(browser) as (page, _):
        page.goto(served + COLUMN)
        labels = [
            *page.locator("nav.sections a").all_inner_texts(),
            *page.locator(".tools .tool span").all_inner_texts(),
            *page.locator(".moderation, .by-mail a, #comments-title").all_inner_texts(),
            *page.locator("footer.foot h2").all_inner_texts(),
        ]
        column = squeezed("".join(page.locator(".text, .kicker").all_inner_texts()))
        paper = squeezed(printed(page, tmp_path))
    words = {squeezed(label) for label in labels if len(label) > len("Print")}
    assert len(words) > 10
    assert {word for word in words if word in paper and word not in column} == set()


def test_paper_shows_none_of_the_tools(served: str, browser: Browser) -> None:
    controls = (
        "nav, form, button, input, summary, audio, .tools, .strips, .comments, .skip"
    )
    with opened(browser) as (page, _):
        page.goto(served + COLUMN)
        page.emulate_media(media="print")
        for control in page.locator(controls).all():
            assert not control.is_visible(), control.evaluate("e => e.outerHTML")

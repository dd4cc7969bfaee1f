"""What the preview answers: pages, files, and nothing else."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from conftest import column
from previewing import BASE, CROWS, NOON, Desk

from generator.engine.outcome import BuildOptions
from generator.engine.session import Session
from generator.preview.answers import is_html, is_plain, type_of

PAGE = f"{BASE}columns/crows/"
PICTURE = f"{BASE}columns/swing/swing.png"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    desk = Desk(tmp_path_factory.mktemp("site"))
    yield desk
    desk.lookout.close()


@pytest.fixture
def own_desk(tmp_path: Path) -> Iterator[Desk]:
    """One that a test may change."""
    desk = Desk(tmp_path)
    yield desk
    desk.lookout.close()


def test_a_page_is_the_build_s_with_the_client_added(own_desk: Desk) -> None:
    answer = own_desk.get(PAGE)
    options = BuildOptions(now=NOON, drafts=True)
    assert Session(own_desk.site, options).build().done
    built = (own_desk.site / "output/columns/crows/index.html").read_text()
    lines = answer.text.splitlines()
    added = [line for line in lines if "/opinion/.byline/" in line]
    assert len(added) == 2
    assert "".join(line for line in lines if line not in added) == "".join(
        built.splitlines()
    )
    assert (answer.status_code, answer.headers["cache-control"]) == (200, "no-store")
    assert (
        'data-base="/opinion/" data-address="/columns/crows/" data-version="'
        in (added[1])
    )


def test_what_is_not_there_is_the_site_s_own_404(desk: Desk) -> None:
    answer = desk.get(f"{BASE}nope/")
    assert answer.status_code == 404
    assert 'data-address="/nope/"' in answer.text
    assert "<main" in answer.text


@pytest.mark.parametrize(
    ("path", "leads_to"),
    [
        ("/", BASE),
        ("/opinion", BASE),
        (f"{BASE}columns/crows", f"{BASE}columns/crows/"),
    ],
)
def test_it_leads_to_where_the_site_is(desk: Desk, path: str, leads_to: str) -> None:
    answer = desk.get(path)
    assert (answer.status_code, answer.headers["location"]) == (307, leads_to)


def test_a_folder_s_page_has_its_file_s_name_too(desk: Desk) -> None:
    assert desk.get(f"{PAGE}index.html").text == desk.get(PAGE).text


def test_outside_the_site_there_is_nothing(desk: Desk) -> None:
    assert desk.get("/columns/crows/").status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "..%2f..%2fcontent/site.yaml",
        "%2e%2e/content/site.yaml",
        "columns/..%2f..%2fsite.yaml",
        "..%5ccontent%5csite.yaml",
        "a.txt%00",
        ".secret",
        ".byline/../a.txt%00",
        "content/site.yaml",
        ".nojekyll",
        ".byline/kept.sqlite",
        ".byline/..%2fapp.py",
        ".byline/app.py",
    ],
)
def test_no_request_gets_out_of_the_site(desk: Desk, path: str) -> None:
    assert desk.get(f"{BASE}{path}").status_code == 404


def test_a_link_out_of_the_site_is_not_followed(own_desk: Desk) -> None:
    outside = own_desk.site.parent / "outside.txt"
    outside.write_text("O")
    file = own_desk.site / "content/static/a.txt"
    assert own_desk.get(f"{BASE}a.txt").text == "A"
    file.unlink()
    file.symlink_to(outside)
    assert own_desk.get(f"{BASE}a.txt").status_code == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_it_can_only_be_looked_at(desk: Desk, method: str) -> None:
    answer = desk.ask(method, PAGE)
    assert (answer.status_code, answer.headers["allow"]) == (405, "GET, HEAD")


def test_a_head_has_no_body(desk: Desk) -> None:
    answer = desk.ask("HEAD", PICTURE)
    assert (answer.status_code, answer.headers["content-length"]) == (200, "10")


@pytest.mark.parametrize(
    ("asked", "status", "part"),
    [
        ("bytes=0-3", 206, b"0123"),
        ("bytes=-2", 206, b"89"),
        ("bytes=4-", 206, b"456789"),
        ("bytes=99-", 416, None),
    ],
)
def test_a_picture_comes_in_ranges(
    desk: Desk, asked: str, status: int, part: bytes | None
) -> None:
    answer = desk.get(PICTURE, range=asked)
    assert answer.status_code == status
    assert part is None or answer.content == part


@pytest.mark.parametrize(
    "path", [PICTURE, f"{BASE}assets/style.css", f"{BASE}atom.xml"]
)
def test_what_a_browser_has_is_not_sent_again(desk: Desk, path: str) -> None:
    tag = desk.get(path).headers["etag"]
    again = desk.get(path, if_none_match=tag)
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("a.txt", "text/plain; charset=utf-8"),
        ("columns/swing/swing.png", "image/png"),
        ("assets/style.css", "text/css; charset=utf-8"),
        ("atom.xml", "application/atom+xml; charset=utf-8"),
        ("rss.xml", "application/rss+xml; charset=utf-8"),
        ("feed.json", "application/feed+json; charset=utf-8"),
        ("sitemap.xml", "application/xml; charset=utf-8"),
        ("robots.txt", "text/plain; charset=utf-8"),
        ("", "text/html; charset=utf-8"),
    ],
)
def test_everything_has_its_type(desk: Desk, name: str, kind: str) -> None:
    answer = desk.get(BASE + name)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == kind
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_types_that_the_system_may_not_know() -> None:
    assert type_of("a.WOFF2") == "font/woff2"
    assert type_of("a") == "application/octet-stream"


def test_addresses_are_told_apart() -> None:
    assert [is_html(a) for a in ("/", "/a/", "/404.html", "/a", "/a.xml")] == [
        True,
        True,
        True,
        True,
        False,
    ]
    assert not any(is_plain(a) for a in ("/..", "/a/../b", "/.a", "/a//b", "/a\\b"))


def test_a_broken_page_is_empty_but_for_the_client(own_desk: Desk) -> None:
    own_desk.write("content/columns/rooks.md", "---\ntitel: Rooks\n---\n")
    answer = own_desk.get(f"{BASE}columns/rooks/")
    assert answer.status_code == 200
    assert ".byline/preview.js" in answer.text
    assert 'data-version=""' in answer.text


def test_an_edit_is_served(own_desk: Desk) -> None:
    own_desk.get(PAGE)
    own_desk.write(CROWS, column(body="Rooks."))
    assert "Rooks." in own_desk.get(PAGE).text


def test_many_requests_at_once_wait_for_nothing(own_desk: Desk) -> None:
    """A look is under way, and pages that were shown are shown all the same."""
    own_desk.get(PAGE)
    gate = threading.Event()

    async def ask_all(browser: httpx.AsyncClient) -> list[int]:
        busy = asyncio.create_task(own_desk.lookout.ask(lambda _: gate.wait(60)))
        asked = (browser.get(PAGE) for _ in range(200))
        answers = await asyncio.wait_for(asyncio.gather(*asked), 20)
        assert not busy.done()
        gate.set()
        await busy
        return [answer.status_code for answer in answers]

    assert own_desk.talk(ask_all) == [200] * 200


def test_the_editor_is_the_person_s(desk: Desk) -> None:
    answer = desk.get(f"{BASE}.byline/editor")
    assert answer.json() == {"pattern": ""}
    assert desk.get(f"{BASE}.byline/nope.js").status_code == 404


def test_the_side_bar_has_its_facts(desk: Desk) -> None:
    facts = desk.get(f"{BASE}.byline/facts?address=/columns/crows/").json()
    missing = desk.get(f"{BASE}.byline/facts?address=/nope/").json()
    assert (facts["kind"], facts["file"]) == ("column", CROWS)
    assert missing["kind"] == "missing"

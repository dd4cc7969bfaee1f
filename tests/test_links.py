"""Links inside the site: where they lead, and what is wrong with them."""

import pytest
from building import author, body, desk_page, facts, library, link, piece

from generator.problems import format_problem
from generator.publication.library import Library
from generator.publication.links import Resolved, check_addresses, resolve_link
from generator.urls import Address

HERE = "content/columns/a.md"


def site() -> Library:
    picture = facts("content/columns/nest.png", 640, 480)
    return library(
        piece("a"),
        piece("crows", body(anchors=("nests",))),
        piece("secret", draft=True),
        desk_pages=(desk_page("about", body=body(anchors=("money",))),),
        authors=(author(), author("new-hand")),
        files={
            picture.path: picture,
            "content/static/x.png": facts("content/static/x.png"),
        },
    )


def resolve(target: str, *, picture: bool = False, path: str = HERE) -> Resolved:
    address = Address("/columns/a/")
    return resolve_link(link(target, picture=picture), path, address, site())


@pytest.mark.parametrize(
    ("target", "href"),
    [
        ("crows.md", "/columns/crows/"),
        ("crows.md#nests", "/columns/crows/#nests"),
        ("./crows.md", "/columns/crows/"),
        ("../columns/crows.md", "/columns/crows/"),
        ("/columns/crows.md", "/columns/crows/"),
        ("../pages/about.md#money", "/about/#money"),
        ("../authors/jane-doe.md", "/authors/jane-doe/"),
        ("nest.png", "/columns/a/nest.png"),
        ("nest.png?big#x", "/columns/a/nest.png?big#x"),
        ("/x.png", "/x.png"),
        ("../static/x.png", "/x.png"),
        ("/tags/birds/", "/tags/birds/"),
    ],
)
def test_a_link_leads_to_the_address_of_what_it_names(target: str, href: str) -> None:
    found = resolve(target)
    assert (found.href, found.problem) == (href, None)


def test_a_file_beside_the_text_comes_along() -> None:
    found = resolve("nest.png", picture=True)
    assert found.file == facts("content/columns/nest.png", 640, 480)


@pytest.mark.parametrize(
    ("target", "href", "message", "hint"),
    [
        (
            "secret.md",
            "",
            "secret.md is not published now: the link shows as plain text",
            "it becomes a link by itself when that column goes live",
        ),
        ("crow.md", "", "there is no file crow.md", "did you mean crows.md?"),
        ("zzz.md", "", "there is no file zzz.md", "check the file's name"),
        (
            "crows.md#nest",
            "/columns/crows/",
            "nothing in crows.md is called “nest”",
            "did you mean #nests?",
        ),
        (
            "crows.md#zz",
            "/columns/crows/",
            "nothing in crows.md is called “zz”",
            "link to the text without the # part",
        ),
        (
            "../authors/new-hand.md",
            "",
            "new-hand has no page yet: the link shows as plain text",
            "an author has a page once a column of theirs is published",
        ),
        (
            "crows",
            "",
            "there is no file crows",
            "link to a column by its file's name: other-column.md",
        ),
    ],
)
def test_a_link_that_leads_nowhere_is_told(
    target: str, href: str, message: str, hint: str
) -> None:
    found = resolve(target)
    assert found.href == href
    assert found.problem is not None
    assert (found.problem.message, found.problem.hint) == (message, hint)


def test_a_missing_picture_is_told_with_the_nearest_name() -> None:
    found = resolve("nets.png", picture=True)
    assert found.problem is not None
    assert format_problem(found.problem) == (
        "content/columns/a.md:9:3: warning: there is no picture nets.png\n"
        "    a [link](nets.png)\n"
        "      ^\n"
        "    → did you mean nest.png?"
    )
    far = resolve("/zzzzzzzz.png", picture=True).problem
    assert far is not None
    assert far.hint.startswith("put the picture beside the text")


def test_an_address_of_the_site_is_checked_when_all_pages_are_known() -> None:
    known = frozenset(["/tags/birds/", "/about/"])
    right = [resolve("/tags/birds/"), resolve("/tags/birds"), resolve("/about/#x")]
    assert check_addresses(right, known) == ()
    (problem,) = check_addresses([resolve("/tags/brids/")], known)
    assert problem.message == "there is no page or file at /tags/brids/"
    assert problem.hint == "did you mean /tags/birds/?"

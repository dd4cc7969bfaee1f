from __future__ import annotations

import pytest
from source_reading import shown

from generator.source.author import Author, DeskPage, OutsideLink
from generator.source.markdown import MarkdownOptions
from generator.source.records import read_author, read_desk_page
from generator.source.settings import HtmlPolicy

OPTIONS = MarkdownOptions(language="en", html=HtmlPolicy.CLEAN, prefix="")
JANE = "content/authors/jane-doe.md"
ABOUT = "content/pages/about.md"


def author_of(front_matter: str, body: str = "Jane keeps bees.") -> Author:
    text = f"---\n{front_matter}\n---\n{body}\n"
    author, problems = read_author(JANE, text.encode(), OPTIONS)
    assert shown(problems) == ""
    assert author is not None
    return author


def page_of(front_matter: str, path: str = ABOUT) -> DeskPage:
    text = f"---\n{front_matter}\n---\nText.\n"
    page, problems = read_desk_page(path, text.encode(), OPTIONS)
    assert shown(problems) == ""
    assert page is not None
    return page


def test_a_name_is_all_that_an_author_needs() -> None:
    author = author_of("name: Jane Doe")

    assert (author.id, author.name) == ("jane-doe", "Jane Doe")
    assert author.bio.text == "Jane keeps bees."


def test_every_field_of_an_author_is_read() -> None:
    author = author_of(
        "name: Jane Doe\nstanding: columnist\nphoto: /jane.png\nphoto_alt: Jane\n"
        'links: {label: Site, url: "https://jane.example/"}\n'
        "disclaimer: Hers.\nemail: jane@rook.example\nnote: She writes.\n"
        "extra: {desk: night}"
    )

    assert author == Author(
        id=author.id,
        path=JANE,
        name="Jane Doe",
        standing="columnist",
        photo="/jane.png",
        photo_alt="Jane",
        links=(OutsideLink(label="Site", url="https://jane.example/"),),
        disclaimer="Hers.",
        email="jane@rook.example",
        note="She writes.",
        bio=author.bio,
        extra={"desk": "night"},
        places=author.places,
    )


def test_every_field_of_a_page_is_read() -> None:
    page = page_of(
        "title: About us\nsummary: Who we are.\nslug: us\nnav: yes\nlanguage: de\n"
        "aliases: [/ueber/]\nextra: {wide: true}"
    )

    assert page == DeskPage(
        id="about",
        path=ABOUT,
        title="About us",
        summary="Who we are.",
        slug="us",
        nav=True,
        language="de",
        aliases=("/ueber/",),
        body=page.body,
        extra={"wide": True},
        places=page.places,
    )


@pytest.mark.parametrize(
    ("path", "own", "slug"),
    [
        ("about.md", "about", "about"),
        ("desk/Our Rules.md", "desk/Our Rules", "desk/our-rules"),
        ("desk/index.md", "desk", "desk"),
    ],
)
def test_names_of_files_make_ids_and_slugs(path: str, own: str, slug: str) -> None:
    page = page_of("title: About", f"content/pages/{path}")

    assert (page.id, page.slug) == (own, slug)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Jane keeps bees.\n",
            "@:1:1: error: the file has no front matter\n"
            "    Jane keeps bees.\n"
            "    ^\n"
            "    → start the file with\n"
            "      ---\n"
            "      name: Jane Doe\n"
            "      ---\n",
        ),
        (
            "---\nstanding: guest\n---\n",
            "@:2:1: error: `name` is missing\n"
            "    standing: guest\n"
            "    ^\n"
            "    → type it as in `name: Jane Doe`\n",
        ),
        (
            "---\nname: Jane\navatar: /jane.png\nlayout: author\n---\n",
            "@:3:1: warning: `avatar` is called `photo` here\n"
            "    avatar: /jane.png\n"
            "    ^\n"
            "    → type `photo: /jane.png`\n"
            "@:4:1: warning: `layout` means nothing here and is left out\n"
            "    layout: author\n"
            "    ^\n"
            "    → delete the line, or put it under `extra:` for the theme\n",
        ),
        (
            "---\nname: Jane\nlinks: [https://jane.example/]\n---\n",
            "@:3:9: error: `links` wants a mapping with label, url here\n"
            "    links: [https://jane.example/]\n"
            "            ^\n"
            '    → type it as in `links: [{label: Her site, url: "https://jane.example/"}]`\n',
        ),
    ],
)
def test_what_is_wrong_with_an_author_is_told(text: str, expected: str) -> None:
    _, problems = read_author(JANE, text.encode(), OPTIONS)

    assert shown(problems) == expected.replace("@", JANE)


def test_an_author_without_a_name_is_none() -> None:
    assert read_author(JANE, b"---\nnote: x\n---\n", OPTIONS)[0] is None
    assert read_author(JANE, b"", OPTIONS)[0] is None


def test_a_page_without_a_title_is_none() -> None:
    assert read_desk_page(ABOUT, b"---\nnav: true\n---\n", OPTIONS)[0] is None
    assert read_desk_page(ABOUT, b"---\n- a\n---\n", OPTIONS)[0] is None


def test_a_page_brought_from_elsewhere_is_understood() -> None:
    text = b"---\ntitle: About\ndescription: Us.\nmenu: true\nlayout: page\n---\n"
    page, problems = read_desk_page(ABOUT, text, OPTIONS)

    assert page is not None
    assert (page.summary, page.nav) == ("Us.", True)
    assert [problem.message for problem in problems] == [
        "`description` is called `summary` here",
        "`menu` is called `nav` here",
        "`layout` means nothing here and is left out",
    ]

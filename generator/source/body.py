"""A text after Markdown: its HTML with symbolic links, and what can be known of it.

Owns the shape, and how its HTML is kept apart; `markdown` makes it.  A link to another
column, to a file beside the text or to the site is left in the HTML as a slot, so that
each page that shows the text resolves it for its own place.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from generator.digest import Digest, digest_bytes
from generator.problems import Place

SLOT_START = "\ue000"
SLOT_END = "\ue001"
"""A slot in the HTML is SLOT_START, the target as in `Link.target`, SLOT_END; it
stands as the whole value of an href or src.  Text can't hold these two characters: the
parser replaces them by U+FFFD."""


class Link(Struct, frozen=True, kw_only=True, array_like=True):
    """One link or picture of a text that leads inside the site."""

    target: str
    """As written: "other.md#part-two", "bridge.png", "/about/", "../pages/about.md"."""
    place: Place
    picture: bool = False
    """An image's src; else a link's href."""


class Heading(Struct, frozen=True, kw_only=True, array_like=True):
    """A heading of a text."""

    level: int
    id: str
    text: str


class Body(Struct, frozen=True, kw_only=True, array_like=True):
    """A text as HTML, safe to print, with the facts others may ask for."""

    html: str
    links: tuple[Link, ...] = ()
    headings: tuple[Heading, ...] = ()
    anchors: tuple[str, ...] = ()
    """Every id in the HTML that a link may lead to, headings' included."""
    text: str = ""
    """The first 200-odd characters as plain text: a description where none is given."""
    words: int = 0
    """Words, or characters for scripts that part no words."""
    has_footnotes: bool = False
    digest: Digest = Digest("")
    """Of the HTML, where that is kept apart and `html` is empty."""


def part_html(body: Body) -> tuple[Body, bytes]:
    """Part a body into its facts, with a digest for the HTML, and the HTML in UTF-8."""
    html = body.html.encode("utf-8")
    return replace(body, html="", digest=digest_bytes(html)), html

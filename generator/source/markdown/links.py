"""Links and pictures: slots for what leads inside the site, each with its place.

Owns how links are found among the tokens.  Must not resolve them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct, field

from generator.problems import Place, Problem, Weight, nearest
from generator.source.body import Link
from generator.source.markdown.figures import NO_ALT, OUTSIDE, finish_image
from generator.source.markdown.headings import RESERVED
from generator.source.markdown.places import InlinePlaces
from generator.source.markdown.targets import is_inner, slot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from markdown_it.token import Token

    from generator.source.markdown.places import Source


class Found(Struct):
    """What the links of a text came to."""

    links: list[Link] = field(default_factory=list)
    fragments: list[tuple[str, Place]] = field(default_factory=list)
    """Links to a place in the text itself, to be held against its ids."""
    problems: list[Problem] = field(default_factory=list)

    def warn(self, place: Place, message: str, hint: str) -> None:
        """Add a warning."""
        self.problems.append(
            Problem(place=place, message=message, hint=hint, weight=Weight.WARN)
        )


def place_links(tokens: list[Token], source: Source) -> Found:
    """Put slots into all links and pictures, and list them in reading order."""
    found = Found()
    places: InlinePlaces | None = None
    in_cell = False
    for token in tokens:
        if token.type != "inline":
            in_cell = token.tag in {"td", "th"}
            continue
        if "[" not in token.content and "<" not in token.content:
            continue
        # Figures from one paragraph share its text.
        if places is None or in_cell or not places.are_of(token):
            places = _places_of(token, source, places if in_cell else None)
        for child in token.children or ():
            if child.type == "link_open":
                _place_link(child, token, places, found)
            elif child.type == "image":
                _place_image(child, token, places, found)
    return found


def _places_of(
    token: Token, source: Source, before: InlinePlaces | None
) -> InlinePlaces:
    """Make a token's places; a cell is looked for after the one before in its row."""
    line, column = before.end() if before else (-1, 0)
    same_row = token.map is not None and token.map[0] == line
    return InlinePlaces(source, token, column if same_row else 0)


def check_fragments(
    fragments: Iterable[tuple[str, Place]], anchors: Iterable[str]
) -> list[Problem]:
    """Warn of links to ids that the text doesn't have."""
    known = RESERVED.union(anchors)
    problems = []
    for fragment, place in fragments:
        if fragment in known or unquote(fragment) in known:
            continue
        near = nearest(unquote(fragment), known)
        hint = (
            f"did you mean `#{near}`?"
            if near
            else ("end the heading that you mean with `{#" + fragment + "}`")
        )
        message = f'no part of this text has the id "{fragment}"'
        problems.append(
            Problem(place=place, message=message, hint=hint, weight=Weight.WARN)
        )
    return problems


def _place_link(child: Token, token: Token, places: InlinePlaces, found: Found) -> None:
    href = str(child.attrs.get("href", ""))
    if is_inner(href):
        place = places.place(_offset(child, token.content, href))
        found.links.append(Link(target=href, place=place))
        child.attrs["href"] = slot(href)
    elif href.startswith("#") and len(href) > 1:
        place = places.place(_offset(child, token.content, href))
        found.fragments.append((href[1:], place))
    elif href in {"", "#"}:
        place = places.place(_offset(child, token.content, href))
        found.warn(place, "this link leads nowhere", "write the target in (…)")


def _place_image(
    child: Token, token: Token, places: InlinePlaces, found: Found
) -> None:
    src = str(child.attrs.get("src", ""))
    finish_image(child)
    place = None
    if is_inner(src):
        place = places.place(_offset(child, token.content, src))
        found.links.append(Link(target=src, place=place, picture=True))
        child.attrs["src"] = slot(src)
    elif not src.startswith("data:"):
        place = places.place(_offset(child, token.content, src))
        _warn_outside(src, place, found)
    if not child.attrs["alt"]:
        start = child.meta.get("span", (0, 0))[0]
        found.warn(
            places.place(start),
            NO_ALT,
            "say in `![…]` what a reader who can't see it should know",
        )


def _warn_outside(src: str, place: Place, found: Found) -> None:
    if src:
        found.warn(place, OUTSIDE, "keep a copy beside the text, and name that")
    else:
        found.warn(place, "this picture has no file", "write its name in (…)")


def _offset(child: Token, content: str, target: str) -> int:
    """Find where in its block a target was typed; else where its link starts."""
    start, end = child.meta.get("span", (0, len(content)))
    # A title may hold the target's words once more.
    at = content.rfind(f"]({target}", start, end) + 2
    if at < 2 and target:
        at = content.rfind(target, start, end)
    return int(at if at >= 0 and target else start)

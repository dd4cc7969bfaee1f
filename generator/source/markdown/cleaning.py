"""The last step: tokens → HTML, cleaned and with slots where a writer typed HTML.

Owns how typed HTML and Byline's own are brought together.  A text without HTML of its
writer's goes straight through.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from msgspec import Struct

from generator.source.body import SLOT_START, Link
from generator.source.markdown.allowed import cleaner
from generator.source.markdown.places import InlinePlaces
from generator.source.markdown.raw_html import Tamer
from generator.source.markdown.tags import TAG, read_attributes, write_tag
from generator.source.markdown.targets import (
    bare_slots,
    is_inner,
    slot,
    slots_in,
    tidy_target,
)
from generator.source.settings import HtmlPolicy

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from generator.problems import Place
    from generator.source.markdown.links import Found
    from generator.source.markdown.places import Source

_ADDRESSES = frozenset({"href", "src", "poster"})
_PICTURE = ("src", "alt", "loading", "decoding")
"""The order of a picture's first attributes, as Markdown's pictures have it."""


class Finished(Struct, frozen=True):
    """HTML, ready for a `Body`."""

    html: str
    anchors: tuple[str, ...]


def finish_html(
    tokens: list[Token],
    parser: MarkdownIt,
    *,
    links: Found,
    taken: set[str],
    source: Source,
    policy: HtmlPolicy,
) -> Finished:
    """Write the tokens; clean what came of them if the writer typed HTML."""
    if "<" not in source.text or not _has_html(tokens):
        html = parser.renderer.render(tokens, parser.options, {})
        return _finished(html, taken, links)
    anchors = set(taken)
    if policy is HtmlPolicy.ALLOW:
        for token, places, shift in _html_tokens(tokens, source):
            at = _At(places, shift)
            token.content = _slotted(token.content, links, anchors, at.place)
        html = parser.renderer.render(tokens, parser.options, {})
        return _finished(html, anchors, links)
    tamer = Tamer(source)
    tamer.tame(tokens)
    links.problems += tamer.problems
    html = cleaner().clean(parser.renderer.render(tokens, parser.options, {}))

    def place(_offset: int, value: str) -> Place | None:
        """Give where an address was typed; None for those that Byline made."""
        written = tamer.written.get(value)
        if written:
            return written.pop(0)
        return source.place(0) if is_inner(value) else None

    html = bare_slots(_slotted(html, links, anchors, place))
    links.links = _still_there(links.links, html)
    return _finished(html, anchors, links)


class _At(Struct, frozen=True):
    places: InlinePlaces
    shift: int

    def place(self, offset: int, _value: str) -> Place:
        return self.places.place(self.shift + offset)


def _has_html(tokens: list[Token]) -> bool:
    for token in tokens:
        if token.type == "html_block":
            return True
        if token.type == "inline" and "<" in token.content:
            for child in token.children or ():
                if child.type == "html_inline":
                    return True
    return False


def _html_tokens(
    tokens: list[Token], source: Source
) -> Iterator[tuple[Token, InlinePlaces, int]]:
    for token in tokens:
        if token.type == "html_block":
            yield token, InlinePlaces(source, token), 0
        elif token.type == "inline":
            places = InlinePlaces(source, token)
            for child in token.children or ():
                if child.type == "html_inline":
                    yield child, places, child.meta.get("span", (0, 0))[0]


def _slotted(
    html: str,
    links: Found,
    anchors: set[str],
    place: Callable[[int, str], Place | None],
) -> str:
    """Put slots into the tags that the writer typed, and note ids and fragments."""

    def rewrite(match: re.Match[str]) -> str:
        rest, name = match["rest"], match["name"].lower()
        if match["end"] or not rest.strip() or not match["close"]:
            return match[0]
        typed = read_attributes(rest)
        given = {item.name: item.value for item in typed}
        offsets = {item.name: match.start("rest") + item.offset for item in typed}
        if given.get("id"):
            anchors.add(str(given["id"]))
        changed = False
        for key in sorted(_ADDRESSES & given.keys()):
            value = given[key] or ""
            at = place(offsets[key], value)
            if at is None or value.startswith(SLOT_START):
                continue
            if is_inner(value):
                target = tidy_target(value)
                picture = (name, key) == ("img", "src") or key == "poster"
                links.links.append(Link(target=target, place=at, picture=picture))
                given[key], changed = slot(target), True
            elif name == "a" and value.startswith("#") and len(value) > 1:
                links.fragments.append((value[1:], at))
        return write_tag(match["name"], _ordered(name, given)) if changed else match[0]

    return TAG.sub(rewrite, html)


def _ordered(name: str, given: dict[str, str | None]) -> list[tuple[str, str | None]]:
    if name != "img":
        return list(given.items())
    given = {"alt": "", "decoding": "async", **given}
    first = [(key, given.pop(key)) for key in _PICTURE if key in given]
    return [*first, *given.items()]


def _still_there(links: list[Link], html: str) -> list[Link]:
    """Keep the links whose slots were not cleaned away."""
    targets = slots_in(html)
    return [link for link in links if link.target in targets]


def _finished(html: str, anchors: set[str], links: Found) -> Finished:
    if links.links and any("&" in link.target for link in links.links):
        html = bare_slots(html)
    return Finished(html, tuple(sorted(anchors)))

"""HTML that a writer typed, before it is cleaned: what goes is named with its place.

Owns the rewriting that keeps words which a cleaner alone would lose: unknown tags are
unwrapped, a frame becomes a link, a tag that never ends becomes text.  Safety is not
its work: `cleaning` cleans whatever comes of it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.common.utils import escapeHtml
from msgspec import Struct, field

from generator.problems import Place, Problem, Weight
from generator.source.markdown.allowed import (
    BLOCKS,
    DROPPED,
    SCHEMES,
    TAGS,
    is_allowed,
)
from generator.source.markdown.figures import NO_ALT, OUTSIDE
from generator.source.markdown.places import InlinePlaces
from generator.source.markdown.tags import TAG, Attribute, read_attributes
from generator.source.markdown.targets import is_inner

if TYPE_CHECKING:
    from markdown_it.token import Token

    from generator.source.markdown.places import Source

_PIECE = re.compile(
    r"(?P<comment><!--.*?(?:-->|\Z))"
    r"|<(?P<dropped>script|style|iframe)\b(?P<with>[^>]*)>.*?(?:</(?P=dropped)\s*>|\Z)"
    rf"|{TAG.pattern}"
    r"|(?P<other><[!?][^>]*>?)",
    re.IGNORECASE | re.DOTALL,
)
_SCHEME = re.compile(r"([a-z][a-z0-9+.\-]*):")
_ADDRESSES = frozenset({"href", "src", "poster", "cite"})


class Tamer(Struct):
    """Rewrites the HTML of one text and keeps a list of what it took."""

    source: Source
    problems: list[Problem] = field(default_factory=list)
    written: dict[str, list[Place]] = field(default_factory=dict)
    """Where each address in the HTML was typed, for the links to come."""

    opened: dict[str, int] = field(default_factory=dict)
    """How many tags of each name the writer has opened and not closed."""

    def tame(self, tokens: list[Token]) -> None:
        """Rewrite all HTML among block tokens."""
        for token in tokens:
            if token.type == "html_block":
                places = InlinePlaces(self.source, token)
                token.content = self._tame(token.content, places, 0, block=True)
            elif token.type == "inline" and token.children:
                self._tame_inline(token)

    def _tame_inline(self, token: Token) -> None:
        children = token.children or []
        if not any(child.type == "html_inline" for child in children):
            return
        places = InlinePlaces(self.source, token)
        ends = _last_ends(children)
        until = ("", -1)
        for index, child in enumerate(children):
            if index <= until[1]:
                child.type, child.content = "markup", ""
                child.tag, child.nesting, child.children = "", 0, None
                continue
            if child.type != "html_inline":
                continue
            offset = child.meta.get("span", (0, 0))[0]
            match = TAG.match(child.content)
            name = match["name"].lower() if match else ""
            if match and name in DROPPED and not match["end"]:
                child.content = self._drop(name, match["rest"], places.place(offset))
                if ends.get(name, -1) > index:
                    until = (name, _next_end(children, index, name))
            else:
                child.content = self._tame(child.content, places, offset, block=False)

    def _tame(
        self, content: str, places: InlinePlaces, shift: int, *, block: bool
    ) -> str:
        def rewrite(match: re.Match[str]) -> str:
            offset = shift + match.start()
            if match["comment"]:
                if not match[0].endswith("-->"):
                    what = "all after a `<!--` that never ends"
                    self._warn(places.place(offset), what, "end it with `-->`")
                return ""
            if match["dropped"]:
                name = match["dropped"].lower()
                kept = self._drop(name, match["with"], places.place(offset))
                return f"<p>{kept}</p>\n" if kept and block else kept
            if match["other"]:
                self._warn(places.place(offset), f"`{match[0][:12]}`", "")
                return ""
            return self._rewrite_tag(match, places, offset)

        return _PIECE.sub(rewrite, content)

    def _rewrite_tag(
        self, match: re.Match[str], places: InlinePlaces, offset: int
    ) -> str:
        name = match["name"].lower()
        if not match["close"]:
            return escapeHtml(match[0])
        if match["end"]:
            return self._rewrite_end(name)
        attributes = read_attributes(match["rest"])
        if name == "embed":
            return self._drop(name, match["rest"], places.place(offset))
        self.opened[name] = self.opened.get(name, 0) + 1
        if name not in TAGS:
            hint = "its words stay; use Markdown or an allowed tag instead"
            self._warn(places.place(offset), f"`<{name}>`", hint)
            return "<div>" if name in BLOCKS else ""
        if name == "img":
            self._check_picture(attributes, places.place(offset))
        start = offset + match.start("rest") - match.start()
        for attribute in attributes:
            self._check(name, attribute, places.place(start + attribute.offset))
        return match[0]

    def _rewrite_end(self, name: str) -> str:
        """Keep an end only of what the writer opened, never of Byline's own."""
        if not self.opened.get(name):
            return ""
        self.opened[name] -= 1
        return f"</{name}>" if name in TAGS else "</div>" * (name in BLOCKS)

    def _check(self, tag: str, attribute: Attribute, place: Place) -> None:
        """Name an attribute that the cleaner will take, and note addresses."""
        name, value = attribute.name, attribute.value or ""
        if not is_allowed(tag, name):
            self._warn(place, f"`{name}` of `<{tag}>`", "use a class instead")
        elif name in _ADDRESSES:
            self.written.setdefault(value, []).append(place)
            bare = re.sub(r"[\x00-\x20]+", "", value).lower()
            scheme = _SCHEME.match(bare)
            if scheme and scheme[1] not in SCHEMES:
                self._warn(place, f"the `{scheme[1]}:` address of `<{tag}>`", "")

    def _check_picture(self, attributes: list[Attribute], place: Place) -> None:
        """Ask of a typed picture what is asked of Markdown's."""
        given = {item.name: item.value or "" for item in attributes}
        if "alt" not in given:
            self._add(place, NO_ALT, 'write `alt="…"`, or `alt=""` for an ornament')
        src = given.get("src", "")
        if src and not is_inner(src) and not src.startswith("data:"):
            self._add(place, OUTSIDE, "keep a copy beside the text, and name that")

    def _drop(self, name: str, rest: str, place: Place) -> str:
        """Take an element; a frame leaves a link to what it showed."""
        given = {item.name: item.value or "" for item in read_attributes(rest)}
        src = given.get("src", "").strip()
        if name in {"iframe", "embed"} and src:
            self._warn(place, f"`<{name}>`", "a link to it stands there instead")
            self.written.setdefault(src, []).append(place)
            words = given.get("title", "").strip() or src
            return f'<a href="{escapeHtml(src)}">{escapeHtml(words)}</a>'
        self._warn(place, f"`<{name}>`", "set `html: allow` in site.yaml to keep it")
        return ""

    def _warn(self, place: Place, what: str, hint: str) -> None:
        self._add(place, f"{what} was removed", hint)

    def _add(self, place: Place, message: str, hint: str) -> None:
        self.problems.append(
            Problem(place=place, message=message, hint=hint, weight=Weight.WARN)
        )


def _last_ends(children: list[Token]) -> dict[str, int]:
    """Give the last closing tag of each name, so that none is sought in vain."""
    ends = {}
    for index, child in enumerate(children):
        match = TAG.match(child.content) if child.type == "html_inline" else None
        if match and match["end"]:
            ends[match["name"].lower()] = index
    return ends


def _next_end(children: list[Token], start: int, name: str) -> int:
    """Give the next closing tag of a name, which there is."""
    return next(
        index
        for index in range(start + 1, len(children))
        if children[index].type == "html_inline"
        and (match := TAG.match(children[index].content))
        and match["end"]
        and match["name"].lower() == name
    )

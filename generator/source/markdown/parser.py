"""The parser: markdown-it-py with Byline's rules put in at its own extension points.

Owns which rules run.  A parser is built once and holds no state between texts.
Invariant: `commonmark_parser` passes every example of the CommonMark specification.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.rules_inline import html_inline, image, link
from mdit_py_plugins.footnote import footnote_plugin

from generator.source.body import SLOT_END, SLOT_START
from generator.source.markdown.blocks import block_rule
from generator.source.markdown.containers import container_rule
from generator.source.markdown.headings import take_explicit_ids
from generator.source.markdown.inline_parser import InlineParser, inline_rule
from generator.source.markdown.prose import (
    prose_rule,
    push_paragraph,
    text_of_lines,
)
from generator.source.markdown.targets import is_inner, tidy_target
from generator.source.markdown.writer import HtmlWriter

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

_PLAIN_URL = re.compile(r"https?://[a-z0-9.\-]+(?:/[A-Za-z0-9\-._~/=&?+,]*)?")
"""Most outside addresses: there is nothing to encode in them."""

MOST_NESTED = 100
"""Mark-up nested deeper within one paragraph is text."""

DEEPEST = 60
"""Quotes and lists nested deeper are taken as plain paragraphs: no word is lost."""

_PLAIN_LINK = re.compile(
    r"\[([^\n!&*<\[\\\]^_`~]+)\]"
    r"\((https?://[a-z0-9.\-]+(?:/[A-Za-z0-9\-._~/=&?+,]*)?"
    r"|[A-Za-z0-9][A-Za-z0-9.\-_/]*(?:#[A-Za-z0-9\-]+)?)\)"
)
"""Most links: no mark-up in the label, nothing to encode in the target, no title."""


class ColumnParser(MarkdownIt):
    """A parser that leaves targets inside the site as the writer typed them."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802  # markdown-it's name
        """Encode an outside address; keep an inner target readable."""
        if _PLAIN_URL.fullmatch(url):
            return url
        if is_inner(url) or url.startswith("#"):
            return tidy_target(url)
        return super().normalizeLink(url)

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802  # markdown-it's name
        """Show an autolink's address without the characters kept for slots."""
        text = super().normalizeLinkText(link)
        return text.replace(SLOT_START, "\ufffd").replace(SLOT_END, "\ufffd")


@cache
def commonmark_parser() -> MarkdownIt:
    """Build the parser with no extensions: CommonMark and nothing else."""
    parser = MarkdownIt("commonmark", renderer_cls=HtmlWriter)
    parser.options["maxNesting"] = MOST_NESTED
    _make_lighter(parser)
    return parser


@cache
def column_parser() -> ColumnParser:
    """Build the parser of columns: CommonMark with all of Byline's extensions."""
    parser = ColumnParser("commonmark", renderer_cls=HtmlWriter)
    parser.options["maxNesting"] = MOST_NESTED
    parser.options["xhtmlOut"] = False
    parser.enable(["table", "strikethrough"])
    parser.use(footnote_plugin, move_to_end=False)
    parser.block.ruler.before(
        "fence",
        "container",
        container_rule,
        {"alt": ["paragraph", "reference", "blockquote", "list"]},
    )
    parser.core.ruler.before("inline", "explicit_ids", _explicit_ids_rule)
    parser.inline.ruler.at("link", _link_rule)
    parser.inline.ruler.at("image", _image_rule)
    parser.inline.ruler.at("html_inline", _html_inline_rule)
    # The typography must know which characters were escaped; it joins texts itself.
    parser.disable("text_join")
    # `rendering` has normalized the text: places depend on it.
    parser.disable("normalize")
    _make_lighter(parser)
    parser.block.ruler.before("prose", "deepest", _deepest_rule)
    return parser


def _make_lighter(parser: MarkdownIt) -> None:
    """Keep the rules from being tried where none can match."""
    parser.core.ruler.at("block", block_rule)
    parser.block.ruler.before("table", "prose", prose_rule)
    parser.core.ruler.at("inline", inline_rule)
    parser.inline = InlineParser(parser.inline)


def _explicit_ids_rule(state: StateCore) -> None:
    if "{" in state.src:
        take_explicit_ids(state.tokens)


def _deepest_rule(
    state: StateBlock,
    start: int,
    end: int,
    silent: bool,  # noqa: FBT001  # markdown-it's signature
) -> bool:
    """Take what is nested too deep as one paragraph."""
    if state.level < DEEPEST or silent:
        return False
    content = text_of_lines(state, start, end)
    push_paragraph(state, start, end, content).meta["too_deep"] = True
    state.env["too_deep"] = True
    return True


def _link_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    """Read a link and note where in its block it was written."""
    start, count = state.pos, len(state.tokens)
    plain = _PLAIN_LINK.match(state.src, start, state.posMax)
    if plain and state.level < MOST_NESTED:
        _take_plain_link(state, plain, silent=silent)
        return True
    # Thousands of brackets that nothing closes would each be read to the end.
    if state.src[start] != "[" or state.src.find("]", start) < 0:
        return False
    return link(state, silent) and _placed("link_open", start, count, state)


def _take_plain_link(state: StateInline, link: re.Match[str], *, silent: bool) -> None:
    """Push a link that has nothing in it that could be read otherwise."""
    if not silent:
        opening = state.push("link_open", "a", 1)
        opening.attrs["href"] = link[2]
        opening.meta["span"] = link.span()
        state.append_pending(link[1])
        state.push("link_close", "a", -1)
    state.pos = link.end()


def _image_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    start, count = state.pos, len(state.tokens)
    if state.src[start] != "!" or state.src.find("]", start) < 0:
        return False
    return image(state, silent) and _placed("image", start, count, state)


def _html_inline_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001  # markdown-it's signature
    start, count = state.pos, len(state.tokens)
    return html_inline(state, silent) and _placed("html_inline", start, count, state)


def _placed(kind: str, start: int, count: int, state: StateInline) -> bool:
    """Write into the token that a rule has just made where its text stands."""
    for token in state.tokens[count : count + 2]:
        if token.type == kind:
            token.meta["span"] = (start, state.pos)
            break
    return True

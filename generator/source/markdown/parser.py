"""The parser: markdown-it-py with Byline's rules put in at its own extension points.

Owns which rules run.  A parser is built once and holds no state between texts.
Invariant: `commonmark_parser` passes every example of the CommonMark specification.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt
from markdown_it.common.utils import mdTrim
from markdown_it.rules_inline import html_inline, image, link
from markdown_it.token import Token
from mdit_py_plugins.footnote import footnote_plugin

from generator.source.body import SLOT_END, SLOT_START
from generator.source.markdown.containers import container_rule
from generator.source.markdown.headings import take_explicit_ids
from generator.source.markdown.targets import is_inner, tidy_target
from generator.source.markdown.writer import HtmlWriter

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

_PLAIN_STARTS = frozenset("\"'“‘«„(¿¡—…")
"""Besides letters: what a line can start with and be nothing but a paragraph's."""

_PLAIN_URL = re.compile(r"https?://[a-z0-9.\-]+(?:/[A-Za-z0-9\-._~/=&?+,]*)?")
"""Most outside addresses: there is nothing to encode in them."""

DEEPEST = 60
"""Quotes and lists nested deeper are taken as plain paragraphs: no word is lost."""

_ACTIVE = re.compile(r"[\n&*<\[\\\]_`~]|!(?=\[)|\^(?=\[)")
"""Where an inline rule of ours may start; all else is text."""


class ColumnParser(MarkdownIt):
    """A parser that leaves targets inside the site as the writer typed them."""

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """Encode an outside address; keep an inner target readable."""
        if _PLAIN_URL.fullmatch(url):
            return url
        if is_inner(url) or url.startswith("#"):
            return tidy_target(url)
        return super().normalizeLink(url)

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        """Show an autolink's address without the characters kept for slots."""
        text = super().normalizeLinkText(link)
        return text.replace(SLOT_START, "\ufffd").replace(SLOT_END, "\ufffd")


@cache
def commonmark_parser() -> MarkdownIt:
    """Build the parser with no extensions: CommonMark and nothing else."""
    parser = MarkdownIt("commonmark", renderer_cls=HtmlWriter)
    parser.options["maxNesting"] = 100
    _make_lighter(parser)
    return parser


@cache
def column_parser() -> ColumnParser:
    """Build the parser of columns: CommonMark with all of Byline's extensions."""
    parser = ColumnParser("commonmark", renderer_cls=HtmlWriter)
    parser.options["maxNesting"] = 100
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
    parser.block.ruler.before("plain_paragraph", "deepest", _deepest_rule)
    return parser


def _make_lighter(parser: MarkdownIt) -> None:
    """Keep the rules from being tried where none can match."""
    parser.block.ruler.before("table", "plain_paragraph", _plain_paragraph_rule)
    parser.inline.terminator_re = _ACTIVE
    parser.core.ruler.at("inline", _inline_rule)


def _inline_rule(state: StateCore) -> None:
    """Parse inline texts; one without any mark-up is a single text token."""
    parse = state.md.inline.parse
    for token in state.tokens:
        if token.type != "inline":
            continue
        children: list[Token] = []
        token.children, content = children, token.content
        if _ACTIVE.search(content):
            parse(content, state.md, state.env, children)
        elif content:
            children.append(Token("text", "", 0, content=content))


def _explicit_ids_rule(state: StateCore) -> None:
    take_explicit_ids(state.tokens)


def _plain_paragraph_rule(
    state: StateBlock,
    start: int,
    end: int,
    silent: bool,  # noqa: FBT001
) -> bool:
    """Take a line that starts with a letter and stands alone: no other rule can."""
    after = start + 1
    if silent or (after < min(end, state.lineMax) and not state.isEmpty(after)):
        return False
    if state.sCount[start] - state.blkIndent >= 4:
        return False
    char = state.src[state.bMarks[start] + state.tShift[start]]
    if not (char.isalpha() or char in _PLAIN_STARTS):
        return False
    _push_paragraph(state, start, after)
    return True


def _deepest_rule(
    state: StateBlock,
    start: int,
    end: int,
    silent: bool,  # noqa: FBT001
) -> bool:
    """Take what is nested too deep as one paragraph."""
    if state.level < DEEPEST or silent:
        return False
    _push_paragraph(state, start, end).meta["too_deep"] = True
    return True


def _push_paragraph(state: StateBlock, start: int, end: int) -> Token:
    opening = state.push("paragraph_open", "p", 1)
    opening.map = [start, end]
    inline = state.push("inline", "", 0)
    inline.content = mdTrim(state.getLines(start, end, state.blkIndent, False))  # noqa: FBT003
    inline.map = [start, end]
    inline.children = []
    state.push("paragraph_close", "p", -1)
    state.line = end
    return opening


def _link_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    """Read a link and note where in its block it was written."""
    start, count = state.pos, len(state.tokens)
    # Thousands of brackets that nothing closes would each be read to the end.
    if state.src[start] != "[" or state.src.find("]", start) < 0:
        return False
    return link(state, silent) and _placed("link_open", start, count, state)


def _image_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    start, count = state.pos, len(state.tokens)
    if state.src[start] != "!" or state.src.find("]", start) < 0:
        return False
    return image(state, silent) and _placed("image", start, count, state)


def _html_inline_rule(state: StateInline, silent: bool) -> bool:  # noqa: FBT001
    start, count = state.pos, len(state.tokens)
    return html_inline(state, silent) and _placed("html_inline", start, count, state)


def _placed(kind: str, start: int, count: int, state: StateInline) -> bool:
    """Write into the token that a rule has just made where its text stands."""
    for token in state.tokens[count : count + 2]:
        if token.type == kind:
            token.meta["span"] = (start, state.pos)
            break
    return True

"""The writer: tokens → HTML, the same as markdown-it-py's renderer but lighter.

Owns how tokens are spelled.  What is not common in columns goes the stock way.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML

from generator.source.markdown.paragraphs import PARAGRAPHS, write_paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markdown_it.token import Token
    from markdown_it.utils import EnvType, OptionsDict

_PLAIN = {
    "softbreak": "\n",
    "em_open": "<em>",
    "em_close": "</em>",
    "strong_open": "<strong>",
    "strong_close": "</strong>",
    "s_open": "<s>",
    "s_close": "</s>",
    "link_close": "</a>",
}
"""Inline tokens that are always spelled alike."""


class HtmlWriter(RendererHTML):
    """Write HTML; short ways for paragraphs and text.

    The stock renderer finds a method by the type of the tokens that it writes.
    """

    def render(
        self, tokens: Sequence[Token], options: OptionsDict, env: EnvType
    ) -> str:
        """Write block tokens."""
        parts: list[str] = []
        hidden = False
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == PARAGRAPHS:
                parts.append(write_paragraphs(token))
            elif kind == "inline":
                children = token.children
                if children:
                    parts.append(self.renderInline(children, options, env))
            elif kind == "paragraph_open" and not (hidden or token.attrs):
                parts.append("" if token.hidden else "<p>")
            elif kind == "paragraph_close":
                parts.append("" if token.hidden else "</p>\n")
            elif kind == "markup":
                parts.append(token.content)
            elif kind in self.rules:
                parts.append(self.rules[kind](tokens, index, options, env))
            else:
                parts.append(self.renderToken(tokens, index, options, env))
            hidden = token.hidden
        return "".join(parts)

    def renderInline(  # noqa: N802  # markdown-it's name
        self, tokens: Sequence[Token], options: OptionsDict, env: EnvType
    ) -> str:
        """Write inline tokens."""
        parts: list[str] = []
        for index, token in enumerate(tokens):
            kind = token.type
            if kind == "text":
                parts.append(escapeHtml(token.content))
            elif kind == "markup":
                parts.append(token.content)
            elif kind in _PLAIN and not token.attrs:
                parts.append(_PLAIN[kind])
            elif kind in self.rules:
                parts.append(self.rules[kind](tokens, index, options, env))
            else:
                parts.append(self.renderToken(tokens, index, options, env))
        return "".join(parts)

    def prose(self, tokens: Sequence[Token], index: int, *_: object) -> str:
        """Write a paragraph of plain text."""
        return f"<p>{escapeHtml(tokens[index].content)}</p>\n"

    def heading_open(self, tokens: Sequence[Token], index: int, *_: object) -> str:
        """Write a heading's first tag, on a line of its own in a tight list."""
        token = tokens[index]
        before = "\n" if index and tokens[index - 1].hidden else ""
        return f"{before}<{token.tag}{self.renderAttrs(token)}>"

    def heading_close(self, tokens: Sequence[Token], index: int, *_: object) -> str:
        """Write a heading's last tag."""
        return f"</{tokens[index].tag}>\n"

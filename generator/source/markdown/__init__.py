"""Markdown: a column's text → HTML with symbolic links, and what can be known of it.

Owns everything between the characters a writer typed and a `Body`.  Must not touch
files, and must not know of pages, addresses or themes.  Invariants: no text makes it
raise, no word is lost without a problem that says so, and a place names the line and
the column in the writer's file.

The way of a text: `parser` (tokens) → `footnotes`, `headings`, `figures`, `containers`,
`tables` (reshape the tokens) → `plain_setting`, `typography` (quotes, dashes, spaces) →
`links` (slots) → `summary` → `writer` (HTML) → `cleaning` (only where the writer typed
HTML).
"""

from generator.source.markdown.parser import commonmark_parser
from generator.source.markdown.rendering import (
    MarkdownOptions,
    render_inline,
    render_markdown,
    typeset,
)

__all__ = [
    "MarkdownOptions",
    "commonmark_parser",
    "render_inline",
    "render_markdown",
    "typeset",
]

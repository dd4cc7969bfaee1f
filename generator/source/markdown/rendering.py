"""The way of a text from Markdown to a `Body`, step by step.

Owns the order of the steps and nothing else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from msgspec import Struct

from generator.problems import Problem, Weight, sort_problems
from generator.source.body import Body, Link
from generator.source.markdown.bracketed_notes import flatten_notes, inline_notes
from generator.source.markdown.cleaning import finish_html
from generator.source.markdown.containers import check_containers
from generator.source.markdown.figures import make_figures
from generator.source.markdown.footnotes import arrange_footnotes
from generator.source.markdown.headings import name_headings
from generator.source.markdown.languages import style_of
from generator.source.markdown.links import check_fragments, place_links
from generator.source.markdown.parser import column_parser
from generator.source.markdown.places import Source
from generator.source.markdown.plain_setting import set_runs
from generator.source.markdown.summary import summarize
from generator.source.markdown.tables import check_rows, frame_tables
from generator.source.markdown.targets import without_slots
from generator.source.markdown.typography import set_text, set_tokens
from generator.source.settings import HtmlPolicy

if TYPE_CHECKING:
    from markdown_it.token import Token


class MarkdownOptions(Struct, frozen=True, kw_only=True):
    """What the reading of a text depends on, besides the text."""

    language: str
    """A language tag: "en", "de-CH"."""
    html: HtmlPolicy = HtmlPolicy.CLEAN
    prefix: str = ""
    """Put into footnotes' ids, so that a page can show several texts."""


def render_markdown(
    text: str, *, file: str, first_line: int = 1, options: MarkdownOptions
) -> tuple[Body, tuple[Problem, ...]]:
    """Render a text to HTML with slots, and name what is doubtful in it.

    `first_line` is the line of the file that the text starts at.
    """
    source = _source(text, file, first_line)
    tokens, taken, problems = _shape(source, options)
    has_footnotes = bool(taken)
    headings, found = name_headings(tokens, taken, source)
    problems += found
    links = place_links(tokens, source)
    opening, words = summarize(tokens, source.text)
    finished = finish_html(
        tokens,
        column_parser(),
        links=links,
        taken=taken,
        source=source,
        policy=options.html,
    )
    problems += links.problems
    problems += check_fragments(links.fragments, finished.anchors)
    body = Body(
        html=finished.html,
        links=tuple(sorted(links.links, key=_reading_order)),
        headings=headings,
        anchors=finished.anchors,
        text=opening,
        words=words,
        has_footnotes=has_footnotes,
    )
    return body, sort_problems(problems)


def render_inline(text: str, *, file: str, options: MarkdownOptions) -> str:
    """Render one run of text, as in a correction or a caption: inline HTML only."""
    source = _source(text, file, 1)
    parser = column_parser()
    env = dict[str, Any]()
    tokens = parser.parseInline(source.text, env)
    for token in tokens:
        token.children = flatten_notes(token.children or [], inline_notes(env))
    set_tokens(tokens, style_of(options.language))
    links = place_links(tokens, source)
    finished = finish_html(
        tokens, parser, links=links, taken=set(), source=source, policy=options.html
    )
    return finished.html


def typeset(text: str, *, language: str) -> str:
    """Set quotes, dashes and spaces of plain text: a headline, a standfirst."""
    return set_text(text, style_of(language))


def _shape(
    source: Source, options: MarkdownOptions
) -> tuple[list[Token], set[str], list[Problem]]:
    """Parse, and bring the tokens into the order and the letters of the page."""
    parser, env = column_parser(), dict[str, Any]()
    tokens = parser.parse(source.text, env)
    problems = _check_depth(tokens, source) if "too_deep" in env else []
    taken: set[str] = set()
    if "container_pairs" in env:
        tokens, found = check_containers(tokens, source)
        problems += found
    # One character is looked for ten times as fast as two.
    if "^" in source.text and ("[^" in source.text or "^[" in source.text):
        tokens, taken, found = arrange_footnotes(
            tokens, env, prefix=options.prefix, language=options.language, source=source
        )
        problems += found
    if "!" in source.text and "![" in source.text:
        tokens = make_figures(tokens, parser)
    if "|" in source.text:
        problems += check_rows(tokens, source)
        tokens = list(frame_tables(tokens, options.language))
    style = style_of(options.language)
    tokens = set_runs(tokens, style, parser)
    set_tokens(tokens, style)
    return tokens, taken, problems


def _source(text: str, file: str, first_line: int) -> Source:
    """Normalize line ends and characters, so that offsets agree with the parser's."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    clean = without_slots(text.replace("\0", "\ufffd"))
    return Source(text=clean, file=file, first_line=first_line)


def _reading_order(link: Link) -> tuple[int, int]:
    return link.place.line, link.place.column


def _check_depth(tokens: list[Token], source: Source) -> list[Problem]:
    return [
        Problem(
            place=source.place_of(token),
            message="this is nested too deep, and taken as plain text",
            hint="take away some of the `>` or list marks in front",
            weight=Weight.WARN,
        )
        for token in tokens
        if token.meta and "too_deep" in token.meta
    ]

r"""Figures: pictures alone in their paragraph, with caption and credit.

Owns `![alt](src "Caption. | Credit: …")` → `<figure>`: the title is the caption, and
what follows the last " | " the credit.  Must not know what a picture measures: `src`
is left to whoever knows the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markdown_it.token import Token

from generator.source.markdown.bracketed_notes import flatten_notes, inline_notes
from generator.source.markdown.inline_text import plain_text

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


NO_ALT = "this picture has no alternative text"
OUTSIDE = "this picture lies on another site, which would learn of each reader"


def make_figures(tokens: list[Token], parser: MarkdownIt) -> list[Token]:
    """Turn each paragraph that holds pictures alone into figures."""
    made: list[Token] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        images = []
        if token.type == "paragraph_open" and not token.hidden:
            images = _images_alone(tokens[position + 1])
        if not images:
            made.append(token)
            position += 1
            continue
        for image in images:
            made += _figure(image, tokens[position + 1], parser)
        position += 3
    return made


def finish_image(image: Token) -> None:
    """Set an image's attributes in their one order."""
    title = image.attrs.pop("title", None)
    for child in image.children or ():
        if child.type == "html_inline":
            child.type = "text"
    alt = " ".join(plain_text(image.children).split())
    image.attrs["alt"] = alt
    # The stock renderer makes the attribute from these.
    image.children = [Token("text", "", 0, content=alt)]
    image.attrs["decoding"] = "async"
    if title:
        image.attrs["title"] = title


def _images_alone(inline: Token) -> list[Token]:
    """Give the images of a paragraph that holds nothing else."""
    if not inline.content.startswith("!["):
        return []
    images = []
    for child in inline.children or ():
        if child.type == "image":
            images.append(child)
        elif (
            child.type not in {"softbreak", "hardbreak"} and child.content.strip()
        ) or child.nesting:
            return []
    return images


def _figure(image: Token, inline: Token, parser: MarkdownIt) -> list[Token]:
    title = str(image.attrs.pop("title", ""))
    start = image.meta.get("span", (0, 0))[0]
    row = inline.content.count("\n", 0, start)
    line = inline.map[0] + row if inline.map else 0
    holder = inline.copy(children=[image])
    parts = [Token("figure_open", "figure", 1, block=True, map=inline.map), holder]
    if title.strip():
        caption, _, credit = (
            title.rpartition(" | ") if " | " in title else (title, "", "")
        )
        if title.startswith("| "):
            caption, credit = "", title[2:]
        parts.append(Token("figcaption_open", "figcaption", 1))
        spans = [("caption", caption.strip()), ("credit", credit.strip())]
        given = [(name, text) for name, text in spans if text]
        for index, (name, text) in enumerate(given):
            parts += _span(name, text, parser, line, gap=" " if index else "")
        parts.append(Token("figcaption_close", "figcaption", -1))
    parts.append(Token("figure_close", "figure", -1, block=True))
    return parts


def _span(
    name: str, text: str, parser: MarkdownIt, line: int, *, gap: str
) -> list[Token]:
    env = dict[str, Any]()
    (inline,) = parser.parseInline(text, env)
    inline.children = flatten_notes(inline.children or [], inline_notes(env))
    inline.map = [line, line + 1]
    opening = Token("markup", "", 0, content=f'{gap}<span class="{name}">')
    return [opening, inline, Token("markup", "", 0, content="</span>")]

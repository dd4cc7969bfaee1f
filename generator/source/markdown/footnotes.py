"""Footnotes: numbered as they are read, gathered at the end, linked both ways.

Owns their ids and mark-up.  Invariant: a note that nothing refers to keeps its words,
after the others, and is a problem; so is a reference without a note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markdown_it.common.utils import escapeHtml
from markdown_it.token import Token
from msgspec import Struct, field

from generator.problems import Problem, Weight, nearest
from generator.source.markdown.bracketed_notes import flatten_notes, inline_notes
from generator.source.markdown.places import InlinePlaces
from generator.source.markdown.words import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.source.markdown.places import Source

_REFERENCE = re.compile(r"\[\^([^\]\s]+)\]")


class Note(Struct, kw_only=True):
    """One footnote: its tokens, its number and how often it is referred to."""

    label: str
    tokens: list[Token]
    number: int = 0
    references: int = 0
    opening: Token | None = None


class Notes(Struct, kw_only=True):
    """The footnotes of a text while they are numbered."""

    prefix: str
    by_label: dict[str, Note] = field(default_factory=dict)
    extra: list[Note] = field(default_factory=list)
    """Notes whose label was taken already."""
    inline: dict[int, Any] = field(default_factory=dict)
    """What the plugin keeps of notes written as `^[text]`."""
    ordered: list[Note] = field(default_factory=list)

    def id_of(self, note: Note) -> str:
        """Give a note's id without its first part: "crows-1"."""
        return f"{self.prefix}-{note.number}" if self.prefix else str(note.number)


def arrange_footnotes(
    tokens: list[Token],
    env: dict[str, Any],
    *,
    prefix: str,
    language: str,
    source: Source,
) -> tuple[list[Token], set[str], list[Problem]]:
    """Number the references, move the notes to the end, and give all ids made."""
    notes = Notes(prefix=escapeHtml(prefix))
    notes.inline = inline_notes(env)
    if notes.inline:
        _flatten_pictures(tokens, notes.inline)
    main = _take_definitions(tokens, notes)
    problems = check_references(tokens, notes, source)
    _number(main, notes)
    for note in [*notes.by_label.values(), *notes.extra]:
        if note.number == 0:
            problems.append(_unused(note, notes, source))
            _enter(note, notes)
            _number_in_notes(notes, len(notes.ordered) - 1)
    if not notes.ordered:
        return main, set(), problems
    return [*main, *_section(notes, language)], _ids(notes), problems


def check_references(
    tokens: list[Token], notes: Notes, source: Source
) -> list[Problem]:
    """Find `[^x]` that stayed text, as no note has this label."""
    problems = []
    for token in tokens:
        if token.type != "inline" or "[^" not in token.content:
            continue
        texts = [t.content for t in token.children or () if t.type == "text"]
        places, cursor = InlinePlaces(source, token), 0
        for match in (found for text in texts for found in _REFERENCE.finditer(text)):
            at = token.content.find(match[0], cursor)
            cursor = at + 1 if at >= 0 else cursor
            near = nearest(match[1], notes.by_label)
            hint = (
                f"did you mean `[^{near}]`?"
                if near
                else (f"write the note as a paragraph of its own: `[^{match[1]}]: …`")
            )
            message = f"no footnote has the label {match[1]!r}".replace("'", '"')
            place = places.place(max(at, 0))
            problems.append(
                Problem(place=place, message=message, hint=hint, weight=Weight.WARN)
            )
    return problems


def _flatten_pictures(tokens: list[Token], data: dict[int, Any]) -> None:
    for token in tokens:
        for child in token.children or ():
            if child.type == "image" and child.children:
                child.children = flatten_notes(child.children, data)


def _take_definitions(tokens: list[Token], notes: Notes) -> list[Token]:
    """Take the notes out of the text; what remains is given."""
    main: list[Token] = []
    nested: list[Note] = []
    for token in tokens:
        if token.type == "footnote_reference_open":
            note = Note(label=token.meta["label"], tokens=[], opening=token)
            if note.label in notes.by_label:
                notes.extra.append(note)
            else:
                notes.by_label[note.label] = note
            nested.append(note)
        elif token.type == "footnote_reference_close":
            nested.pop()
        else:
            (nested[-1].tokens if nested else main).append(token)
    return main


def _number(main: list[Token], notes: Notes) -> None:
    """Number in the order of reading: first the text's, then those in notes."""
    for reference, holder in _references(main):
        _refer(reference, holder, notes)
    _number_in_notes(notes, 0)


def _number_in_notes(notes: Notes, first: int) -> None:
    position = first
    while position < len(notes.ordered):
        for reference, holder in _references(notes.ordered[position].tokens):
            _refer(reference, holder, notes)
        position += 1


def _references(tokens: list[Token]) -> Iterator[tuple[Token, Token]]:
    for token in tokens:
        if token.type == "inline":
            for child in token.children or ():
                if child.type == "footnote_ref":
                    yield child, token


def _refer(reference: Token, holder: Token, notes: Notes) -> None:
    """Turn a reference into its link."""
    label = reference.meta.get("label")
    if label is None:
        note = _inline_note(notes.inline[reference.meta["id"]], holder)
    else:
        note = notes.by_label[label]
    if note.number == 0:
        _enter(note, notes)
    note.references += 1
    id_ = notes.id_of(note)
    nth = f"-{note.references}" if note.references > 1 else ""
    reference.type = "markup"
    reference.content = (
        f'<sup class="footnote-ref"><a href="#fn-{id_}" id="fnref-{id_}{nth}"'
        f' role="doc-noteref">{note.number}</a></sup>'
    )


def _enter(note: Note, notes: Notes) -> None:
    notes.ordered.append(note)
    note.number = len(notes.ordered)


def _inline_note(data: dict[str, Any], holder: Token) -> Note:
    """Make a note of `^[text]`, at the lines of the paragraph that holds it."""
    content = data["content"]
    inline = Token("inline", "", 0, content=content, children=data["tokens"])
    if holder.map:
        before = holder.content.find(content)
        row = holder.content.count("\n", 0, max(before, 0))
        inline.map = [holder.map[0] + row, holder.map[1]]
    opening = Token("paragraph_open", "p", 1, block=True)
    closing = Token("paragraph_close", "p", -1, block=True)
    return Note(label="", tokens=[opening, inline, closing])


def _unused(note: Note, notes: Notes, source: Source) -> Problem:
    assert note.opening is not None, "only a written definition can be unused"
    place = source.place_of(note.opening, f"[^{note.label}")
    message = f'nothing refers to the footnote "{note.label}"'
    hint = f"put `[^{note.label}]` where the note belongs"
    if notes.by_label[note.label] is not note:
        message = f'the footnote "{note.label}" is defined twice'
        hint = "give one of the two another label"
    return Problem(place=place, message=message, hint=hint, weight=Weight.WARN)


def _section(notes: Notes, language: str) -> Iterator[Token]:
    words = words_in(language)
    label = escapeHtml(words.footnotes)
    section = _markup(
        f'<section class="footnotes" role="doc-endnotes" aria-label="{label}">\n<ol>\n'
    )
    section.info = "footnotes"
    yield section
    for note in notes.ordered:
        id_ = notes.id_of(note)
        back = escapeHtml(words.back.format(note.number))
        links = "".join(
            f' <a href="#fnref-{id_}{nth}" class="footnote-back" role="doc-backlink"'
            f' aria-label="{back}{nth.replace("-", " (") + ")" if nth else ""}">'
            "\u21a9\ufe0e</a>"
            for nth in ("", *(f"-{n}" for n in range(2, note.references + 1)))
            if note.references
        )
        yield _markup(f'<li id="fn-{id_}">\n')
        yield from _with_links(note.tokens, links)
        yield _markup("</li>\n")
    yield _markup("</ol>\n</section>\n")


def _with_links(tokens: list[Token], links: str) -> Iterator[Token]:
    """Put the links back at the end of a note's last paragraph."""
    if links and tokens and tokens[-1].type == "paragraph_close":
        children = tokens[-2].children
        assert children is not None, "the inline rule made children"
        children.append(_markup(links))
    yield from tokens
    if links and not (tokens and tokens[-1].type == "paragraph_close"):
        yield _markup(f"<p>{links.strip()}</p>\n")


def _ids(notes: Notes) -> set[str]:
    ids = set()
    for note in notes.ordered:
        id_ = notes.id_of(note)
        ids |= {f"fn-{id_}", f"fnref-{id_}"}
    return ids


def _markup(html: str) -> Token:
    """Make a token that is written as it is."""
    return Token("markup", "", 0, content=html)

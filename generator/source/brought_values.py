"""Fields from other generators whose values need thought, not only another name.

Pure, but for what is noted in `Findings`.  Each translator gives the pairs, by our
names, that stand for what it was handed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, TypeAlias

from generator.source.checked_texts import is_web_address
from generator.source.fields import flag_of, plain_text
from generator.source.forms import retyped
from generator.source.nodes import Items, Node, Scalar
from generator.source.spelling import spell_list, spell_text

if TYPE_CHECKING:
    from generator.source.findings import Findings

Pairing: TypeAlias = list[tuple[Scalar, Node]]
Translator: TypeAlias = "Callable[[Scalar, Node, frozenset[str], Findings], Pairing]"


def _published(
    key: Scalar, value: Node, given: frozenset[str], found: Findings
) -> Pairing:
    """`published: false` is a draft; `published: 2016-11-18` is the date."""
    flag = flag_of(value)
    if flag is None:
        new = "date" if "date" not in given else ""
        return _said(key, value, new, found) if new else _useless(key, found, "date")
    return _drafted(key, draft=not flag, given=given, found=found)


def _status(
    key: Scalar, value: Node, given: frozenset[str], found: Findings
) -> Pairing:
    """`status: draft` is a draft; `status: published` says nothing."""
    word = plain_text(value).casefold() if isinstance(value, Scalar) else ""
    if word in ("publish", "published", "live", "public", "final"):
        return _drafted(key, draft=False, given=given, found=found)
    if word not in ("draft", "private", "pending", "hidden", "future", "unpublished"):
        hint = "type `draft: true` to hold the column back, or delete the line"
        found.stop(key, f"`{key.text}` is not understood", hint)
        return []
    return _drafted(key, draft=True, given=given, found=found)


def _hidden(
    key: Scalar, value: Node, given: frozenset[str], found: Findings
) -> Pairing:
    """`hidden: true` would publish what should not be seen, if passed over."""
    if flag_of(value) is False:
        return _drafted(key, draft=False, given=given, found=found)
    hint = "type `draft: true`; a column is public or not there at all"
    found.stop(key, f"a column can't be `{key.text}`", hint)
    return []


def _drafted(
    key: Scalar, *, draft: bool, given: frozenset[str], found: Findings
) -> Pairing:
    if not draft and "draft" in given:
        return _useless(key, found, "draft")
    if not draft:
        found.warn(key, f"`{key.text}` is not needed here", "delete the line")
        return []
    found.warn(key, f"`{key.text}` is understood as a draft", "type `draft: true`")
    return [(key._replace(text="draft"), key._replace(text="true", plain=True))]


def _useless(key: Scalar, found: Findings, ours: str) -> Pairing:
    message = f"`{key.text}` is left out: `{ours}` is given too"
    found.warn(key, message, "delete the line")
    return []


def _said(key: Scalar, value: Node, new: str, found: Findings) -> Pairing:
    hint = f"type `{retyped(found, key, new)}`"
    found.warn(key, f"`{key.text}` is called `{new}` here", hint)
    return [(key._replace(text=new), value)]


def _categories(
    key: Scalar, value: Node, given: frozenset[str], found: Findings
) -> Pairing:
    """One category is the section; of several, the first is, and the rest are tags."""
    texts = _texts(value)
    if not texts:
        return _said(key, value, "section", found)
    first = key._replace(text="section")
    if "section" in given:
        line = f"tags: {spell_list(texts)}"
        found.warn(key, f"`{key.text}` are taken as tags here", f"type `{line}`")
        return [(key._replace(text="tags"), value)]
    lines = [f"`section: {spell_text(texts[0])}`"]
    pairs: Pairing = [(first, _scalar(value, texts[0]))]
    message = f"`{key.text}` is called `section` here"
    if len(texts) > 1:
        message = f"`{key.text}` names {len(texts)}; a column has one section"
        lines.append(f"`tags: {spell_list(texts[1:])}`")
        rest = Items(tuple(_scalar(value, text) for text in texts[1:]), *_spot(value))
        pairs.append((key._replace(text="tags"), rest))
    found.warn(key, message, "type " + " and ".join(lines))
    return pairs


def _texts(value: Node) -> list[str]:
    if isinstance(value, Scalar):
        return [part.strip() for part in value.text.split(",") if part.strip()]
    if isinstance(value, Items):
        scalars = [item for item in value.items if isinstance(item, Scalar)]
        return [item.text for item in scalars if item.text]
    return []


def _spot(value: Node) -> tuple[int, int]:
    return value.line, value.column


def _scalar(value: Node, text: str) -> Scalar:
    line, column = _spot(value)
    return Scalar(text, False, line, column, line, column)  # noqa: FBT003  # by place: a named tuple


def joined(first: Node, second: Node) -> Node:
    """Join two lists, or texts that stand for lists."""
    items = (*_items(first), *_items(second))
    return Items(items, first.line, first.column)


def _items(value: Node) -> tuple[Node, ...]:
    if isinstance(value, Items):
        return value.items
    return tuple(_scalar(value, text) for text in _texts(value))


def _modified(
    key: Scalar, value: Node, given: frozenset[str], found: Findings
) -> Pairing:
    """A date of change is only shown with a reason, which no other generator asks."""
    date = plain_text(value)[:10] if isinstance(value, Scalar) else "2016-11-18"
    if "updated" in given:
        return _useless(key, found, "updated")
    found.warn(
        key,
        f"`{key.text}` gives no reason for the change and is left out",
        f"type `updated: {date}` and a note with it, or delete the line:\n"
        f'corrections: [{{kind: update, date: {date}, text: "what was changed"}}]',
    )
    return []


def _address(
    key: Scalar, value: Node, given: frozenset[str], found: Findings
) -> Pairing:
    """An address of its own is one that the column had: it leads to the new one."""
    path = plain_text(value) if isinstance(value, Scalar) else ""
    if is_web_address(path):
        hint = f"type `canonical: {path}`, if search engines should know that address"
        found.warn(key, f"`{key.text}` is left out", hint)
        return []
    if not re.fullmatch(r"/?[\w~%./-]*\w[\w~%./-]*", path) or "/" not in path:
        hint = "delete the line; `slug:` sets the last part of the address"
        found.warn(key, f"`{key.text}` is left out", hint)
        return []
    path = path if path.startswith("/") else "/" + path
    message = f"`{key.text}` is understood as an address that the column had"
    found.warn(key, message, f"type `aliases: [{path}]`")
    item = _scalar(value, path)
    return [(key._replace(text="aliases"), Items((item,), *_spot(value)))]


def _commenting(
    key: Scalar, value: Node, given: frozenset[str], found: Findings
) -> Pairing:
    """`comment_status: closed`, `allow_comments: false` …"""
    if "comments" in given:
        return _useless(key, found, "comments")
    word = plain_text(value).casefold() if isinstance(value, Scalar) else ""
    flag = flag_of(value)
    state = word if flag is None else "open" if flag else "off"
    hint = f"type `comments: {state}`"
    if state not in ("open", "closed", "off"):
        found.stop(key, f"`{key.text}` is not understood", "type `comments: open`")
        return []
    found.warn(key, f"`{key.text}` is called `comments` here", hint)
    return [(key._replace(text="comments"), _scalar(value, state))]


def _byline(
    key: Scalar, value: Node, given: frozenset[str], found: Findings
) -> Pairing:
    """`byline: By Jane Doe` names the author without the word before it."""
    if "author" in given:
        return _useless(key, found, "author")
    if not isinstance(value, Scalar):
        return _said(key, value, "author", found)
    name = re.sub(r"^by:?\s+", "", value.text.strip(), flags=re.IGNORECASE)
    hint = f"type `author: {spell_text(name)}`"
    found.warn(key, f"`{key.text}` is called `author` here", hint)
    return [(key._replace(text="author"), value._replace(text=name))]


TRANSLATORS: Mapping[str, Translator] = {
    "published": _published,
    "publish": _published,
    "status": _status,
    "visibility": _status,
    "state": _status,
    "hidden": _hidden,
    "private": _hidden,
    "unlisted": _hidden,
    "categories": _categories,
    "byline": _byline,
    "permalink": _address,
    "url": _address,
    "path": _address,
    "comment": _commenting,
    "allow_comments": _commenting,
    "comment_status": _commenting,
    "comments_enabled": _commenting,
    **dict.fromkeys(
        ("lastmod", "last_mod", "modified", "last_modified", "last_modified_at",
         "updated_at", "update_date", "date_modified", "modified_at", "lastupdated",
         "last_updated", "updated_date", "updateddate", "mod_date"),
        _modified,
    ),
}  # fmt: skip

"""Links inside the site: where each leads, and what is wrong with it.

Pure.  A link to a column that is withheld names nothing: it shows as plain text and
heals when that column goes live.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Container, Iterable
from functools import cache
from urllib.parse import unquote

from msgspec import Struct

from generator.problems import Problem, Weight, nearest
from generator.publication.files import find_file
from generator.publication.library import Library
from generator.publication.listed import text_path
from generator.publication.naming import author_address
from generator.publication.shelf_keys import ShelfKind
from generator.source.author import DeskPage
from generator.source.body import Link
from generator.source.column import AuthorId
from generator.source.pictures import FileFacts
from generator.urls import Address


class Resolved(Struct, frozen=True, kw_only=True, array_like=True):
    """Where one link leads."""

    link: Link
    href: str = ""
    """An address of the site; "" when it leads nowhere."""
    file: FileFacts | None = None
    """The file behind it, to be published at `href`."""
    problem: Problem | None = None
    unchecked: bool = False
    """It names an address of the site: right if a page or file will be there."""

    @property
    def address(self) -> str:
        """What it leads to, without the "?…" and "#…"."""
        return unquote(self.href.partition("#")[0].partition("?")[0])


def resolve_link(link: Link, path: str, address: Address, library: Library) -> Resolved:
    """Find where a link in the text at `path`, shown at `address`, leads.

    "crows.md#nests" → the column's address with the fragment; "nest.png" → the
    picture's address below the page's own.
    """
    name = unquote(link.target.partition("#")[0].partition("?")[0])
    if name.endswith(".md"):
        return _to_text(link, name, path, library)
    found = find_file(link.target, path, address, library.files)
    if found is not None:
        href, facts = found
        return Resolved(link=link, href=href + _rest(link), file=facts)
    if name.startswith("/") and not link.picture:
        return Resolved(link=link, href=link.target, unchecked=True)
    return _missing_file(link, name, path, library)


def check_addresses(
    resolved: Iterable[Resolved], known: Collection[str]
) -> tuple[Problem, ...]:
    """Warn of links to addresses of the site where nothing will be."""
    problems = []
    nearest_known = cache(lambda address: nearest(address, known))
    for one in resolved:
        address = one.address
        if not one.unchecked or leads_somewhere(address, known):
            continue
        near = nearest_known(address)
        problems.append(
            _warn(
                one.link,
                f"there is no page or file at {address}",
                f"did you mean {near}?" if near else "",
            )
        )
    return tuple(problems)


def leads_somewhere(address: str, known: Container[str]) -> bool:
    """Tell whether there will be a page or file at an address, with or without "/"."""
    return address in known or f"{address}/" in known


def _to_text(link: Link, name: str, path: str, library: Library) -> Resolved:
    """Resolve a link to another text of the site by its file's name."""
    source = text_path(name, path)
    if (column := library.columns_by_path.get(source)) is not None:
        entry = library.entries[column]
        return _with_anchor(link, entry.card.address, entry.body.anchors)
    for page in library.desk_pages:
        if page.path == source:
            return _with_anchor(link, page_address(page), page.body.anchors)
    for author in library.authors.values():
        if author.path == source:
            return _to_author(link, author.id, library)
    if source in library.withheld:
        message = f"{name} is not published now: the link shows as plain text"
        hint = "it becomes a link by itself when that column goes live"
        return Resolved(link=link, problem=_warn(link, message, hint))
    return _missing_text(link, name, source, library)


def page_address(page: DeskPage) -> Address:
    """Give the address of a page that the desk wrote."""
    return Address(f"/{page.slug or page.id}/")


def _with_anchor(link: Link, address: Address, anchors: tuple[str, ...]) -> Resolved:
    fragment = unquote(link.target.partition("#")[2])
    if not fragment or fragment in anchors:
        return Resolved(link=link, href=address + _rest(link))
    near = nearest(fragment, anchors)
    message = f"nothing in {link.target.partition('#')[0]} is called “{fragment}”"
    hint = f"did you mean #{near}?" if near else "link to the text without the # part"
    return Resolved(link=link, href=address, problem=_warn(link, message, hint))


def _to_author(link: Link, author: AuthorId, library: Library) -> Resolved:
    if library.shelf(ShelfKind.AUTHOR, author) is not None:
        return Resolved(link=link, href=author_address(author))
    message = f"{author} has no page yet: the link shows as plain text"
    hint = "an author has a page once a column of theirs is published"
    return Resolved(link=link, problem=_warn(link, message, hint))


def _missing_text(link: Link, name: str, source: str, library: Library) -> Resolved:
    paths = [*library.columns_by_path, *(page.path for page in library.desk_pages)]
    by_name = {posixpath.basename(path): path for path in paths}
    near = nearest(posixpath.basename(source), by_name)
    hint = "check the file's name"
    if near is not None:
        folder = posixpath.dirname(link.place.file)
        hint = f"did you mean {posixpath.relpath(by_name[near], folder)}?"
    return Resolved(link=link, problem=_warn(link, f"there is no file {name}", hint))


def _missing_file(link: Link, name: str, path: str, library: Library) -> Resolved:
    what = "picture" if link.picture else "file"
    folder = posixpath.dirname(path) + "/"
    beside = [known.removeprefix(folder) for known in library.files]
    near = nearest(name, beside)
    if near is not None:
        hint = f"did you mean {near}?"
    elif link.picture:
        hint = "put the picture beside the text, or in content/static/ and type /…"
    else:
        hint = "link to a column by its file's name: other-column.md"
    message = f"there is no {what} {name}"
    return Resolved(link=link, problem=_warn(link, message, hint))


def _rest(link: Link) -> str:
    """Give the "?…" and "#…" of a link as written."""
    for index, letter in enumerate(link.target):
        if letter in "?#":
            return link.target[index:]
    return ""


def _warn(link: Link, message: str, hint: str) -> Problem:
    return Problem(place=link.place, message=message, hint=hint, weight=Weight.WARN)

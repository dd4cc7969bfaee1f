"""Collisions: two things of the site that want one place in `output/`.

Pure.  Invariant: what passes is a set of files that any file system can hold, whether
or not it tells "About" from "about".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator

from msgspec import Struct

from generator.engine.manifest import MANIFEST, is_plain_path
from generator.problems import Place, Problem, sort_problems
from generator.urls import Address, output_path

_USUAL = re.compile(r"/(?:[A-Za-z0-9_~-][A-Za-z0-9_.~-]*/)+")
"""Most addresses: nothing can be wrong with such a folder's."""
_PLAIN = r"[a-z0-9_~-][a-z0-9_.~-]*"
_ALL_PLAIN = re.compile(rf"(?:/(?:{_PLAIN}(?:/{_PLAIN})*/?)?\n)*")
"""Addresses in lower case, a line each: no file system takes two for one."""
_LONGEST_NAME = 255
"""Bytes in one part of a path, on nearly all file systems."""


class Claim(Struct, frozen=True, kw_only=True):
    """One thing that wants an address."""

    address: Address
    origin: str
    """For people: "content/columns/crows.md", "tag birds", "the theme's style.css"."""


def stand_well(addresses: Collection[Address]) -> bool:
    """Tell at a glance that nothing is wrong with all addresses of a site.

    Where this is False, `check_collisions` tells what is, if anything: to look at each
    takes five times as long.
    """
    distinct = set(addresses)
    text = "\n".join((*addresses, ""))
    plain = (
        len(distinct) == len(addresses)
        and max(map(len, addresses), default=0) < _LONGEST_NAME
        and not any(name in text for name in ("/index.html", f"/{MANIFEST}\n"))
        and _ALL_PLAIN.fullmatch(text)
    )
    if not plain:
        return False
    # As a file of its name would be, which none of them may be.
    folders = {above for address in distinct for above in folders_of(address)}
    return distinct.isdisjoint(folders)


def check_collisions(claims: Iterable[Claim]) -> tuple[Problem, ...]:
    """Name everything that two things want, and what no file can be named."""
    first: dict[str, Claim] = {}
    folded: dict[str, Claim] = {}
    problems: list[Problem] = []
    for claim in claims:
        message = _misname(claim)
        if message:
            problems.append(_about(message, "choose another address", claim))
            continue
        path = output_path(claim.address)
        if path in first:
            problems.append(_same(first[path], claim))
            continue
        first[path] = claim
        other = folded.setdefault(fold(path), claim)
        if other is not claim:
            problems.append(_alike(other, claim))
    problems += _folders_and_files(folded)
    return sort_problems(problems)


def fold(path: str) -> str:
    """Spell a path as a file system does that ignores case: "/Ä" and "/ä" are one."""
    if path.isascii():
        return path.lower()
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", path).casefold())


def folders_of(path: str) -> Iterator[str]:
    """List the folders above a path, the nearest first: "a/b/c" → "a/b", "a"."""
    end = path.rfind("/")
    while end > 0:
        yield path[:end]
        end = path.rfind("/", 0, end)


def _misname(claim: Claim) -> str:
    """Say why an address can't be a file; "" when it can."""
    address = claim.address
    if _USUAL.fullmatch(address) and len(address) < _LONGEST_NAME:
        return ""
    if set(address) & set("?#"):
        return f"the address {address} holds a “?” or “#”, which no web server can give"
    path = output_path(address)
    spelled = path.encode("utf-8", "replace")
    if not is_plain_path(path) or spelled.decode() != path:
        shown = address.encode("utf-8", "replace").decode()
        return f"the address {shown} is not one that a file can have"
    if any(len(part) > _LONGEST_NAME for part in spelled.split(b"/")):
        return f"the address {address} is too long for a file's name"
    if path == MANIFEST:
        return f"the address {address} is kept for the list of what Byline wrote"
    return ""


def _folders_and_files(folded: dict[str, Claim]) -> Iterator[Problem]:
    for path, claim in folded.items():
        for folder in folders_of(path):
            other = folded.get(folder)
            if other is not None:
                message = (
                    f"{other.address} ({other.origin}) would be a file and a folder: "
                    f"{claim.address} ({claim.origin}) stands in it"
                )
                yield _about(message, "choose another address for one", other, claim)


def _same(one: Claim, other: Claim) -> Problem:
    message = f"{one.origin} and {other.origin} have one address: {one.address}"
    if one.origin == other.origin:
        message = f"{one.origin} has the address {one.address} twice"
    return _about(message, "give one of them another slug or address", other, one)


def _alike(one: Claim, other: Claim) -> Problem:
    message = (
        f"{one.address} ({one.origin}) and {other.address} ({other.origin}) differ "
        "only in upper and lower case: on many hosts these are one file"
    )
    return _about(message, "give one of them another slug or address", other, one)


def _about(message: str, hint: str, *claims: Claim) -> Problem:
    """Put a problem at the first claim that is a file of the site's."""
    files = (claim.origin for claim in claims if claim.origin.startswith("content/"))
    place = Place(file=next(files, "content/site.yaml"))
    return Problem(place=place, message=message, hint=hint)

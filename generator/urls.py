"""Every address of the site, and the file in `output/` that stands for it.

An address is the path of a page from the site's own root and starts with "/", whatever
the sub-path the site is served under.  Must not touch files.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NewType
from urllib.parse import quote, urlsplit

Address = NewType("Address", str)
"""A page or file from the site's root: "/columns/crows/", "/feed.xml"."""
Url = NewType("Url", str)
"""A whole address with scheme and host."""


def is_address(href: str) -> bool:
    """Tell an address of this site from a whole URL, a fragment or a mailto."""
    return href.startswith("/") and not href.startswith("//")


def output_path(address: Address) -> str:
    """Give the file below `output/` for an address.

    "/columns/crows/" → "columns/crows/index.html"; "/feed.xml" → "feed.xml".
    """
    assert is_address(address), f"an address starts with one slash: {address!r}"
    path = address[1:].partition("#")[0].partition("?")[0]
    return path + "index.html" if path == "" or path.endswith("/") else path


def site_base(url: Url) -> str:
    """Give the path that the site is served under, with a slash at both ends."""
    path = urlsplit(url).path
    return path if path.endswith("/") else path + "/"


def absolute(url: Url, address: Address) -> Url:
    """Join the site's URL and an address: percent-encoded, as feeds want it."""
    return Url(url.rstrip("/") + encode(address))


@lru_cache(maxsize=65536)
def relative(here: Address, target: Address) -> str:
    """Write the link from one page to another, relative, so that any sub-path works.

    `relative("/columns/crows/", "/tags/birds/")` → "../../tags/birds/".
    """
    folder = here[: here.rfind("/") + 1].split("/")[1:-1]
    path, mark, rest = _parted(target)
    if here == path and mark == "#":
        return encode(mark + rest)
    parts = path.split("/")[1:]
    shared = 0
    while (
        shared < len(folder)
        and shared < len(parts) - 1
        and folder[shared] == parts[shared]
    ):
        shared += 1
    way = "../" * (len(folder) - shared) + "/".join(parts[shared:])
    if ":" in way.partition("/")[0]:
        way = "./" + way
    return encode((way or "./") + mark + rest)


def portable(here: Address, target: Address) -> str:
    """Write a relative link that names the file, for reading from a folder or a zip."""
    path, mark, rest = _parted(target)
    if here == path and mark == "#":
        return encode(mark + rest)
    if path.endswith("/"):
        path += "index.html"
    return relative(here, Address(path + mark + rest))


def encode(path: str) -> str:
    """Percent-encode a path as RFC 3986 asks, leaving what is already encoded."""
    # Nearly every path is ready as it is, and to look is quick.
    return path if _is_encoded(path) else quote(path, safe=_PATH)


@lru_cache(maxsize=256)
def encode_value(text: str) -> str:
    """Percent-encode all but letters, digits and "-._~", as the values of a query are.

    "Crows & jays" → "Crows%20%26%20jays"; the same as `quote(text, safe="")`, in a
    quarter of the time.
    """
    for character, code in _CODES:
        if character in text:
            text = text.replace(character, code)
    return (
        text
        if _is_value(text)
        else _RARE.sub(lambda rare: quote(rare[0], safe=""), text)
    )


_PATH = "/%:@!$&'()*+,;=~-._?#"
_is_encoded = re.compile(rf"[A-Za-z0-9{re.escape(_PATH)}]*").fullmatch
_COMMON = "% ,’“”–'\"?!:;()/&\r\n—…‘"
"""What titles, standfirsts and URLs are made of besides letters; the sign that codes
begin with comes first."""
_CODES = tuple((character, quote(character, safe="")) for character in _COMMON)
_is_value = re.compile(r"[A-Za-z0-9._~%-]*").fullmatch
_RARE = re.compile(r"[^A-Za-z0-9._~%-]+")


@lru_cache(maxsize=65536)
def slugify(text: str) -> str:
    """Make a path part of words: lower case, hyphens, letters of any script kept.

    "Ein Fährschiff & mehr" → "ein-fährschiff-mehr"; "渡船" → "渡船"; never empty:
    "++" → "u2b-2b".
    """
    folded = unicodedata.normalize("NFC", text.casefold())
    folded = re.sub(r"['’ʼ]", "", folded)
    slug = re.sub(r"[\W_]+", "-", folded).strip("-")
    return slug or "u" + "-".join(f"{ord(letter):x}" for letter in text)


def _parted(target: str) -> tuple[str, str, str]:
    """Split an address at its first "?" or "#"."""
    match = re.search(r"[?#]", target)
    if match is None:
        return target, "", ""
    return target[: match.start()], match[0], target[match.end() :]

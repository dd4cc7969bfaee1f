"""Links as a page prints them: relative, portable, or whole URLs.

Pure.  Owns the one place where an address becomes what stands in an `href`.
"""

from __future__ import annotations

import enum
from functools import lru_cache
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.urls import (
    Address,
    Url,
    encode,
    is_address,
    portable,
    relative,
    site_base,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.pages.page import Page

NOT_FOUND = Address("/404.html")
"""The one page that a host shows at any address: its links start at the site's path."""


class LinkStyle(enum.Enum):
    """How links inside the site end."""

    FOLDERS = "folders"
    """In "/", as hosts serve them."""
    FILES = "files"
    """In "index.html", for reading from a folder or a zip."""


class Links(Struct, frozen=True, kw_only=True):
    """What decides how links are written, the same for the whole site."""

    site: Url
    style: LinkStyle = LinkStyle.FOLDERS


def linker(page: Page, links: Links) -> Callable[[str], str]:
    """Make the function that writes a link on this page.

    It takes an address, which it writes for the page's place; what leads elsewhere (a
    whole URL, a mailto, a fragment) passes through.
    """
    here = page.address
    if page.absolute:
        return _below(links.site.rstrip("/"))
    if here == NOT_FOUND:
        return _below(encode(site_base(links.site)[:-1]))
    if links.style is LinkStyle.FILES:
        return lambda href: portable(here, Address(href)) if is_address(href) else href
    return _from(here)


def _below(root: str) -> Callable[[str], str]:
    """Write links that begin with the site's URL or path."""

    def url(href: str) -> str:
        return root + _encoded(href) if is_address(href) else href

    return url


def _from(here: Address) -> Callable[[str], str]:
    """Write links that begin at a page: what lies elsewhere is up and down again.

    A page has some forty links and most lead through the site's root; so the way up is
    worked out once, and the way down is the same for all pages as deep.
    """
    own = here[: here.rfind("/") + 1]
    if own == "/":
        return lambda href: relative(here, Address(href)) if is_address(href) else href
    near = own[: own.find("/", 1) + 1]
    nearby = _ways_through(own[: own.rfind("/", 0, -1) + 1], "../")
    from_root = _ways_through("/", "../" * (own.count("/") - 1))

    def url(href: str) -> str:
        if not href.startswith(near):
            return from_root[href] if href[:1] == "/" else href
        return relative(here, Address(href)) if href.startswith(own) else nearby[href]

    return url


class _Ways(dict[str, str]):
    """Links from all pages that have the same way up to one folder above them."""

    def __init__(self, above: str, up: str) -> None:
        super().__init__()
        self._above = above
        self._up = up

    def __missing__(self, href: str) -> str:
        if len(self) >= _ENOUGH:
            self.clear()
        made = self[href] = self._write(href)
        return made

    def _write(self, href: str) -> str:
        if not is_address(href):
            return href
        folder, up = self._above, self._up
        while not href.startswith(folder):
            folder, up = folder[: folder.rfind("/", 0, -1) + 1], up + "../"
        return up + encode(href[len(folder) :])


_ENOUGH = 65536
_ways_through = lru_cache(maxsize=64)(_Ways)


_encoded = lru_cache(maxsize=65536)(encode)

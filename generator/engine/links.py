"""Links as a page prints them: relative, portable, or whole URLs.

Pure.  Owns the one place where an address becomes what stands in an `href`.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

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


@dataclass(frozen=True, slots=True, kw_only=True)
class Links:
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

    A page has some forty links and most lead out of its folder; so the way up is
    worked out once, and the way down is the same for all pages.
    """
    folders = here.split("/")[1:-1]
    own = f"/{''.join(f'{name}/' for name in folders)}"
    above = [
        (f"/{''.join(f'{name}/' for name in folders[:depth])}", "../" * up)
        for up, depth in enumerate(range(len(folders) - 1, -1, -1), start=1)
    ]

    def url(href: str) -> str:
        if href.startswith(own) or not above:
            return relative(here, Address(href)) if is_address(href) else href
        for folder, up in above:
            if href.startswith(folder) and not href.startswith("//"):
                return up + _encoded(href[len(folder) :])
        return href

    return url


_encoded = lru_cache(maxsize=65536)(encode)

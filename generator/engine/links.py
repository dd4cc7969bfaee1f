"""Links as a page prints them: relative, portable, or whole URLs.

Pure.  Owns the one place where an address becomes what stands in an `href`.
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.urls import (
    Address,
    Url,
    absolute,
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
    write = _writer(page, links)

    def url(href: str) -> str:
        return write(Address(href)) if is_address(href) else href

    return url


def _writer(page: Page, links: Links) -> Callable[[Address], str]:
    here = page.address
    if page.absolute:
        return lambda address: absolute(links.site, address)
    if here == NOT_FOUND:
        base = site_base(links.site)
        return lambda address: encode(base + address[1:])
    if links.style is LinkStyle.FILES:
        return lambda address: portable(here, address)
    return lambda address: relative(here, address)

"""What a page or a stylesheet of a built site leads to."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from built_site import OutsideSiteError
from msgspec import Struct

if TYPE_CHECKING:
    from collections.abc import Iterator

    from built_site import BuiltSite

SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
REFRESH = re.compile(r"url=(\S+)", re.IGNORECASE)
CSS_URL = re.compile(r"""(?:url\(|@import\s+)\s*["']?([^"')\s;]+)""")
ADDRESSES = ("href", "src", "poster", "data", "action", "formaction", "cite")
SETS = ("srcset", "imagesrcset")
ABSOLUTE_METAS = ("og:image", "og:url", "twitter:image")


class SiteLink(Struct, frozen=True, kw_only=True):
    """One address on a page, as it is written."""

    page: str
    where: str
    """The element and attribute: "a[href]"."""
    url: str

    @property
    def has_scheme(self) -> bool:
        return bool(SCHEME.match(self.url))

    def __str__(self) -> str:
        return f"{self.page}: {self.where} {self.url}"


def links_of(site: BuiltSite, page: str) -> Iterator[SiteLink]:
    """Every address on a page, in `srcset` and `meta` too."""
    for element in site.elements(page, "//*[@*]"):
        tag = str(element.tag)
        for name in ADDRESSES:
            value = element.get(name)
            if value is not None:
                yield SiteLink(page=page, where=f"{tag}[{name}]", url=value.strip())
        for name in SETS:
            for candidate in re.split(r",\s+", element.get(name, "").strip()):
                if candidate:
                    url = candidate.split()[0]
                    yield SiteLink(page=page, where=f"{tag}[{name}]", url=url)
        if tag == "meta":
            content = element.get("content", "")
            leads_on = REFRESH.search(content)
            if element.get("http-equiv") == "refresh" and leads_on:
                yield SiteLink(page=page, where="meta refresh", url=leads_on[1])
            if element.get("property") in ABSOLUTE_METAS:
                yield SiteLink(page=page, where="meta", url=content)


def stylesheet_links(site: BuiltSite, sheet: str) -> Iterator[SiteLink]:
    """Every address that a stylesheet asks for."""
    for url in CSS_URL.findall(site.text(sheet)):
        if not url.startswith(("data:", "#")):
            yield SiteLink(page=sheet, where="url()", url=url)


def all_links(site: BuiltSite) -> Iterator[SiteLink]:
    """Every address in the site's pages and stylesheets."""
    for page in site.pages:
        yield from links_of(site, page)
    for file in site.files:
        if file.endswith(".css"):
            yield from stylesheet_links(site, file)


def target_of(site: BuiltSite, link: SiteLink) -> tuple[str | None, bool]:
    """The file that a link leads to, and whether it leads inside the site at all."""
    scheme = SCHEME.match(link.url)
    if scheme and scheme[0].lower() not in {"http:", "https:"}:
        return None, False
    path = site.path_of(link.url, link.page)
    return (None, False) if path is None else (site.file_for(path), True)


def broken_links(site: BuiltSite) -> list[str]:
    """Links that lead inside the site and meet no file, or leave its path."""
    faults = []
    for link in all_links(site):
        try:
            target, inside = target_of(site, link)
        except OutsideSiteError as error:
            faults.append(f"{link.page}: {error}")
            continue
        if inside and target is None:
            faults.append(str(link))
    return faults


def broken_fragments(site: BuiltSite) -> list[str]:
    """Links to a place on a page that has no such place."""
    faults = []
    ids = {page: set(site.ids(page)) for page in site.pages}
    for link in all_links(site):
        fragment = unquote(urlsplit(link.url).fragment)
        target, _ = target_of(site, link)
        if fragment and target in ids and fragment not in ids[target]:
            faults.append(str(link))
    return faults


def reached_pages(site: BuiltSite) -> set[str]:
    """Every page that a chain of links leads to from the front page."""
    seen, waiting = {"index.html"}, ["index.html"]
    while waiting:
        for link in links_of(site, waiting.pop()):
            target = target_of(site, link)[0] if link.where == "a[href]" else None
            if target in site.pages and target not in seen:
                seen.add(target)
                waiting.append(target)
    return seen

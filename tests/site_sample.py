"""One page of every kind that a built site has, and those that are hardest to set."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from built_site import BuiltSite

HARD = (
    "columns/kurzarbeit/index.html",  # another language than the site's
    "columns/look-down/index.html",  # footnotes
    "columns/spring-tide/index.html",  # pictures and comments
    "columns/the-14-tram-two/index.html",  # one part of a series
    "columns/what-the-ferry-earns/index.html",  # a wide table
)
SHELVES = {"archive", "authors", "sections", "series", "tags"}


def sample_of(site: BuiltSite) -> tuple[str, ...]:
    """The fullest page of each kind, and the pages that are hardest to set."""
    kinds: dict[tuple[str, ...], str] = {}
    for page in sorted(site.read_pages, key=lambda p: (site.folder / p).stat().st_size):
        kinds[_kind(site, page)] = page
    missing = [page for page in HARD if page not in site.file_set]
    assert missing == [], "the example publication has lost a page that tests look at"
    return tuple(sorted({*kinds.values(), *HARD}))


def _kind(site: BuiltSite, page: str) -> tuple[str, ...]:
    top, *rest = page.split("/")
    shelf = top if top in SHELVES else ""
    return (site.value(page, "//body/@class"), shelf, str(len(rest) if shelf else 0))

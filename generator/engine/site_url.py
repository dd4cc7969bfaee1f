"""The site's URL: what feeds, the sitemap and share links are made from.

Pure.  Owns the rule that no site goes out with the address of a machine's own preview.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from msgspec.structs import replace

from generator.problems import Place, Problem, Weight
from generator.source.settings import Settings
from generator.urls import Url

OPTION = "--base-url"
_LOCAL = frozenset({"localhost", "127.0.0.1", "0.0.0.0", "::1"})  # noqa: S104  # named, not listened on


def with_base_url(settings: Settings, base_url: str) -> Settings:
    """Put the URL that was asked for in place of the settings' own."""
    if not base_url:
        return settings
    return replace(settings, url=Url(base_url.rstrip("/") + "/"))


def check_site_url(settings: Settings, base_url: str) -> tuple[Problem, ...]:
    """Stop where the site's URL is of this machine only; warn where that was asked for.

    A reader's feed would lead to the reader's own machine.
    """
    if not is_local(settings.url):
        return ()
    said = f"{settings.url} is an address of this machine only"
    if base_url:
        place = Place(file=OPTION, excerpt=base_url)
        hint = "feeds, sitemap and share links work here and nowhere else"
        return (Problem(place=place, message=said, hint=hint, weight=Weight.WARN),)
    place = settings.places.get("url") or Place(file="content/site.yaml")
    hint = f"type the address that readers will use, or build with {OPTION}"
    return (Problem(place=place, message=said, hint=hint),)


def is_local(url: str) -> bool:
    """Tell a URL that leads to the machine it is opened on."""
    host = urlsplit(url).hostname or ""
    return host in _LOCAL or host.endswith(".localhost")

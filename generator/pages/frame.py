"""The frame: what every page prints of the settings.

Invariant: made from settings and the desk's pages, never from columns; else each new
column would make every page again.
"""

from __future__ import annotations

import mimetypes
from collections.abc import Iterable, Mapping
from functools import lru_cache
from urllib.parse import urlsplit

from generator.pages.parts import FeedLink, Frame
from generator.pages.phrases import phrase
from generator.problems import Place, Problem, nearest
from generator.publication.cards import Image, Named
from generator.publication.library import Library
from generator.publication.links import page_address
from generator.publication.naming import direction_of, section_address
from generator.source.author import DeskPage, OutsideLink
from generator.source.pictures import STATIC
from generator.source.settings import FeedFormat, FeedSettings
from generator.urls import Address

READING_LIST = Address("/reading-list/")

_LICENSES = {
    "cc0 1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
    **{
        f"cc {name} 4.0": f"https://creativecommons.org/licenses/{name}/4.0/"
        for name in ("by", "by-sa", "by-nc", "by-nd", "by-nc-sa", "by-nc-nd")
    },
}


def build_frame(library: Library) -> Frame:
    """Gather what every page prints of the settings."""
    settings = library.settings
    furniture = settings.furniture
    pages = library.desk_pages
    return Frame(
        title=settings.title,
        motto=settings.motto,
        description=settings.description,
        url=settings.url,
        language=settings.language,
        direction=direction_of(settings.language),
        logo=logo_of(library),
        icon=settings.icon,
        icon_type=mimetypes.guess_type(settings.icon)[0] or "" if settings.icon else "",
        sections=tuple(
            Named(label=section.label, href=section_address(section.id))
            for section in settings.sections
        ),
        nav=_named(page for page in pages if page.nav),
        pages=_named(pages),
        follow=tuple(link_to(link, library) for link in furniture.follow),
        app=_link(furniture.app, library),
        mobile=_link(furniture.mobile, library),
        newsletter=_link(furniture.newsletter, library),
        forum=_link(furniture.forum, library),
        stories=_link(furniture.stories, library),
        more=tuple(link_to(link, library) for link in furniture.more),
        feed=feed_at(Address("/"), settings.title, settings.feeds),
        corrections=policy_of(settings.trust.corrections_policy, library),
        comments=policy_of(settings.comments.policy, library),
        reading_list=READING_LIST if furniture.bookmark else None,
        license=settings.license,
        license_url=license_url(settings.license),
        form_action=_origin(settings.comments.endpoint),
    )


@lru_cache(maxsize=4096)
def feed_at(home: Address, title: str, feeds: FeedSettings) -> FeedLink:
    """Name the feed of the page at `home`, in the formats that are published."""
    formats = feeds.formats
    return FeedLink(
        title=title,
        atom=f"{home}atom.xml" if FeedFormat.ATOM in formats else "",
        rss=f"{home}rss.xml" if FeedFormat.RSS in formats else "",
        json=f"{home}feed.json" if FeedFormat.JSON in formats else "",
    )


def logo_of(library: Library) -> Image | None:
    """Give the publication's logo, if its file is there."""
    settings = library.settings
    facts = library.files.get(STATIC + settings.logo) if settings.logo else None
    if facts is None:
        return None
    return Image(
        href=settings.logo,
        alt=settings.logo_alt or settings.title,
        width=facts.width,
        height=facts.height,
    )


def href_of(written: str, library: Library) -> str:
    """Resolve an address in the settings: a file of `pages/`, an address or a URL.

    "about.md" → "/about/"; what isn't a file's name passes through.
    """
    if not written.endswith(".md"):
        return written
    name = written.removeprefix("pages/").removesuffix(".md")
    for page in library.desk_pages:
        if page.id == name:
            return page_address(page)
    return ""


def link_to(link: OutsideLink, library: Library) -> Named:
    """Resolve a labelled link of the settings."""
    return Named(label=link.label, href=href_of(link.url, library))


def policy_of(written: str, library: Library) -> Named | None:
    """Resolve a trust page of the settings to its title and address."""
    href = href_of(written, library)
    if not href:
        return None
    titles = {page_address(page): page.title for page in library.desk_pages}
    label = titles.get(Address(href)) or phrase(
        library.settings.language, "corrections"
    )
    return Named(label=label, href=href)


def license_url(license_name: str) -> str:
    """Give the deed of a Creative Commons license; "" for any other."""
    return _LICENSES.get(license_name.casefold(), "")


def check_settings_links(library: Library) -> tuple[Problem, ...]:
    """Name every file that the settings want and that isn't there."""
    settings = library.settings
    furniture, trust = settings.furniture, settings.trust
    texts = {
        "comments.policy": settings.comments.policy,
        **{name: getattr(trust, name) for name in trust.__struct_fields__},
    }
    for name in ("app", "mobile", "newsletter", "forum", "stories"):
        link: OutsideLink | None = getattr(furniture, name)
        texts[f"furniture.{name}.url"] = link.url if link else ""
    for name, links in (("follow", furniture.follow), ("more", furniture.more)):
        for index, link in enumerate(links):
            texts[f"furniture.{name}.{index}.url"] = link.url
    wanted = [(key, written) for key, written in texts.items() if written]
    return (
        *(
            _missing(key, written, "pages/", library)
            for key, written in wanted
            if written.endswith(".md") and not href_of(written, library)
        ),
        *(
            _missing(key, written, "static/", library)
            for key, written in (("logo", settings.logo), ("icon", settings.icon))
            if written and STATIC + written not in library.files
        ),
    )


def _missing(key: str, written: str, folder: str, library: Library) -> Problem:
    if folder == "pages/":
        known = {f"{page.id}.md" for page in library.desk_pages}
    else:
        known = {path.removeprefix(STATIC) for path in library.files}
    near = nearest(written, known)
    return Problem(
        place=place_of(key, library.settings.places),
        message=f"there is no file {written} in content/{folder}",
        hint=f"did you mean {near}?" if near else "add the file, or leave the line out",
    )


def place_of(key: str, places: Mapping[str, Place]) -> Place:
    """Find the place of a setting, or of what it is part of."""
    while key:
        if key in places:
            return places[key]
        key = key.rpartition(".")[0]
    return Place(file="content/site.yaml")


def _named(pages: Iterable[DeskPage]) -> tuple[Named, ...]:
    return tuple(Named(label=page.title, href=page_address(page)) for page in pages)


def _link(link: OutsideLink | None, library: Library) -> Named | None:
    return link_to(link, library) if link is not None else None


def _origin(endpoint: str) -> str:
    parts = urlsplit(endpoint)
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""

"""Structured data: schema.org's words for a column, an author, the publication.

Built from typed values, so that a name can't be null and a date can't be local.
OpinionNewsArticle and CorrectionComment as schema.org defines them; fields that
Google's article documentation recommends are always filled.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache

from msgspec.json import Encoder

from generator.pages.column_parts import Comments, CorrectionNote
from generator.pages.head import whole_url
from generator.pages.parts import Frame, Head, JsonText
from generator.publication.cards import Card, Image, Named, Person
from generator.publication.entries import Entry
from generator.publication.library import Library
from generator.source.author import Author
from generator.source.column import Role
from generator.urls import Address, Url, absolute

Data = dict[str, object]

_POLICIES = {
    "corrections_policy": "correctionsPolicy",
    "ethics_policy": "ethicsPolicy",
    "ownership": "ownershipFundingInfo",
    "masthead": "masthead",
    "mission": "missionCoveragePrioritiesPolicy",
    "feedback_policy": "actionableFeedbackPolicy",
    "diversity_policy": "diversityPolicy",
    "verification_policy": "verificationFactCheckingPolicy",
    "unnamed_sources_policy": "unnamedSourcesPolicy",
}
"""Trust pages of the settings, by the property of NewsMediaOrganization."""


def column_data(
    entry: Entry,
    frame: Frame,
    *,
    canonical: str,
    description: str,
    comments: Comments | None,
    corrections: tuple[CorrectionNote, ...],
    audio: str = "",
) -> JsonText:
    """Describe a column as an OpinionNewsArticle."""
    card, column = entry.card, entry.column
    address = absolute(Url(frame.url), card.address)
    published = card.date.iso()
    changed = card.updated
    if changed is None or changed.at < card.date.at:
        changed = card.date
    data: Data = {
        "@context": "https://schema.org",
        "@type": "OpinionNewsArticle",
        "@id": f"{address}#column",
        "headline": card.title,
        "description": description,
        "inLanguage": card.language,
        "url": address,
        "mainEntityOfPage": canonical,
        "datePublished": published,
        "dateModified": changed.iso() if changed is not card.date else published,
        "author": _people(card.authors, frame.url),
        "publisher": _publisher(frame.title, frame.url, frame.logo),
        "image": _images((card.image, frame.logo), frame.url),
        "articleSection": card.section.label if card.section else "",
        "keywords": column.tags,
        "wordCount": entry.body.words,
        "isAccessibleForFree": True,
        "expires": column.expires.iso() if column.expires else "",
        "translator": _people(_of_role(card, Role.TRANSLATED), frame.url),
        "correction": [_correction(note) for note in corrections],
        "commentCount": comments.count if comments else None,
        "license": frame.license_url,
        "copyrightYear": card.date.day.year,
    }
    if column.series is not None:
        data["isPartOf"] = {"@type": "CreativeWorkSeries", "name": column.series.name}
    if audio:
        recording = whole_url(frame.url, audio)
        data["audio"] = {"@type": "AudioObject", "contentUrl": recording}
    if column.source is not None and column.source.url:
        data["isBasedOn"] = column.source.url
    return _spelled(_filled(data))


def profile_data(
    author: Author,
    head: Head,
    frame: Frame,
    photo: Image | None,
    links: Iterable[Named],
) -> JsonText:
    """Describe an author's page as a ProfilePage."""
    person = {
        "@type": "Person",
        "@id": f"{head.canonical}#person",
        "name": author.name,
        "jobTitle": author.standing,
        "description": head.description,
        "url": head.canonical,
        "image": whole_url(frame.url, photo.href) if photo else "",
        "worksFor": {"@id": frame.url + "#publication", **publisher_data(frame)},
        "sameAs": [link.href for link in links if link.href.startswith("http")],
    }
    return _spelled(
        {
            "@context": "https://schema.org",
            "@type": "ProfilePage",
            "url": head.canonical,
            "inLanguage": frame.language,
            "mainEntity": _filled(person),
        }
    )


def organization_data(
    frame: Frame, library: Library, pages: Mapping[str, str]
) -> JsonText:
    """Describe the publication as a NewsMediaOrganization.

    `pages` gives the address behind each trust page of the settings that is set.
    """
    data = publisher_data(frame)
    policies = {
        _POLICIES[name]: whole_url(frame.url, href)
        for name, href in pages.items()
        if name in _POLICIES and href
    }
    follow = [link.href for link in frame.follow if link.href.startswith("http")]
    return _spelled(
        _filled(
            {
                "@context": "https://schema.org",
                **data,
                "description": library.settings.description,
                "slogan": library.settings.motto,
                "sameAs": follow,
                **policies,
            }
        )
    )


def publisher_data(frame: Frame) -> Data:
    """Name the publication, as other things refer to it."""
    return _publisher(frame.title, frame.url, frame.logo)


@lru_cache(maxsize=64)
def _publisher(title: str, url: str, logo: Image | None) -> Data:
    return _filled(
        {
            "@type": "NewsMediaOrganization",
            "@id": url + "#publication",
            "name": title,
            "url": absolute(Url(url), Address("/")),
            "logo": _image(logo, url) if logo else None,
        }
    )


def _people(people: Iterable[Person], site: str) -> list[Data]:
    return [_person(one.name, one.href, one.standing, site) for one in people]


@lru_cache(maxsize=4096)
def _person(name: str, href: str, standing: str, site: str) -> Data:
    return _filled(
        {
            "@type": "Person",
            "name": name,
            "url": whole_url(site, href) or site,
            "jobTitle": standing,
        }
    )


def _of_role(card: Card, role: Role) -> tuple[Person, ...]:
    found = (part for part in card.byline if part.role is role)
    return tuple(person for part in found for person in part.people)


def _images(images: Iterable[Image | None], site: str) -> list[Data]:
    """Describe the first picture there is."""
    found = [image for image in images if image is not None]
    return [_image(found[0], site)] if found else []


def _image(image: Image, site: str) -> Data:
    return _filled(
        {
            "@type": "ImageObject",
            "url": whole_url(site, image.href),
            "width": image.width or None,
            "height": image.height or None,
            "caption": image.caption,
        }
    )


def _correction(note: CorrectionNote) -> Data:
    return {
        "@type": "CorrectionComment",
        "text": note.text,
        "datePublished": note.date.iso(),
    }


def _filled(data: Mapping[str, object]) -> Data:
    """Leave out what is not known; a count of 0 is known."""
    return {key: value for key, value in data.items() if value or value == 0}


_spell = Encoder(order="sorted").encode


def _spelled(data: Data) -> JsonText:
    return JsonText(_spell(data).decode("utf-8"))

"""The publication's settings: the typed values behind `content/site.yaml`.

Owns the shape and the defaults only; `read_settings` makes these from text.  What is
not set is empty, and what is empty is not shown.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping

from msgspec import Struct, field

from generator.problems import Place
from generator.source.author import OutsideLink
from generator.source.column import CommentState
from generator.urls import Url


class HtmlPolicy(enum.Enum):
    """What becomes of HTML that a writer typed into Markdown."""

    CLEAN = "clean"
    ALLOW = "allow"


class Section(Struct, frozen=True, kw_only=True):
    """A declared section; the order of the declarations is that of the navigation."""

    id: str
    label: str
    description: str = ""


class CommentSettings(Struct, frozen=True, kw_only=True):
    """How readers' comments are taken."""

    default: CommentState = CommentState.OFF
    endpoint: str = ""
    """Where the form posts to."""
    mail: str = ""
    """Else: the address that comments are mailed to."""
    policy: str = ""
    """The page with the moderation rules: a file of `pages/` or a URL."""
    note: str = ""
    """The moderation note above the form; "" for the theme's own words."""


class Furniture(Struct, frozen=True, kw_only=True):
    """What surrounds the text, as far as the site configures it."""

    print: bool = True
    email: bool = True
    bookmark: bool = True
    text_size: bool = True
    share: tuple[str, ...] = ()
    """Names of share targets, in order: "mastodon", "bluesky" …"""
    follow: tuple[OutsideLink, ...] = ()
    app: OutsideLink | None = None
    mobile: OutsideLink | None = None
    newsletter: OutsideLink | None = None
    forum: OutsideLink | None = None
    stories: OutsideLink | None = None
    """"Send us your story"."""
    more: tuple[OutsideLink, ...] = ()


class FeedFormat(enum.StrEnum):
    """A language that feed readers speak; a text, which is hashed for every page."""

    ATOM = "atom"
    RSS = "rss"
    JSON = "json"


class FeedSettings(Struct, frozen=True, kw_only=True):
    """What the feeds carry."""

    entries: int = 20
    full_text: bool = True
    formats: tuple[FeedFormat, ...] = tuple(FeedFormat)
    """In which each is published; at least one."""


class ThemeChoice(Struct, frozen=True, kw_only=True):
    """The theme and what the site sets of it."""

    name: str = "broadsheet"
    settings: Mapping[str, object] = field(default_factory=dict)


class TrustPages(Struct, frozen=True, kw_only=True):
    """Pages on how the desk works, each a file of `pages/` or a URL; "" for none.

    The names are those of schema.org's NewsMediaOrganization.
    """

    corrections_policy: str = ""
    ethics_policy: str = ""
    ownership: str = ""
    masthead: str = ""
    mission: str = ""
    feedback_policy: str = ""
    diversity_policy: str = ""
    verification_policy: str = ""
    unnamed_sources_policy: str = ""
    about: str = ""
    contact: str = ""


class Settings(Struct, frozen=True, kw_only=True):
    """Everything that `content/site.yaml` says."""

    title: str
    url: Url
    language: str
    motto: str = ""
    description: str = ""
    time_zone: str = "UTC"
    logo: str = ""
    logo_alt: str = ""
    icon: str = ""
    license: str = ""
    sections: tuple[Section, ...] = ()
    disclaimer: str = ""
    label: str = "Opinion"
    permalink: str = "/columns/{slug}/"
    strict: bool = False
    html: HtmlPolicy = HtmlPolicy.CLEAN
    theme: ThemeChoice = field(default_factory=ThemeChoice)
    front_lead: str = ""
    """Id of the column that leads the front page; "" for the newest."""
    per_page: int = 20
    feeds: FeedSettings = field(default_factory=FeedSettings)
    comments: CommentSettings = field(default_factory=CommentSettings)
    furniture: Furniture = field(default_factory=Furniture)
    trust: TrustPages = field(default_factory=TrustPages)
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where each given setting's value stands: "url", "front.lead", "sections.2.id"."""

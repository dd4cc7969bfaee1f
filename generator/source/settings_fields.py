"""The tables of what `content/site.yaml` may say.

Owns the rows: names, kinds, one sentence and an example each.
"""

from __future__ import annotations

from generator.source.column import CommentState
from generator.source.column_fields import LINK_FIELDS
from generator.source.settings import FeedFormat, HtmlPolicy, TrustPages
from generator.source.tables import (
    Field,
    Kind,
    choice,
    choices,
    flag,
    plain,
    required,
    text,
    whole,
    words,
)


def _record(name: str, about: str, example: str, parts: tuple[Field, ...]) -> Field:
    return Field(
        name=name, kinds=(Kind.RECORD,), about=about, example=example, parts=parts
    )


def _link(name: str, about: str) -> Field:
    example = '{label: Read on, url: "https://other.example/"}'
    return _record(name, about, example, LINK_FIELDS)


def _links(name: str, about: str) -> Field:
    return Field(
        name=name,
        kinds=(Kind.RECORDS, Kind.RECORD),
        about=about,
        example='[{label: Mastodon, url: "https://social.example/@paper"}]',
        parts=LINK_FIELDS,
    )


SECTION_FIELDS = (
    required("id", "What columns call it; also its address.", "city"),
    text("label", "What readers call it.", "The City"),
    text("description", "A sentence on what it holds.", "How the city is run."),
)
THEME_FIELDS = (
    text("name", "A folder of the site's themes/, or a shipped theme.", "broadsheet"),
    plain("settings", "What the theme lets a site set.", "{accent: teal}"),
)
FRONT_FIELDS = (
    text("lead", "The id of the column that leads the front page.", "2024/bridge"),
)
LISTING_FIELDS = (
    whole("per_page", "How many columns a list page shows at least.", "20"),
)
FEED_FIELDS = (
    whole("entries", "How many columns a feed carries.", "20"),
    flag("full_text", "Whether a feed carries the whole text.", "true"),
    choices("formats", "What feeds are written in.", FeedFormat, "[atom, rss, json]"),
)
COMMENT_SETTING_FIELDS = (
    choice("default", "Whether readers may comment.", CommentState),
    text("endpoint", "Where the form posts to.", "https://forms.example/paper"),
    text("mail", "The address that comments are mailed to.", "letters@paper.example"),
    text("policy", "The page with the rules of moderation.", "comments-policy.md"),
    text("note", "The sentence above the form.", "Be brief."),
)
FURNITURE_FIELDS = (
    flag("print", "Whether columns can be printed.", "true"),
    flag("email", "Whether columns can be sent by e-mail.", "true"),
    flag("bookmark", "Whether columns can be kept in a reading list.", "true"),
    flag("text_size", "Whether readers can set the text's size.", "true"),
    words("share", "Where columns can be shared, in order.", "[mastodon, bluesky]"),
    _links("follow", "Where to follow the publication."),
    _link("app", "Where to get the app."),
    _link("mobile", "Where to read it on a telephone."),
    _link("newsletter", "Where to get it by e-mail."),
    _link("forum", "Where it is talked about."),
    _link("stories", "Where readers send stories of their own."),
    _links("more", "Further links for the foot of the page."),
)
_TRUST_ABOUT = {
    "corrections_policy": "how mistakes are corrected",
    "ethics_policy": "what the desk holds itself to",
    "ownership": "who owns the publication and pays for it",
    "masthead": "who works here",
    "mission": "what the publication is for",
    "feedback_policy": "how readers are answered",
    "diversity_policy": "whose voices are heard",
    "verification_policy": "how facts are checked",
    "unnamed_sources_policy": "when sources are not named",
    "about": "what the publication is",
    "contact": "how to reach the desk",
}
TRUST_FIELDS = tuple(
    text(
        name,
        f"A page on {_TRUST_ABOUT[name]}: a file of pages/ or a web address.",
        f"{name.replace('_', '-')}.md",
    )
    for name in TrustPages.__struct_fields__
)

SETTINGS_FIELDS = (
    required("title", "The publication's name.", "The Halyard"),
    text("motto", "The line under the name.", "Say it in the open"),
    text("description", "A sentence for search engines and feeds.", "Opinion."),
    required("url", "Where the site will live.", "https://halyard.example/"),
    required("language", "The language of the site.", "en"),
    text("time_zone", "The desk's zone: when a day begins.", "Europe/Amsterdam"),
    text("logo", "A picture of static/, from the site's root.", "/images/logo.png"),
    text("logo_alt", "The logo in words.", "The Halyard"),
    text("icon", "The icon in a browser's tab.", "/icon.svg"),
    text("license", "The terms on which others may use it.", "CC BY 4.0"),
    Field(
        name="sections",
        kinds=(Kind.RECORDS, Kind.WORDS),
        about="The sections, in the order of the navigation.",
        example="[{id: city, label: The City}]",
        parts=SECTION_FIELDS,
    ),
    text("label", "The word that marks every column as opinion.", "Opinion"),
    text("disclaimer", "Stands under every column without another.", "Views differ."),
    text("permalink", "The pattern of a column's address.", "/columns/{slug}/"),
    flag("strict", "Whether warnings stop the build.", "false"),
    choice("html", "What becomes of HTML in Markdown.", HtmlPolicy),
    Field(
        name="theme",
        kinds=(Kind.RECORD, Kind.TEXT),
        about="The look.",
        example="{name: broadsheet}",
        parts=THEME_FIELDS,
    ),
    _record("front", "The front page.", "{lead: 2024/bridge}", FRONT_FIELDS),
    _record("listing", "Pages that list columns.", "{per_page: 20}", LISTING_FIELDS),
    _record("feeds", "What feeds carry.", "{entries: 20}", FEED_FIELDS),
    _record(
        "comments", "Readers' comments.", "{default: open}", COMMENT_SETTING_FIELDS
    ),
    _record("furniture", "What surrounds a text.", "{print: true}", FURNITURE_FIELDS),
    *TRUST_FIELDS,
)
SETTINGS_NAMES = {
    "baseurl": "url", "base_url": "url", "site_url": "url", "siteurl": "url",
    "site": "url", "root": "url", "domain": "url", "canonifyurls": "",
    "languagecode": "language", "language_code": "language", "lang": "language",
    "default_lang": "language", "default_language": "language", "locale": "language",
    "defaultcontentlanguage": "language",
    "default_content_language": "language",
    "timezone": "time_zone", "tz": "time_zone",
    "tagline": "motto", "subtitle": "motto", "slogan": "motto",
    "site_name": "title", "sitename": "title", "name": "title",
    "favicon": "icon", "licence": "license",
    "categories": "sections", "menu": "", "navigation": "",
    "permalinks": "permalink", "pagination": "", "copyright": "",
    "markdown": "", "plugins": "", "theme_dir": "", "markup": "", "kramdown": "",
    "exclude": "", "include": "", "output_path": "", "highlighter": "",
}  # fmt: skip
"""Other generators' names for our settings; "" for what means nothing here."""

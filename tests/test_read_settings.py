from __future__ import annotations

import pytest
from source_reading import shown

from generator.source.author import OutsideLink
from generator.source.column import CommentState
from generator.source.read_settings import read_settings
from generator.source.settings import (
    CommentSettings,
    FeedFormat,
    FeedSettings,
    Furniture,
    HtmlPolicy,
    Section,
    Settings,
    ThemeChoice,
    TrustPages,
)
from generator.source.settings_fields import SETTINGS_FIELDS
from generator.urls import Url

PATH = "content/site.yaml"
NAMES = [row.name for row in SETTINGS_FIELDS]
NEEDED = "title: The Rook\nurl: https://rook.example/\nlanguage: en\n"


def check(lines: str, expected: str) -> None:
    """The lines, after those that a site needs, have these problems."""
    _, problems = read_settings(PATH, (NEEDED + lines).encode())

    assert shown(problems) == expected


def settings_of(lines: str) -> Settings:
    """Read settings that have no problems."""
    settings, problems = read_settings(PATH, (NEEDED + lines).encode())
    assert shown(problems) == ""
    assert settings is not None
    return settings


def test_three_settings_are_enough() -> None:
    settings = settings_of("")

    assert settings == Settings(
        title="The Rook",
        url=Url("https://rook.example/"),
        language="en",
        places=settings.places,
    )


FULL = """\
motto: Caw
description: Opinion.
time_zone: Europe/Amsterdam
logo: /logo.png
logo_alt: A rook
icon: /icon.svg
license: CC BY 4.0
sections:
  - id: city
    label: The City
    description: Here.
  - id: sea
label: View
disclaimer: Views differ.
permalink: /{year}/{month}/{day}/{section}/{slug}.html
strict: yes
html: allow
theme: {name: mine, settings: {accent: teal, wide: true}}
front: {lead: 2024/bridge}
listing: {per_page: 5}
feeds: {entries: 3, full_text: false, formats: [json, atom]}
comments:
  default: open
  endpoint: https://forms.example/c
  mail: mailto:letters@rook.example
  policy: policy.md
  note: Be brief.
furniture:
  print: false
  email: false
  bookmark: false
  text_size: false
  share: [Mastodon, bluesky]
  follow: [{label: M, url: "https://m.example/"}]
  app: {label: App, url: app.md}
  mobile: {label: Mobile, url: m.md}
  newsletter: {label: Letter, url: n.md}
  forum: {label: Forum, url: f.md}
  stories: {label: Stories, url: s.md}
  more: [{label: More, url: more.md}]
corrections_policy: corrections.md
masthead: masthead.md
"""


def test_every_setting_is_read() -> None:
    settings = settings_of(FULL)

    def link(label: str, url: str) -> OutsideLink:
        return OutsideLink(label=label, url=url)

    assert settings == Settings(
        title="The Rook",
        url=Url("https://rook.example/"),
        language="en",
        motto="Caw",
        description="Opinion.",
        time_zone="Europe/Amsterdam",
        logo="/logo.png",
        logo_alt="A rook",
        icon="/icon.svg",
        license="CC BY 4.0",
        sections=(
            Section(id="city", label="The City", description="Here."),
            Section(id="sea", label="sea"),
        ),
        label="View",
        disclaimer="Views differ.",
        permalink="/{year}/{month}/{day}/{section}/{slug}.html",
        strict=True,
        html=HtmlPolicy.ALLOW,
        theme=ThemeChoice(name="mine", settings={"accent": "teal", "wide": True}),
        front_lead="2024/bridge",
        per_page=5,
        feeds=FeedSettings(
            entries=3, full_text=False, formats=(FeedFormat.ATOM, FeedFormat.JSON)
        ),
        comments=CommentSettings(
            default=CommentState.OPEN,
            endpoint="https://forms.example/c",
            mail="letters@rook.example",
            policy="policy.md",
            note="Be brief.",
        ),
        furniture=Furniture(
            print=False,
            email=False,
            bookmark=False,
            text_size=False,
            share=("mastodon", "bluesky"),
            follow=(link("M", "https://m.example/"),),
            app=link("App", "app.md"),
            mobile=link("Mobile", "m.md"),
            newsletter=link("Letter", "n.md"),
            forum=link("Forum", "f.md"),
            stories=link("Stories", "s.md"),
            more=(link("More", "more.md"),),
        ),
        trust=TrustPages(corrections_policy="corrections.md", masthead="masthead.md"),
        places=settings.places,
    )
    assert settings.places["theme.settings.accent"].line == 21
    assert settings.places["sections.1.id"].line == 15


def test_the_table_has_a_row_for_each_setting() -> None:
    assert {"title", "url", "language", "furniture", "about", "contact"} <= set(NAMES)


def test_a_theme_may_be_its_name() -> None:
    assert settings_of("theme: mine").theme == ThemeChoice(name="mine")
    assert settings_of("theme: {name: mine}").theme == ThemeChoice(name="mine")
    assert settings_of("theme:").theme == ThemeChoice()


def test_sections_may_be_their_labels() -> None:
    assert settings_of("sections: [The City, Sea]").sections == (
        Section(id="the-city", label="The City"),
        Section(id="sea", label="Sea"),
    )


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (
            "tagline: Caw",
            "@:4:1: warning: `tagline` is called `motto` here\n"
            "    tagline: Caw\n"
            "    ^\n"
            "    → type `motto: Caw`\n",
        ),
        (
            "timezone: Europe/Berlin",
            "@:4:1: warning: `timezone` is called `time_zone` here\n"
            "    timezone: Europe/Berlin\n"
            "    ^\n"
            "    → type `time_zone: Europe/Berlin`\n",
        ),
        (
            "baseURL: https://x.example/",
            "@:4:1: warning: `baseURL` is left out: `url` is given too\n"
            "    baseURL: https://x.example/\n"
            "    ^\n"
            "    → delete one of them\n",
        ),
        (
            "paginate: 10",
            "@:4:1: warning: `paginate` is called `per_page`, in `listing`, here\n"
            "    paginate: 10\n"
            "    ^\n"
            "    → type `listing: {per_page: 10}`\n",
        ),
        (
            "plugins: [jekyll-feed]",
            "@:4:1: warning: `plugins` means nothing here and is left out\n"
            "    plugins: [jekyll-feed]\n"
            "    ^\n"
            "    → delete the line\n",
        ),
        (
            "time_zone: Europe/Amsterdm",
            "@:4:12: error: there is no time zone `Europe/Amsterdm`\n"
            "    time_zone: Europe/Amsterdm\n"
            "               ^\n"
            "    → type `time_zone: Europe/Amsterdam`\n",
        ),
        (
            "time_zone: New York",
            "@:4:12: error: there is no time zone `New York`\n"
            "    time_zone: New York\n"
            "               ^\n"
            "    → type `time_zone: America/New_York`\n",
        ),
        (
            "time_zone: CET",
            "@:4:12: error: there is no time zone `CET`\n"
            "    time_zone: CET\n"
            "               ^\n"
            "    → type `time_zone: Europe/Berlin`\n",
        ),
        (
            "time_zone: /etc/passwd",
            "@:4:12: error: there is no time zone `/etc/passwd`\n"
            "    time_zone: /etc/passwd\n"
            "               ^\n"
            "    → type `time_zone: Europe/Amsterdam`\n",
        ),
        (
            "permalink: /:year/:title/",
            "@:4:12: error: `/:year/:title/` has no {slug}, which tells columns apart\n"
            "    permalink: /:year/:title/\n"
            "               ^\n"
            "    → type `permalink: /{year}/{slug}/`\n",
        ),
        (
            "permalink: /{title}/",
            "@:4:12: error: `/{title}/` has `{title}`; wanted: {slug}, {year}, {month},"
            " {day}, {section}\n"
            "    permalink: /{title}/\n"
            "               ^\n"
            "    → type `permalink: /{slug}/`\n",
        ),
        (
            'permalink: "{slug}"',
            "@:4:12: error: `{slug}` does not start and end in `/`\n"
            '    permalink: "{slug}"\n'
            "               ^\n"
            "    → type `permalink: /{slug}/`\n",
        ),
        (
            "permalink: /a b/{slug}/",
            "@:4:12: error: `/a b/{slug}/` holds what can't be in an address\n"
            "    permalink: /a b/{slug}/\n"
            "               ^\n"
            "    → type `permalink: /columns/{slug}/`\n",
        ),
        (
            "permalink: pretty",
            "@:4:12: error: `pretty` has no {slug}, which tells columns apart\n"
            "    permalink: pretty\n"
            "               ^\n"
            "    → type `permalink: /pretty/{slug}/`\n",
        ),
        (
            "sections: [{id: The City}]",
            "@:4:17: error: `The City` can't be part of an address\n"
            "    sections: [{id: The City}]\n"
            "                    ^\n"
            "    → type `id: the-city`\n",
        ),
        (
            "sections: [{id: city}, {id: city}]",
            "@:4:29: error: the section `city` is declared twice\n"
            "    sections: [{id: city}, {id: city}]\n"
            "                                ^\n"
            "    → delete one of them\n",
        ),
        (
            "sections: [{label: City}]",
            "@:4:12: error: `id` is missing\n"
            "    sections: [{label: City}]\n"
            "               ^\n"
            "    → type it as in `id: city`\n",
        ),
        (
            "feeds: 20",
            "@:4:8: error: `feeds` wants a mapping with entries, full_text, formats\n"
            "    feeds: 20\n"
            "           ^\n"
            "    → type `feeds: {entries: 20}`\n",
        ),
        (
            "feeds: {formats: [rss, atmo, xml]}",
            "@:4:24: error: `formats` is `atmo`; wanted: atom, rss, json\n"
            "    feeds: {formats: [rss, atmo, xml]}\n"
            "                           ^\n"
            "    → did you mean `formats: atom`?\n"
            "@:4:30: error: `formats` is `xml`; wanted: atom, rss, json\n"
            "    feeds: {formats: [rss, atmo, xml]}\n"
            "                                 ^\n"
            "    → type one of these words\n",
        ),
        (
            "feeds: {formats: JSNO}",
            "@:4:18: error: `formats` is `JSNO`; wanted: atom, rss, json\n"
            "    feeds: {formats: JSNO}\n"
            "                     ^\n"
            "    → did you mean `formats: json`?\n",
        ),
        (
            "listing: {per_page: 0}",
            "@:4:21: error: `per_page` is `0`; a whole number from 1 on was wanted\n"
            "    listing: {per_page: 0}\n"
            "                        ^\n"
            "    → type it as in `per_page: 20`\n",
        ),
        (
            "strict: sometimes",
            "@:4:9: error: `strict` is `sometimes`; true or false was wanted\n"
            "    strict: sometimes\n"
            "            ^\n"
            "    → type `strict: true` or `strict: false`\n",
        ),
        (
            "comments: {mail: letters}",
            "@:4:18: error: `letters` is no e-mail address\n"
            "    comments: {mail: letters}\n"
            "                     ^\n"
            "    → type it as in `mail: lettersATpaper.example`\n",
        ),
        (
            "furniture: {prnt: true}",
            "@:4:13: error: there is no field `prnt`\n"
            "    furniture: {prnt: true}\n"
            "                ^\n"
            "    → did you mean `print`? type `furniture: {print: true}`\n",
        ),
        (
            "furniture: {app: app.md}",
            "@:4:18: error: `app` wants a mapping with label, url\n"
            "    furniture: {app: app.md}\n"
            "                     ^\n"
            '    → type `app: {label: Read on, url: "https://other.example/"}`\n',
        ),
        (
            "furniture: {app: {label: App}}",
            "@:4:18: error: `url` is missing\n"
            "    furniture: {app: {label: App}}\n"
            "                     ^\n"
            "    → type it as in `url: https://social.example/AT`\n",
        ),
        (
            "mood: dark",
            "@:4:1: error: there is no field `mood`\n"
            "    mood: dark\n"
            "    ^\n"
            f"    → the fields here are: {', '.join(NAMES)}\n",
        ),
    ],
)
def test_what_a_setting_can_not_be_is_told(lines: str, expected: str) -> None:
    check(lines, expected.replace("@", PATH).replace("/AT", "/@j").replace("AT", "@"))


@pytest.mark.parametrize(
    ("url", "hint"),
    [
        ("rook.example", "url: https://rook.example"),
        ("the rook", "url: https://halyard.example/"),
        ("ftp://rook.example/", "url: https://halyard.example/"),
        ("https://rook.example/?x=1", "url: https://rook.example/"),
        ("https://rook.example/a#b", "url: https://rook.example/a"),
        ("https://me:word@rook.example/", "url: https://rook.example/"),
    ],
)
def test_the_url_is_a_host_and_a_path(url: str, hint: str) -> None:
    text = f'title: The Rook\nurl: "{url}"\nlanguage: en\n'
    _, problems = read_settings(PATH, text.encode())

    assert [problem.hint for problem in problems] == [f"type `{hint}`"]


@pytest.mark.parametrize("text", ["", "# nothing", "title: X", "- a", "text"])
def test_without_title_url_and_language_there_are_no_settings(text: str) -> None:
    settings, problems = read_settings(PATH, text.encode())

    assert settings is None
    assert problems


def test_latin_1_is_named_and_read_on() -> None:
    settings, problems = read_settings(PATH, (NEEDED + "motto: Café").encode("latin-1"))

    assert settings is not None
    assert settings.motto == "Café"
    assert [problem.hint for problem in problems] == ["save the file as UTF-8"]


def test_a_broken_setting_is_not_missing_as_well() -> None:
    text = "title: The Rook\nurl: https://rook.example/\n  and: more\nlanguage: en\n"
    _, problems = read_settings(PATH, text.encode())

    assert [problem.place.line for problem in problems] == [3]

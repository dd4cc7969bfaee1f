"""`content/site.yaml` → the publication's settings.

Pure, but for asking the machine's time-zone data whether a zone exists.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.problems import Problem, sort_problems
from generator.source.checked_texts import read_language, read_mail, read_web_address
from generator.source.choices import read_choice, read_choices
from generator.source.column import CommentState
from generator.source.column_parts import require_line, require_node
from generator.source.decoding import decode
from generator.source.fields import (
    read_flag,
    read_line,
    read_plain,
    read_text,
    read_whole,
    read_words,
)
from generator.source.findings import Findings
from generator.source.forms import Form, open_form, sub_form
from generator.source.labeled_links import read_link, read_links
from generator.source.nodes import Pairs, read_tree
from generator.source.settings import (
    CommentSettings,
    FeedFormat,
    FeedSettings,
    Furniture,
    HtmlPolicy,
    Settings,
    ThemeChoice,
    TrustPages,
)
from generator.source.settings_checks import (
    read_permalink,
    read_sections,
    read_site_url,
    read_time_zone,
    translate_settings,
)
from generator.source.settings_fields import SETTINGS_FIELDS, TRUST_FIELDS

if TYPE_CHECKING:
    from generator.source.author import OutsideLink


def read_settings(
    path: str, data: bytes
) -> tuple[Settings | None, tuple[Problem, ...]]:
    """Read the settings; None where title, url or language can't be known."""
    decoded = decode(data, path)
    found = Findings(path, decoded.text.split("\n"))
    if decoded.problem is not None:
        found.take((decoded.problem,))
    tree = read_tree(found)
    root = tree.root or Pairs((), 1, 1)
    if not isinstance(root, Pairs):
        hint = "type `title: The Halyard`, and the other settings below it"
        found.stop(root, "settings were wanted: `name: value`", hint)
        return None, sort_problems(found.problems)
    root = translate_settings(root, found)
    form = open_form(root, SETTINGS_FIELDS, found, broken=tree.broken)
    settings = _settings(form)
    fine = settings.title and settings.url and settings.language
    return settings if fine else None, sort_problems(found.problems)


def _settings(form: Form) -> Settings:
    for name in ("url", "language"):
        require_node(form, name)
    front, listing = sub_form(form, "front"), _part(form, "listing")
    return Settings(
        title=require_line(form, "title"),
        url=read_site_url(form),
        language=read_language(form),
        motto=read_line(form, "motto"),
        description=read_text(form, "description"),
        time_zone=read_time_zone(form),
        logo=read_line(form, "logo"),
        logo_alt=read_line(form, "logo_alt"),
        icon=read_line(form, "icon"),
        license=read_line(form, "license"),
        sections=read_sections(form),
        disclaimer=read_text(form, "disclaimer"),
        label=read_line(form, "label") or "Opinion",
        permalink=read_permalink(form),
        strict=read_flag(form, "strict", default=False),
        html=read_choice(form, "html", HtmlPolicy) or HtmlPolicy.CLEAN,
        theme=_theme(form),
        front_lead=read_line(front, "lead") if front else "",
        per_page=read_whole(listing, "per_page", default=20, least=1),
        feeds=_feeds(_part(form, "feeds")),
        comments=_comments(_part(form, "comments")),
        furniture=_furniture(_part(form, "furniture")),
        trust=_trust(form),
        places=form.found.places,
    )


def _part(form: Form, name: str) -> Form:
    """Open a mapping of settings; an empty one where it is left out."""
    part = sub_form(form, name)
    if part is not None:
        return part
    node = form.node(name)
    row = form.fields[name]
    if node is not None:
        given = ", ".join(part.name for part in row.parts)
        message = f"`{name}` wants a mapping with {given}"
        form.found.stop(node, message, f"type `{name}: {row.example}`")
    return open_form(Pairs((), 1, 1), row.parts, form.found, prefix=name + ".")


def _theme(form: Form) -> ThemeChoice:
    theme = sub_form(form, "theme")
    if theme is None:
        return ThemeChoice(name=read_line(form, "theme") or ThemeChoice().name)
    settings = theme.node("settings")
    if isinstance(settings, Pairs):
        for key, value in settings.pairs:
            form.found.note(f"theme.settings.{key.text}", value)
    return ThemeChoice(
        name=read_line(theme, "name") or ThemeChoice().name,
        settings=read_plain(theme, "settings"),
    )


def _feeds(form: Form) -> FeedSettings:
    return FeedSettings(
        entries=read_whole(form, "entries", default=20, least=1),
        full_text=read_flag(form, "full_text", default=True),
        formats=read_choices(form, "formats", FeedFormat) or tuple(FeedFormat),
    )


def _comments(form: Form) -> CommentSettings:
    return CommentSettings(
        default=read_choice(form, "default", CommentState) or CommentState.OFF,
        endpoint=read_web_address(form, "endpoint"),
        mail=read_mail(form, "mail"),
        policy=read_line(form, "policy"),
        note=read_text(form, "note"),
    )


def _furniture(form: Form) -> Furniture:
    return Furniture(
        print=read_flag(form, "print", default=True),
        email=read_flag(form, "email", default=True),
        bookmark=read_flag(form, "bookmark", default=True),
        text_size=read_flag(form, "text_size", default=True),
        share=tuple(name.casefold() for name in read_words(form, "share")),
        follow=read_links(form, "follow"),
        app=_link(form, "app"),
        mobile=_link(form, "mobile"),
        newsletter=_link(form, "newsletter"),
        forum=_link(form, "forum"),
        stories=_link(form, "stories"),
        more=read_links(form, "more"),
    )


def _link(form: Form, name: str) -> OutsideLink | None:
    given = isinstance(form.node(name), Pairs)
    part = _part(form, name)
    return read_link(part) if given else None


def _trust(form: Form) -> TrustPages:
    pages = {row.name: read_line(form, row.name) for row in TRUST_FIELDS}
    return TrustPages(**pages)

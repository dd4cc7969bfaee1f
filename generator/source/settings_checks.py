"""Settings that have to fit the world: a URL, a time zone, a pattern, section ids.

Pure, but for asking the machine's time-zone data whether a zone exists.
"""

from __future__ import annotations

import re
import zoneinfo
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from generator.problems import nearest
from generator.source.brought import rename
from generator.source.checked_texts import is_web_address
from generator.source.column_parts import require_line
from generator.source.fields import read_line, read_text, read_words
from generator.source.forms import Form, fold_name, sub_forms
from generator.source.nodes import Items, Node, Pairs, Scalar
from generator.source.settings import Section
from generator.source.settings_fields import SETTINGS_FIELDS, SETTINGS_NAMES
from generator.urls import Url, slugify

if TYPE_CHECKING:
    from generator.source.findings import Findings

_SLOTS = ("slug", "year", "month", "day", "section")
_SHORT_ZONES = {
    "cet": "Europe/Berlin", "est": "America/New_York", "edt": "America/New_York",
    "et": "America/New_York", "cst": "America/Chicago", "pst": "America/Los_Angeles",
    "pt": "America/Los_Angeles", "mst": "America/Denver", "gmt": "Europe/London",
    "bst": "Europe/London", "ist": "Asia/Kolkata", "jst": "Asia/Tokyo",
    "eastern": "America/New_York", "pacific": "America/Los_Angeles",
}  # fmt: skip


def translate_settings(root: Pairs, found: Findings) -> Pairs:
    """Put our names in the place of those brought from other generators."""
    known = frozenset(row.name for row in SETTINGS_FIELDS)
    pairs = tuple(_paged(key, value, found) for key, value in root.pairs)
    return rename(root._replace(pairs=pairs), SETTINGS_NAMES, known, found)


def _paged(key: Scalar, value: Node, found: Findings) -> tuple[Scalar, Node]:
    """Understand `paginate: 10`, which elsewhere stands alone."""
    lone = fold_name(key.text) in ("paginate", "per_page", "default_pagination")
    if not lone or not isinstance(value, Scalar):
        return key, value
    hint = f"type `listing: {{per_page: {value.text}}}`"
    found.warn(key, f"`{key.text}` is called `per_page`, in `listing`, here", hint)
    inner = ((key._replace(text="per_page"), value),)
    return key._replace(text="listing"), Pairs(inner, value.line, value.column)


def read_site_url(form: Form) -> Url:
    """Read the site's own address: http or https, with no query and no fragment."""
    url = read_line(form, "url")
    if not url:
        return Url("")
    node, found = form.nodes["url"], form.found
    if not is_web_address(url):
        better = url if re.match(r"[\w-]+(\.[\w-]+)+", url) else "halyard.example/"
        hint = f"type `url: https://{better}`"
        found.stop(node, f"`{url}` is no web address: http(s)://… was wanted", hint)
        return Url("")
    parts = urlsplit(url)
    if parts.query or parts.fragment or "@" in parts.netloc or "?" in url or "#" in url:
        bare = f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
        message = f"`{url}` has more than a host and a path"
        found.stop(node, message, f"type `url: {bare}`")
    return Url(url)


def read_time_zone(form: Form) -> str:
    """Read the name of a zone that exists; "UTC" where it is left out."""
    name = read_line(form, "time_zone")
    if not name or _exists(name):
        return name or "UTC"
    known = sorted(zoneinfo.available_timezones())
    near = _SHORT_ZONES.get(name.casefold()) or nearest(name.replace(" ", "_"), known)
    cities = {zone.rpartition("/")[2].casefold(): zone for zone in known if "/" in zone}
    near = cities.get(name.replace(" ", "_").casefold()) or near
    hint = f"type `time_zone: {near or 'Europe/Amsterdam'}`"
    form.found.stop(form.nodes["time_zone"], f"there is no time zone `{name}`", hint)
    return "UTC"


def _exists(name: str) -> bool:
    if not re.fullmatch(r"[A-Za-z0-9_+/-]+", name):
        return False
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return name.casefold() not in _SHORT_ZONES


def read_permalink(form: Form) -> str:
    """Read the pattern of a column's address."""
    pattern = read_line(form, "permalink")
    if not pattern:
        return "/columns/{slug}/"
    fault = _fault_of(pattern)
    if not fault:
        return pattern
    better = _own_pattern(pattern)
    hint = f"type `permalink: {better}`"
    form.found.stop(form.nodes["permalink"], f"`{pattern}` {fault}", hint)
    return "/columns/{slug}/"


def _fault_of(pattern: str) -> str:
    """Say what is wrong with a pattern; "" for nothing."""
    slots = re.findall(r"\{([^{}]*)\}", pattern)
    strange = [slot for slot in slots if slot not in _SLOTS]
    if strange:
        return (
            f"has `{{{strange[0]}}}`; wanted: {', '.join(f'{{{s}}}' for s in _SLOTS)}"
        )
    if "slug" not in slots:
        return "has no {slug}, which tells columns apart"
    if not pattern.startswith("/") or not pattern.endswith(("/", ".html")):
        return "does not start and end in `/`"
    rest = re.sub(r"\{\w+\}", "", pattern)
    if (
        re.search(r"[^\w/.~-]", rest)
        or "//" in pattern
        or re.search(r"/\.\.?/", pattern)
    ):
        return "holds what can't be in an address"
    return ""


_OTHER_SLOTS = {
    "title": "slug",
    "filename": "slug",
    "name": "slug",
    "contentbasename": "slug",
    "categories": "section",
    "category": "section",
    "sections": "section",
}


def _own_pattern(pattern: str) -> str:
    """Spell another generator's pattern as ours: "/:title/" → "/{slug}/"."""
    own = re.sub(r":(\w+)", r"{\1}", pattern)
    own = re.sub(r"\{(\w+)\}", lambda m: f"{{{_OTHER_SLOTS.get(m[1], m[1])}}}", own)
    own = "/" + own.strip("/") + "/"
    if "{slug}" not in own:
        own += "{slug}/"
    return own if not _fault_of(own) else "/columns/{slug}/"


def read_sections(form: Form) -> tuple[Section, ...]:
    """Read the declared sections: mappings, or labels alone."""
    node = form.node("sections")
    if isinstance(node, Items) and all(isinstance(i, Scalar) for i in node.items):
        labels = read_words(form, "sections")
        return tuple(Section(id=slugify(label), label=label) for label in labels)
    sections: dict[str, Section] = {}
    for part in sub_forms(form, "sections"):
        own, label = require_line(part, "id"), read_line(part, "label")
        if own and slugify(own) != own:
            message = f"`{own}` can't be part of an address"
            hint = f"type `id: {slugify(own) or 'city'}`"
            part.found.stop(part.nodes["id"], message, hint)
        elif own in sections:
            message = f"the section `{own}` is declared twice"
            part.found.stop(part.nodes["id"], message, "delete one of them")
        elif own:
            sections[own] = Section(
                id=own, label=label or own, description=read_text(part, "description")
            )
    return tuple(sections.values())

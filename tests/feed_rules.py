"""The rules of RSS 2.0, Atom 1.0 and JSON Feed 1.1, each by its own specification.

Every judge takes a feed's bytes and gives its faults as sentences; an empty list is a
feed that any reader can take.
"""

from __future__ import annotations

import datetime as dt
import json
import re
from collections import Counter
from email.utils import parsedate_to_datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

import lxml.html
from lxml import etree

if TYPE_CHECKING:
    from collections.abc import Iterable

ATOM = "{http://www.w3.org/2005/Atom}"
CONTENT = "{http://purl.org/rss/1.0/modules/content/}"
CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
JSON_FEED = "https://jsonfeed.org/version/1.1"

_CHANNEL_ONCE = {
    *("title", "link", "description", "language", "copyright", "managingEditor"),
    *("webMaster", "pubDate", "lastBuildDate", "generator", "docs", "cloud", "ttl"),
    *("image", "rating", "textInput", "skipHours", "skipDays"),
}
_ITEM_ONCE = {
    *("title", "link", "description", "author", "comments", "guid", "pubDate"),
    "source",
}
_RFC822 = re.compile(
    r"(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{1,2} "
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    r"\d{4} \d\d:\d\d:\d\d (GMT|[+-]\d{4})"
)
_RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_ABSOLUTE = re.compile(r"https?://\S+")
_MARKUP = re.compile(
    r"</?[a-z][a-z0-9]*\b[^>]*>|&(?!amp;|lt;|gt;)[a-z]+;", re.IGNORECASE
)
_UNSAFE = {"script", "style", "iframe", "form", "object", "embed", "meta", "base"}


def kind_of(data: bytes) -> str:
    """Tell a feed by what it holds: "rss", "atom", "json", or "" for no feed."""
    start = data[:2000]
    if re.search(rb"<rss[\s>]", start):
        return "rss"
    if re.search(rb"<feed[\s>]", start) and b"http://www.w3.org/2005/Atom" in start:
        return "atom"
    return "json" if JSON_FEED.encode() in start else ""


def parse_xml(data: bytes) -> etree._Element:
    """Read strict XML; nothing is fetched and no entity is expanded."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    return etree.fromstring(data, parser)


def judge(data: bytes) -> list[str]:
    """Name what is wrong with a feed of any of the three kinds."""
    rules = {"rss": judge_rss, "atom": judge_atom, "json": judge_json}
    return rules[kind_of(data)](data)


def judge_rss(data: bytes) -> list[str]:
    """Name what is wrong with an RSS 2.0 feed."""
    root = parse_xml(data)
    channels = root.findall("channel")
    if root.tag != "rss" or root.get("version") != "2.0" or len(channels) != 1:
        return ["not <rss version='2.0'> with one channel"]
    channel = channels[0]
    faults = [
        *_elements(channel, _CHANNEL_ONCE, {"item", "category"}),
        *(
            f"channel without {name}"
            for name in ("title", "link", "description", "language")
            if not (channel.findtext(name) or "").strip()
        ),
        *_absolute(channel.findtext("link"), "channel link"),
        *_rfc822(channel.findtext("lastBuildDate"), "lastBuildDate"),
        *_plain(channel.findtext("title"), "channel title"),
    ]
    own = [a for a in channel.findall(f"{ATOM}link") if a.get("rel") == "self"]
    if len(own) != 1:
        faults.append(f"{len(own)} atom:link rel=self, one is wanted")
    image = channel.find("image")
    if image is not None:
        faults += _rss_image(image, channel)
    items = channel.findall("item")
    faults += _twice((item.findtext("guid") or "" for item in items), "guid")
    for item in items:
        faults += _rss_item(item)
    return faults


def _rss_image(image: etree._Element, channel: etree._Element) -> list[str]:
    faults = [*_absolute(image.findtext("url"), "image url")]
    faults += [
        f"the image's {name} is not the channel's"
        for name in ("title", "link")
        if image.findtext(name) != channel.findtext(name)
    ]
    for name, most in (("width", 144), ("height", 400)):
        value = image.findtext(name)
        if value is not None and not 1 <= int(value) <= most:
            faults.append(f"image {name} {value} is not within 1 to {most}")
    return faults


def _rss_item(item: etree._Element) -> list[str]:
    at = item.findtext("link") or item.findtext("title") or "item"
    guid = item.find("guid")
    faults = [
        *_elements(item, _ITEM_ONCE, {"category", "enclosure"}),
        *_plain(item.findtext("title"), f"title of {at}"),
        *_absolute(item.findtext("link"), f"link of {at}"),
        *_rfc822(item.findtext("pubDate"), f"pubDate of {at}"),
    ]
    if not (item.findtext("title") or "").strip():
        faults.append(f"{at}: no title")
    if not any((author.text or "").strip() for author in item.findall(CREATOR)):
        faults.append(f"{at}: no dc:creator")
    if any(not (one.text or "").strip() for one in item.findall("category")):
        faults.append(f"{at}: an empty category")
    if guid is None or not (guid.text or "").strip():
        faults.append(f"{at}: no guid")
    elif guid.get("isPermaLink") != "false" and not _ABSOLUTE.fullmatch(
        guid.text or ""
    ):
        faults.append(f"{at}: a guid that is no address needs isPermaLink=false")
    for enclosure in item.findall("enclosure"):
        faults += _absolute(enclosure.get("url"), f"enclosure of {at}")
        if not (enclosure.get("length") or "").isdigit() or not enclosure.get("type"):
            faults.append(f"{at}: an enclosure without length or type")
    for name in ("description", f"{CONTENT}encoded"):
        faults += _html(item.findtext(name), at)
    return faults


@cache
def _atom_schema() -> etree.RelaxNG:
    path = Path(__file__).parent / "fixtures" / "atom.rng"
    return etree.RelaxNG(etree.parse(path))


def judge_atom(data: bytes) -> list[str]:
    """Name what is wrong with an Atom 1.0 feed."""
    root = parse_xml(data)
    schema = _atom_schema()
    faults: list[str] = []
    if not schema.validate(root):
        faults += [f"line {e.line}: {e.message}" for e in schema.error_log]
    entries = root.findall(f"{ATOM}entry")
    own = [a for a in root.findall(f"{ATOM}link") if a.get("rel") == "self"]
    if len(own) != 1:
        faults.append(f"{len(own)} links rel=self, one is wanted")
    ids = [root.findtext(f"{ATOM}id") or ""]
    ids += [entry.findtext(f"{ATOM}id") or "" for entry in entries]
    faults += _twice(ids, "id")
    for parent in (root, *entries):
        faults += _atom_part(parent, root)
    for entry in entries:
        faults += _atom_entry(entry, root)
    return faults


def _atom_part(parent: etree._Element, root: etree._Element) -> list[str]:
    """What a feed and an entry have in common."""
    at = parent.findtext(f"{ATOM}id") or "feed"
    faults: list[str] = []
    alternates = [
        (link.get("type"), link.get("hreflang"))
        for link in parent.findall(f"{ATOM}link")
        if link.get("rel", "alternate") == "alternate"
    ]
    if len(alternates) != len(set(alternates)):
        faults.append(f"{at}: two alternate links of one type and language")
    if not alternates:
        faults.append(f"{at}: no alternate link")
    for link in parent.findall(f"{ATOM}link"):
        faults += _absolute(link.get("href"), f"link of {at}")
        if link.get("rel") == "enclosure" and not (
            link.get("type") and (link.get("length") or "").isdigit()
        ):
            faults.append(f"{at}: an enclosure without length or type")
    for name in ("updated", "published"):
        value = parent.findtext(f"{ATOM}{name}")
        if value is not None or name == "updated" or parent is not root:
            faults += _rfc3339(value, f"{name} of {at}")
    for name in ("title", "subtitle", "summary", "rights"):
        part = parent.find(f"{ATOM}{name}")
        if part is not None and part.get("type", "text") == "text":
            faults += _plain(part.text, f"{name} of {at}")
    return faults


def _atom_entry(entry: etree._Element, root: etree._Element) -> list[str]:
    at = entry.findtext(f"{ATOM}id") or "entry"
    content, summary = entry.find(f"{ATOM}content"), entry.find(f"{ATOM}summary")
    faults: list[str] = []
    if all(part.find(f"{ATOM}author") is None for part in (entry, root)):
        faults.append(f"{at}: no author, neither here nor for the feed")
    if content is None and summary is None:
        faults.append(f"{at}: neither content nor a summary")
    for part in (content, summary):
        if part is not None and part.get("type") == "html":
            faults += _html(part.text, at)
    return faults


_FEED_FIELDS: dict[str, type] = {
    **dict.fromkeys(("version", "title", "home_page_url", "feed_url"), str),
    **dict.fromkeys(("description", "user_comment", "next_url", "icon"), str),
    **dict.fromkeys(("favicon", "language"), str),
    **dict.fromkeys(("authors", "hubs", "items"), list),
    "expired": bool,
}
_ITEM_FIELDS: dict[str, type] = {
    **dict.fromkeys(("id", "url", "external_url", "title", "content_html"), str),
    **dict.fromkeys(("content_text", "summary", "image", "banner_image"), str),
    **dict.fromkeys(("date_published", "date_modified", "language"), str),
    **dict.fromkeys(("authors", "tags", "attachments"), list),
}

_ATTACHMENT_FIELDS: dict[str, type] = {
    **dict.fromkeys(("url", "mime_type", "title"), str),
    **dict.fromkeys(("size_in_bytes", "duration_in_seconds"), int),
}


def judge_json(data: bytes) -> list[str]:
    """Name what is wrong with a JSON Feed 1.1."""
    feed = cast("dict[str, object]", json.loads(data.decode("utf-8")))
    if feed.get("version") != JSON_FEED:
        return [f"version is not {JSON_FEED}"]
    items = cast("list[dict[str, object]]", feed.get("items", []))
    wanted = ("title", "home_page_url", "feed_url", "items")
    faults = [
        *_fields(feed, _FEED_FIELDS, wanted, "feed"),
        *_absolute(feed.get("home_page_url"), "home_page_url"),
        *_absolute(feed.get("feed_url"), "feed_url"),
        *_people(feed, "feed"),
        *_twice((str(item.get("id")) for item in items), "id"),
    ]
    for item in items:
        faults += _json_item(item)
    return faults


def _json_item(item: dict[str, object]) -> list[str]:
    at = str(item.get("id"))
    wanted = ("id", "url", "title", "date_published", "authors")
    faults = [*_fields(item, _ITEM_FIELDS, wanted, at), *_people(item, at)]
    if not (item.get("content_html") or item.get("content_text")):
        faults.append(f"{at}: neither content_html nor content_text")
    for name in ("url", "external_url", "image", "banner_image"):
        if name in item:
            faults += _absolute(item[name], f"{name} of {at}")
    for name in ("date_published", "date_modified"):
        if name in item:
            faults += _rfc3339(item[name], f"{name} of {at}")
    for attached in cast("list[dict[str, object]]", item.get("attachments", [])):
        what = f"attachment of {at}"
        faults += _fields(attached, _ATTACHMENT_FIELDS, ("url", "mime_type"), what)
        faults += _absolute(attached.get("url"), what)
    return faults + _html(cast("str | None", item.get("content_html")), at)


def _fields(
    value: dict[str, object], known: dict[str, type], wanted: Iterable[str], at: str
) -> list[str]:
    faults = [f"{at}: no {name}" for name in wanted if value.get(name) in ("", None)]
    for name, part in value.items():
        if name not in known and not name.startswith("_"):
            faults.append(f"{at}: {name} is no field of JSON Feed 1.1")
        elif name in known and not isinstance(part, known[name]):
            faults.append(f"{at}: {name} is no {known[name].__name__}")
    return faults


def _people(value: dict[str, object], at: str) -> list[str]:
    people = cast("list[dict[str, str]]", value.get("authors", []))
    faults = [
        f"{at}: an author without a name" for one in people if not one.get("name")
    ]
    for person in people:
        if "url" in person:
            faults += _absolute(person["url"], f"author of {at}")
    return faults


def _elements(parent: etree._Element, once: set[str], many: set[str]) -> list[str]:
    seen = Counter(str(child.tag) for child in parent)
    own = {name: count for name, count in seen.items() if not name.startswith("{")}
    return [
        *(f"{n} is no element of {parent.tag!s}" for n in own if n not in once | many),
        *(f"{n} given {c} times" for n, c in own.items() if n in once and c > 1),
    ]


def _twice(values: Iterable[str], what: str) -> list[str]:
    counts = Counter(values)
    return [f"{what} {v} used {n} times" for v, n in counts.items() if n > 1]


def _absolute(url: object, what: str) -> list[str]:
    whole = isinstance(url, str) and _ABSOLUTE.fullmatch(url.strip())
    return [] if whole else [f"{what} is not an absolute address: {url!r}"]


def _plain(text: str | None, what: str) -> list[str]:
    found = _MARKUP.search(text or "")
    return [f"markup in the {what}: {text!r}"] if found else []


def _rfc822(value: str | None, what: str) -> list[str]:
    if value is None or not _RFC822.fullmatch(value.strip()):
        return [f"{what} is no RFC 822 date: {value!r}"]
    named = parsedate_to_datetime(value.strip()).strftime("%a")
    return [] if value.strip().startswith(named) else [f"{what}: wrong weekday {value}"]


def _rfc3339(value: object, what: str) -> list[str]:
    if not isinstance(value, str) or not _RFC3339.fullmatch(value):
        return [f"{what} is no RFC 3339 date: {value!r}"]
    dt.datetime.fromisoformat(value)
    return []


def _html(text: str | None, at: str) -> list[str]:
    """Embedded HTML: no code, and no address that a reader elsewhere can't follow."""
    if not text or "<" not in text:
        return []
    faults: list[str] = []
    for element in lxml.html.fragment_fromstring(text, create_parent="div").iter():
        if not isinstance(element.tag, str):
            continue
        if element.tag in _UNSAFE:
            faults.append(f"{at}: <{element.tag}> in the text")
        for name, value in _attributes(element):
            if name.startswith("on") or name == "style":
                faults.append(f"{at}: {name} attribute in the text")
            if name in {"href", "src"} and not urlsplit(value).scheme:
                faults.append(f"{at}: relative address in the text: {value}")
            if name == "srcset" and not value.startswith("http"):
                faults.append(f"{at}: relative srcset in the text: {value}")
    return faults


def _attributes(element: etree._Element) -> list[tuple[str, str]]:
    return [(str(name), str(value)) for name, value in element.items()]

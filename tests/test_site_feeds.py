"""The feeds of the example publication are what their specifications ask for."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, cast

import feedparser
import pytest
from built_site import BuiltSite, build, copy_example
from feed_rules import ATOM, CONTENT, CREATOR, judge, kind_of, parse_xml
from reader_site import HEARD

if TYPE_CHECKING:
    from pathlib import Path

KINDS = ("atom", "rss", "json")
TAG_URI = re.compile(r"tag:halyard\.example,\d{4}:\S+")
MEDIA_TYPES = {
    "application/atom+xml": "atom",
    "application/rss+xml": "rss",
    "application/feed+json": "json",
}


def feeds_of(site: BuiltSite) -> dict[str, str]:
    """Every feed of a site, by what it holds, so that none is missed for its name."""
    candidates = (file for file in site.files if file.endswith((".xml", ".json")))
    kinds = {file: kind_of((site.folder / file).read_bytes()) for file in candidates}
    return {file: kind for file, kind in kinds.items() if kind}


def entries_of(site: BuiltSite, file: str) -> list[tuple[str, str, tuple[str, ...]]]:
    """A feed's entries in order: id, address, the names of the authors."""
    data = (site.folder / file).read_bytes()
    kind = kind_of(data)
    if kind == "json":
        items = cast("list[dict[str, object]]", json.loads(data)["items"])
        return [(str(i["id"]), str(i["url"]), _json_authors(i)) for i in items]
    root = parse_xml(data)
    if kind == "rss":
        return [
            (
                item.findtext("guid") or "",
                item.findtext("link") or "",
                tuple(one.text or "" for one in item.findall(CREATOR)),
            )
            for item in root.iter("item")
        ]
    return [
        (
            entry.findtext(f"{ATOM}id") or "",
            next(
                link.get("href", "")
                for link in entry.findall(f"{ATOM}link")
                if link.get("rel", "alternate") == "alternate"
            ),
            tuple(
                one.findtext(f"{ATOM}name") or ""
                for one in entry.findall(f"{ATOM}author")
            ),
        )
        for entry in root.iter(f"{ATOM}entry")
    ]


def _json_authors(item: dict[str, object]) -> tuple[str, ...]:
    people = cast("list[dict[str, str]]", item.get("authors", []))
    return tuple(person["name"] for person in people)


def test_the_site_each_author_section_and_series_has_all_three_feeds(
    example: BuiltSite,
) -> None:
    feeds = feeds_of(example)
    assert sorted(set(feeds.values())) == sorted(KINDS)
    folders = {file.rpartition("/")[0] for file in feeds}
    by_folder = {
        folder: sorted(k for f, k in feeds.items() if f.rpartition("/")[0] == folder)
        for folder in folders
    }
    assert {f: k for f, k in by_folder.items() if k != sorted(KINDS)} == {}
    tops = {folder.partition("/")[0] for folder in folders}
    assert {"", "authors", "sections", "series"} <= tops


def test_every_feed_follows_its_specification(example: BuiltSite) -> None:
    faults = {
        file: found
        for file in feeds_of(example)
        if (found := judge((example.folder / file).read_bytes()))
    }
    assert faults == {}


def test_feedparser_reads_every_feed_without_complaint(example: BuiltSite) -> None:
    faults = {}
    for file, kind in feeds_of(example).items():
        if kind == "json":
            continue
        parsed = feedparser.parse((example.folder / file).read_bytes())
        if parsed.bozo or not parsed.version or not parsed.entries:
            faults[file] = str(parsed.get("bozo_exception", "no entries"))
    assert faults == {}


def test_the_three_formats_carry_the_same_entries(example: BuiltSite) -> None:
    names = {"atom": "atom.xml", "rss": "rss.xml", "json": "feed.json"}
    assert example.file_set >= set(names.values())
    for file, kind in feeds_of(example).items():
        folder = file.rpartition("/")[0]
        prefix = folder + "/" if folder else ""
        assert file == prefix + names[kind]
        twins = [entries_of(example, prefix + name) for name in names.values()]
        assert twins[0] == twins[1] == twins[2], folder


def test_every_entry_names_every_author_of_its_column(example: BuiltSite) -> None:
    faults = {}
    for file in feeds_of(example):
        for id_, url, names in entries_of(example, file):
            page = example.file_of_url(url)
            assert page is not None, f"{file}: {url}"
            wrote = example.json_ld(page)[0]["author"]
            people = cast("list[dict[str, str]]", wrote)
            if set(names) != {person["name"] for person in people}:
                faults[f"{file} {id_}"] = names
    assert faults == {}


def test_every_entry_leads_to_a_published_column(example: BuiltSite) -> None:
    for file in feeds_of(example):
        for _, url, _ in entries_of(example, file):
            assert example.file_of_url(url) in example.columns, f"{file}: {url}"


def test_every_address_of_the_site_in_a_feed_has_a_file(example: BuiltSite) -> None:
    faults = []
    for file in feeds_of(example):
        text = example.text(file).replace("&amp;", "&").replace("\\/", "/")
        urls = set(re.findall(re.escape(example.url) + r"[^\s\"'<>\\&]*", text))
        faults += [f"{file}: {u}" for u in urls if example.file_of_url(u) is None]
    assert faults == []


def test_ids_are_tag_uris(example: BuiltSite) -> None:
    ids = {id_ for file in feeds_of(example) for id_, _, _ in entries_of(example, file)}
    assert ids
    assert [id_ for id_ in ids if not TAG_URI.fullmatch(id_)] == []


def test_ids_stay_when_addresses_and_titles_change(
    example: BuiltSite, tmp_path: Path
) -> None:
    site = copy_example(tmp_path)
    settings = site / "content" / "site.yaml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(
        text.replace("permalink: /columns/{slug}/", "permalink: /opinion/{slug}/"),
        encoding="utf-8",
    )
    column = site / "content" / "columns" / "what-the-ferry-earns.md"
    text = column.read_text(encoding="utf-8")
    column.write_text(text.replace("title: What", "title: That"), encoding="utf-8")
    moved = BuiltSite(build(site), example.url)

    before, after = entries_of(example, "atom.xml"), entries_of(moved, "atom.xml")
    assert [entry[0] for entry in after] == [entry[0] for entry in before]
    assert not {entry[1] for entry in after} & {entry[1] for entry in before}


@pytest.mark.parametrize("kind", KINDS)
def test_every_feed_is_announced_with_its_type(example: BuiltSite, kind: str) -> None:
    announced = set()
    for page in example.read_pages:
        for link in example.elements(page, "//link[@rel='alternate'][@type]"):
            if MEDIA_TYPES.get(link.get("type", "")) == kind:
                path = example.path_of(link.get("href", ""), page)
                announced.add(example.file_for(path) if path is not None else None)
                assert link.get("title"), f"{page}: a feed without a title"
    assert announced == {f for f, k in feeds_of(example).items() if k == kind}


def test_a_feed_carries_at_most_20_entries_the_newest_first(example: BuiltSite) -> None:
    items = json.loads(example.text("feed.json"))["items"]
    dates = [item["date_published"] for item in items]
    assert len(items) == min(20, len(example.columns))
    assert dates == sorted(dates, reverse=True)


def test_a_recording_is_enclosed_in_every_feed_of_its_column(
    reader: BuiltSite,
) -> None:
    """Its file is three bytes long."""
    url = reader.url + HEARD + "heard.mp3"
    enclosed = {"type": "audio/mpeg", "length": "3"}
    assert reader.file_of_url(url) is not None
    for folder in ("", "authors/odalys-prieto/"):
        atom = parse_xml((reader.folder / folder / "atom.xml").read_bytes())
        links = atom.iterfind(f".//{ATOM}entry/{ATOM}link[@rel='enclosure']")
        assert [dict(one.attrib) for one in links] == [
            {"rel": "enclosure", "href": url, **enclosed}
        ]
        rss = parse_xml((reader.folder / folder / "rss.xml").read_bytes())
        assert [dict(one.attrib) for one in rss.iter("enclosure")] == [
            {"url": url, **enclosed}
        ]
        items = json.loads(reader.text(f"{folder}feed.json"))["items"]
        assert [item["attachments"] for item in items if "attachments" in item] == [
            [{"url": url, "mime_type": "audio/mpeg", "size_in_bytes": 3}]
        ]
        for name in ("atom.xml", "rss.xml", "feed.json"):
            data = (reader.folder / folder / name).read_bytes()
            assert judge(data) == [], folder + name
        for name in ("atom.xml", "rss.xml"):
            parsed = feedparser.parse((reader.folder / folder / name).read_bytes())
            heard = [one for entry in parsed.entries for one in entry.enclosures]
            assert [(one.href, one.type, one.length) for one in heard] == [
                (url, "audio/mpeg", "3")
            ]


def test_a_text_from_the_right_is_set_so_in_every_feed(example: BuiltSite) -> None:
    opening = '<div lang="ar" dir="rtl">\n<p>'
    items = json.loads(example.text("feed.json"))["items"]
    texts = {item["language"]: item["content_html"] for item in items}
    assert texts["ar"].startswith(opening)
    assert texts["ar"].endswith("</div>\n")
    assert 'dir="' not in texts["de"]
    for name, tag in (("atom.xml", f"{ATOM}content"), ("rss.xml", f"{CONTENT}encoded")):
        root = parse_xml((example.folder / name).read_bytes())
        found = [(one.text or "").startswith(opening) for one in root.iter(tag)]
        assert found.count(True) == 1, name

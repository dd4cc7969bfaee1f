"""The judges of feeds see what they are there to see."""

from __future__ import annotations

import json

from feed_rules import JSON_FEED, judge_atom, judge_json, judge_rss, kind_of

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom">
<id>tag:x.example,2026:feed</id><title>X</title><updated>2026-01-02T00:00:00Z</updated>
<link href="https://x.example/"/><link rel="self" href="https://x.example/atom.xml"/>
<entry><id>tag:x.example,2026:a</id><title>A</title>
<updated>2026-01-02T00:00:00Z</updated><published>2026-01-02T00:00:00Z</published>
<author><name>Ann</name></author><link href="https://x.example/a/"/>
<content type="html">&lt;p&gt;&lt;a href="https://x.example/b/"&gt;b&lt;/a&gt;&lt;/p&gt;</content>
</entry></feed>"""
RSS = """<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"
 xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>X</title>
<link>https://x.example/</link><description>Y</description><language>en</language>
<lastBuildDate>Fri, 02 Jan 2026 00:00:00 GMT</lastBuildDate>
<atom:link rel="self" href="https://x.example/rss.xml"/>
<item><title>A</title><link>https://x.example/a/</link>
<guid isPermaLink="false">tag:x.example,2026:a</guid><dc:creator>Ann</dc:creator>
<pubDate>Fri, 02 Jan 2026 00:00:00 GMT</pubDate><description>text</description></item>
</channel></rss>"""
ITEM = {
    "id": "tag:x.example,2026:a",
    "url": "https://x.example/a/",
    "title": "A",
    "content_html": "<p>text</p>",
    "date_published": "2026-01-02T00:00:00Z",
    "authors": [{"name": "Ann"}],
}
FEED = {
    "version": JSON_FEED,
    "title": "X",
    "home_page_url": "https://x.example/",
    "feed_url": "https://x.example/feed.json",
    "items": [ITEM],
}


def atom_faults(old: str, new: str) -> list[str]:
    assert old in ATOM
    return judge_atom(ATOM.replace(old, new).encode())


def rss_faults(old: str, new: str) -> list[str]:
    assert old in RSS
    return judge_rss(RSS.replace(old, new, 1).encode())


def item_faults(**changes: object) -> list[str]:
    feed = {**FEED, "items": [{**ITEM, **changes}]}
    return judge_json(json.dumps(feed).encode())


def test_good_feeds_have_no_faults() -> None:
    assert judge_atom(ATOM.encode()) == []
    assert judge_rss(RSS.encode()) == []
    assert judge_json(json.dumps(FEED).encode()) == []


def test_feeds_are_told_by_what_they_hold() -> None:
    kinds = [kind_of(text.encode()) for text in (ATOM, RSS, json.dumps(FEED), "<html>")]
    assert kinds == ["atom", "rss", "json", ""]


def test_a_relative_address_in_a_text_is_a_fault() -> None:
    assert atom_faults('href="https://x.example/b/"', 'href="../b/"')
    assert rss_faults("text<", "&lt;img src='b.png'&gt;<")
    assert item_faults(content_html='<a href="/b/">b</a>')


def test_a_script_in_a_text_is_a_fault() -> None:
    assert item_faults(content_html="<p onclick='x()'>a</p>")
    assert item_faults(content_html="<script>x()</script>")


def test_an_id_used_twice_is_a_fault() -> None:
    assert atom_faults("tag:x.example,2026:a", "tag:x.example,2026:feed")
    feed = {**FEED, "items": [ITEM, ITEM]}
    assert judge_json(json.dumps(feed).encode())


def test_an_entry_without_an_author_is_a_fault() -> None:
    assert atom_faults("<author><name>Ann</name></author>", "")
    assert rss_faults("<dc:creator>Ann</dc:creator>", "")
    assert item_faults(authors=[{"url": "https://x.example/"}])


def test_dates_are_those_of_the_format() -> None:
    assert atom_faults("<published>2026-01-02T00:00:00Z", "<published>2026-01-02")
    assert rss_faults("Fri, 02 Jan 2026 00:00:00 GMT", "Thu, 02 Jan 2026 00:00:00 GMT")
    assert rss_faults("Fri, 02 Jan 2026 00:00:00 GMT", "2026-01-02T00:00:00Z")
    assert item_faults(date_published="2026-01-02")


def test_the_schema_of_atom_is_held() -> None:
    assert atom_faults("<title>A</title>", "")


def test_a_guid_that_is_no_address_says_so() -> None:
    assert rss_faults(' isPermaLink="false"', "")


def test_markup_in_a_plain_title_is_a_fault() -> None:
    assert rss_faults("<title>A</title>", "<title>&lt;em&gt;A&lt;/em&gt;</title>")


def test_unknown_fields_of_json_feed_are_faults() -> None:
    assert item_faults(author={"name": "Ann"})
    assert item_faults(_own=1) == []


def test_a_recording_needs_an_address_a_type_and_its_length() -> None:
    heard = {"url": "https://x.example/a.mp3", "mime_type": "audio/mpeg"}
    assert item_faults(attachments=[{**heard, "size_in_bytes": 3}]) == []
    for name in heard:
        assert item_faults(attachments=[{**heard, name: ""}])
    assert item_faults(attachments=[{**heard, "size_in_bytes": "3"}])
    assert item_faults(attachments=[{**heard, "url": "a.mp3"}])

    link = '<link href="https://x.example/a/"/>'
    whole = {"type": "audio/mpeg", "length": "3", "href": "https://x.example/a.mp3"}
    for lacking in ("", *whole):
        said = " ".join(f'{k}="{v}"' for k, v in whole.items() if k != lacking)
        faults = atom_faults(link, f'{link}<link rel="enclosure" {said}/>')
        assert bool(faults) is bool(lacking), lacking
    whole["url"] = whole.pop("href")
    for lacking in ("", *whole):
        said = " ".join(f'{k}="{v}"' for k, v in whole.items() if k != lacking)
        faults = rss_faults("</item>", f"<enclosure {said}/></item>")
        assert bool(faults) is bool(lacking), lacking

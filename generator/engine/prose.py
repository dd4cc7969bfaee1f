"""Texts as a page shows them: every slot in the HTML filled in for that page's place.

Pure, and works on the text of tags: a body is HTML that Byline itself has written.
Invariant: no slot is left in what comes out.
"""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from generator.pages.parts import Prose, Target
from generator.source.body import SLOT_END, SLOT_START

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from generator.urls import Url


def fill_slots(html: str, prose: Prose, url: Callable[[str], str]) -> str:
    """Write the links and pictures of a text for one page.

    A link that leads nowhere becomes its words, a picture its alternative text; a
    picture of known size gets its width and height.
    """
    if SLOT_START not in html:
        return html
    targets = {target.written: target for target in prose.targets}
    parts: list[str] = []
    end = 0
    unwrapped = False
    for match in _TAG.finditer(html):
        tag = match[0]
        if tag == "</a>":
            written = "" if unwrapped else tag
            unwrapped = False
        elif SLOT_START in tag:
            written = _fill_tag(tag, targets, url)
            unwrapped = unwrapped or (tag.startswith("<a") and not written)
        else:
            continue
        parts += [html[end : match.start()], written]
        end = match.end()
    parts.append(html[end:])
    return "".join(parts)


def linked_addresses(html: str, home: Url) -> tuple[str, ...]:
    """List where the links of a filled-in text lead, in its order: notes for paper.

    Links to a part of the text itself are none; `home` is the URL of the page.
    """
    if "<a" not in html and "<A" not in html:
        return ()
    found = [unescape(one[1] or one[2] or one[3] or "") for one in _LINK.finditer(html)]
    return tuple(
        [
            one if _is_whole(one) else _from_page(home, one)
            for one in found
            if not one.startswith("#")
        ]
    )


def _from_page(home: Url, link: str) -> str:
    """Resolve a link as browsers do; those that this program writes, in less time."""
    folder, rest = home[: home.rfind("/") + 1], link
    while rest.startswith("../") and folder.count("/") > 3:
        folder, rest = folder[: folder.rfind("/", 0, -1) + 1], rest[3:]
    known = rest != link and _is_below(rest)
    return folder + rest if known else urljoin(home, link)


def for_elsewhere(html: str, home: Url) -> str:
    """Fit a filled-in text for reading outside its page, as in a feed.

    Pull quotes repeat the text and go; links to a part of the text (footnotes) become
    links to that part of the page at `home`; nothing asks for the keyboard's focus.
    """
    # Most texts have none of the three, and looking for words is quick.
    if 'class="pull"' in html:
        html = _PULL.sub("", html)
    if 'href="#' in html:
        link = f'href="{escape(home)}#'
        html = _FRAGMENT.sub(lambda _: link, html)
    return _TABINDEX.sub(_without_focus, html) if "tabindex=" in html else html


_ATTRIBUTES = r"(?:[^<>\"']|\"[^\"]*\"|'[^']*')*"
_LINK = re.compile(
    r"<a\b(?:[^<>\"']|\"[^\"]*\"|'[^']*')*?"
    r"\shref=(?:\"([^\"]*)\"|'([^']*)'|([^\s>]*))",
    re.IGNORECASE,
)
_is_below = re.compile(
    r"(?:[^./?#:;][^/?#:;]*/)*(?:[^./?#:;][^/?#:;]*)?(?:#.+)?"
).fullmatch
"""A link down from a folder, with nothing in it that could mean anything else."""
_is_whole = re.compile(
    r"https?://[^/\x00-\x20?#;\[\]\\][^\x00-\x20?#;\[\]\\]*"
).fullmatch
"""Tells most URLs that joining leaves as they are; to take them apart takes a while."""
_TAG = re.compile(rf"</a>|<[a-z][a-z0-9]*\b{_ATTRIBUTES}>")
_SLOT = re.compile(f"{SLOT_START}([^{SLOT_END}]*){SLOT_END}")
_ALT = re.compile(r"\balt=\"([^\"]*)\"")
_SIZED = re.compile(r"\s(?:width|height)=")
_PULL = re.compile(r"<aside\b[^>]*\bclass=\"pull\"[^>]*>.*?</aside>\n?", re.DOTALL)
_FRAGMENT = re.compile(r"href=\"#(?<=\shref=\"#)")
"""A literal first, which is found several times as fast as what stands before it."""
_TABINDEX = re.compile(rf"<[a-z][a-z0-9]*\b{_ATTRIBUTES}\stabindex={_ATTRIBUTES}>")


def _fill_tag(
    tag: str, targets: Mapping[str, Target], url: Callable[[str], str]
) -> str:
    """Fill in one tag; a link or source that leads nowhere is left out."""
    found = [_find(written, targets) for written in _SLOT.findall(tag)]
    if any(target is None for target in found):
        alt = _ALT.search(tag)
        return alt[1] if tag.startswith("<img") and alt else ""
    filled = _SLOT.sub(lambda match: _href(match[1], targets, url), tag)
    first = found[0]
    if not tag.startswith("<img") or first is None or _SIZED.search(tag):
        return filled
    if not (first.width and first.height):
        return filled
    size = f' width="{first.width}" height="{first.height}"'
    return f"<img{size}{filled.removeprefix('<img')}"


def _find(written: str, targets: Mapping[str, Target]) -> Target | None:
    target = targets.get(written) or targets.get(unescape(written))
    return target if target is not None and target.href else None


def _href(
    written: str, targets: Mapping[str, Target], url: Callable[[str], str]
) -> str:
    target = _find(written, targets)
    assert target is not None, "a target that leads nowhere has no href"
    return escape(url(target.href))


def _without_focus(match: re.Match[str]) -> str:
    return re.sub(r"\stabindex=(?:\"[^\"]*\"|[^\s>]*)", "", match[0])

"""Targets of links: which lead inside the site, and their slots in the HTML.

Must not know where a target leads.  Invariant: a slot in the HTML holds exactly the
characters of `Link.target`, and none of them can end an attribute or a tag.
"""

from __future__ import annotations

import re

from generator.source.body import SLOT_END, SLOT_START

_OUTER = re.compile(r"[A-Za-z][A-Za-z0-9+.\-]*:|//|#|\\\\|/\\")
_UNSAFE = re.compile('["<>\x00-\x1f\x7f`\ue000\ue001]')
_SLOT = re.compile(f"{SLOT_START}([^{SLOT_END}]*){SLOT_END}")
_KEPT_FOR_SLOTS = re.compile(
    "[\ue000\ue001]|&#(?:x0*e00[01](?![0-9a-f])|0*5734[45](?![0-9]));?", re.IGNORECASE
)


def is_inner(target: str) -> bool:
    """Tell whether a target leads inside the site.

    "other.md#part" and "/about/" do; "https://…", "//host/", "mailto:…", "#part" and
    the empty target don't.
    """
    return bool(target) and not _OUTER.match(target)


def tidy_target(target: str) -> str:
    """Percent-encode the few characters that could break out of an attribute."""
    if not _UNSAFE.search(target):
        return target
    return _UNSAFE.sub(lambda match: f"%{ord(match[0]) % 256:02X}", target)


def slot(target: str) -> str:
    """Make the slot that stands for a target until a page resolves it."""
    return f"{SLOT_START}{target}{SLOT_END}"


def slots_in(html: str) -> set[str]:
    """Give the targets of all slots in HTML."""
    return set(_SLOT.findall(html))


def bare_slots(html: str) -> str:
    """Undo the escaping within slots, so that they hold their targets as they are."""
    return _SLOT.sub(lambda match: match[0].replace("&amp;", "&"), html)


def without_slots(text: str) -> str:
    """Replace the characters kept for slots, however they are spelled."""
    if text.isascii() and ("&" not in text or "&#" not in text):
        return text
    return _KEPT_FOR_SLOTS.sub("\ufffd", text)

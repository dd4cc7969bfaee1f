"""Links that open the reader's own mail program (RFC 6068).

Kept under what mail programs take from a link: some cut at about 2,000 characters.
"""

from __future__ import annotations

from urllib.parse import quote

from generator.pages.head import shorten
from generator.publication.cards import Card

_LONGEST = 1800
"""Characters of a whole `mailto:`, percent-encoded."""


def column_mail(card: Card, url: str) -> str:
    """Send a column to a friend: title, byline, standfirst, address."""
    byline = ", ".join(person.name for person in card.authors)
    head = f"{card.title}\n{byline}\n\n"
    foot = f"{url}\n"
    for limit in (400, 200, 100):
        summary = f"{shorten(card.summary, limit)}\n\n" if card.summary else ""
        link = _mailto("", card.title, head + summary + foot)
        if len(link) <= _LONGEST:
            return link
    return _mailto("", shorten(card.title, 80), foot)


def comment_mail(to: str, card: Card, url: str) -> str:
    """Send a comment on a column to the desk."""
    return _mailto(to, shorten(card.title, 120), f"\n\n{url}\n")


def _mailto(to: str, subject: str, body: str) -> str:
    lines = body.replace("\n", "\r\n")
    fields = f"subject={quote(subject, safe='')}&body={quote(lines, safe='')}"
    return f"mailto:{quote(to, safe='@+')}?{fields}"

"""Links that open the reader's own mail program (RFC 6068).

Kept under what mail programs take from a link: some cut at about 2,000 characters.
"""

from __future__ import annotations

from urllib.parse import quote

from generator.pages.head import shorten
from generator.publication.cards import Card
from generator.urls import encode_value

_LONGEST = 1800
"""Characters of a whole `mailto:`, percent-encoded."""


def column_mail(card: Card, url: str) -> str:
    """Send a column to a friend: title, byline, standfirst, address."""
    byline = ", ".join([person.name for person in card.authors])
    head = f"{_line(card.title)}{_line(byline)}{_LINE}"
    foot = _line(url)
    for limit in (400, 200, 100):
        summary = _line(shorten(card.summary, limit)) + _LINE if card.summary else ""
        link = _mailto("", card.title, head + summary + foot)
        if len(link) <= _LONGEST:
            return link
    return _mailto("", shorten(card.title, 80), foot)


def comment_mail(to: str, card: Card, url: str) -> str:
    """Send a comment on a column to the desk."""
    return _mailto(to, shorten(card.title, 120), f"{_LINE}{_LINE}{_line(url)}")


def _mailto(to: str, subject: str, body: str) -> str:
    """Make a link; the body is encoded already."""
    return f"mailto:{quote(to, safe='@+')}?subject={encode_value(subject)}&body={body}"


_LINE = "%0D%0A"
"""How lines of a mail end."""


def _line(text: str) -> str:
    """Encode a line of a mail by itself: most of them stand in other links as well."""
    return encode_value(text.replace("\n", "\r\n")) + _LINE

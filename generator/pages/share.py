"""Where a column can be shared: plain links, each with an address pattern.

Targets are data: to add one is to add a line.  The pattern is filled with `{url}`,
`{title}` and `{text}` (the title, then the address), percent-encoded.
"""

from __future__ import annotations

from collections.abc import Iterable

from generator.pages.column_parts import ShareTarget
from generator.pages.frame import place_of
from generator.problems import Problem, nearest
from generator.publication.cards import Card
from generator.source.settings import Settings
from generator.urls import encode_value

TARGETS = {
    "mastodon": ("Mastodon", "https://mastodonshare.com/?text={title}&url={url}"),
    "bluesky": ("Bluesky", "https://bsky.app/intent/compose?text={text}"),
    "threads": ("Threads", "https://www.threads.net/intent/post?text={text}"),
    "x": ("X", "https://x.com/intent/post?text={title}&url={url}"),
    "facebook": ("Facebook", "https://www.facebook.com/sharer/sharer.php?u={url}"),
    "linkedin": (
        "LinkedIn",
        "https://www.linkedin.com/sharing/share-offsite/?url={url}",
    ),
    "whatsapp": ("WhatsApp", "https://wa.me/?text={text}"),
    "telegram": ("Telegram", "https://t.me/share/url?url={url}&text={title}"),
    "reddit": ("Reddit", "https://www.reddit.com/submit?url={url}&title={title}"),
    "weibo": (
        "Weibo",
        "https://service.weibo.com/share/share.php?url={url}&title={title}",
    ),
    "line": ("LINE", "https://social-plugins.line.me/lineit/share?url={url}"),
    "vk": ("VK", "https://vk.com/share.php?url={url}&title={title}"),
    "xing": ("XING", "https://www.xing.com/spi/shares/new?url={url}"),
    "hackernews": (
        "Hacker News",
        "https://news.ycombinator.com/submitlink?u={url}&t={title}",
    ),
}
"""The name in settings, the label, and the pattern."""


def share_targets(
    names: Iterable[str], card: Card, url: str
) -> tuple[ShareTarget, ...]:
    """Fill in the patterns of the targets that the site wants, in its order."""
    title, address = encode_value(card.title), encode_value(url)
    values = {"url": address, "title": title, "text": f"{title}%20{address}"}
    return tuple(
        ShareTarget(name, TARGETS[name][0], TARGETS[name][1].format_map(values))
        for name in names
        if name in TARGETS
    )


def check_share_targets(settings: Settings) -> tuple[Problem, ...]:
    """Name the share targets of the settings that nobody knows."""
    found = []
    for index, name in enumerate(settings.furniture.share):
        if name not in TARGETS:
            near = nearest(name, TARGETS)
            known = ", ".join(TARGETS)
            found.append(
                Problem(
                    place=place_of(f"furniture.share.{index}", settings.places),
                    message=f"“{name}” is no share target",
                    hint=f"did you mean {near}?" if near else f"there are {known}",
                )
            )
    return tuple(found)

"""Five hundred posts as somebody brings them from another generator.

Their front matter has Byline's names; everything else is as ten years of other tools
left it: HTML from rich-text editors, embeds, odd dates, long lists of authors.
"""

from __future__ import annotations

import random
from pathlib import Path

_WORDS = [
    "harbor",
    "council",
    "ballot",
    "ledger",
    "orchard",
    "tariff",
    "witness",
    "quarry",
    "lantern",
    "meadow",
    "referee",
    "archive",
    "bridge",
    "casket",
    "dentist",
    "engine",
    "ferry",
    "glacier",
    "hostel",
    "island",
    "jacket",
    "kettle",
    "ladder",
    "market",
    "needle",
    "orange",
    "parcel",
    "quiver",
    "ribbon",
    "saddle",
    "timber",
    "umbrella",
    "velvet",
    "walnut",
    "naïve",
    "café",
    "Straße",
    "coöperate",
    "渡船",
    "Ελλάδα",
]

_DATES = (
    "2014-03-02",
    "2014-3-2",
    "2015-08-10 12:30:00 +0200",
    "2015-08-10T12:30:00.000Z",
    "2016-11-18 9:05",
    "'2017-01-31'",
    '"2018-02-28T23:59:59-05:00"',
    "2019-12-31 23:59",
)

_BLOCKS = (
    "{0}\n\n{1}",
    '<p style="text-align:center" align=center>{0}</p>\n\n{1}',
    "<center><font color=red size=+2>{0}</font></center>\n\n{1}",
    '<div class="wp-caption" onclick="grow(this)"><p>{0}</p></div>\n\n{1}',
    "<table border=1><tr><td>{0}<td>{1}</table>",
    "<blockquote>{0}\n\n{1}</blockquote>",
    "{0}<br><br/>{1} <!-- more -->",
    '<iframe src="https://video.example/embed/1" width=560></iframe>\n\n{0}\n\n{1}',
    '<script>track("x")</script>\n\n{0}\n\n{1}',
    "<h2>{0}</h2>\n{1}",
    "* {0}\n* {1}\n",
    "{0} <u>{1}</u> <marquee>and on</marquee>",
    "&nbsp;{0} &ldquo;{1}&rdquo; &amp; so on",
    "> {0}\n> -- {1}",
    "<img src='https://pictures.example/a.jpg' border=0> {0}\n\n{1}",
    '<a name="top"></a>{0}\n\n<a href="/2012/01/old-post.html">{1}</a>',
    "[caption id=7]{0}[/caption]\n\n{1}",
    "{{{{< figure >}}}} {0}\n\n{{% raw %}}{1}{{% endraw %}}",
    "1) {0}\n2) {1}",
    "<pre>{0}\n  {1}</pre>",
)


def write_migrated_site(folder: Path, count: int = 500) -> dict[str, list[str]]:
    """Write the site; give the words of each column by its slug."""
    chance = random.Random("migrated")
    columns = folder / "content" / "columns"
    columns.mkdir(parents=True)
    settings = "title: Old Posts\nurl: https://old.example/\nlanguage: en\n"
    (folder / "content" / "site.yaml").write_text(settings, encoding="utf-8")
    return {
        f"post-{number}": _write_post(columns, number, chance)
        for number in range(count)
    }


def _write_post(columns: Path, number: int, chance: random.Random) -> list[str]:
    said: list[str] = []

    def sentence() -> str:
        words = [chance.choice(_WORDS) for _ in range(chance.randint(4, 12))]
        words.append(f"w{number}x{len(said)}")
        said.extend(words)
        return " ".join(words).capitalize()

    blocks = chance.sample(_BLOCKS, 6)
    body = "\n\n".join(block.format(sentence(), sentence()) for block in blocks)
    names = [f"Author No. {chance.randint(1, 90)}" for _ in range(number % 12 + 1)]
    authors = "\n".join(f'  - name: "{name}"' for name in dict.fromkeys(names))
    tags = ", ".join(chance.sample(_WORDS[:30], 3))
    front = (
        f'title: "Post {number}: {chance.choice(_WORDS)} & {chance.choice(_WORDS)}"\n'
        f"author:\n{authors}\n"
        f"date: {_DATES[number % len(_DATES)]}\n"
        f"tags: [{tags}]\n"
        f"aliases: [/20{number % 20:02}/post-{number}.html]\n"
    )
    folder = columns / f"20{10 + number % 10}"
    folder.mkdir(exist_ok=True)
    text = f"---\n{front}---\n{body}\n"
    name = f"2014-01-02-post-{number}.md"
    if number % 7 == 0:
        text = text.replace("\n", "\r\n")
    (folder / name).write_bytes(
        text.encode("utf-8-sig" if number % 11 == 0 else "utf-8")
    )
    return [word.casefold() for word in said]

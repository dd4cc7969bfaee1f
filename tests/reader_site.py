"""A publication in which one column has all that a column page can show.

The example, with a column "everything" besides and a form for comments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

EVERYTHING = "columns/everything/"
ENDPOINT = "https://forms.example/comments"
COLUMN = """---
title: Everything at Once
author: odalys-prieto
date: 2026-11-06
summary: A column that has one of each.
section: shore
tags: [sea]
disclosure: She keeps a [boat](https://boats.example/anna) at the Stair.
disclaimer: These views are nobody's.
source: {name: The Quay Review, url: "https://quay.example/all", date: 2026-11-02}
corrections: [{kind: correction, date: 2026-11-08, text: "It is 3,870, not 3,780."}]
license: CC BY 4.0
---

The first paragraph has a note.[^one] It links to [the tide](spring-tide/index.md), to
[another site](https://other.example/page?a=1&b=2) and to [a heading](#the-numbers). "So
it is," she said -- and there the sentence ended.

::: pull
Pulled out of the text to be seen.
:::

## The numbers

| The year | Boats | Nets | Herring landed | Herring sold | Crews | Wages |
|:--|--:|--:|--:|--:|--:|--:|
| Nineteenhundred | 1,111 | 2,222 | 3,333 | 4,444 | 5,555 | 6,666 |

![A chart of boats](/images/logo.png "The boats. | Drawing: The Halyard")

::: note
A note beside the text.
:::

The last paragraph has a note too.[^two]

[^one]: The first note, with [its own link](https://notes.example/).
[^two]: The second note.
"""
HEARD = "columns/heard/"
RECORDED = """---
title: Heard
author: odalys-prieto
date: 2026-11-05
summary: A column that was read aloud.
audio: heard.mp3
comments: "off"
---

Hear me.
"""
COMMENTS = """- {id: c1, name: Ada, date: 2026-11-07, text: First., status: approved}
- {id: c2, name: Ben, date: 2026-11-08, text: Second., reply_to: c1, status: approved}
"""


def prepare(site: Path) -> None:
    """Add the column and the form to a copy of the example."""
    (site / "content/columns/everything.md").write_text(COLUMN, encoding="utf-8")
    (site / "content/columns/heard.md").write_text(RECORDED, encoding="utf-8")
    (site / "content/columns/heard.mp3").write_bytes(b"ID3")
    comments = site / "content/comments/everything.yaml"
    comments.write_text(COMMENTS, encoding="utf-8")
    settings = site / "content/site.yaml"
    text = settings.read_text(encoding="utf-8")
    mail = "  mail: comments@halyard.example\n"
    assert mail in text, "the example takes comments by mail"
    settings.write_text(text.replace(mail, f"  endpoint: {ENDPOINT}\n"), "utf-8")

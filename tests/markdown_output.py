"""What Markdown comes to, in a form that can be read in a fixture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from generator.source.body import SLOT_END, SLOT_START
from generator.source.markdown import MarkdownOptions, render_markdown
from generator.source.settings import HtmlPolicy

if TYPE_CHECKING:
    from generator.problems import Problem

VISIBLE = str.maketrans(
    {SLOT_START: "⟦", SLOT_END: "⟧", "\u202f": "‿", "\u00a0": "⍽", "\ufffd": "�"}
)


def markdown_output(title: str, text: str) -> str:
    """Render a fixture's input: HTML, then the problems, all marks made visible.

    A title may end in options: `[fr]`, `[de-CH, allow]`, `[en, prefix=crows]`.
    """
    match = re.search(r"\[([^\]]+)\]$", title)
    words = [word.strip() for word in match[1].split(",")] if match else []
    prefix = next((w[7:] for w in words if w.startswith("prefix=")), "")
    languages = [w for w in words if w != "allow" and "=" not in w]
    options = MarkdownOptions(
        language=languages[0] if languages else "en",
        html=HtmlPolicy.ALLOW if "allow" in words else HtmlPolicy.CLEAN,
        prefix=prefix,
    )
    body, problems = render_markdown(text, file="x.md", options=options)
    html = body.html if body.html.endswith("\n") or not body.html else body.html + "\n"
    return html.translate(VISIBLE) + "".join(map(_line, problems))


def _line(problem: Problem) -> str:
    place = problem.place
    hint = f" → {problem.hint}" if problem.hint else ""
    return f"! {place.line}:{place.column} {problem.message}{hint}\n"

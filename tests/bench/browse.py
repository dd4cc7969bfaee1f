"""How long a save takes until a reader's browser shows it, in Byline's preview.

    python tests/bench/browse.py [--columns 10000] [--edits 30]

A page is open in a real browser; a file is saved; the page's own clock tells when the
edit is on it.  The page asks at every frame, so a figure is at most a frame too long.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

# The browser of the tests.
sys.path.insert(0, str(Path(__file__).parents[1]))

from browser import launched, opened
from corpus import Column
from playwright.sync_api import Page
from serve import Server, make_parser, print_table, server_of, started
from work import Job, edit_base, edit_body, edit_style, edit_title

_REST = 400
"""Milliseconds between opening a page and saving: a person's pause."""
_LIMIT = 20_000
_LOOK = """mark => {
  const shown = () => document.documentElement.textContent.includes(mark)
    || document.head.innerHTML.includes(mark)
    || [...document.styleSheets].some(sheet =>
      [...sheet.cssRules].some(rule => rule.selectorText === '.' + mark));
  return new Promise(resolve => {
    const look = () => shown() ? resolve(Date.now()) : requestAnimationFrame(look);
    look();
  });
}"""
_EDITS: dict[str, Callable[[Job, Server, Column], str]] = {
    "body": lambda job, _, column: edit_body(job, column),
    "title": lambda job, _, column: edit_title(job, column),
    "stylesheet": lambda job, server, _: edit_style(job, server.style),
    "base template": lambda job, _, __: edit_base(job),
}


def main() -> int:
    """Run the bench; give the exit code."""
    asked = make_parser(__doc__).parse_args()
    return print_table(asked, [], list(_EDITS), lambda job: _row(job, asked.edits))


def _row(job: Job, edits: int) -> str:
    """Measure each kind of edit; give the line of the table."""
    server = server_of(job.peer)
    with started(job, server):
        pass  # Caches are warm from now on.
    cells = []
    with started(job, server) as (line, _), launched() as browser:
        for edit in _EDITS.values():
            with opened(browser) as (page, _watched):
                # Far from the newest, and each another.
                chosen = job.columns[len(job.columns) // 2 :][:edits]
                root = f"http://127.0.0.1:{line.port}"
                took = sorted(
                    _save_one(page, root, column, partial(edit, job, server, column))
                    for column in chosen
                )
            cells.append(f"{median(took):.0f} ({took[0]:.0f}–{took[-1]:.0f})")
    return f"| {job.peer.site.value} | {' | '.join(cells)} |"


def _save_one(page: Page, root: str, column: Column, save: Callable[[], str]) -> float:
    """Open a column, save an edit, and give the time until it shows."""
    page.goto(f"{root}/columns/{column.slug}/")
    page.locator(".corner[data-line=live]").wait_for()
    page.wait_for_timeout(_REST)
    start = time.time()
    mark = save()
    shown = page.wait_for_function(_LOOK, arg=mark, timeout=_LIMIT).json_value()
    return float(shown) - start * 1000


if __name__ == "__main__":
    sys.exit(main())

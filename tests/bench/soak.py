"""Many random edits in one preview: its memory, and whether it still is right.

    python tests/bench/soak.py [--edits 2000]

A copy of the example publication is edited and looked at; at the end every page must
be what a clean build with drafts writes.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import os
import random
import shutil
import sys
import tempfile
from pathlib import Path

from peer import PROJECT

from generator.engine.outcome import BuildOptions
from generator.engine.session import Session
from generator.engine.sight import Sight
from generator.engine.vantage import Viewing

_NOW = dt.datetime(2026, 11, 20, 12, tzinfo=dt.UTC)
_REPORTS = 10
_PAGE = os.sysconf("SC_PAGE_SIZE")


def main() -> int:
    """Run the soak; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=2000)
    asked = parser.parse_args()
    site = Path(tempfile.mkdtemp(prefix="byline-soak-"))
    try:
        shutil.copytree(PROJECT / "content", site / "content")
        shutil.copytree(PROJECT / "themes/broadsheet", site / "themes/broadsheet")
        sight = Sight(Viewing(site=site, now=lambda: _NOW))
        _edit(site, sight, asked.edits)
        wrong = _compare(site, sight)
        sight.close()
    finally:
        shutil.rmtree(site, ignore_errors=True)
    _say(f"pages that differ from a clean build: {len(wrong)} {wrong[:5]}")
    return 1 if wrong else 0


def _edit(site: Path, sight: Sight, edits: int) -> None:
    draw = random.Random(1)
    columns = sorted(site.glob("content/columns/**/*.md"))
    texts = {path: path.read_text("utf-8") for path in columns}
    style = site / "themes/broadsheet/assets/style.css"
    base = site / "themes/broadsheet/templates/base.html"
    texts |= {path: path.read_text("utf-8") for path in (style, base)}
    sight.look()
    for number in range(edits):
        path = draw.choice((*columns, style, base) if number % 5 == 0 else columns)
        broken = path in columns and draw.random() < 0.1
        text = texts[path].replace("title:", "titel:", 1) if broken else texts[path]
        end = f"\n\nEdit {number}.\n" if path in columns else "\n"
        path.write_text(text + end * (number % 3), "utf-8")
        sight.look(frozenset([path.relative_to(site).as_posix()]))
        slugs = (
            one.parent.name if one.stem == "index" else one.stem for one in columns
        )
        for slug in draw.sample(tuple(slugs), 3):
            sight.show(f"/columns/{slug}/")
        sight.show("/")
        sight.check()
        sight.patrol()
        if number % max(1, edits // _REPORTS) == 0:
            gc.collect()
            _say(f"{number:>6} edits: {_resident():.0f} MB")
    for path, text in texts.items():
        path.write_text(text, "utf-8")
    sight.look(frozenset(path.relative_to(site).as_posix() for path in texts))


def _compare(site: Path, sight: Sight) -> list[str]:
    options = BuildOptions(now=_NOW, drafts=True, clean=True)
    assert Session(site, options).build().done, "the example can be built"
    pages = sorted((site / "output").rglob("*.html"))
    addresses = {page: _address(page, site / "output") for page in pages}
    return [
        address
        for page, address in addresses.items()
        if sight.show(address).data != page.read_bytes()
    ]


def _address(page: Path, output: Path) -> str:
    return f"/{page.relative_to(output).as_posix()}".removesuffix("index.html")


def _resident() -> float:
    pages = int(Path("/proc/self/statm").read_text("utf-8").split()[1])
    return pages * _PAGE / 1e6


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

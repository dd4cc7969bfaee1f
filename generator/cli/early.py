"""What a command can begin before it has loaded what it needs itself."""

from __future__ import annotations

import os
from pathlib import Path

from generator.engine.stage import STATE
from generator.engine.workers import FEW, default_count
from generator.source.scan import find_site


def expect_first_build(count: int | None) -> None:
    """Have workers of a first build of many columns load what they need.

    `count` is how many workers were asked for.  They load for a tenth of a second,
    which is as long as this process needs to see the site.
    """
    site = find_site(Path.cwd())
    if site is None or (count or default_count()) < 2 or (site / STATE).exists():
        return
    if _has_many_texts(site):
        from generator.engine.nursery import open_nursery

        open_nursery()


def _has_many_texts(site: Path) -> bool:
    found = 0
    for _, _, files in os.walk(site / "content" / "columns"):
        found += len(files)
        if found >= FEW:
            return True
    return False

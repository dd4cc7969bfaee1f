"""The site that a command is about: found from the folder one is in."""

from __future__ import annotations

from pathlib import Path

import click

from generator.source.scan import SETTINGS, find_site


def site_here() -> Path:
    """Find the site around the current folder, or say that there is none."""
    site = find_site(Path.cwd())
    if site is None:
        message = (
            f"there is no site here: no folder from {Path.cwd()} upward holds "
            f"{SETTINGS}.\nGo into your site's folder, or make one: byline init"
        )
        raise click.UsageError(message)
    return site

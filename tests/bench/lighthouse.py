"""What Lighthouse says of the example publication, in each theme.

    npm install --prefix .tools/bench lighthouse
    python tests/bench/lighthouse.py [--themes broadsheet,column,classic] [--runs 3]

The front page and the longest column, as a phone on a slow line and as a desktop have
them, from a server that compresses as hosts do.  Of several runs a cell shows the
worst.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from itertools import product
from pathlib import Path

# The example publication, browser and server of the tests.
sys.path.insert(0, str(Path(__file__).parents[1]))

from built_site import PROJECT, BuiltSite, build, copy_example
from programs import chromium
from serving import serving
from site_fixtures import EXAMPLE_URL, THEMES, choose_theme

_LIGHTHOUSE = PROJECT / ".tools/bench/node_modules/lighthouse/cli/index.js"
_CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
_PROFILES = {"phone": (), "desktop": ("--preset=desktop",)}
_FLAGS = (
    "--headless=new --no-sandbox --disable-gpu --disable-background-networking "
    "--disable-component-update --disable-sync --no-first-run --disable-dev-shm-usage"
)
_PATIENCE = 180


def main() -> int:
    """Run Lighthouse and print the table; give the exit code."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--themes", default=",".join(THEMES))
    parser.add_argument("--runs", type=int, default=1)
    parser.add_argument("--lighthouse", type=Path, default=_LIGHTHOUSE)
    asked = parser.parse_args()
    if not asked.lighthouse.exists():
        parser.error(f"no {asked.lighthouse}: install it first")
    heads = ("theme", "page", "profile", *_CATEGORIES, "KB", "largest paint, ms")
    _say(f"| {' | '.join(heads)} |\n|---|---|---|{'---:|' * 6}")
    for theme in asked.themes.split(","):
        with tempfile.TemporaryDirectory() as folder:
            site = built(Path(folder), theme)
            for cells in measured(site, asked.lighthouse, asked.runs):
                _say(f"| {theme} | {' | '.join(cells)} |")
    return 0


def measured(site: BuiltSite, lighthouse: Path, runs: int) -> Iterator[list[str]]:
    """Measure a site's two pages in both profiles; give the cells of each line."""
    pages = ("index.html", longest_column(site))
    with serving(site) as root:
        for page, profile in product(pages, _PROFILES):
            url = root + site.address(page)
            found = [measure(lighthouse, url, profile) for _ in range(runs)]
            yield [page, profile, *worst(found)]


def built(folder: Path, theme: str) -> BuiltSite:
    """Build the example publication in a theme."""
    choose_theme(copy_example(folder), theme)
    return BuiltSite(build(folder), EXAMPLE_URL)


def longest_column(site: BuiltSite) -> str:
    """Name the column of the most words."""
    text = "//*[contains(@class, 'text')]//text()"
    return max(
        site.columns, key=lambda page: len(" ".join(site.values(page, text)).split())
    )


def measure(lighthouse: Path, url: str, profile: str) -> dict[str, float]:
    """Measure one page once: its scores, its bytes and its largest paint."""
    with tempfile.TemporaryDirectory() as user:
        done = subprocess.run(
            [
                *("node", str(lighthouse), url, "--output=json", "--quiet"),
                f"--chrome-flags={_FLAGS} --user-data-dir={user}",
                *("--no-enable-error-reporting", *_PROFILES[profile]),
            ],
            capture_output=True,
            text=True,
            check=True,
            timeout=_PATIENCE,
            env={**os.environ, "CHROME_PATH": chromium()},
        )
    said = json.loads(done.stdout)
    scores = {
        name: round(said["categories"][name]["score"] * 100) for name in _CATEGORIES
    }
    audits = said["audits"]
    return {
        **scores,
        "bytes": audits["total-byte-weight"]["numericValue"],
        "paint": audits["largest-contentful-paint"]["numericValue"],
    }


def worst(runs: list[dict[str, float]]) -> list[str]:
    """Give the cells: the least scores, the most bytes and the latest paint."""
    return [
        *(f"{min(run[name] for run in runs):.0f}" for name in _CATEGORIES),
        f"{max(run['bytes'] for run in runs) / 1024:.0f}",
        f"{max(run['paint'] for run in runs):.0f}",
    ]


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())

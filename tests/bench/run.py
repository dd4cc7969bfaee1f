"""Compare Byline with its peers on one corpus, and print the tables.

    python tests/bench/run.py [--columns 10000] [--runs 3] [--peers hugo,pelican]

Installs the peers by name into `.tools/bench/`, which git ignores; see README.md here.
"""

from __future__ import annotations

import argparse
import shlex
import shutil
import sys
import tempfile
from pathlib import Path

from machine import describe_machine, load
from measure import FailedError, memory_kind
from peer import PACKAGES, Site, compile_modules, find_peers
from rows import Plan, Row, measure_rows, measure_starts
from table import format_files, format_results, larger_lines, start_lines
from work import Job, count_files, make_jobs

FEWEST = 10
"""How many columns there must be for each run."""
_MEMORY_DISK = Path("/dev/shm")
_NOTES = """\
- The plain theme prints what the peers' templates print, and the feeds of its site are
  RSS alone, as theirs are. Byline writes some kinds of file more than they do: feeds
  for each section; a sitemap for each year; 404, corrections, robots.txt and a manifest
  of hashes. The peers have a feed for the site and each author, and one sitemap.
- Hugo and Pelican page through all columns from the front page. Byline has no such
  list; it lists every column in its section instead, about as many pages.
- Hugo and Pelican keep nothing from one build to the next: they build all of it again.
- Watching is `byline build --watch` and `hugo server --disableFastRender`: both write
  every page that changes.
"""


def main() -> int:
    """Run the bench; give the exit code."""
    asked = _parse_arguments()
    names = [name for name in asked.peers.split(",") if name]
    rows = tuple(Row(name) for name in asked.only.split(",") if name)
    parent = _MEMORY_DISK if _MEMORY_DISK.is_dir() else Path(tempfile.gettempdir())
    root = Path(tempfile.mkdtemp(prefix="byline-bench-", dir=asked.work or parent))
    plan = Plan(
        rows=rows, runs=asked.runs, size=asked.columns, limit=asked.limit, root=root
    )
    try:
        _tell(f"{describe_machine()}\nwriting {plan.size:,} columns")
        compile_modules(asked.byline)
        jobs = make_jobs(find_peers(names, asked.byline), root, plan.size)
        _say("\n".join(_report(jobs, plan)))
    except FailedError as error:
        _tell(str(error))
        return 1
    finally:
        if asked.keep:
            _tell(f"kept: {root}")
        else:
            shutil.rmtree(root, ignore_errors=True)
    return 0


def _report(jobs: tuple[Job, ...], plan: Plan) -> list[str]:
    """Measure everything; give the text to print."""
    machine = describe_machine()
    found = measure_rows(jobs, plan, _tell)
    starts, bare = measure_starts(jobs) if Row.VERSION in plan.rows else ({}, ())
    sites = [job.peer.site for job in jobs]
    words = sum(len(column.body.split()) for column in jobs[0].columns) / plan.size
    work = f"{plan.size:,} columns of {words:.0f} words"
    ours = [site for site in sites if site is not Site.BROADSHEET]
    other = [site for site in sites if site in {Site.HUGO, Site.BROADSHEET}]
    more = [
        *larger_lines(found, plan.size, ours),
        *start_lines(starts, bare, ours),
    ]
    built = {job.peer.site: count_files(job) for job in jobs if job.output.is_dir()}
    return [
        f"{machine}; {load()} at the end.",
        f"Command: `{shlex.join(['python', *sys.argv])}`. "
        f"Figures: median of {plan.runs} (least–most); memory: {memory_kind()}.\n",
        format_results(found, f"{work}, same kinds of pages", ours, more),
        format_results(found, f"{work}, the default theme with all it has", other),
        format_files(built),
        _NOTES,
    ]


def _parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    usual = ",".join(row.value for row in Row if row is not Row.LARGER)
    parser.add_argument("--columns", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=3, help="of each row")
    parser.add_argument(
        "--peers", default=",".join(PACKAGES), help='besides Byline; "" for none'
    )
    parser.add_argument(
        "--only",
        default=usual,
        metavar="ROWS",
        help=f"without it: {usual}; also: {Row.LARGER.value} (ten times the columns)",
    )
    parser.add_argument(
        "--byline",
        type=Path,
        default=Path(sys.executable).with_name("byline"),
        help="the command to measure; that of this environment without it",
    )
    parser.add_argument("--work", type=Path, help="a folder to work in")
    parser.add_argument("--keep", action="store_true", help="keep the work folders")
    parser.add_argument(
        "--limit", type=float, default=3600, help="seconds that one run may take"
    )
    asked = parser.parse_args()
    if asked.columns < FEWEST * asked.runs:
        parser.error(f"each run edits columns of its own: {FEWEST} a run at least")
    return asked


def _tell(text: str) -> None:
    """Say how it goes, where it does not get into the report."""
    sys.stderr.write(f"{text}\n")


def _say(text: str) -> None:
    sys.stdout.write(f"{text}\n")


if __name__ == "__main__":
    sys.exit(main())

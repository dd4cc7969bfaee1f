"""Stale files of the output are found aside as they are found here."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from conftest import files_of, make_site

BUILD = """\
import datetime as dt, os, sys
from pathlib import Path
from generator.engine import aside, stale
from generator.engine.outcome import BuildOptions
from generator.engine.session import Session

stale._SMALL = 0
if sys.argv[2] == "nowhere else":
    aside.sys.platform = "an island"
looked, state_of = [], stale.state_of
stale.state_of = lambda file: looked.append(file) or state_of(file)
options = BuildOptions(now=dt.datetime(2026, 11, 20, tzinfo=dt.UTC))
outcome = Session(Path(sys.argv[1]), options).build()
print(len(outcome.files.written), outcome.files.unchanged, len(looked) > 0)
"""


def build(site: Path, where: str) -> tuple[int, int, bool]:
    """Build in a fresh process: files written and not, and whether it looked itself."""
    command = [sys.executable, "-c", BUILD, str(site), where]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    written, unchanged, looked = done.stdout.split()
    return int(written), int(unchanged), looked == "True"


@pytest.mark.parametrize("where", ["aside", "nowhere else"])
def test_what_somebody_did_to_the_output_is_mended(tmp_path: Path, where: str) -> None:
    site = make_site(tmp_path)
    here = where != "aside" or sys.platform != "linux"
    written, _, _ = build(site, where)
    whole = files_of(site / "output")
    assert build(site, where) == (0, written, here)

    page = site / "output/columns/crows/index.html"
    page.write_text("gone wrong")
    assert build(site, where) == (1, written - 1, here)
    (site / "output/404.html").unlink()
    page.replace(site / "output/robots.txt")
    assert build(site, where) == (3, written - 3, here)
    assert files_of(site / "output") == whole

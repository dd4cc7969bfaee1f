"""The sites of the bench: those that Byline builds keep to the themes' contract."""

from __future__ import annotations

import dataclasses
import sys
from pathlib import Path

import pytest
from peer import Peer, byline_peers
from rows import Plan, Row, measure_rows
from table import format_results
from work import make_jobs

PEERS = tuple(byline_peers(Path(sys.executable).with_name("byline")))


@pytest.mark.slow
@pytest.mark.parametrize("peer", PEERS, ids=lambda peer: peer.site.name.lower())
def test_a_site_of_bylines_is_built_and_shows_each_edit(
    peer: Peer, tmp_path: Path
) -> None:
    rows = (Row.FIRST, Row.UNCHANGED, Row.BODY, Row.TITLE, Row.BASE)
    plan = Plan(rows=rows, runs=1, size=60, limit=600, root=tmp_path)
    jobs = make_jobs((dataclasses.replace(peer, watch=()),), tmp_path, plan.size)
    # Short lists, so that there are pages behind the first.
    settings = jobs[0].folder / "content" / "site.yaml"
    text = settings.read_text("utf-8").replace("per_page: 20", "per_page: 1")
    settings.write_text(text, encoding="utf-8")

    found = measure_rows(jobs, plan, print)

    assert set(found) == set(rows)
    assert list(jobs[0].output.glob("sections/*/page/1/index.html"))
    assert "one title edited" in format_results(found, "sixty columns", [peer.site])

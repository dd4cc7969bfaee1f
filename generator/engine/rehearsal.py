"""Rehearsal: what the next edit needs is loaded while nobody waits for it.

What it makes is thrown away.  Invariant: the store, the record and the output stay as
they are.
"""

from __future__ import annotations

from contextlib import suppress

# A build imports these when it has something to make.
import generator.engine.delivery
import generator.engine.making  # noqa: F401  # to have it loaded
from generator.engine.bench import TextJob, read_texts
from generator.engine.equipment import Equipment
from generator.engine.makers import render_at
from generator.engine.record import Record, load_digests
from generator.engine.shelves import open_shelves
from generator.engine.stage import StageFolder
from generator.engine.text_kinds import TextKind
from generator.engine.write import Holding, load_holding
from generator.pages.keys import PlanKey, PlanKind, parse_key
from generator.pages.plan import plan_part
from generator.theme.faults import TemplateProblem

_NEWEST = "select path, id from live order by at desc, id desc limit 1"
_FEED = "select owner from page where owner > 'feed:' and owner < 'feed;' limit 1"


def rehearse(equipment: Equipment) -> Holding | None:
    """Read the newest column, and render its page and a feed.

    Gives what Byline has in the output, where that is what the record says.
    """
    record, bench = equipment.record, equipment.bench
    newest = record.connection.execute(_NEWEST).fetchone()
    if newest is None or bench.theme is None:
        return None
    path, name = newest
    read_texts(bench, [TextJob(TextKind.COLUMN, path)])
    keys = [PlanKey(kind=PlanKind.COLUMN, name=name)]
    keys += [parse_key(owner) for (owner,) in record.connection.execute(_FEED)]
    with open_shelves(bench, str(record.file)) as known:
        parts = [plan_part(key, known.library, known.frame) for key in keys]
        for page in (page for part in parts for page in part.pages):
            # What is wrong with a template is told by builds.
            with suppress(TemplateProblem):
                render_at(bench, page)
    return _confirm(record, bench.folder)


def _confirm(record: Record, folder: StageFolder) -> Holding | None:
    holding = load_holding(folder)
    sure = not holding.healed and holding.owned == load_digests(record)
    return holding if sure else None

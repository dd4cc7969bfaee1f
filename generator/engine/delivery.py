"""Delivery: what was made goes into the output, and then into the record.

Owns the difference between what an output holds and what it is to hold.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.digest import Digest
from generator.engine.outcome import Outcome
from generator.engine.parts import MadeFile, MadePart
from generator.engine.reasons import Rendering
from generator.engine.record import (
    PageRow,
    PartRow,
    Record,
    count_pages,
    load_digests,
    load_meta,
    load_owned,
    save_meta,
    save_parts,
)
from generator.engine.shelving import settle
from generator.engine.stage import Staged, StageFolder
from generator.engine.standing import (
    holding_of,
    load_strangers,
    next_due,
    save_outcome,
)
from generator.engine.strangers import find_strangers, has_entries
from generator.engine.write import (
    Changes,
    Holding,
    Listing,
    in_order,
    listing_state,
    load_holding,
    write_changes,
)
from generator.problems import sort_problems

if TYPE_CHECKING:
    from generator.engine.ground import Ground
    from generator.engine.making import Made
    from generator.engine.survey import Survey
    from generator.engine.work import Work


def finish(
    made: Made, survey: Survey, work: Work, ground: Ground, known: Holding | None
) -> tuple[Outcome, Holding]:
    """Bring what was made into the output and the record; say what came of it.

    `known` is what Byline has in the output, where a session knows it: then the
    manifest is left for later.
    """
    record, folder = ground.record, ground.bench.folder
    certain = known is not None and not survey.whole
    listing = Listing.LATER if certain else Listing.AT_ONCE
    holding = known or _recall_holding(record, folder)
    changes = compare_holding(survey, record, work, holding, certain=certain)
    bare = not has_entries(folder.output)
    written, holding, problems = write_changes(changes, holding, folder, listing)
    if problems:
        found = sort_problems((*made.problems, *problems))
        return Outcome(output=folder.output, done=False, problems=found), holding
    strangers = () if bare else _find_strangers(survey, changes, ground)
    rendered = list_rendered(work)
    record.connection.execute("begin immediate")
    _record(survey, record, work, rendered, folder)
    outcome = Outcome(
        output=folder.output,
        done=True,
        columns=survey.columns,
        pages=count_pages(record),
        withheld=tuple(survey.library.withheld.values()),
        next_due=next_due(ground.kept, ground.terms.now),
        rendered=rendered,
        files=replace(written, strangers=strangers),
        problems=made.problems,
    )
    save_outcome(record, outcome, made.met)
    save_meta(record, {"listing": _listing_mark(folder)})
    record.connection.execute("commit")
    return outcome, holding


def _recall_holding(record: Record, folder: StageFolder) -> Holding:
    """Give what an output holds; by the record, where the lists are as it left them."""
    if load_meta(record, "listing") == _listing_mark(folder):
        return holding_of(record)
    return load_holding(folder)


def _listing_mark(folder: StageFolder) -> str:
    return repr(listing_state(folder))


def compare_holding(
    survey: Survey, record: Record, work: Work, holding: Holding, *, certain: bool
) -> Changes:
    """Say what is to become of an output, now that its new files are known.

    `certain` tells that the output holds what the record says and nothing else.
    """
    files = list(work.files)
    made = {file.path: file.digest for file in files}
    planned = dict(holding.owned) if certain else {}
    if not (certain or survey.whole):
        planned = load_digests(record)
    old: set[str] = set()
    if not survey.whole:
        owners = (*(part.owner for part in work.parts), work.own.owner)
        rows = (row for one in owners for row in load_owned(record.connection, one))
        old = {row.path for row in rows}
    for path in old:
        planned.pop(path, None)
    planned.update(made)
    dropped = old - made.keys() if certain else holding.owned.keys() - planned.keys()
    return Changes(
        changed=in_order(_staged(file) for file in files),
        planned=planned,
        dropped=tuple(sorted(dropped)),
    )


def list_rendered(work: Work) -> tuple[Rendering, ...]:
    """List the pages that were rendered, or would be, by address, and why."""
    rendered = (
        Rendering(
            address=file.address,
            origin=file.origin,
            path=file.path,
            others=file.others,
            why=file.why,
        )
        for file in work.files
        if file.others
    )
    return tuple(sorted(rendered, key=lambda one: one.address))


def _record(
    survey: Survey,
    record: Record,
    work: Work,
    rendered: tuple[Rendering, ...],
    folder: StageFolder,
) -> None:
    """Write down what is now in the output; nothing is pending any more."""
    parts = (*work.parts, work.own)
    save_parts(
        record,
        (PartRow(part.owner, part.problems, part.unchecked) for part in parts),
        _rows((*parts, *work.dressed), folder),
        rendered,
        whole=survey.whole,
    )
    settle(record.connection)


def _find_strangers(
    survey: Survey, changes: Changes, ground: Ground
) -> tuple[str, ...]:
    """Name what isn't Byline's; to go through the whole output is for whole builds."""
    output = ground.bench.folder.output
    if survey.whole:
        return find_strangers(changes.planned, output)
    return tuple(
        path
        for path in load_strangers(ground.record)
        if path not in changes.planned and (output / path).exists()
    )


def _staged(file: MadeFile) -> Staged:
    return Staged(
        path=file.path,
        stage=file.stage,
        digest=file.digest,
        changed=file.staged,
        there=file.old is not None,
    )


def _rows(parts: tuple[MadePart, ...], folder: StageFolder) -> Iterator[PageRow]:
    """Make the record's rows of some parts, their files being where they belong."""
    for part in parts:
        for file in part.files:
            state = file.new if file.staged else file.old
            if state is not None:
                yield PageRow(
                    file.address,
                    part.owner,
                    file.origin,
                    file.path,
                    int(file.stage),
                    file.fingerprint,
                    Digest(file.digest),
                    *state,
                )

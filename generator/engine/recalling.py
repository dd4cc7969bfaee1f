"""Recalling: a part of the plan as the record has it, without planning it again.

Where nothing but a template is another, a page shows what it showed, and its view is
taken from the record.  Invariant: a part that is neither pending nor touched is, page
for page, what `recall_part` gives.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct, field
from msgspec.json import Decoder

from generator.digest import Digest
from generator.engine.reasons import PAGE, TEMPLATE
from generator.engine.record import PageRow
from generator.pages.needs import Cards, Needs, recall_view
from generator.pages.page import VIEWS, CopiedFile, Page, PageFacts
from generator.pages.parts import Frame
from generator.pages.stages import Stage
from generator.pages.texts import Part
from generator.urls import Address


class _Others(Struct, frozen=True):
    """Of what a page was made from: what isn't its view."""

    template: Digest = field(name=TEMPLATE)
    page: PageFacts = field(name=PAGE)


_read = Decoder(_Others).decode


class Recalled(Struct, frozen=True, kw_only=True):
    """A part of the plan, and what the record knows of its files."""

    part: Part
    rows: Mapping[str, PageRow]
    """By address, as what follows."""
    needs: Mapping[str, Needs]
    """What its pages were made from."""


def recall_part(
    connection: sqlite3.Connection, owner: str, frame: Frame, cards: Cards
) -> Recalled | None:
    """Give a part of the plan as it was planned last; None where that isn't known."""
    found = connection.execute(
        "select page.*, others, view from page left join making using (address)"
        " left join viewed using (address) where owner=?",
        (owner,),
    )
    pages: list[Page] = []
    files: list[CopiedFile] = []
    rows: dict[str, PageRow] = {}
    known: dict[str, Needs] = {}
    for *columns, others, view in found:
        row = PageRow(*columns)
        rows[row.address] = row
        if row.stage == Stage.ASSET:
            files.append(_recall_file(row))
            continue
        if others is None or view is None:
            return None
        needs = known[row.address] = Needs(others, view)
        if needs.digest != row.fingerprint:
            return None
        page = _recall_page(row, needs, frame, cards)
        if page is None:
            return None
        pages.append(page)
    part = Part(pages=tuple(pages), files=tuple(files))
    return Recalled(part=part, rows=rows, needs=known)


def dressed_otherwise(
    connection: sqlite3.Connection, digest_of: Callable[[str], Digest | None]
) -> Iterator[str]:
    """Name the parts with a page whose template is another than it was.

    `digest_of` digests a template as it is now; None: it can't be read.
    """
    known: dict[str, Digest | None] = {}
    found = connection.execute(
        "select owner, others from page join making using (address) where stage != 0"
    )
    for owner, spelled in found:
        others = _read(spelled)
        name = others.page.template
        if name not in known:
            known[name] = digest_of(name)
        if known[name] != others.template:
            yield owner


def _recall_file(row: PageRow) -> CopiedFile:
    return CopiedFile(
        address=Address(row.address), path=row.origin, digest=row.fingerprint
    )


def _recall_page(row: PageRow, needs: Needs, frame: Frame, cards: Cards) -> Page | None:
    facts = _read(needs.others).page
    view = recall_view(VIEWS[facts.kind], needs.view, frame, cards)
    if view is None:
        return None
    return Page(
        address=facts.address,
        kind=facts.kind,
        template=facts.template,
        view=view,
        language=facts.language,
        stage=Stage(row.stage),
        absolute=facts.absolute,
        origin=row.origin,
    )

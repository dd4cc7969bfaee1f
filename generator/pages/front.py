"""The front page: a lead, two or three seconds, the latest, then each section."""

from __future__ import annotations

from itertools import islice

from generator.pages.frame import place_of
from generator.pages.head import build_head, with_json_ld
from generator.pages.page import Page, PageKind
from generator.pages.parts import Frame, SectionStrip
from generator.pages.stages import Stage
from generator.pages.structured import organization_data
from generator.pages.views import FrontView
from generator.problems import Problem, Weight, nearest
from generator.publication.cards import Card, Named
from generator.publication.library import Library
from generator.publication.naming import section_address
from generator.publication.shelf_keys import ShelfKind
from generator.source.column import ColumnId
from generator.urls import Address

_SECONDS = 3
_LATEST = 6
_STRIP = 4
"""How many cards stand in each part of the page."""
DEEPEST = 1 + _SECONDS + _LATEST + _STRIP
"""How many of the newest, of all or of a section, the page looks at for its cards; a
lead that the settings name may be older."""


def front_page(
    library: Library, frame: Frame, trust: dict[str, str]
) -> tuple[Page, tuple[Problem, ...]]:
    """Plan the front page; `trust` gives the addresses of the trust pages."""
    settings = library.settings
    lead, problems = _lead(library)
    newest = library.newest(_SECONDS + _LATEST + 1)
    others = [card for card in newest if lead is None or card.id != lead.id]
    seconds = tuple(others[:_SECONDS])
    latest = tuple(others[_SECONDS : _SECONDS + _LATEST])
    head = build_head(
        frame,
        address=Address("/"),
        title=settings.title,
        description=settings.description or settings.motto or settings.title,
    )
    shown = {card.id for card in (lead, *seconds, *latest) if card is not None}
    view = FrontView(
        frame=frame,
        head=with_json_ld(head, organization_data(frame, library, trust)),
        date=newest[0].date if newest else None,
        lead=lead,
        seconds=seconds,
        latest=latest,
        strips=_strips(library, shown),
    )
    page = Page(
        address=Address("/"),
        kind=PageKind.FRONT,
        template="front.html",
        view=view,
        language=settings.language,
        stage=Stage.LISTING,
        origin="the front page",
    )
    return page, problems


def _lead(library: Library) -> tuple[Card | None, tuple[Problem, ...]]:
    """Give the column that the settings name, else the newest."""
    newest = next(iter(library.newest(1)), None)
    wanted = library.settings.front_lead
    if not wanted:
        return newest, ()
    found = library.entries.get(ColumnId(wanted))
    if found is not None:
        return found.card, ()
    withheld = {note.id for note in library.withheld.values()}
    near = nearest(wanted, library.entries)
    problem = Problem(
        place=place_of("front.lead", library.settings.places),
        message=f"the lead “{wanted}” is not published now: the newest column leads"
        if wanted in withheld
        else f"no column has the id “{wanted}”: the newest column leads",
        hint=f"did you mean {near}?" if near and wanted not in withheld else "",
        weight=Weight.WARN,
    )
    return newest, (problem,)


def _strips(library: Library, shown: set[ColumnId]) -> tuple[SectionStrip, ...]:
    """Give each declared section its newest columns that aren't on the page yet."""
    strips = []
    for section in library.settings.sections:
        shelf = library.shelf(ShelfKind.SECTION, section.id)
        cards = reversed(shelf.cards) if shelf else ()
        rest = tuple(islice((c for c in cards if c.id not in shown), _STRIP))
        if rest:
            named = Named(label=section.label, href=section_address(section.id))
            strips.append(SectionStrip(section=named, cards=rest))
    return tuple(strips)

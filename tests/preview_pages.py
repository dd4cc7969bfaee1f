"""Pages as the preview is asked about them: planned from values, nothing rendered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from building import library, piece
from reference_plan import plan_site

if TYPE_CHECKING:
    from generator.pages.page import Page
    from generator.publication.library import Library
    from generator.source.body import Body
    from generator.source.settings import Settings


def page_at(address: str, built: Library) -> Page:
    """Plan a site and take one page of it."""
    return next(page for page in plan_site(built).pages if page.address == address)


def column_page(
    name: str,
    text: Body | None = None,
    settings: Settings | None = None,
    **said: Any,
) -> Page:
    """Plan the page of the one column of a paper."""
    more = {"settings": settings} if settings else {}
    return page_at(f"/columns/{name}/", library(piece(name, text, **said), **more))

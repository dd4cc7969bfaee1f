"""Rendering: one page, the theme and the texts it shows → the bytes of its file.

Pure.  Invariant: a template is handed the fields of the page's view, the texts that
the view names, and three names of the engine's; nothing of the site besides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from markupsafe import Markup
from msgspec import Struct
from msgspec.structs import asdict

from generator import __version__
from generator.engine.links import Links, linker
from generator.engine.prose import fill_slots, for_elsewhere, linked_addresses
from generator.engine.reasons import PAGE, SITE, TEMPLATE, VERSION
from generator.pages.feed_views import FeedView
from generator.pages.needs import Needs, find_needs
from generator.pages.page import PageFacts
from generator.pages.parts import Prose
from generator.pages.views import AuthorView, ColumnView, DeskPageView, View
from generator.urls import Url, absolute

if TYPE_CHECKING:
    from generator.digest import Digest
    from generator.pages.page import Page
    from generator.theme.theme import Theme

Bodies = Mapping[str, str]
"""The HTML of texts, links unresolved, by `Prose.source`."""

Printed = dict[tuple[str, str, str], Markup]
"""Texts that were printed: by the address of the page, "" for all whose links are
absolute; by `Prose.source`; and by the URL of their own page, "" on that."""


def render_page(
    page: Page,
    theme: Theme,
    bodies: Bodies,
    links: Links,
    printed: Printed | None = None,
) -> bytes:
    """Render a page; its template's faults are raised as `TemplateProblem`.

    `printed` is what pages with the same `bodies` have printed, for the next one.
    """
    url = linker(page, links)
    printer = ProsePrinter(
        own=own_prose(page.view),
        bodies=bodies,
        url=url,
        homes=_homes(page),
        page=absolute(links.site, page.address),
        at="" if page.absolute else page.address,
        printed={} if printed is None else printed,
    )
    context: dict[str, object] = asdict(page.view)
    context |= {"page": page, "url": url, "prose": printer}
    trail = (page.origin or page.address,)
    return theme.render(page.template, context, language=page.language, trail=trail)


def fingerprint(page: Page, template: Digest, links: Links) -> Digest:
    """Digest everything that decides the bytes of a page.

    `template` is the digest of its template with all that it includes.
    """
    return needs_of(page, template, links).digest


def needs_of(page: Page, template: Digest, links: Links) -> Needs:
    """List what decides the bytes of a page, by field or by a name of `reasons`."""
    return find_needs(page.view, others_of(page, template, links))


def others_of(page: Page, template: Digest, links: Links) -> Mapping[str, object]:
    """List what decides the bytes of a page besides its view."""
    own = PageFacts(
        page.address, page.kind, page.template, page.language, page.absolute
    )
    return {
        VERSION: __version__,
        SITE: (links.site, links.style),
        TEMPLATE: template,
        PAGE: own,
    }


def proses_of(view: View) -> tuple[Prose, ...]:
    """List the texts that a view shows."""
    if isinstance(view, FeedView):
        return tuple(entry.prose for entry in view.entries if entry.prose is not None)
    own = own_prose(view)
    return () if own is None else (own,)


def own_prose(view: View) -> Prose | None:
    """Give the one text that a page is about, if it is about one."""
    if isinstance(view, ColumnView | DeskPageView):
        return view.prose
    return view.bio if isinstance(view, AuthorView) else None


class ProsePrinter(Struct, frozen=True, kw_only=True):
    """The template's `prose`: `prose(entry.prose)`, or `prose()` for the page's own.

    It also has the fields of the page's own text: `prose.language`, `prose.direction`.
    """

    own: Prose | None
    bodies: Bodies
    url: Callable[[str], str]
    homes: Mapping[str, Url]
    """Of texts shown elsewhere than on their own page: that page's URL."""
    page: Url
    """Of the page itself."""
    at: str
    """The page in `printed`."""
    printed: Printed

    def __call__(self, prose: Prose | ProsePrinter | None = None) -> Markup:
        """Print a text with its links resolved for this page."""
        shown = prose if isinstance(prose, Prose) else self.own
        if shown is None:
            raise ValueError("this page has no text of its own: name one, prose(…)")
        home = self.homes.get(shown.source, "")
        key = self.at, shown.source, home
        made = self.printed.get(key)
        if made is None:
            html = fill_slots(self.bodies[shown.source], shown, self.url)
            # Safe: the Markdown room cleans what a writer typed.
            made = Markup(for_elsewhere(html, Url(home)) if home else html)  # noqa: S704  # cleaned, as said above
            self.printed[key] = made
        return made

    @property
    def links(self) -> tuple[str, ...]:
        """The URLs that the links of the page's own text lead to, for paper."""
        return linked_addresses(str(self()), self.page) if self.own else ()

    @property
    def language(self) -> str:
        """Of the page's own text; "" for the site's."""
        return self.own.language if self.own else ""

    @property
    def direction(self) -> str:
        """Of the page's own text."""
        return self.own.direction if self.own else "ltr"


def _homes(page: Page) -> Mapping[str, Url]:
    view = page.view
    if not isinstance(view, FeedView):
        return {}
    return {
        entry.prose.source: Url(entry.url)
        for entry in view.entries
        if entry.prose is not None
    }

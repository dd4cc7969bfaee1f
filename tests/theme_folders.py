"""Small themes on the disk for the tests of `generator/theme/`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

from generator.publication.cards import Card
from generator.source.column import ColumnId, Moment
from generator.theme import theme as theme_module
from generator.theme.theme import Theme, load_theme
from generator.urls import Address, relative

HERE = Address("/columns/rooks/")
CARD = Card(
    id=ColumnId("crows"),
    title="Crows & rooks",
    address=Address("/columns/crows/"),
    byline=(),
    date=Moment(at=dt.datetime(2025, 6, 3, tzinfo=dt.UTC)),
)
BASE = {"base/theme.yaml": "name: base\ncontract: 1\n"}

Files = Mapping[str, str]


def link(href: str) -> str:
    """Link from the page that the tests render."""
    return relative(HERE, Address(href))


def write_files(folder: Path, files: Files) -> Path:
    """Write files below a folder by their paths."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")
    return folder


class Desk:
    """A folder of shipped themes and a site with themes of its own."""

    def __init__(self, folder: Path, ship: Callable[[Path], None]) -> None:
        self.shipped = folder / "shipped"
        self.site = folder / "site"
        ship(self.shipped)
        write_files(self.shipped, BASE)

    def load(
        self, name: str = "paper", settings: Mapping[str, object] | None = None
    ) -> Theme:
        """Load a theme that has no problems."""
        theme, problems = load_theme(
            name, site=self.site, settings=settings or {}, places={}, language="en"
        )
        assert problems == ()
        assert theme is not None
        return theme

    def ship(self, files: Files) -> None:
        """Write files of shipped themes; a `paper` without theme.yaml gets one."""
        if any(path.startswith("paper/") for path in files):
            plain = "name: paper\ncontract: 1\n"
            write_files(self.shipped, {"paper/theme.yaml": plain})
        write_files(self.shipped, files)

    def own(self, files: Files) -> None:
        """Write files of the site's own themes."""
        write_files(self.site / "themes", files)

    def template(self, text: str, name: str = "column.html") -> Theme:
        """Load a theme with one template."""
        self.ship({f"paper/templates/{name}": text})
        return self.load()


def make_desk(folder: Path, replace: Callable[..., None]) -> Desk:
    """Make a desk whose shipped themes stand in place of Byline's."""

    def ship(shipped: Path) -> None:
        replace(theme_module, "shipped_folder", lambda: shipped)

    return Desk(folder, ship)


def show(
    theme: Theme,
    template: str = "column.html",
    *,
    language: str = "en",
    **names: object,
) -> str:
    """Render a template with a card and whatever else is given."""
    context = {"card": CARD, "url": link, **names}
    trail = ("content/columns/rooks.md",)
    return theme.render(template, context, language=language, trail=trail)

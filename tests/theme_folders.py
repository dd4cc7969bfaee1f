"""Small themes on the disk for the tests of `generator/theme/`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path

from generator.problems import Problem, format_problem
from generator.publication.cards import Card
from generator.source.column import ColumnId, Moment
from generator.theme import theme as theme_module
from generator.theme.chain import Layer
from generator.theme.faults import TemplateProblem
from generator.theme.manifest import parse_manifest
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
PLAIN = "name: paper\ncontract: 1\n"

Files = Mapping[str, str]


def link(href: str) -> str:
    """Link from the page that the tests render."""
    return relative(HERE, Address(href))


def write_files(folder: Path, files: Files) -> None:
    """Write files below a folder by their paths."""
    for path, text in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


class Desk:
    """A folder of shipped themes and a site with themes of its own."""

    def __init__(self, folder: Path, replace: Callable[..., None]) -> None:
        self.shipped = folder / "shipped"
        self.site = folder / "site"
        replace(theme_module, "shipped_folder", lambda: self.shipped)
        write_files(self.shipped, BASE)

    def ship(self, files: Files) -> None:
        """Write files of the shipped theme `paper`."""
        if not (self.shipped / "paper/theme.yaml").exists():
            write_files(self.shipped, {"paper/theme.yaml": PLAIN})
        write_files(self.shipped / "paper", files)

    def own(self, files: Files) -> None:
        """Write files of the site's own theme `mine`, which extends `paper`."""
        manifest = {"theme.yaml": "name: mine\nextends: paper\ncontract: 1\n"}
        write_files(self.site / "themes" / "mine", {**manifest, **files})

    def load(self, name: str = "paper", **settings: object) -> Theme:
        """Load a theme that has no problems."""
        theme, problems = load_theme(
            name, site=self.site, settings=settings, places={}, language="en"
        )
        assert problems == ()
        assert theme is not None
        return theme

    def template(self, text: str, name: str = "column.html") -> Theme:
        """Load a theme with one template."""
        self.ship({f"templates/{name}": text})
        return self.load()


def show(theme: Theme, template: str = "column.html", **names: object) -> str:
    """Render a template with a card and whatever else is given."""
    context = {"card": CARD, "url": link, **names}
    trail = ("content/columns/rooks.md",)
    language = str(names.get("language", "en"))
    page = theme.render(template, context, language=language, trail=trail)
    return page.decode("utf-8")


def fault(theme: Theme, template: str = "column.html", **names: object) -> str:
    """Render a template that can't be, and give the whole message."""
    try:
        text = show(theme, template, **names)
    except TemplateProblem as error:
        return format_problem(error.problem)
    raise AssertionError(f"rendered: {text}")


def messages(problems: tuple[Problem, ...]) -> str:
    """Show problems one after the other."""
    return "\n".join(format_problem(problem) for problem in problems)


def layer(
    name: str = "paper",
    *,
    templates: Files | None = None,
    assets: Mapping[str, bytes] | None = None,
    words: Files | None = None,
) -> Layer:
    """Make one theme of a chain without the disk."""
    manifest, problems = parse_manifest(PLAIN, f"themes/{name}/theme.yaml", "paper")
    assert manifest is not None
    assert problems == ()
    return Layer(
        name=name,
        shown=f"themes/{name}",
        manifest=manifest,
        templates=templates or {},
        assets=assets or {},
        words=words or {},
    )

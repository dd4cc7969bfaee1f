"""Where themes lie: the site's own `themes/`, then those shipped with Byline.

Only looks whether folders exist; `chain` reads what is in them.
"""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

BASE = "base"
"""The shipped theme that every chain ends at: feeds, sitemap, robots, redirects."""


class ThemeFolder(Struct, frozen=True, kw_only=True):
    """One theme's folder."""

    name: str
    path: Path
    shipped: bool


def shipped_folder() -> Path:
    """Find the shipped themes: in the installed package, else beside it."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "_themes"
    return installed if installed.is_dir() else package.parent / "themes"


def find_own(name: str, site: Path | None, shipped: Path) -> ThemeFolder | None:
    """Find a theme of the site's own."""
    if site is None or not _is_apart(site, shipped):
        return None
    path = site / "themes" / name
    if not path.is_dir():
        return None
    return ThemeFolder(name=name, path=path, shipped=False)


def find_shipped(name: str, shipped: Path) -> ThemeFolder | None:
    """Find a theme that is shipped with Byline."""
    path = shipped / name
    if not path.is_dir():
        return None
    return ThemeFolder(name=name, path=path, shipped=True)


def theme_names(site: Path | None, shipped: Path) -> tuple[str, ...]:
    """List every theme that a site may name."""
    folders = [shipped] if site is None else [site / "themes", shipped]
    found = {
        entry.name
        for folder in folders
        if folder.is_dir()
        for entry in folder.iterdir()
        if (entry / "theme.yaml").is_file()
    }
    return tuple(sorted(found))


def is_theme_name(name: str) -> bool:
    """Tell a plain folder's name from a path that leads elsewhere."""
    return bool(name) and not name.startswith(".") and not set(name) & set("/\\:")


def _is_apart(site: Path, shipped: Path) -> bool:
    """Tell whether the site's themes are other ones than the shipped."""
    return (site / "themes").resolve() != shipped.resolve()

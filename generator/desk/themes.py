"""The themes that a site can use: which there are, what is in them, what is wrong.

Reads theme folders and nothing else; `new_theme` owns what a new one holds.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct, field

from generator.pages.page import TEMPLATES
from generator.problems import Place, Problem, sort_problems
from generator.source.settings import ThemeChoice
from generator.theme.chain import load_chain
from generator.theme.locate import BASE, find_own, shipped_folder, theme_names
from generator.theme.review import blocks_of, review_theme
from generator.theme.settings import Setting
from generator.theme.theme import Theme, load_theme, settings_of


class Desk(Struct, frozen=True, kw_only=True):
    """What a site says of its theme; without a site, what Byline would take."""

    site: Path | None = None
    choice: ThemeChoice = field(default_factory=ThemeChoice)
    places: Mapping[str, Place]
    """Where `site.yaml` says it."""
    language: str = "en"


class ThemeLine(Struct, frozen=True, kw_only=True):
    """One theme in the list."""

    name: str
    folder: str
    """From the site's folder: "themes/ours"; "" for one that is shipped."""
    extends: str
    """"" for none, or where its `theme.yaml` can't be read."""
    description: str
    in_use: bool


class SettingFacts(Struct, frozen=True, kw_only=True):
    """One setting of a theme, and what the site makes of it."""

    setting: Setting
    value: object


class TemplateFacts(Struct, frozen=True, kw_only=True):
    """One template that a page asks for."""

    name: str
    theme: str
    """The theme of the chain whose file it is."""
    blocks: tuple[tuple[str, str], ...]
    """Each block with the theme that says what is in it."""


class ThemeFacts(Struct, frozen=True, kw_only=True):
    """All that one needs to know to set a theme, or to make a child of it."""

    line: ThemeLine
    chain: tuple[str, ...]
    """The theme and those that it extends."""
    settings: tuple[SettingFacts, ...]
    templates: tuple[TemplateFacts, ...]
    parts: tuple[tuple[str, str], ...]
    """What templates include, each with the theme whose file it is."""


def list_themes(desk: Desk) -> tuple[ThemeLine, ...]:
    """List every theme that the site can use."""
    return tuple(_line(name, desk) for name in known_themes(desk))


def known_themes(desk: Desk) -> tuple[str, ...]:
    """Name every theme that a site can use: `base` alone has no pages."""
    names = theme_names(desk.site, shipped_folder())
    return tuple(name for name in names if name != BASE)


def describe_theme(
    name: str, desk: Desk
) -> tuple[ThemeFacts | None, tuple[Problem, ...]]:
    """Tell what a theme lets a site set and which blocks it is made of."""
    theme, problems = _load(name, desk)
    if theme is None:
        return None, problems
    settings, _ = settings_of(theme.layers)
    facts = ThemeFacts(
        line=_line(name, desk),
        chain=tuple(layer.name for layer in theme.layers),
        settings=tuple(
            SettingFacts(setting=setting, value=theme.values[setting_name])
            for setting_name, setting in settings.items()
        ),
        templates=tuple(
            TemplateFacts(
                name=file, theme=_origin(file, theme), blocks=blocks_of(theme, file)
            )
            for file in theme.names
            if file in TEMPLATES
        ),
        parts=tuple(
            (file, _origin(file, theme))
            for file in theme.names
            if file not in TEMPLATES
        ),
    )
    return facts, problems


def check_theme(name: str, desk: Desk) -> tuple[Problem, ...]:
    """Find all that is wrong or doubtful in a theme, with what the site sets of it."""
    theme, problems = _load(name, desk)
    if theme is None:
        return problems
    reviewed = review_theme(theme, pages=TEMPLATES, language=desk.language)
    return sort_problems((*problems, *theme.check(), *reviewed))


def themes_to_check(desk: Desk) -> tuple[str, ...]:
    """Name the site's own themes and the one that it uses."""
    shipped = shipped_folder()
    own = (name for name in known_themes(desk) if find_own(name, desk.site, shipped))
    return tuple(sorted({*own, desk.choice.name}))


def _load(name: str, desk: Desk) -> tuple[Theme | None, tuple[Problem, ...]]:
    chosen = name == desk.choice.name
    return load_theme(
        name,
        site=desk.site,
        settings=desk.choice.settings if chosen else {},
        places=desk.places if chosen else {"theme": Place(file=f"themes/{name}")},
        language=desk.language,
    )


def _line(name: str, desk: Desk) -> ThemeLine:
    shipped = shipped_folder()
    own = find_own(name, desk.site, shipped) is not None
    layers, _ = load_chain(
        name, site=desk.site, shipped=shipped, asked=Place(file=f"themes/{name}")
    )
    manifest = layers[0].manifest if layers else None
    return ThemeLine(
        name=name,
        folder=f"themes/{name}" if own else "",
        extends=manifest.extends if manifest else "",
        description=manifest.description if manifest else "",
        in_use=name == desk.choice.name,
    )


def _origin(file: str, theme: Theme) -> str:
    """Name the theme whose file a page is rendered by."""
    return next(layer.name for layer in theme.layers if file in layer.templates)

"""A theme, ready to render: the one door to this room.

`load_theme` reads files; from then on a theme is a value that changes nothing outside.
Jinja is imported when a page is rendered: a run that renders none starts without it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from generator.digest import Digest, digest
from generator.problems import Place, Problem, sort_problems
from generator.theme.assets import Asset, asset_links, collect_assets, merge_files
from generator.theme.chain import Layer, load_chain
from generator.theme.faults import TemplateProblem
from generator.theme.icons import Icons
from generator.theme.legibility import check_legibility
from generator.theme.locate import shipped_folder
from generator.theme.scanning import References, may_name, scan_references
from generator.theme.settings import (
    Setting,
    fill_settings,
    merge_settings,
    settings_css,
)
from generator.theme.template_digest import closure, digest_closure
from generator.theme.templates import TemplateName, Templates

if TYPE_CHECKING:
    from generator.theme.renderer import Renderer


def load_theme(
    name: str,
    *,
    site: Path | None,
    settings: Mapping[str, object],
    places: Mapping[str, Place],
    language: str,
) -> tuple[Theme | None, tuple[Problem, ...]]:
    """Read a theme and all it extends; None when it can't render.

    Args:
        name: the theme that the site names.
        site: the site's folder, for its own `themes/`.
        settings: what the site sets of the theme.
        places: where settings stand: "theme.name", "theme.settings.accent".
        language: the site's; words missing in the page's are taken from it.
    """
    asked = places.get("theme.name") or places.get("theme")
    layers, problems = load_chain(
        name,
        site=site,
        shipped=shipped_folder(),
        asked=asked or Place(file="content/site.yaml"),
    )
    if not layers:
        return None, sort_problems(problems)
    known, wrong = settings_of(layers)
    values, misfits = fill_settings(known, settings, places)
    faint = check_legibility(known, values, settings, places)
    found = sort_problems((*problems, *wrong, *misfits, *faint))
    css = settings_css(known, values)
    return Theme(layers, values, css, language), found


def settings_of(
    layers: tuple[Layer, ...],
) -> tuple[Mapping[str, Setting], tuple[Problem, ...]]:
    """Gather what a theme and those it extends let a site set."""
    return merge_settings(
        draft for layer in reversed(layers) for draft in layer.manifest.settings
    )


class Theme:
    """A loaded theme.  Nothing of it changes but what it keeps for speed."""

    def __init__(
        self,
        layers: tuple[Layer, ...],
        settings: Mapping[str, object],
        css: str,
        language: str,
    ) -> None:
        self._layers = layers
        self._settings = settings
        self._language = language
        self._templates = Templates(layers)
        sources = (text for layer in layers for text in layer.templates.values())
        self._assets = collect_assets(layers, css, sources)
        self._links = asset_links(self._assets)
        self._icons = Icons(merge_files(layers))
        self._words_digest = digest([layer.words for layer in layers if layer.words])
        self._digests: dict[str, Digest] = {}
        self._mentions: dict[TemplateName, References] = {}

    @cached_property
    def renderer(self) -> Renderer:
        """What renders the theme's templates, and knows all that is wrong in them."""
        from generator.theme.renderer import Renderer

        return Renderer(
            self._templates,
            settings=self._settings,
            language=self._language,
            links=self._links,
            icons=self._icons,
        )

    def go_on_from(self, other: Theme | None) -> None:
        """Render a page or two at a time, after another state of the same theme."""
        self.renderer.in_pieces = True
        if other is not None:
            self.renderer.take_over(other.renderer)
            self._mentions.update(other.mentions_in(self._templates))

    def mentions_in(self, templates: Templates) -> Mapping[TemplateName, References]:
        """Give what is known of those templates that are the same."""
        same = templates.same(self._templates)
        return {name: self._mentions[name] for name in same if name in self._mentions}

    @property
    def names(self) -> tuple[str, ...]:
        """Every template that a page may ask for."""
        return self._templates.names()

    @property
    def sources(self) -> Digest:
        """Digest every file that the theme is made of, and its settings."""
        layers = [
            (layer.name, layer.templates, layer.assets, layer.words)
            for layer in self._layers
        ]
        return digest((layers, self._settings, self._language))

    @property
    def assets(self) -> tuple[Asset, ...]:
        """Every file that the theme adds to the site."""
        return tuple(self._assets.values())

    def render(
        self,
        template: str,
        context: Mapping[str, object],
        *,
        language: str,
        trail: tuple[str, ...],
    ) -> bytes:
        """Render a page in UTF-8, or raise a `TemplateProblem`.

        `context` is the page's view with `page`, `url` and `prose`; `trail` says for
        people which page it is.
        """
        return self.renderer.render(template, context, language=language, trail=trail)

    def prepare(self, templates: Iterable[str]) -> None:
        """Compile templates that pages will ask for; faults show when one does."""
        self.renderer.prepare(templates)

    def digest(self, template: str) -> Digest:
        """Digest a template with all that it is made from.

        One that is not there, or that refers to one that is not, is a problem.
        """
        found = self._digests.get(template)
        if found is None:
            found = self._digests[template] = self._digest(template)
        return found

    def may_name(self, template: str, names: Iterable[str]) -> frozenset[str]:
        """Tell which names a template, with all that it is made from, may look up.

        One that is not as it should be may look up all: to render it tells why.
        """
        try:
            name = self._templates.find(template) or self.renderer.find(template)
            found = closure(name, self._refer)
        except TemplateProblem:
            return frozenset(names)
        texts = map(self._templates.source, found)
        return frozenset(one for text in texts for one in may_name(text, names))

    def check(self) -> tuple[Problem, ...]:
        """Find what is wrong in any template or words file, without a page."""
        return self.renderer.check()

    @property
    def layers(self) -> tuple[Layer, ...]:
        """The theme and those it extends, child first, as they were read."""
        return self._layers

    @property
    def values(self) -> Mapping[str, object]:
        """What each setting is: the site's value, else the default."""
        return self._settings

    @property
    def templates(self) -> Templates:
        """All templates of the chain, and which of them a name means."""
        return self._templates

    def _digest(self, template: str) -> Digest:
        name = self._templates.find(template) or self.renderer.find(template)
        found = closure(name, self._refer)
        texts = digest_closure(
            found,
            self._templates,
            settings=self._settings,
            icons=self._icons.sources,
            links=self._links,
        )
        speaks = any(references.speaks for references in found.values())
        spoken = (self._language, self._words_digest) if speaks else ()
        return digest((texts, spoken))

    def _refer(self, name: TemplateName) -> References:
        """Tell what a template refers to; it is only parsed where that is unsure."""
        found = self._mentions.get(name)
        if found is None:
            text = self._templates.source(name)
            found = scan_references(text, name, self._templates)
            found = found or self.renderer.refer(name)
            self._mentions[name] = found
        return found

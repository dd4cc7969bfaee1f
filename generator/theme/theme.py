"""A theme, ready to render: the one door to this room.

`load_theme` reads files; from then on a theme is a value that changes nothing outside.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import cast

from jinja2 import Template

from generator.digest import Digest, digest
from generator.problems import Place, Problem, sort_problems
from generator.theme.assets import (
    Asset,
    AssetLink,
    asset_links,
    collect_assets,
    merge_files,
)
from generator.theme.chain import Layer, load_chain
from generator.theme.compiling import FIXED
from generator.theme.environment import XML, ThemeEnvironment
from generator.theme.errors import FAULTS, explain_error, missing_template
from generator.theme.faults import TemplateProblem
from generator.theme.filters import LANGUAGE, clean_xml
from generator.theme.icons import Icons
from generator.theme.locate import shipped_folder
from generator.theme.settings import fill_settings, merge_settings, settings_css
from generator.theme.template_digest import closure, digest_closure
from generator.theme.templates import TemplateName, Templates
from generator.theme.words import build_words, check_words


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
    drafts = (draft for layer in reversed(layers) for draft in layer.manifest.settings)
    known, wrong = merge_settings(drafts)
    values, misfits = fill_settings(known, settings, places)
    found = sort_problems((*problems, *wrong, *misfits))
    css = settings_css(known, values)
    return Theme(layers, values, css, language), found


_PATIENCE = 8
"""After so many pages that failed in one piece, a template is rendered as it is."""


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
        self._environment = ThemeEnvironment(self._templates)
        sources = (text for layer in layers for text in layer.templates.values())
        self._assets = collect_assets(layers, css, sources)
        self._links = asset_links(self._assets)
        self._icons = Icons(merge_files(layers))
        self._words_digest = digest([layer.words for layer in layers if layer.words])
        self._digests: dict[str, Digest] = {}
        self._ready: dict[str, Template] = {}
        self._flat: dict[str, Template | None] = {}
        self._failures = Counter[str]()
        self._voices: dict[str, Mapping[str, object]] = {}

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
    ) -> str:
        """Render a page, or raise a `TemplateProblem`.

        `context` is the page's view with `page`, `url` and `prose`; `trail` says for
        people which page it is.
        """
        url = cast("Callable[[str], str]", context["url"])
        names = dict(context)
        try:
            names.update(self._voice(language), asset=AssetLink(self._links, url))
            text = self._render_flat(template, names)
            if text is None:
                ready = self._ready.get(template) or self._compile(template)
                text = _print(ready, names)
        except (*FAULTS, TemplateProblem) as error:
            raise TemplateProblem(self._explain(error, names, trail)) from error
        return clean_xml(text) if template.endswith(XML) else text

    def digest(self, template: str) -> Digest:
        """Digest a template with all that it is made from, or raise a problem."""
        found = self._digests.get(template)
        if found is None:
            found = self._digest(template)
            self._digests[template] = found
        return found

    def check(self) -> tuple[Problem, ...]:
        """Find what is wrong in any template or words file, without a page."""
        problems = list(check_words(self._layers))
        for level, layer in enumerate(self._layers):
            for file in layer.templates:
                problems += self._check(TemplateName(f"{level}:{file}"))
        return sort_problems(problems)

    def _check(self, name: TemplateName) -> tuple[Problem, ...]:
        try:
            problems = self._environment.references(name).problems
            if not problems:
                self._environment.get_template(name)
        except FAULTS as error:
            return (self._explain(error, {}, ()),)
        return problems

    def _render_flat(self, template: str, names: dict[str, object]) -> str | None:
        """Render a template in one piece; None where that can't be or fails."""
        if template not in self._flat:
            self._flat[template] = self._environment.flat(self._find(template))
        flat = self._flat[template]
        try:
            return None if flat is None else _print(flat, names)
        except FAULTS:
            # What was taken for granted does not hold here, or the page has a fault.
            self._failures[template] += 1
            if self._failures[template] == _PATIENCE:
                self._flat[template] = None
            return None

    def _compile(self, template: str) -> Template:
        ready = self._environment.get_template(self._find(template))
        self._ready[template] = ready
        return ready

    def _find(self, template: str) -> TemplateName:
        name = self._templates.find(template)
        if name is None:
            message, hint = missing_template(template, self._templates)
            place = Place(file=f"{self._layers[0].shown}/templates/{template}")
            raise TemplateProblem(Problem(place=place, message=message, hint=hint))
        return name

    def _digest(self, template: str) -> Digest:
        try:
            found = closure(self._environment, self._find(template))
        except FAULTS as error:
            raise TemplateProblem(self._explain(error, {}, ())) from error
        texts = digest_closure(
            found,
            self._environment,
            settings=self._settings,
            icons=self._icons.sources,
            links=self._links,
        )
        speaks = any(references.speaks for references in found.values())
        spoken = (self._language, self._words_digest) if speaks else ()
        return digest((texts, spoken))

    def _voice(self, language: str) -> Mapping[str, object]:
        """Give the names of a template that depend on nothing but the language."""
        found = self._voices.get(language)
        if found is None:
            words = build_words(self._layers, language, self._language)
            found = {
                **self._environment.globals,
                "theme": self._settings,
                "words": words,
                "say": words.say,
                FIXED: words.fixed.get,
                "icon": self._icons.icon,
                LANGUAGE: language,
            }
            self._voices[language] = found
        return found

    def _explain(
        self, error: Exception, names: Mapping[str, object], trail: tuple[str, ...]
    ) -> Problem:
        return explain_error(error, self._templates, names=names, trail=trail)


def _print(template: Template, names: dict[str, object]) -> str:
    return "".join(template.root_render_func(template.new_context(names, shared=True)))

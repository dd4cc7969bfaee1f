"""Rendering by Jinja: a theme's templates, compiled when they are first asked for.

Must not touch files.  A template is rendered in one piece with all that it includes;
where that can't be, or fails, as it is written, which tells what is wrong.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from typing import cast

from jinja2 import Template, nodes

from generator.problems import Place, Problem, sort_problems
from generator.theme.assets import AssetLink
from generator.theme.compiling import FIXED
from generator.theme.environment import XML, ThemeEnvironment
from generator.theme.errors import FAULTS, explain_error, missing_template
from generator.theme.faults import TemplateProblem
from generator.theme.filters import LANGUAGE, clean_xml
from generator.theme.folding import Common
from generator.theme.icons import Icons
from generator.theme.references import Parts
from generator.theme.scanning import References
from generator.theme.template_digest import closure
from generator.theme.templates import TemplateName, Templates
from generator.theme.words import Words, build_words, check_words

_PATIENCE = 8
"""After so many pages that failed in one piece, a template is rendered as it is."""


class Renderer:
    """Renders the templates of one theme; all that changes of it is kept for speed."""

    def __init__(
        self,
        templates: Templates,
        *,
        settings: Mapping[str, object],
        language: str,
        links: Mapping[str, str],
        icons: Icons,
    ) -> None:
        self._templates = templates
        self._settings = settings
        self._language = language
        self._links = links
        self._icons = icons
        self._environment = ThemeEnvironment(templates)
        self._ready: dict[str, Template] = {}
        self._failures = Counter[str]()
        self._sound: set[str] = set()
        self._voices: dict[str, Mapping[str, object]] = {}
        self.flat: dict[tuple[str, bool], Template | None] = {}
        """Templates in one piece, for pages in the site's language (True) and for
        others; None for those that can't be."""
        self.in_pieces = False
        """Templates are rendered as they are written: for a page or two that is
        sooner than to make one piece of them."""

    def render(
        self,
        template: str,
        context: Mapping[str, object],
        *,
        language: str,
        trail: tuple[str, ...],
    ) -> bytes:
        """Render a page as `Theme.render` says."""
        url = cast("Callable[[str], str]", context["url"])
        names = dict(context)
        try:
            names.update(self._voice(language), asset=AssetLink(self._links, url))
            made = self._render_flat(template, names, language)
            if made is None:
                ready = self._ready.get(template) or self._compile(template)
                made = _print(ready, names)
            if template not in self._sound:
                # What it includes may be wrong where this page did not come by.
                closure(self.find(template), self.refer)
                self._sound.add(template)
        except (*FAULTS, TemplateProblem) as error:
            raise TemplateProblem(self._explain(error, names, trail)) from error
        if isinstance(made, bytes):
            return made
        return (clean_xml(made) if template.endswith(XML) else made).encode("utf-8")

    def prepare(self, templates: Iterable[str]) -> None:
        """Compile templates before a page asks for them; a fault waits for the page."""
        for template in templates:
            with suppress(*FAULTS, TemplateProblem):
                self._flatten(template, self._language)

    def take_over(self, other: Renderer) -> None:
        """Take what another has made of templates that are the same."""
        self._environment.take_over(other._environment)

    def check(self) -> tuple[Problem, ...]:
        """Find what is wrong in any template or words file."""
        problems = list(check_words(self._templates.layers))
        for level, layer in enumerate(self._templates.layers):
            for file in layer.templates:
                problems += self._check(TemplateName(f"{level}:{file}"))
        return sort_problems(problems)

    def find(self, template: str) -> TemplateName:
        """Find the template that a page asks for, or raise a problem."""
        name = self._templates.find(template)
        if name is None:
            message, hint = missing_template(template, self._templates)
            shown = self._templates.layers[0].shown
            place = Place(file=f"{shown}/templates/{template}")
            raise TemplateProblem(Problem(place=place, message=message, hint=hint))
        return name

    def refer(self, name: TemplateName) -> References:
        """Tell from its syntax tree what a template refers to, or raise a problem."""
        try:
            found = self._environment.references(name)
        except FAULTS as error:
            raise TemplateProblem(self._explain(error, {}, ())) from error
        if found.problems:
            raise TemplateProblem(found.problems[0])
        return found

    def parts(self, name: TemplateName) -> tuple[nodes.Template, Parts]:
        """Give a template's syntax tree and every node of it, or raise a problem."""
        self.refer(name)
        return self._environment.checked_tree(name)

    def _check(self, name: TemplateName) -> tuple[Problem, ...]:
        try:
            problems = self._environment.references(name).problems
            if not problems:
                self._environment.get_template(name)
        except FAULTS as error:
            return (self._explain(error, {}, ()),)
        return problems

    def _render_flat(
        self, template: str, names: dict[str, object], language: str
    ) -> str | bytes | None:
        """Render a template in one piece; None where that can't be or fails."""
        if self.in_pieces:
            return None
        flat = self._flatten(template, language)
        try:
            return None if flat is None else _print_flat(flat, names)
        except FAULTS:
            # What was taken for granted does not hold here, or the page has a fault.
            self._failures[template] += 1
            if self._failures[template] == _PATIENCE:
                self.flat |= dict.fromkeys([(template, True), (template, False)])
            return None

    def _flatten(self, template: str, language: str) -> Template | None:
        key = template, language == self._language
        if key not in self.flat:
            # To make one for each language would take longer than it saves.
            common = self._common(language) if key[1] else None
            self.flat[key] = self._environment.flat(self.find(template), common)
        return self.flat[key]

    def _common(self, language: str) -> Common:
        words = self._voice(language)["words"]
        assert isinstance(words, Words), "made there"
        return Common(
            language=language,
            words=words,
            icon=self._icons.icon,
            settings=self._settings,
        )

    def _compile(self, template: str) -> Template:
        ready = self._environment.get_template(self.find(template))
        self._ready[template] = ready
        return ready

    def _voice(self, language: str) -> Mapping[str, object]:
        """Give the names of a template that depend on nothing but the language."""
        found = self._voices.get(language)
        if found is None:
            words = build_words(self._templates.layers, language, self._language)
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


def _print_flat(template: Template, names: dict[str, object]) -> str | bytes:
    """Give what a template in one piece prints: encoded, if it is HTML."""
    printed = template.root_render_func(template.new_context(names, shared=True))
    (page,) = cast("Iterable[str | bytes]", printed)
    return page

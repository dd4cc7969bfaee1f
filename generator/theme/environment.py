"""The Jinja environment of one theme.

Nothing in it depends on chance, the clock or the disk.  Templates are compiled when
they are first rendered, and never read again.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping
from io import StringIO
from types import CodeType
from typing import Any

from jinja2 import BaseLoader, Environment, Template, TemplateNotFound, nodes
from jinja2.utils import missing
from msgspec.structs import replace

from generator.problems import Problem, nearest
from generator.theme.compiling import FlatGenerator, ThemeContext, ThemeGenerator
from generator.theme.errors import FAULTS
from generator.theme.faults import TemplateProblem
from generator.theme.filters import FILTERS
from generator.theme.flattening import flatten
from generator.theme.folding import Common, fold
from generator.theme.missing import Missing
from generator.theme.printing import PLAIN, escaped, printable
from generator.theme.references import (
    Parts,
    find_references,
    find_unknown,
    parts_of,
    settle,
)
from generator.theme.scanning import References
from generator.theme.templates import TemplateName, Templates

XML = (".xml", ".atom", ".rss")
"""What an XML parser reads: one forbidden character would make it refuse the whole."""
_ESCAPED = (".html", *XML)
"""Everything else (.json, .txt) is not mark-up."""


class ThemeEnvironment(Environment):
    """Jinja with the names, filters and rules of a theme."""

    code_generator_class = ThemeGenerator
    context_class = ThemeContext
    escaped = staticmethod(escaped)
    plain = staticmethod(PLAIN.get)

    def __init__(self, templates: Templates) -> None:
        super().__init__(
            autoescape=is_escaped,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=Missing,
            finalize=printable,
            loader=_ChainLoader(),
            # Folding constants takes a quarter of compiling, and templates have few.
            optimized=False,
            cache_size=-1,
            auto_reload=False,
        )
        self.templates = templates
        self.filters.pop("random")
        self.globals.pop("lipsum")
        self.filters.update(FILTERS)
        self._joined: dict[tuple[str, str], str] = {}
        self._parts: dict[tuple[object, str | None], Template] = {}
        self._references: dict[TemplateName, References] = {}
        self._trees: dict[TemplateName, tuple[nodes.Template, Parts]] = {}
        self._codes: dict[TemplateName, CodeType] = {}

    def take_over(self, other: ThemeEnvironment) -> None:
        """Take what was made of templates whose texts are the same here."""
        for name in self.templates.same(other.templates):
            if name in other._references:
                self._references[name] = other._references[name]
            if name in other._codes:
                self._codes[name] = other._codes[name]

    def join_path(self, template: str, parent: str) -> str:
        """Find which template is meant by a name in another template."""
        key = template, parent
        found = self._joined.get(key)
        if found is None:
            found = self.templates.find(template, TemplateName(parent)) or template
            self._joined[key] = found
        return found

    def attribute(self, owner: object, name: str) -> object:
        """Look up `owner.name`: a column page does so 250 times."""
        found = getattr(owner, name, missing)
        return self.getattr(owner, name) if found is missing else found

    def part(self, written: str | tuple[str, ...], asking: str | None) -> Template:
        """Give the template that a name, or the first of several, means in another."""
        key = written, asking
        found = self._parts.get(key)
        if found is None:
            several = [written] if isinstance(written, str) else list(written)
            found = self._parts[key] = self.select_template(several, asking)
        return found

    def code(self, name: TemplateName) -> CodeType:
        """Compile a template from the tree that its references were read from."""
        found = self._codes.get(name)
        if found is None:
            tree, _ = self.checked_tree(name)
            found = self.compile(tree, name, self.templates.file(name))
            self._codes[name] = found
        return found

    def flat(self, name: TemplateName, common: Common | None = None) -> Template | None:
        """Compile a template with all it includes in one piece, if that can be.

        With what is common to pages of one language it is for those alone.
        """
        try:
            tree = flatten(name, self.checked_tree, self._find)
        except (*FAULTS, TemplateProblem):
            # To render the template will tell what is wrong.
            return None
        if tree is None:
            return None
        if common is not None and is_escaped(name):
            fold(tree, common)
        file = self.templates.file(name)
        source = StringIO()
        FlatGenerator(self, name, file, source, optimized=False).visit(tree)
        code = compile(source.getvalue(), file, "exec")
        return self.template_class.from_code(self, code, self.make_globals(None))

    def references(self, name: TemplateName) -> References:
        """Tell what a template refers to; a syntax error is raised as Jinja's."""
        found = self._references.get(name)
        if found is None:
            tree, parts = self._read(name)
            found = find_references(parts, name, self.templates)
            unknown = tuple(self._unknown(parts, name))
            found = replace(found, problems=(*found.problems, *unknown))
            self._references[name] = found
            self._trees[name] = tree, parts
        return found

    def checked_tree(self, name: TemplateName) -> tuple[nodes.Template, Parts]:
        """Give a template's syntax tree, to whoever asks first the one that was read.

        What is wrong in it is raised.
        """
        problems = self.references(name).problems
        if problems:
            raise TemplateProblem(problems[0])
        return self._trees.pop(name, None) or self._read(name)

    def _find(self, written: str, asking: TemplateName) -> TemplateName | None:
        found = self.join_path(written, asking)
        return TemplateName(found) if found.partition(":")[0].isdigit() else None

    def _unknown(self, parts: Parts, name: TemplateName) -> Iterator[Problem]:
        for line, kind, word in find_unknown(parts, self.filters, self.tests):
            known = self.filters if kind == "filter" else self.tests
            meant = nearest(word, known)
            yield Problem(
                place=self.templates.place(name, line),
                message=f"there is no {kind} `{word}`",
                hint=f"did you mean `{meant}`?" if meant else "",
            )

    def _read(self, name: TemplateName) -> tuple[nodes.Template, Parts]:
        tree = self._parse(self.templates.source(name), name, None)
        parts = parts_of(tree)
        settle(parts, name, self.templates)
        return tree, parts


class _ChainLoader(BaseLoader):
    """Takes templates from the chain's memory."""

    def load(
        self,
        environment: Environment,
        name: str,
        globals: MutableMapping[str, Any] | None = None,  # noqa: A002  # Jinja's name
    ) -> Template:
        """Give a template, compiled."""
        assert isinstance(environment, ThemeEnvironment), "made for themes only"
        if not name.partition(":")[0].isdigit():
            raise TemplateNotFound(name)
        code = environment.code(TemplateName(name))
        return environment.template_class.from_code(environment, code, globals or {})


def is_escaped(name: str | None) -> bool:
    """Tell whether what a template prints is escaped, by its name's ending."""
    return name is not None and name.endswith(_ESCAPED)

"""The templates of a chain by name, and which file a name means.

"column.html"            the child's, else its parent's, and so on
"broadsheet/column.html" the one of that theme, or what that theme inherits; asked from
                         a theme of the same name it is the elder one
"parent:column.html"     whatever stands behind the template that asks

Must not touch files.  Invariant: inside, a template is named by its place in the chain,
"0:column.html", so that a template's name says who its parents are.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NewType

from msgspec import Struct

from generator.problems import Place
from generator.theme.chain import Layer

TemplateName = NewType("TemplateName", str)
"""Number of the layer, a colon, the name: "0:column.html"."""
PARENT = "parent:"


class Templates(Struct, frozen=True):
    """All templates of a chain."""

    layers: tuple[Layer, ...]
    """Child first."""

    def names(self) -> tuple[str, ...]:
        """List the names that a page may ask for."""
        found = {name for layer in self.layers for name in layer.templates}
        return tuple(sorted(found))

    def find(
        self, name: str, asking: TemplateName | None = None
    ) -> TemplateName | None:
        """Find the template that a name means in a page or in another template."""
        level = _level(asking) if asking else 0
        if name.startswith(PARENT):
            return self._search(name.removeprefix(PARENT), level + 1)
        theme, _, rest = name.partition("/")
        start = self._level_of(theme, level if asking else -1) if rest else None
        if start is not None:
            return self._search(rest, start)
        return self._search(name, 0)

    def same(self, other: Templates) -> Iterator[TemplateName]:
        """Name the templates that say and mean what they do in another chain.

        None do where others are there: a name may mean another template then.
        """
        if self._shape() != other._shape():
            return
        for level, layer in enumerate(self.layers):
            before = other.layers[level].templates
            for file, text in layer.templates.items():
                if before[file] == text:
                    yield TemplateName(f"{level}:{file}")

    def source(self, name: TemplateName) -> str:
        """Give a template's text."""
        return self.layers[_level(name)].templates[_file(name)]

    def file(self, name: TemplateName) -> str:
        """Name a template's file for people."""
        return f"{self.layers[_level(name)].shown}/templates/{_file(name)}"

    def place(self, name: TemplateName, line: int, column: int = 0) -> Place:
        """Point at a line of a template; at its first word when no column is known."""
        lines = self.source(name).split("\n")
        number = min(max(line, 1), len(lines))
        excerpt = lines[number - 1]
        first = len(excerpt) - len(excerpt.lstrip()) + 1
        return Place(
            file=self.file(name), line=number, column=column or first, excerpt=excerpt
        )

    def _shape(self) -> list[tuple[str, frozenset[str]]]:
        return [(layer.shown, frozenset(layer.templates)) for layer in self.layers]

    def _search(self, name: str, start: int) -> TemplateName | None:
        for level in range(start, len(self.layers)):
            if name in self.layers[level].templates:
                return TemplateName(f"{level}:{name}")
        return None

    def _level_of(self, theme: str, above: int) -> int | None:
        """Find a theme of the chain: an elder one of that name before any other."""
        levels = [
            level for level, layer in enumerate(self.layers) if layer.name == theme
        ]
        elder = [level for level in levels if level > above]
        return next(iter(elder or levels), None)


def _level(name: TemplateName) -> int:
    return int(name.partition(":")[0])


def _file(name: TemplateName) -> str:
    return name.partition(":")[2]

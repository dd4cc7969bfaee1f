"""What a template's text refers to: other templates, assets, icons, settings.

Must not touch files.  Everything is read from the syntax tree, so that a digest knows
what a page is made from without rendering it; so a name that is made up while
rendering is a problem.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass

from jinja2 import nodes

from generator.problems import Problem
from generator.theme.errors import missing_template
from generator.theme.templates import PARENT, TemplateName, Templates

ANY = ("*",)
"""Stands for all: the template makes the name up while rendering."""

_Reference = nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport
_REFERENCES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


@dataclass(frozen=True, slots=True, kw_only=True)
class References:
    """What one template refers to."""

    templates: tuple[TemplateName, ...] = ()
    """Of those that are there, in the order of the text."""
    assets: tuple[str, ...] = ()
    icons: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    speaks: bool = False
    """It uses the theme's words."""
    problems: tuple[Problem, ...] = ()


def find_references(
    tree: nodes.Template, name: TemplateName, templates: Templates
) -> References:
    """Read a template's syntax tree."""
    found: list[TemplateName] = []
    problems: list[Problem] = []
    for node in tree.find_all(_REFERENCES):
        assert isinstance(node, _REFERENCES), "nothing else was looked for"
        _follow(node, name, templates, found, problems)
    return References(
        templates=tuple(dict.fromkeys(found)),
        assets=_called(tree, "asset"),
        icons=_called(tree, "icon"),
        settings=_settings(tree),
        speaks=_mentions(tree, "say") + _mentions(tree, "words") > 0,
        problems=tuple(problems),
    )


def find_unknown(
    tree: nodes.Template, filters: Container[str], tests: Container[str]
) -> Iterator[tuple[int, str, str]]:
    """Find filters and tests that there are not: line, kind and name.

    Jinja finds some of them only when their branch is taken.
    """
    for node in tree.find_all(nodes.Filter):
        if node.name not in filters:
            yield node.lineno, "filter", node.name
    for test in tree.find_all(nodes.Test):
        if test.name not in tests:
            yield test.lineno, "test", test.name


def settle(
    tree: nodes.Template, name: TemplateName, templates: Templates
) -> nodes.Template:
    """Make plain what a theme's author means where Jinja would do otherwise.

    Imported macros get the page's names, as with `with context`: without them a macro
    had no `url` and no `say`.  A template that extends its own name extends what stands
    behind it.
    """
    for node in tree.find_all((nodes.Import, nodes.FromImport)):
        assert isinstance(node, nodes.Import | nodes.FromImport), "of these two"
        node.with_context = True
    for node in tree.find_all(nodes.Extends):
        written = _written(node)
        if written and templates.find(written[0], name) == name:
            node.template = nodes.Const(f"{PARENT}{name.partition(':')[2]}")
    return tree


def _follow(
    node: _Reference,
    name: TemplateName,
    templates: Templates,
    found: list[TemplateName],
    problems: list[Problem],
) -> None:
    names = _written(node)
    if names is None:
        problems.append(_dynamic(node, name, templates))
        return
    hits = [hit for text in names if (hit := templates.find(text, name))]
    found += hits
    lenient = isinstance(node, nodes.Include) and node.ignore_missing
    if not hits and not lenient:
        message, hint = missing_template(names[0] if names else "", templates)
        place = templates.place(name, node.lineno)
        problems.append(Problem(place=place, message=message, hint=hint))


def _written(node: _Reference) -> tuple[str, ...] | None:
    """Give the names as written, or None where they are made up while rendering."""
    template = node.template
    items = template.items if isinstance(template, nodes.List | nodes.Tuple) else None
    listed = [template] if items is None else items
    values = [item.value for item in listed if isinstance(item, nodes.Const)]
    texts = tuple(value for value in values if isinstance(value, str))
    return texts if len(texts) == len(listed) else None


_WORDS = {
    nodes.Extends: "extends",
    nodes.Include: "include",
    nodes.Import: "import",
    nodes.FromImport: "import",
}


def _dynamic(node: _Reference, name: TemplateName, templates: Templates) -> Problem:
    word = _WORDS[type(node)]
    message = f"{{% {word} %}} wants a template's name in quotes"
    hint = "choose with {% if %} between several, each with its name written out"
    place = templates.place(name, node.lineno)
    return Problem(place=place, message=message, hint=hint)


def _called(tree: nodes.Template, function: str) -> tuple[str, ...]:
    """List the literal first arguments of a function, or `ANY`."""
    calls = [call for call in tree.find_all(nodes.Call) if _is(call.node, function)]
    literals = [
        call.args[0].value
        for call in calls
        if call.args and isinstance(call.args[0], nodes.Const)
    ]
    if len(literals) < _mentions(tree, function):
        return ANY
    return tuple(sorted({str(literal) for literal in literals}))


def _settings(tree: nodes.Template) -> tuple[str, ...]:
    """List the settings that are used by name, or `ANY`."""
    dotted = [node.attr for node in tree.find_all(nodes.Getattr) if _is(node.node)]
    keyed = [
        str(node.arg.value)
        for node in tree.find_all(nodes.Getitem)
        if _is(node.node) and isinstance(node.arg, nodes.Const)
    ]
    if len(dotted) + len(keyed) < _mentions(tree, "theme"):
        return ANY
    return tuple(sorted({*dotted, *keyed}))


def _is(node: nodes.Expr, name: str = "theme") -> bool:
    return isinstance(node, nodes.Name) and node.name == name


def _mentions(tree: nodes.Template, name: str) -> int:
    return sum(1 for _ in _names(tree, name))


def _names(tree: nodes.Template, name: str) -> Iterator[nodes.Name]:
    return (node for node in tree.find_all(nodes.Name) if node.name == name)

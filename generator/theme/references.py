"""What a template's text refers to: other templates, assets, icons, settings.

Must not touch files.  Everything is read from the syntax tree, so that a digest knows
what a page is made from without rendering it; so a name that is made up while
rendering is a problem.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterator

from jinja2 import nodes

from generator.problems import Problem
from generator.theme.errors import missing_template
from generator.theme.scanning import ANY, METHODS, References
from generator.theme.templates import PARENT, TemplateName, Templates

Parts = tuple[nodes.Node, ...]
"""Every node of a template's syntax tree."""

_Reference = nodes.Extends | nodes.Include | nodes.Import | nodes.FromImport
_REFERENCES = (nodes.Extends, nodes.Include, nodes.Import, nodes.FromImport)


def parts_of(tree: nodes.Template) -> Parts:
    """List every node of a syntax tree: one walk serves all questions."""
    found: list[nodes.Node] = []
    waiting: list[object] = [tree]
    while waiting:
        item = waiting.pop()
        if isinstance(item, nodes.Node):
            found.append(item)
            waiting += [getattr(item, name) for name in reversed(item.fields)]
        elif isinstance(item, list):
            waiting += reversed(item)
    return tuple(found[1:])


def find_references(
    parts: Parts, name: TemplateName, templates: Templates
) -> References:
    """Read the nodes of a template."""
    found: list[TemplateName] = []
    problems: list[Problem] = []
    for node in parts:
        if isinstance(node, _REFERENCES):
            _follow(node, name, templates, found, problems)
    mentions = Counter(node.name for node in parts if isinstance(node, nodes.Name))
    return References(
        templates=tuple(dict.fromkeys(found)),
        assets=_called(parts, "asset", mentions["asset"]),
        icons=_called(parts, "icon", mentions["icon"]),
        settings=_settings(parts, mentions["theme"]),
        speaks=mentions["say"] + mentions["words"] > 0,
        problems=tuple(problems),
    )


def find_unknown(
    parts: Parts, filters: Container[str], tests: Container[str]
) -> Iterator[tuple[int, str, str]]:
    """Find filters and tests that there are not: line, kind and name.

    Jinja finds some of them only when their branch is taken.
    """
    for node in parts:
        if isinstance(node, nodes.Filter) and node.name not in filters:
            yield node.lineno, "filter", node.name
        if isinstance(node, nodes.Test) and node.name not in tests:
            yield node.lineno, "test", node.name


def settle(parts: Parts, name: TemplateName, templates: Templates) -> None:
    """Make plain what a theme's author means where Jinja would do otherwise.

    Imported macros get the page's names, as with `with context`: without them a macro
    had no `url` and no `say`.  A template that extends its own name extends what stands
    behind it.
    """
    for node in parts:
        if isinstance(node, nodes.Import | nodes.FromImport):
            node.with_context = True
        elif isinstance(node, nodes.Extends):
            written = _written(node)
            if written and templates.find(written[0], name) == name:
                node.template = nodes.Const(f"{PARENT}{name.partition(':')[2]}")


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


def _called(parts: Parts, function: str, mentions: int) -> tuple[str, ...]:
    """List the literal first arguments of a function, or `ANY`.

    Fewer such calls than mentions: it is called with something else somewhere.
    """
    literals = [
        call.args[0].value
        for call in parts
        if isinstance(call, nodes.Call)
        and _is(call.node, function)
        and call.args
        and isinstance(call.args[0], nodes.Const)
    ]
    if len(literals) < mentions:
        return ANY
    return tuple(sorted({str(literal) for literal in literals}))


def _settings(parts: Parts, mentions: int) -> tuple[str, ...]:
    """List the settings that are used by name, or `ANY`."""
    dotted = [
        node.attr
        for node in parts
        if isinstance(node, nodes.Getattr) and _is(node.node, "theme")
    ]
    keyed = [
        str(node.arg.value)
        for node in parts
        if isinstance(node, nodes.Getitem)
        and _is(node.node, "theme")
        and isinstance(node.arg, nodes.Const)
    ]
    if len(dotted) + len(keyed) < mentions or not METHODS.isdisjoint(dotted):
        return ANY
    return tuple(sorted({*dotted, *keyed}))


def _is(node: nodes.Expr, name: str) -> bool:
    return isinstance(node, nodes.Name) and node.name == name

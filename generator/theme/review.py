"""What in a theme does nothing, or would go wrong on some page: found without a page.

Must not touch files.  The rest of what can be wrong is found by `Theme.check`; this
looks at the named theme's own files alone, and takes those it extends for granted.
"""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from jinja2 import nodes

from generator.problems import Place, Problem, Weight, nearest, sort_problems
from generator.theme.assets import ADDITIONS, STYLE, merge_files
from generator.theme.faults import TemplateProblem
from generator.theme.icons import FOLDER as ICONS
from generator.theme.review_words import check_said, check_spoken
from generator.theme.scanning import References
from generator.theme.templates import TemplateName
from generator.theme.theme import Theme, settings_of

Read = dict[TemplateName, tuple[nodes.Template, tuple[nodes.Node, ...], References]]
"""Tree, nodes and references of each template that can be read."""


def review_theme(
    theme: Theme, *, pages: Iterable[str], language: str
) -> tuple[Problem, ...]:
    """Look through a theme's own files.

    `pages` are the templates that pages ask for, `language` is the site's.
    """
    read = _read(theme)
    found = (
        *_check_asked_for(theme, read, tuple(pages)),
        *_check_circles(theme, read),
        *_check_blocks(theme, read),
        *_check_assets(theme, read),
        *_check_settings(theme, read),
        *check_said(_own(read), theme),
        *check_spoken(theme.layers, language),
    )
    return sort_problems(found)


def blocks_of(theme: Theme, template: str) -> tuple[tuple[str, str], ...]:
    """List the blocks of a page's template, each with the theme it comes from."""
    origin: dict[str, str] = {}
    here = theme.templates.find(template)
    seen: set[TemplateName] = set()
    while here is not None and here not in seen:
        seen.add(here)
        try:
            tree, parts = theme.renderer.parts(here)
        except TemplateProblem:
            break
        layer = theme.layers[int(here.partition(":")[0])].name
        for node in parts:
            if isinstance(node, nodes.Block):
                origin.setdefault(node.name, layer)
        here = _parent(tree, here, theme)
    return tuple(sorted(origin.items()))


def _read(theme: Theme) -> Read:
    found: Read = {}
    for level, layer in enumerate(theme.layers):
        for file in layer.templates:
            name = TemplateName(f"{level}:{file}")
            try:
                found[name] = (*theme.renderer.parts(name), theme.renderer.refer(name))
            except TemplateProblem:
                continue  # `Theme.check` tells of it.
    return found


def _own(read: Read) -> Iterator[tuple[TemplateName, tuple[nodes.Node, ...]]]:
    for name, (_, parts, _) in read.items():
        if name.startswith("0:"):
            yield name, parts


def _parent(
    tree: nodes.Template, name: TemplateName, theme: Theme
) -> TemplateName | None:
    for node in tree.body:
        if isinstance(node, nodes.Extends) and isinstance(node.template, nodes.Const):
            return theme.templates.find(str(node.template.value), name)
    return None


def _check_asked_for(
    theme: Theme, read: Read, pages: tuple[str, ...]
) -> Iterator[Problem]:
    """Find templates that no page asks for, and no other template."""
    templates = theme.templates
    waiting = [name for page in pages if (name := templates.find(page))]
    asked: set[TemplateName] = set()
    while waiting:
        name = waiting.pop()
        if name in asked:
            continue
        asked.add(name)
        if name not in read:
            return  # What it asks for isn't known.
        waiting += read[name][2].templates
    inherited = {name for layer in theme.layers[1:] for name in layer.templates}
    for file in theme.layers[0].templates:
        name = TemplateName(f"0:{file}")
        if name in asked:
            continue
        meant = nearest(file, {*pages, *inherited} - {file})
        hint = f"did you mean `{meant}`?" if meant else "take it away, or include it"
        message = f"no page and no other template asks for `{file}`"
        yield _doubt(templates.place(name, 1), message, hint)


def _check_circles(theme: Theme, read: Read) -> Iterator[Problem]:
    """Find templates that extend themselves in the end."""
    for name in read:
        way = [name]
        while name.startswith("0:") and way[-1] in read:
            parent = _parent(read[way[-1]][0], way[-1], theme)
            if parent is None or parent in way[1:]:
                break
            way.append(parent)
            if parent == name:
                circle = " → ".join(each.partition(":")[2] for each in way)
                message = f"the template extends itself: {circle}"
                hint = "take {% extends … %} out of one of them"
                place = theme.templates.place(name, 1)
                yield Problem(place=place, message=message, hint=hint)
                break


def _check_blocks(theme: Theme, read: Read) -> Iterator[Problem]:
    """Find blocks that no parent has, and text outside of blocks: neither is shown."""
    for name, (tree, _, _) in read.items():
        parent = _parent(tree, name, theme)
        if not name.startswith("0:") or parent is None:
            continue
        known = _inherited_blocks(parent, theme, read)
        if known is None:
            continue
        for node in tree.body:
            if isinstance(node, nodes.Block) and node.name not in known:
                meant = nearest(node.name, known)
                hint = f"there are {', '.join(sorted(known))}"
                if meant:
                    hint = f"did you mean `{meant}`?"
                message = (
                    f"the block `{node.name}` is shown nowhere: "
                    "the template that this one extends has none of that name"
                )
                place = theme.templates.place(name, node.lineno)
                yield _doubt(place, message, hint)
            elif isinstance(node, nodes.Output) and _says_something(node):
                message = "text outside of a block is not shown"
                place = theme.templates.place(name, node.lineno)
                yield _doubt(place, message, "put it inside {% block … %}")


def _inherited_blocks(
    name: TemplateName | None, theme: Theme, read: Read
) -> set[str] | None:
    found: set[str] = set()
    seen: set[TemplateName] = set()
    while name is not None and name not in seen:
        seen.add(name)
        if name not in read:
            return None
        tree, parts, _ = read[name]
        found |= {node.name for node in parts if isinstance(node, nodes.Block)}
        name = _parent(tree, name, theme)
    return found


def _says_something(node: nodes.Output) -> bool:
    return any(
        not isinstance(item, nodes.TemplateData) or item.data.strip()
        for item in node.nodes
    )


def _check_assets(theme: Theme, read: Read) -> Iterator[Problem]:
    """Find files that templates ask for in vain, and those that nobody asks for."""
    own, merged = theme.layers[0], merge_files(theme.layers)
    published = {STYLE, *(path for path in merged if path != ADDITIONS)}
    for name, parts in _own(read):
        for call in parts:
            if not isinstance(call, nodes.Call) or not isinstance(
                call.node, nodes.Name
            ):
                continue
            path = _path(call)
            if path and path not in published:
                meant = nearest(path, published)
                hint = f"did you mean `{meant}`?" if meant else f"add assets/{path}"
                message = f"the theme has no file `assets/{path}`"
                place = theme.templates.place(name, call.lineno)
                yield Problem(place=place, message=message, hint=hint)
    elder = {path for layer in theme.layers[1:] for path in layer.assets}
    texts = [text for layer in theme.layers for text in layer.templates.values()]
    texts += [
        data.decode("utf-8", "replace")
        for path, data in merged.items()
        if path.endswith((".css", ".js"))
    ]
    texts += [
        layer.assets.get(ADDITIONS, b"").decode("utf-8", "replace")
        for layer in theme.layers
    ]
    for path in own.assets:
        # An icon that nobody asks for is not published; a child may ask for it.
        used = path in {STYLE, ADDITIONS} or path in elder or path.startswith(ICONS)
        base = posixpath.basename(path)
        if not used and not any(path in text or base in text for text in texts):
            place = Place(file=f"{own.shown}/assets/{path}")
            hint = "take it away, or ask for it with asset(…) or icon(…)"
            yield _doubt(
                place, "no template and no stylesheet asks for this file", hint
            )


def _path(call: nodes.Call) -> str:
    """Give the path that a call of `asset` or `icon` asks for; "" for other calls."""
    assert isinstance(call.node, nodes.Name), "the caller has looked"
    first = call.args[0] if call.args else None
    if not isinstance(first, nodes.Const):
        return ""
    if call.node.name == "icon":
        return f"{ICONS}{first.value}.svg"
    return str(first.value) if call.node.name == "asset" else ""


def _check_settings(theme: Theme, read: Read) -> Iterator[Problem]:
    """Find settings of the theme's own that change nothing."""
    own = theme.layers[0]
    asked = {name for _, _, found in read.values() for name in found.settings}
    if "*" in asked:
        return
    styles = b"".join(
        data
        for layer in theme.layers
        for path, data in layer.assets.items()
        if path.endswith(".css")
    ).decode("utf-8", "replace")
    known, _ = settings_of(theme.layers)
    for draft in own.manifest.settings:
        setting = known.get(draft.name)
        if setting is None or draft.name in asked:
            continue
        if setting.css and f"var({setting.css}" in styles:
            continue
        message = f"the setting `{draft.name}` changes nothing"
        hint = f"ask for theme.{draft.name} in a template"
        if setting.css:
            hint = f"write var({setting.css}) in a stylesheet"
        yield _doubt(draft.place, message, hint)


def _doubt(place: Place, message: str, hint: str) -> Problem:
    return Problem(place=place, message=message, hint=hint, weight=Weight.WARN)

"""Flat templates: one tree of a page's template with all it extends and includes.

Pure.  A column page of a theme is some 25 parts and 25 blocks; in one piece its names
are looked up once and its fixed text runs together.  Invariant: a flat template prints
what the template prints, or fails; what can't be flat for sure isn't (`None`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from jinja2 import nodes

from generator.theme.templates import TemplateName

Tree = Callable[[TemplateName], nodes.Template]
"""Gives the syntax tree of a template; it is taken apart here."""
Find = Callable[[str, TemplateName], TemplateName | None]
"""Finds the template that a name means in another."""
Blocks = Mapping[str, tuple[nodes.Block, ...]]
"""The blocks of a page by name: a child's, then its parent's."""


def flatten(name: TemplateName, tree: Tree, find: Find) -> nodes.Template | None:
    """Make one tree of a template, or none where that might print another page."""
    try:
        return nodes.Template(_flatten_page(name, tree, find), lineno=1)
    except _UnlikeError:
        return None


class _UnlikeError(Exception):
    """In one piece a template might not print the same."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """Where statements stand."""

    tree: Tree
    find: Find
    asking: TemplateName
    """The template whose context is in force there."""
    blocks: Blocks
    within: tuple[TemplateName, ...]
    """The parts around it."""
    parts: dict[TemplateName, list[nodes.Node]]
    """Flat parts, as one may be included in many places."""
    local: bool = False
    """Names are known there that a block would not see."""
    above: tuple[nodes.Block, ...] = ()
    """What `super()` prints there: blocks of the parents."""


def _flatten_page(name: TemplateName, tree: Tree, find: Find) -> list[nodes.Node]:
    chain = _chain(name, tree, find)
    blocks: dict[str, tuple[nodes.Block, ...]] = {}
    for each in chain:
        for block in each.find_all(nodes.Block):
            blocks[block.name] = (*blocks.get(block.name, ()), block)
    place = _Place(
        tree=tree,
        find=find,
        asking=name,
        blocks=blocks,
        within=(name,),
        parts={},
    )
    first = [node for child in chain[:-1] for node in child.body if _counts(node)]
    body = _settled(_flatten(first, place) + _flatten(chain[-1].body, place))
    if any("super" in _used_in(node) for node in body):
        raise _UnlikeError
    return body


def _chain(name: TemplateName, tree: Tree, find: Find) -> list[nodes.Template]:
    """List a template and those it extends."""
    chain: list[nodes.Template] = []
    here: TemplateName | None = name
    while here is not None:
        found = tree(here)
        _check_names(found)
        chain.append(found)
        extends = [node for node in found.body if isinstance(node, nodes.Extends)]
        if len(extends) != len(list(found.find_all(nodes.Extends))) or len(extends) > 1:
            raise _UnlikeError
        here = _named(extends[0].template, here, find) if extends else None
    return chain


def _counts(node: nodes.Node) -> bool:
    """Tell whether a statement outside a child's blocks does anything."""
    if isinstance(node, nodes.Assign | nodes.AssignBlock):
        return True
    if isinstance(node, nodes.Output | nodes.Block | nodes.Extends):
        return False
    raise _UnlikeError


def _flatten(body: Sequence[nodes.Node], place: _Place) -> list[nodes.Node]:
    return [flat for node in body for flat in _flatten_node(node, place)]


def _flatten_node(node: nodes.Node, place: _Place) -> Iterable[nodes.Node]:
    if isinstance(node, nodes.Output):
        return _flatten_output(node, place)
    if isinstance(node, nodes.Block):
        return _flatten_block(node, place)
    if isinstance(node, nodes.Include):
        return _flatten_include(node, place)
    if isinstance(node, nodes.If):
        for branch in (node, *node.elif_):
            branch.body = _joined(_flatten(branch.body, place))
        node.else_ = _joined(_flatten(node.else_, place))
    elif isinstance(node, nodes.For | nodes.With | nodes.AssignBlock):
        inner = replace(place, local=True, above=())
        node.body = _settled(_flatten(node.body, inner))
        if isinstance(node, nodes.For):
            node.else_ = _settled(_flatten(node.else_, inner))
    elif not isinstance(node, nodes.Assign):
        raise _UnlikeError
    return (node,)


def _flatten_output(node: nodes.Output, place: _Place) -> Iterable[nodes.Node]:
    """Put the parent's block where `{{ super() }}` stands."""
    run: list[nodes.Expr] = []
    for item in node.nodes:
        if isinstance(item, nodes.Call) and _is_name(item.node, "super"):
            if not place.above:
                raise _UnlikeError
            yield nodes.Output(run, lineno=node.lineno)
            run = []
            yield from _block_body(place.above, place)
        else:
            run.append(item)
    yield nodes.Output(run, lineno=node.lineno)


def _flatten_block(block: nodes.Block, place: _Place) -> Iterable[nodes.Node]:
    chosen = place.blocks[block.name]
    if (place.local and not block.scoped) or chosen[0].required:
        raise _UnlikeError
    return _block_body(chosen, place)


def _block_body(chosen: tuple[nodes.Block, ...], place: _Place) -> Iterable[nodes.Node]:
    block, above = chosen[0], chosen[1:]
    sets = any(isinstance(node, _SETS) for node in _outside(block, nodes.Block))
    if sets and block.find(nodes.Block) is not None:
        # An inner block would see the names that are set in the outer one.
        raise _UnlikeError
    return _apart(_flatten(block.body, replace(place, local=False, above=above)))


def _flatten_include(node: nodes.Include, place: _Place) -> Iterable[nodes.Node]:
    name = _named(node.template, place.asking, place.find)
    plain = node.with_context and not node.ignore_missing
    if not plain or name in place.within or _ending(name) != _ending(place.within[0]):
        raise _UnlikeError
    found = place.parts.get(name)
    if found is None:
        found = place.parts[name] = _flatten_part(name, place)
    return found


def _flatten_part(name: TemplateName, place: _Place) -> list[nodes.Node]:
    tree = place.tree(name)
    _check_names(tree)
    if any(_is_name(node, "loop") for node in _outside(tree, nodes.For)):
        # Of the loop around it, which it would not see.
        raise _UnlikeError
    inner = replace(
        place,
        asking=name,
        blocks={block.name: (block,) for block in tree.find_all(nodes.Block)},
        within=(*place.within, name),
        local=False,
        above=(),
    )
    return _apart(_flatten(tree.body, inner))


def _named(written: nodes.Node, asking: TemplateName, find: Find) -> TemplateName:
    text = written.value if isinstance(written, nodes.Const) else None
    found = find(text, asking) if isinstance(text, str) else None
    if found is None:
        raise _UnlikeError
    return found


def _ending(name: TemplateName) -> str:
    return name.rpartition(".")[2]


def _check_names(tree: nodes.Template) -> None:
    """Refuse a look at the blocks as such, and other meanings of the page's names."""
    for node in tree.find_all(nodes.Name):
        if node.name == "self" or (node.ctx != "load" and node.name in _FIXED):
            raise _UnlikeError


_FIXED = frozenset({"asset", "extra", "icon", "prose", "say", "super", "theme", "url"})


def _is_name(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Name) and node.name == name


def _outside(node: nodes.Node, kind: type[nodes.Node]) -> Iterable[nodes.Node]:
    """List what is in a node, but not in one of a kind within it."""
    for child in node.iter_child_nodes():
        if not isinstance(child, kind):
            yield child
            yield from _outside(child, kind)


_SETS = (nodes.Assign, nodes.AssignBlock)


def _apart(body: list[nodes.Node]) -> list[nodes.Node]:
    """Keep what a block or part sets to itself."""
    settled = _settled(body)
    sets = any(isinstance(each, _SETS) for each in _all_in(settled))
    return [nodes.Scope(settled)] if sets else settled


def _all_in(body: Iterable[nodes.Node]) -> Iterable[nodes.Node]:
    for node in body:
        yield node
        yield from node.find_all(nodes.Node)


def _settled(body: list[nodes.Node]) -> list[nodes.Node]:
    """Refuse a name that is used before it is set here: till then it is the page's."""
    used: set[str] = set()
    for node in body:
        loads = _used_in(node)
        if not used.isdisjoint(_set_in(node)):
            raise _UnlikeError
        used |= loads
        if not isinstance(node, nodes.Assign) and not used.isdisjoint(_set_in(node)):
            raise _UnlikeError
    return _joined(body)


def _used_in(node: nodes.Node) -> set[str]:
    return {name.name for name in node.find_all(nodes.Name) if name.ctx == "load"}


def _set_in(node: nodes.Node) -> set[str]:
    if isinstance(node, nodes.If):
        inner = (*node.body, *node.elif_, *node.else_)
        return {name for each in inner for name in _set_in(each)}
    if not isinstance(node, _SETS):
        return set()
    target = node.target
    named = (target,) if isinstance(target, nodes.Name) else target.find_all(nodes.Name)
    return {name.name for name in named}


def _joined(body: list[nodes.Node]) -> list[nodes.Node]:
    """Print in one statement what is printed one after another."""
    joined: list[nodes.Node] = []
    for node in body:
        last = joined[-1] if joined else None
        if isinstance(node, nodes.Output) and isinstance(last, nodes.Output):
            joined[-1] = nodes.Output([*last.nodes, *node.nodes], lineno=last.lineno)
        elif not isinstance(node, nodes.Output) or node.nodes:
            joined.append(node)
    return joined

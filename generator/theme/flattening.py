"""Flat templates: one tree of a page's template with all it extends and includes.

Pure.  A column page of a theme is some 25 parts and 25 blocks; in one piece its names
are looked up once and its fixed text runs together.  Invariant: a flat template prints
what the template prints, or fails; what can't be flat for sure isn't (`None`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from jinja2 import nodes
from msgspec import Struct
from msgspec.structs import replace

from generator.theme.references import Parts
from generator.theme.templates import TemplateName

Read = Callable[[TemplateName], tuple[nodes.Template, Parts]]
"""Gives the syntax tree of a template, which is taken apart here, and all its nodes."""
Find = Callable[[str, TemplateName], TemplateName | None]
"""Finds the template that a name means in another."""
Blocks = Mapping[str, tuple[nodes.Block, ...]]
"""The blocks of a page by name: a child's, then its parent's."""


def flatten(name: TemplateName, read: Read, find: Find) -> nodes.Template | None:
    """Make one tree of a template, or none where that might print another page."""
    try:
        return nodes.Template(_flatten_page(name, read, find), lineno=1)
    except _UnlikeError:
        return None


class _UnlikeError(Exception):
    """In one piece a template might not print the same."""


class _Place(Struct, frozen=True, kw_only=True):
    """Where statements stand."""

    read: Read
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


class _Source(Struct, frozen=True, kw_only=True):
    """One template as it is written."""

    body: list[nodes.Node]
    blocks: tuple[nodes.Block, ...]
    extends: nodes.Extends | None
    loops: bool
    """The name `loop` is somewhere in it."""


def _flatten_page(name: TemplateName, read: Read, find: Find) -> list[nodes.Node]:
    chain = _chain(name, read, find)
    blocks: dict[str, tuple[nodes.Block, ...]] = {}
    for source in chain:
        for block in source.blocks:
            blocks[block.name] = (*blocks.get(block.name, ()), block)
    place = _Place(
        read=read,
        find=find,
        asking=name,
        blocks=blocks,
        within=(name,),
        parts={},
    )
    first = [node for child in chain[:-1] for node in child.body if _counts(node)]
    return _settled(_flatten(first, place) + _flatten(chain[-1].body, place))


def _chain(name: TemplateName, read: Read, find: Find) -> list[_Source]:
    """List a template and those it extends."""
    chain = [_read_source(name, read)]
    while (extends := chain[-1].extends) is not None:
        name = _named(extends.template, name, find)
        chain.append(_read_source(name, read))
    return chain


def _read_source(name: TemplateName, read: Read) -> _Source:
    """Read a template; refuse a look at blocks as such and new meanings of names."""
    tree, parts = read(name)
    names = [node for node in parts if isinstance(node, nodes.Name)]
    if any(n.name == "self" or (n.ctx != "load" and n.name in _FIXED) for n in names):
        raise _UnlikeError
    outputs = [node for node in parts if isinstance(node, nodes.Output)]
    printed = [item for output in outputs for item in output.nodes]
    supers = sum(one.name == "super" for one in names)
    if supers and supers != sum(_is_super(item) for item in printed):
        raise _UnlikeError
    extends = [node for node in parts if isinstance(node, nodes.Extends)]
    if extends and (len(extends) > 1 or extends[0] not in tree.body):
        raise _UnlikeError
    return _Source(
        body=tree.body,
        blocks=tuple(node for node in parts if isinstance(node, nodes.Block)),
        extends=extends[0] if extends else None,
        loops=any(one.name == "loop" for one in names),
    )


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
            branch.body = joined(_flatten(branch.body, place))
        node.else_ = joined(_flatten(node.else_, place))
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
        if _is_super(item):
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
    if any(map(_set_in, block.body)) and block.find(nodes.Block) is not None:
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
    source = _read_source(name, place.read)
    if source.extends is not None:
        raise _UnlikeError
    if source.loops and any(map(_looks_around, source.body)):
        # Of the loop around it, which it would not see.
        raise _UnlikeError
    inner = replace(
        place,
        asking=name,
        blocks={block.name: (block,) for block in source.blocks},
        within=(*place.within, name),
        local=False,
        above=(),
    )
    return _apart(_flatten(source.body, inner))


def _named(written: nodes.Node, asking: TemplateName, find: Find) -> TemplateName:
    text = written.value if isinstance(written, nodes.Const) else None
    found = find(text, asking) if isinstance(text, str) else None
    if found is None:
        raise _UnlikeError
    return found


def _ending(name: TemplateName) -> str:
    return name.rpartition(".")[2]


_FIXED = frozenset({"asset", "extra", "icon", "prose", "say", "super", "theme", "url"})


def _is_super(node: nodes.Node) -> bool:
    """Tell what prints a parent's block."""
    if not isinstance(node, nodes.Call) or node.args or node.kwargs:
        return False
    return isinstance(node.node, nodes.Name) and node.node.name == "super"


def _looks_around(node: nodes.Node) -> bool:
    """Tell whether a statement asks for the loop that it stands in."""
    if isinstance(node, nodes.Name):
        return node.name == "loop"
    if isinstance(node, nodes.For):
        return _looks_around(node.iter)
    return any(map(_looks_around, node.iter_child_nodes()))


_SETS = (nodes.Assign, nodes.AssignBlock)


def _apart(body: list[nodes.Node]) -> list[nodes.Node]:
    """Keep what a block or part sets to itself."""
    settled = _settled(body)
    return [nodes.Scope(settled)] if any(map(_set_in, settled)) else settled


def _settled(body: list[nodes.Node]) -> list[nodes.Node]:
    """Refuse a name that is used before it is set here: till then it is the page's."""
    sets = [_set_in(node) for node in body]
    last = max((at for at, names in enumerate(sets) if names), default=-1)
    used: set[str] = set()
    for node, names in zip(body[: last + 1], sets, strict=False):
        before = used if isinstance(node, nodes.Assign) else used | _used_in(node)
        if not before.isdisjoint(names):
            raise _UnlikeError
        used |= _used_in(node)
    return joined(body)


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


def joined(body: Iterable[nodes.Node]) -> list[nodes.Node]:
    """Print in one statement what is printed one after another."""
    found: list[nodes.Node] = []
    for node in body:
        last = found[-1] if found else None
        if isinstance(node, nodes.Output) and isinstance(last, nodes.Output):
            found[-1] = nodes.Output([*last.nodes, *node.nodes], lineno=last.lineno)
        elif not isinstance(node, nodes.Output) or node.nodes:
            found.append(node)
    return found

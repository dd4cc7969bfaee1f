"""Folding: what a flat template prints alike on every page becomes part of its text.

Pure.  A column page says some 80 words and draws 15 icons that depend on nothing but
its language, and asks as often whether a word is in another language than the page.
Invariant: a folded template prints what it printed before, or fails; what is not sure
to be known stays as it is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from jinja2 import nodes
from markupsafe import Markup
from msgspec import Struct

from generator.theme.faults import TemplateFault
from generator.theme.flattening import joined
from generator.theme.printing import escaped
from generator.theme.references import parts_of
from generator.theme.words import Words


class Common(Struct, frozen=True, kw_only=True):
    """What is the same on all pages of one language."""

    language: str
    """The pages'."""
    words: Words
    icon: Callable[[str], Markup]
    settings: Mapping[str, object]
    """The theme's."""


def fold(tree: nodes.Template, common: Common) -> None:
    """Put text where a template that escapes prints what is known, in place."""
    stored = Counter(
        node.name
        for node in parts_of(tree)
        if isinstance(node, nodes.Name) and node.ctx != "load"
    )
    tree.body = _Folder(common, stored).fold(tree.body, outermost=True)


class _UnknownError(Exception):
    """Only a page can tell."""


class _Folder:
    """One template on its way."""

    def __init__(self, common: Common, stored: Mapping[str, int]) -> None:
        self._common = common
        self._stored = stored
        """How often each name is set anywhere in the template."""
        self._known: dict[str, object] = {}
        """Names that are set once, at the beginning, to what is known."""
        fields = {
            "page": {"language": common.language},
            "theme": common.settings,
            "words": {
                "language": common.words.language,
                "direction": common.words.direction,
            },
        }
        self._fields: Mapping[str, Mapping[str, object]] = {
            name: values for name, values in fields.items() if name not in stored
        }

    def fold(
        self, body: Iterable[nodes.Node], *, outermost: bool = False
    ) -> list[nodes.Node]:
        """Fold statements one after another."""
        folded: list[nodes.Node] = []
        for node in body:
            if isinstance(node, nodes.If):
                folded += self._choose(node, outermost=outermost)
                continue
            if isinstance(node, nodes.Output):
                node.nodes = [self._print(item) for item in node.nodes]
            elif isinstance(node, nodes.For):
                node.body, node.else_ = self.fold(node.body), self.fold(node.else_)
            elif isinstance(node, nodes.With | nodes.Scope | nodes.AssignBlock):
                node.body = self.fold(node.body)
            if outermost and isinstance(node, nodes.Assign | nodes.AssignBlock):
                self._learn(node)
            folded.append(node)
        return joined(folded)

    def _choose(self, node: nodes.If, *, outermost: bool) -> list[nodes.Node]:
        """Leave out the branches that no page takes."""
        asked: list[nodes.If] = []
        last = node.else_
        for branch in (node, *node.elif_):
            try:
                if not self._value(branch.test):
                    continue
            except _UnknownError:
                asked.append(branch)
                continue
            last = branch.body
            break
        if not asked:
            return self.fold(last, outermost=outermost)
        first, *others = asked
        elifs = [
            nodes.If(one.test, self.fold(one.body), [], [], lineno=one.lineno)
            for one in others
        ]
        branches = self.fold(first.body), elifs, self.fold(last)
        return [nodes.If(first.test, *branches, lineno=first.lineno)]

    def _learn(self, node: nodes.Assign | nodes.AssignBlock) -> None:
        """Note what a name is from here on."""
        target = node.target
        if not isinstance(target, nodes.Name) or self._stored[target.name] > 1:
            return
        try:
            if isinstance(node, nodes.Assign):
                self._known[target.name] = self._value(node.node)
            elif node.filter is None:
                self._known[target.name] = _text_of(node.body)
        except _UnknownError:
            return

    def _print(self, item: nodes.Expr) -> nodes.Expr:
        try:
            if isinstance(item, nodes.TemplateData):
                return item
            value = self._value(item)
        except _UnknownError:
            return item
        # What else may be printed, and how, is told when a page is rendered.
        if not isinstance(value, str):
            return item
        return nodes.TemplateData(escaped(value), lineno=item.lineno)

    def _value(self, node: nodes.Node | None) -> object:
        """Give the value of an expression, if it is known."""
        match node:
            case nodes.Const():
                return node.value
            case nodes.Name() if node.name in self._known:
                return self._known[node.name]
            case nodes.Getattr(node=nodes.Name(name=owner)):
                return self._field(owner, node.attr)
            case nodes.Call(node=nodes.Name(name=name)):
                return self._called(node, name)
        return self._combined(node)

    def _combined(self, node: nodes.Node | None) -> object:
        """Give what comes of expressions, as Python does."""
        match node:
            case nodes.Not():
                return not self._value(node.node)
            case nodes.And():
                return self._value(node.left) and self._value(node.right)
            case nodes.Or():
                return self._value(node.left) or self._value(node.right)
            case nodes.CondExpr():
                chosen = node.expr1 if self._value(node.test) else node.expr2
                return self._value(chosen)
            case nodes.Compare(ops=[nodes.Operand(op="eq" | "ne") as only]):
                equal = self._value(node.expr) == self._value(only.expr)
                return equal is (only.op == "eq")
        raise _UnknownError

    def _field(self, owner: str, name: str) -> object:
        fields = self._fields.get(owner, {})
        if name not in fields:
            raise _UnknownError
        return fields[name]

    def _called(self, call: nodes.Call, name: str) -> Markup:
        """Give words or an icon that are named by one text and nothing else."""
        match call.args:
            case [nodes.Const(value=str() as key)] if not _has_more(call):
                if name == "say" and key in self._common.words.fixed:
                    return self._common.words.fixed[key]
                if name == "icon":
                    return self._icon(key)
        raise _UnknownError

    def _icon(self, name: str) -> Markup:
        try:
            return self._common.icon(name)
        except TemplateFault as fault:
            raise _UnknownError from fault


def _has_more(call: nodes.Call) -> bool:
    return bool(call.kwargs or call.dyn_args or call.dyn_kwargs)


def _text_of(body: list[nodes.Node]) -> Markup:
    """Give the text of a block that prints nothing else."""
    found: list[str] = []
    for node in body:
        if not isinstance(node, nodes.Output):
            raise _UnknownError
        for item in node.nodes:
            if not isinstance(item, nodes.TemplateData):
                raise _UnknownError
            found.append(item.data)
    return Markup("".join(found))  # noqa: S704  # the template's own text, escaped

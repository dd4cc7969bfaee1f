"""How templates become Python: as Jinja does it, with less ceremony.

Pure.  A column page has 20 parts and 20 blocks, makes 80 calls and looks up 250 fields.
Jinja hands each piece of text up through every part and block around it, makes a
whole context for a part, and asks each callable whether it wants that context; that
was half the time of a page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from keyword import iskeyword
from types import FunctionType, MethodType
from typing import TYPE_CHECKING, Any

from jinja2 import TemplateNotFound, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import EvalContext
from jinja2.runtime import Context, exported
from jinja2.utils import missing

from generator.theme.assets import AssetLink
from generator.theme.references import parts_of

if TYPE_CHECKING:
    from generator.theme.environment import ThemeEnvironment

FIXED = "_fixed"
"""The context's name for what gives the words of a key, where they are fixed."""
OWN = frozenset({"asset", "icon", "prose", "say", "url"})
"""The page's own functions: none of them wants to be handed the context."""
_PLAIN = frozenset({FunctionType, MethodType, AssetLink})


class ThemeContext(Context):
    """The names of one render, or of one part in it."""

    environment: ThemeEnvironment

    def __init__(
        self,
        environment: ThemeEnvironment,
        parent: dict[str, Any],
        name: str | None,
        blocks: Mapping[str, Callable[[Context], Iterator[str]]],
        globals: object = None,  # noqa: A002 - Jinja passes it by name
    ) -> None:
        # Jinja's also lists the globals, for imports without the page's names.
        self.parent = parent
        self.vars = {}
        self.environment = environment
        self.exported_vars = set()
        self.name = name
        self.globals_keys = set()
        self.blocks = {block: [render] for block, render in blocks.items()}

    @cached_property
    def eval_ctx(self) -> EvalContext:  # type: ignore[override]  # Jinja sets it in each context
        """Whether text is escaped; few templates ask."""
        return EvalContext(self.environment, self.name)

    def call(self, called: Any, /, *args: Any, **named: Any) -> Any:
        """Call a function of a template."""
        if type(called) not in _PLAIN:
            return super().call(called, *args, **named)
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        return called(*args, **named)

    def part(
        self, written: str | tuple[str, ...], local: Mapping[str, object] | None
    ) -> Iterable[str]:
        """Render another template with the names of this one.

        `local` are the names of the place that asks; None for a part that is to see no
        names of the page's.
        """
        template = self.environment.part(written, self.name)
        if local is None:
            return template.root_render_func(template.new_context())
        names = {**self.parent, **self.vars} if self.vars else self.parent
        if local:
            there = {key: item for key, item in local.items() if item is not missing}
            names = {**names, **there}
        context = ThemeContext(self.environment, names, template.name, template.blocks)
        return template.root_render_func(context)

    def part_if_any(
        self, written: str | tuple[str, ...], local: Mapping[str, object] | None
    ) -> Iterable[str]:
        """Render another template, or nothing where there is none."""
        try:
            self.environment.part(written, self.name)
        except TemplateNotFound:
            return ()
        return self.part(written, local)


class ThemeGenerator(CodeGenerator):
    """Writes the code of a template: each of its functions gives one text."""

    def enter_frame(self, frame: Frame) -> None:
        """Begin a function of the template's: its body or one of its blocks."""
        if frame.parent is None:
            self.writeline("attribute = environment.attribute")
            self.writeline("escaped = environment.escaped")
            self.buffer(frame)
        super().enter_frame(frame)

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:  # noqa: FBT001, FBT002  # Jinja's signature
        """End a function by handing on its whole text."""
        if frame.parent is None:
            self.writeline(f"yield concat({frame.buffer})")
        super().leave_frame(frame, with_python_scope)

    def visit_Include(self, node: nodes.Include, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Write one call for a part."""
        named = node.template.as_const()
        written = named if isinstance(named, str) else tuple(named)
        local = self.dump_local_context(frame) if node.with_context else None
        function = "part_if_any" if node.ignore_missing else "part"
        call = f"context.{function}({written!r}, {local})"
        self.writeline(f"{frame.buffer}.extend({call})", node)

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Look a field up."""
        self.write("attribute(")
        self.visit(node.node, frame)
        self.write(f", {node.attr!r})")

    def visit_Call(  # noqa: N802  # Jinja's name
        self,
        node: nodes.Call,
        frame: Frame,
        forward_caller: bool = False,  # noqa: FBT001, FBT002  # Jinja's signature
    ) -> None:
        """Call the page's own functions without asking what they are."""
        unpacked = node.dyn_args or node.dyn_kwargs
        own = isinstance(node.node, nodes.Name) and node.node.name in OWN
        if unpacked or forward_caller or not own:
            super().visit_Call(node, frame, forward_caller=forward_caller)
            return
        self.write("(")
        self._visit_function(node, frame)
        self.write("(")
        for index, argument in enumerate((*node.args, *node.kwargs)):
            self.write(", " if index else "")
            self.visit(argument, frame)
        self.write("))")

    def _visit_function(self, node: nodes.Call, frame: Frame) -> None:
        self.visit(node.node, frame)

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        """Write one call for each printed value, where Jinja writes two and a class."""
        context = frame.eval_ctx
        if context.volatile or not context.autoescape or finalize.src is None:
            super()._output_child_pre(node, frame, finalize)
        else:
            # The second parenthesis is the one that Jinja closes for `finalize`.
            self.write("escaped((")


class FlatGenerator(ThemeGenerator):
    """Writes the code of a flat template, which prints what it should or fails.

    It takes for granted what nearly always holds: that names are there, that what has
    fields is no mapping.  Where that fails, the template itself is rendered.
    """

    _printed: nodes.Expr | None = None
    _page: str | None = None
    """What a page of HTML is gathered in, encoded: most of it is known beforehand."""
    _encodes = False

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802  # Jinja's name
        """Write the one function: no parents, no blocks, nothing imported."""
        assert frame is None, "a template stands in no frame"
        self.writeline(f"from jinja2.runtime import {', '.join(sorted(exported))}")
        self.writeline(f"name = {self.name!r}")
        self.writeline("blocks = {}")
        self.writeline("debug_info = ''")
        arguments = "context, missing=missing, environment=environment"
        self.writeline(f"{self.func('root')}({arguments}):", extra=1)
        self.indent()
        self.write_commons()
        root = Frame(EvalContext(self.environment, self.name))
        root.symbols.analyze_node(node)
        root.toplevel = root.rootlevel = True
        self.enter_frame(root)
        asked = (nodes.Filter, nodes.Test)
        self.pull_dependencies(part for part in parts_of(node) if type(part) in asked)
        self.blockvisit(node.body, root)
        self.leave_frame(root, with_python_scope=True)
        self.outdent()

    def enter_frame(self, frame: Frame) -> None:
        """Begin the one function of the template."""
        if frame.parent is None:
            self.writeline(f"fixed = context.parent[{FIXED!r}]")
            self.writeline("plain = environment.plain")
        super().enter_frame(frame)
        if frame.parent is None and (self.name or "").endswith(".html"):
            self._page = frame.buffer

    def leave_frame(self, frame: Frame, with_python_scope: bool = False) -> None:  # noqa: FBT001, FBT002  # Jinja's signature
        """End the one function by giving its whole text, in UTF-8 if it is HTML."""
        if frame.parent is None and self._page is not None:
            self.writeline(f"yield b''.join({self._page})")
        else:
            super().leave_frame(frame, with_python_scope)

    def visit_Output(self, node: nodes.Output, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Print to the page itself, or to a text that the template keeps."""
        self._encodes = frame.buffer == self._page
        super().visit_Output(node, frame)

    def _output_const_repr(self, group: Iterable[Any]) -> str:
        return repr("".join(group).encode() if self._encodes else "".join(group))

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Look a field up as Python does; one of the theme's settings is an item."""
        if not node.attr.isidentifier() or iskeyword(node.attr) or node.attr[0] == "_":
            super().visit_Getattr(node, frame)
        elif _is_name(node.node, "theme"):
            self.write(f"{frame.symbols.ref('theme')}[{node.attr!r}]")
        elif _is_extra(node.node):
            super().visit_Getattr(node, frame)
        else:
            self._visit_owner(node.node, frame)
            self.write(f".{node.attr}")

    def visit_Filter(self, node: nodes.Filter, frame: Frame) -> None:  # noqa: N802  # Jinja's name
        """Print what is called safe as it is."""
        if node is self._printed and node.name == "safe" and node.node is not None:
            self.visit(node.node, frame)
        else:
            super().visit_Filter(node, frame)

    def _visit_function(self, node: nodes.Call, frame: Frame) -> None:
        words = node.args[0] if _is_name(node.node, "say") and node.args else None
        if isinstance(words, nodes.Const) and len(node.args) == 1 and not node.kwargs:
            self.write(f"fixed({words.value!r}) or ")
        self._visit_owner(node.node, frame)

    def _visit_owner(self, node: nodes.Node, frame: Frame) -> None:
        """Write a value that is asked for something: one that is missing fails."""
        if isinstance(node, nodes.Name):
            self.write(frame.symbols.ref(node.name))
        else:
            self.write("(")
            self.visit(node, frame)
            self.write(")")

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        """Ask first whether a text is known; nothing of what is sure to be mark-up."""
        self._printed = node
        if not frame.eval_ctx.autoescape or finalize.src is None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("(" if _is_markup(node) else "(plain(text := (")

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        if not frame.eval_ctx.autoescape or finalize.src is None:
            super()._output_child_post(node, frame, finalize)
        else:
            self.write(")" if _is_markup(node) else ")) or escaped(text))")
        if self._encodes:
            self.write(".encode()")


_MARKUP_CALLS = frozenset({"icon", "prose", "say"})
_MARKUP_FILTERS = frozenset({"iso", "json", "rfc3339", "rfc822", "safe"})
"""What they give is mark-up, or digits and signs that need no escaping."""


def _is_markup(node: nodes.Expr) -> bool:
    if isinstance(node, nodes.Filter):
        return node.name in _MARKUP_FILTERS
    if not isinstance(node, nodes.Call) or node.dyn_args or node.dyn_kwargs:
        return False
    return isinstance(node.node, nodes.Name) and node.node.name in _MARKUP_CALLS


def _is_name(node: nodes.Node, name: str) -> bool:
    return isinstance(node, nodes.Name) and node.name == name


def _is_extra(node: nodes.Node) -> bool:
    """Tell what a writer may have added: mappings within a mapping."""
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        node = node.node
    return _is_name(node, "extra")

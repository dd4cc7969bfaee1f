"""What happens at each `{{ … }}` of a template: the call, the check, the escape.

Pure.  A column page prints some 300 values and makes 120 calls, so that these few lines
are most of the time of a build; numbers below are from such a page.
"""

from __future__ import annotations

import enum
from functools import lru_cache
from types import FunctionType, MethodType
from typing import Any

from jinja2 import Undefined, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import Context
from markupsafe import Markup, escape

from generator.theme.assets import AssetLink
from generator.theme.faults import TemplateFault
from generator.theme.missing import article, kind_name

_PLAIN = frozenset({FunctionType, MethodType, AssetLink})


class ThemeContext(Context):
    """The names of one render; calls the page's own functions without ceremony.

    A column page makes some 120 calls, and Jinja asks each callable several times
    whether it wants to be handed the context: that took a fifth of the time.
    """

    def call(self, called: Any, /, *args: Any, **named: Any) -> Any:
        """Call a function of a template."""
        if type(called) not in _PLAIN:
            return super().call(called, *args, **named)
        named.pop("_loop_vars", None)
        named.pop("_block_vars", None)
        return called(*args, **named)


class EscapingGenerator(CodeGenerator):
    """Writes one call for each printed value, where Jinja writes two and a class."""

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        context = frame.eval_ctx
        if context.volatile or not context.autoescape or finalize.src is None:
            super()._output_child_pre(node, frame, finalize)
        else:
            # The second parenthesis is the one that Jinja closes for `finalize`.
            self.write("environment.escaped((")


def escaped(value: object) -> str:
    """Make a value ready to stand in mark-up, or refuse it."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]
    if kind is str:
        return _escaped_text(value)
    return escape(printable(value))


@lru_cache(maxsize=16384)
def _escaped_text(text: str) -> str:
    """Escape a text; the same names, words and addresses come again and again."""
    return str(escape(text))


_AS_IT_IS = frozenset({str, Markup, int})


def printable(value: object) -> object:
    """Let through what may be printed; an object or a function is a mistake."""
    if type(value) in _AS_IT_IS or isinstance(value, str | Undefined):
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return value
    if isinstance(value, enum.Enum):
        return value.value
    if value is None:
        message = "what is printed here is none on this page"
        raise TemplateFault(message, "put it inside {% if … %} … {% endif %}")
    if hasattr(value, "__html__"):
        return value
    kind = "function" if callable(value) else kind_name(value)
    hint = {
        "function": "call it: url(…), say(…), icon(…)",
        "moment": "use a filter: |date, |iso",
        "list": "go through it with {% for %}, or use |join",
    }.get(kind, "print one of its parts, or use |json")
    raise TemplateFault(f"{article(kind)} can't be printed", hint)

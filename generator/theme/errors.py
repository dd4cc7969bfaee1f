"""What goes wrong in a template, in a theme author's words.

Must not touch files.  Jinja's errors come in with Python's traceback; a `Problem` with
the template's file and line and the way there goes out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import TracebackType
from typing import NamedTuple

from jinja2 import TemplateError, TemplateSyntaxError
from msgspec.structs import replace

from generator.problems import Problem, nearest
from generator.theme.faults import TemplateFault, TemplateProblem
from generator.theme.missing import MissingName, explain_missing
from generator.theme.templates import PARENT, TemplateName, Templates

FAULTS = (
    TemplateError,
    TemplateFault,
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
"""What an expression in a template can raise; anything else is a fault of Byline's."""


class Step(NamedTuple):
    """One template on the way to an error."""

    template: TemplateName
    line: int


def explain_error(
    error: Exception,
    templates: Templates,
    *,
    names: Mapping[str, object],
    trail: tuple[str, ...],
) -> Problem:
    """Make a problem of an error that came out of rendering.

    `names` are the top-level names that the page had; `trail` is the page.
    """
    steps = tuple(template_steps(error.__traceback__))
    if isinstance(error, TemplateProblem):
        return replace(error.problem, trail=(*trail, *_chain(steps, templates)))
    if isinstance(error, TemplateSyntaxError) and error.name:
        here = Step(TemplateName(error.name), error.lineno)
        way = steps
    else:
        assert steps, "an error without a template is not a template's"
        here, way = steps[-1], steps[:-1]
    problem = _explain(error, here, templates, names)
    return replace(problem, trail=(*trail, *_chain(way, templates)))


def template_steps(traceback: TracebackType | None) -> Iterator[Step]:
    """List the templates that a traceback goes through, outermost first."""
    while traceback is not None:
        template = traceback.tb_frame.f_globals.get("__jinja_template__")
        if template is not None and traceback.tb_frame.f_code.co_name != "<module>":
            line = template.get_corresponding_lineno(traceback.tb_lineno)
            yield Step(TemplateName(template.name), line)
        traceback = traceback.tb_next


def _chain(steps: tuple[Step, ...], templates: Templates) -> tuple[str, ...]:
    files = (f"{templates.file(step.template)}:{step.line}" for step in steps)
    return tuple(dict.fromkeys(files))


def _explain(
    error: Exception, here: Step, templates: Templates, names: Mapping[str, object]
) -> Problem:
    if isinstance(error, MissingName):
        return explain_missing(error, templates, here.template, here.line, names)
    place = templates.place(here.template, here.line)
    message, hint = _wording(error)
    return Problem(place=place, message=message, hint=hint)


def _wording(error: Exception) -> tuple[str, str]:
    if isinstance(error, TemplateFault):
        return error.message, error.hint
    if isinstance(error, RecursionError):
        return "the template includes or calls itself without end", ""
    if isinstance(error, TemplateSyntaxError):
        return _lowered(error.message or ""), ""
    kind = "" if isinstance(error, TemplateError) else f" ({type(error).__name__})"
    return f"{_lowered(str(error))}{kind}", ""


def missing_template(name: str, templates: Templates) -> tuple[str, str]:
    """Say that there is no template of a name, and which may be meant."""
    behind = name.removeprefix(PARENT)
    if behind != name:
        return f"no theme behind this one has a template `{behind}`", ""
    meant = nearest(name, templates.names())
    hint = f"did you mean `{meant}`?" if meant else ""
    return f"there is no template `{name}`", hint


def _lowered(message: str) -> str:
    text = message.rstrip(".")
    return text[:1].lower() + text[1:] if not text[:2].isupper() else text

"""What rendering raises: a problem to show, and the faults that become one."""

from __future__ import annotations

from generator.problems import Problem


class TemplateProblem(Exception):  # noqa: N818 - it carries a problem
    """A page can't be rendered because of its theme."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return self.problem.message


class TemplateFault(Exception):  # noqa: N818 - becomes a problem
    """Something a template asked for that can't be: no such icon, words, asset."""

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

from __future__ import annotations

import multiprocessing
import pickle
from pathlib import Path

from theme_folders import PLAIN, write_files

from generator.problems import Place, Problem
from generator.theme.faults import TemplateProblem
from generator.theme.theme import load_theme


def render_apart(site: str, day: str) -> tuple[str, str]:
    """Load a theme and render a page, as a worker does; give its digest too."""
    theme, problems = load_theme(
        "paper", site=Path(site), settings={}, places={}, language="en"
    )
    assert problems == ()
    assert theme is not None
    context = {"url": str, "day": day}
    page = theme.render("column.html", context, language="en", trail=())
    text = page.decode("utf-8")
    return text, theme.digest("column.html")


def test_a_worker_renders_what_the_main_process_renders(tmp_path: Path) -> None:
    template = "{{ day }} {{ theme }}".replace("{{ theme }}", "{{ say('by') }}")
    files = {
        "paper/theme.yaml": PLAIN,
        "paper/templates/column.html": template,
        "paper/words/en.yaml": "by: by\n",
    }
    write_files(tmp_path / "themes", files)
    arguments = [(str(tmp_path), "one"), (str(tmp_path), "two")]
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        apart = pool.starmap(render_apart, arguments)

    assert apart == [render_apart(*pair) for pair in arguments]
    assert apart[0][0] == "one by"


def test_a_problem_crosses_between_processes() -> None:
    problem = Problem(place=Place(file="a.html"), message="wrong", trail=("b",))
    error = pickle.loads(pickle.dumps(TemplateProblem(problem)))

    assert error.problem == problem
    assert str(error) == "wrong"

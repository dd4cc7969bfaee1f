"""`byline theme`: what the desk is told of themes, and the new ones that it makes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from conftest import SETTINGS, files_of, make_site

from generator.cli.main import run
from generator.desk.new_theme import plan_theme
from generator.desk.themes import Desk, check_theme, known_themes
from generator.pages.page import TEMPLATES
from generator.problems import format_problem

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

OURS = "name: ours\nextends: broadsheet\ncontract: 1\n"
SHIPPED = known_themes(Desk(places={}))


@pytest.fixture
def said(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Said:
    return Said(tmp_path, monkeypatch, capsys)


class Said:
    """Runs `byline theme …` in a small site, and gives what it says."""

    def __init__(
        self,
        folder: Path,
        monkeypatch: pytest.MonkeyPatch,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        self.site = make_site(folder)
        self._capsys = capsys
        monkeypatch.chdir(self.site)

    def __call__(self, *arguments: str, code: int = 0) -> str:
        assert run(["theme", *arguments]) == code
        return self._capsys.readouterr().out

    def wrong(self, *arguments: str, code: int = 1) -> str:
        assert run(["theme", *arguments]) == code
        return self._capsys.readouterr().err


def found(tmp_path: Path, files: Mapping[str, str], language: str = "en") -> list[str]:
    """What is wrong in a theme of the site's own that extends broadsheet."""
    own = {"theme.yaml": OURS, **files}
    site = make_site(
        tmp_path, {f"themes/ours/{path}": text for path, text in own.items()}
    )
    problems = check_theme("ours", Desk(site=site, places={}, language=language))
    return [format_problem(problem).split("\n", 1)[0] for problem in problems]


def test_the_list_tells_where_themes_come_from_and_which_is_in_use(said: Said) -> None:
    said("new", "ours")
    lines = {line.split()[0]: line for line in said("list").splitlines()}

    assert set(lines) == {*SHIPPED, "ours"}
    assert "shipped, in use" in lines["broadsheet"]
    assert "themes/ours " in lines["ours"]


def test_the_list_as_json_says_what_each_extends(said: Said) -> None:
    said("new", "ours")
    themes = {theme["name"]: theme for theme in json.loads(said("list", "--json"))}

    assert themes["ours"] == {
        "name": "ours",
        "shipped": False,
        "folder": "themes/ours",
        "extends": "broadsheet",
        "description": "Ours, after broadsheet.",
        "in_use": False,
    }


def test_themes_are_shown_without_a_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run(["theme", "list"]) == run(["theme", "show", "broadsheet"]) == 0
    assert "drop_cap: boolean, false" in capsys.readouterr().out


def test_a_theme_is_shown_with_what_the_site_sets_of_it(said: Said) -> None:
    line = "theme: {name: broadsheet, settings: {drop_cap: true}}\n"
    make_site(said.site, {"site.yaml": SETTINGS + line})
    shown = said("show", "broadsheet")

    assert "  drop_cap: boolean, true (without it false)\n" in shown
    assert "    At least 4.5:1 on #fcfaf5, #f4efe5.\n" in shown
    assert "It extends base." in shown


def test_a_block_is_shown_with_the_theme_that_says_what_is_in_it(said: Said) -> None:
    template = '{% extends "parent:column.html" %}{% block tags %}{% endblock %}'
    files = {"theme.yaml": OURS, "templates/column.html": template}
    make_site(said.site, {f"themes/ours/{path}": t for path, t in files.items()})
    facts = json.loads(said("show", "ours", "--json"))

    (column,) = (t for t in facts["templates"] if t["name"] == "column.html")
    blocks = {block["name"]: block["theme"] for block in column["blocks"]}
    assert facts["chain"] == ["ours", "broadsheet", "base"]
    assert column["theme"] == "ours"
    assert blocks["tags"] == "ours"
    assert blocks["byline"] == blocks["masthead"] == "broadsheet"


def test_an_unknown_theme_is_answered_with_the_nearest(said: Said) -> None:
    assert "did you mean `broadsheet`?" in said.wrong("show", "brodsheet")
    assert "did you mean `broadsheet`?" in said.wrong("check", "brodsheet")


@pytest.mark.parametrize("parent", SHIPPED)
def test_a_new_theme_looks_like_the_one_behind_it(
    said: Said, parent: str, capsys: pytest.CaptureFixture[str]
) -> None:
    said("new", "ours", "--from", parent)
    assert said("check", "ours") == "ours: nothing is wrong.\n"

    built = []
    for name in (parent, "ours"):
        make_site(said.site, {"site.yaml": f"{SETTINGS}theme: {{name: {name}}}\n"})
        assert run(["build", "--now", "2024-04-01", "--output", name]) == 0
        files = files_of(said.site / name)
        built.append({f: d for f, d in files.items() if f.endswith(".html")})
    capsys.readouterr()
    texts = [
        {file: data.decode().partition("style.css?v=")[0] for file, data in one.items()}
        for one in built
    ]
    assert texts[0] == texts[1]


def test_a_new_theme_starts_from_the_one_in_use(said: Said) -> None:
    said("new", "ours")
    make_site(said.site, {"site.yaml": f"{SETTINGS}theme: {{name: ours}}\n"})
    said("new", "theirs")

    manifest = (said.site / "themes/theirs/theme.yaml").read_text(encoding="utf-8")
    assert "\nextends: ours\n" in manifest


def test_a_theme_that_is_there_is_left_alone(said: Said) -> None:
    said("new", "ours")
    before = files_of(said.site / "themes")

    assert said.wrong("new", "ours") == (
        "themes/ours is there already, and is left as it is.\n"
    )
    assert files_of(said.site / "themes") == before


@pytest.mark.parametrize("name", ["Ours", "a/b", "..", "", "base", "-x"])
def test_the_name_of_a_theme_is_the_name_of_a_folder(name: str) -> None:
    files, problems = plan_theme(name, "broadsheet", SHIPPED)

    assert files == {}
    assert [problem.place.file for problem in problems] == ["NAME"]


def test_a_parent_that_is_not_there_is_asked_about(said: Said) -> None:
    told = said.wrong("new", "ours", "--from", "brodsheet", code=2)

    assert "did you mean broadsheet?" in told
    assert not (said.site / "themes").exists()


@pytest.mark.parametrize("name", SHIPPED)
def test_nothing_is_wrong_in_a_shipped_theme(name: str) -> None:
    problems = check_theme(name, Desk(places={}))

    assert [format_problem(problem) for problem in problems] == []


def test_all_that_is_wrong_is_found_at_once(said: Said) -> None:
    files = {
        "theme.yaml": "name: ours\nextends: broadsheet\ncontract: 1\ncolour: red\n"
        'settings: {accent: {default: "#eebbbb"}}\n',
        "templates/column.html": "{% if %}",
        "templates/page.html": '{% extends "parent:page.html" %}'
        '{% block text %}{{ say("raed_next") }}{% endblock %}',
    }
    make_site(said.site, {f"themes/ours/{path}": t for path, t in files.items()})
    told = said.wrong("check")

    assert "themes/ours/theme.yaml:4:1: error: a theme has no `colour`" in told
    assert "theme.yaml:5:12: error: `accent` #eebbbb is too faint to read" in told
    assert "themes/ours/templates/column.html:1:1: error: expected" in told
    assert "page.html:1:1: error: the theme has no words `raed_next`" in told
    assert "→ did you mean `read_next`?" in told


def test_what_is_wrong_comes_as_json_too(said: Said) -> None:
    files = {"theme.yaml": OURS, "templates/colum.html": "x"}
    make_site(said.site, {f"themes/ours/{path}": t for path, t in files.items()})
    told = json.loads(said("check", "--json"))

    assert told["themes"] == ["broadsheet", "ours"]
    assert told["done"] is True
    assert [(p["weight"], p["hint"]) for p in told["problems"]] == [
        ("warning", "did you mean `column.html`?")
    ]


def test_a_template_that_nothing_asks_for_is_named(tmp_path: Path) -> None:
    files = {"templates/parts/tool.html": "", "templates/parts/tools.html": ""}

    assert found(tmp_path, files) == [
        "themes/ours/templates/parts/tool.html:1:1: warning: "
        "no page and no other template asks for `parts/tool.html`"
    ]


def test_a_block_that_no_parent_has_is_named(tmp_path: Path) -> None:
    text = (
        '{% extends "parent:column.html" %}\n'
        "{% block disclamer %}{% block inner %}{% endblock %}{% endblock %}\n"
        "{% block tags %}{% endblock %}\n"
        "<p>lost</p>\n"
    )

    assert found(tmp_path, {"templates/column.html": text}) == [
        "themes/ours/templates/column.html:2:1: warning: the block `disclamer` is "
        "shown nowhere: the template that this one extends has none of that name",
        "themes/ours/templates/column.html:4:1: warning: "
        "text outside of a block is not shown",
    ]


def test_templates_that_extend_each_other_are_named(said: Said) -> None:
    files = {
        "theme.yaml": OURS,
        "templates/page.html": '{% extends "other.html" %}{% block a %}{% endblock %}',
        "templates/other.html": '{% extends "page.html" %}{% block a %}{% endblock %}',
    }
    make_site(said.site, {f"themes/ours/{path}": t for path, t in files.items()})

    assert "page.html (ours)\n    a\n" in said("show", "ours")
    told = said.wrong("check", "ours")
    assert told.count("error: the template extends itself: ") == 2
    assert "page.html:1:1: error: the template extends itself: page.html →" in told


def test_a_theme_that_can_not_be_read_is_answered_with_why(said: Said) -> None:
    files = {
        "ours/theme.yaml": "name: ours\nextends: nobody\ncontract: 1\n",
        "bare/templates/page.html": "",
        "ring/theme.yaml": "name: ring\nextends: chain\ncontract: 1\n",
        "chain/theme.yaml": "name: chain\nextends: ring\ncontract: 9\n",
    }
    make_site(said.site, {f"themes/{path}": text for path, text in files.items()})

    assert "there is no theme `nobody`" in said.wrong("check", "ours")
    assert "the theme `bare` has no theme.yaml" in said.wrong("show", "bare")
    told = said.wrong("check", "ring")
    assert "the theme extends itself: ring → chain → ring" in told
    assert "written for contract 9" in told
    assert "ours " in said("list")


def test_files_that_are_not_there_or_not_used_are_named(tmp_path: Path) -> None:
    text = (
        '{% extends "parent:page.html" %}{% block text %}\n'
        '{{ icon("prnt") }}{{ asset("map.png") }}{{ asset("style.css") }}\n'
        "{% endblock %}"
    )
    files = {
        "templates/page.html": text,
        "assets/additions.css": "body { background: url(paper.png) }",
        "assets/paper.png": "",
        "assets/old.png": "",
        "assets/icons/spare.svg": "<svg/>",
        "assets/broadsheet.js": "",
    }

    assert found(tmp_path, files) == [
        "themes/ours/assets/old.png:1:1: warning: "
        "no template and no stylesheet asks for this file",
        "themes/ours/templates/page.html:2:1: error: "
        "the theme has no file `assets/icons/prnt.svg`",
        "themes/ours/templates/page.html:2:1: error: "
        "the theme has no file `assets/map.png`",
    ]


def test_a_setting_that_changes_nothing_is_named(tmp_path: Path) -> None:
    manifest = (
        f"{OURS}settings:\n"
        "  used: {type: color, css: --used}\n"
        "  spare: {type: color, css: --spare}\n"
        "  asked: {type: text}\n"
        "  idle: {type: text}\n"
    )
    files = {
        "theme.yaml": manifest,
        "assets/additions.css": "a { color: var(--used, red) }",
        "templates/parts/pager.html": "{{ theme.asked }}",
    }

    assert found(tmp_path, files) == [
        "themes/ours/theme.yaml:6:3: warning: the setting `spare` changes nothing",
        "themes/ours/theme.yaml:8:3: warning: the setting `idle` changes nothing",
    ]


def test_a_language_that_lacks_words_is_named(tmp_path: Path) -> None:
    files = {"words/en.yaml": "mine: Mine\nskip: On\n", "words/fr.yaml": "skip: Ici\n"}

    assert found(tmp_path, files, language="de") == [
        "themes/ours/words/de.yaml:1:1: warning: "
        "`mine` has no words in the language `de`",
        "themes/ours/words/fr.yaml:1:1: warning: "
        "`mine` has no words in the language `fr`",
    ]


def test_every_template_that_a_page_may_ask_for_is_there() -> None:
    from generator.desk.themes import describe_theme  # noqa: PLC0415  # only this test needs it

    for name in SHIPPED:
        facts, _ = describe_theme(name, Desk(places={}))
        assert facts is not None
        assert {template.name for template in facts.templates} == set(TEMPLATES)

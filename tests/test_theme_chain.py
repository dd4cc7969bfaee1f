from __future__ import annotations

from pathlib import Path

from theme_folders import BASE, Files, messages, write_files

from generator.problems import Place
from generator.theme.chain import load_chain

ASKED = Place(file="content/site.yaml", line=3, column=9, excerpt="  name: mine")


def check(tmp_path: Path, shipped: Files, own: Files, expected: str) -> None:
    """Load the theme `mine` and compare the chain, or what is wrong with it."""
    write_files(tmp_path / "shipped", {**BASE, **shipped})
    write_files(tmp_path / "site/themes", own)
    layers, problems = load_chain(
        "mine", site=tmp_path / "site", shipped=tmp_path / "shipped", asked=ASKED
    )

    assert (messages(problems) or " ".join(item.shown for item in layers)) == expected


def theme(name: str, extends: str = "") -> Files:
    parent = f"extends: {extends}\n" if extends else ""
    return {f"{name}/theme.yaml": f"{parent}contract: 1\n"}


def test_every_chain_ends_at_base(tmp_path: Path) -> None:
    check(tmp_path, {}, theme("mine"), "themes/mine themes/base")


def test_parents_follow_their_child(tmp_path: Path) -> None:
    own = {**theme("mine", "paper"), **theme("paper", "sheet")}
    names = "themes/mine themes/paper themes/sheet themes/base"

    check(tmp_path, theme("sheet", "base"), own, names)


def test_a_theme_of_ones_own_name_is_the_shipped_one(tmp_path: Path) -> None:
    names = "themes/mine shipped/themes/mine themes/base"

    check(tmp_path, theme("mine"), theme("mine", "mine"), names)


def test_a_base_of_the_sites_own_stands_before_the_shipped_one(tmp_path: Path) -> None:
    own = {**theme("mine", "base"), **theme("base")}
    names = "themes/mine themes/base shipped/themes/base"

    check(tmp_path, {}, own, names)


def test_a_missing_theme_is_a_problem_of_the_site(tmp_path: Path) -> None:
    check(
        tmp_path,
        theme("mime"),
        {},
        "content/site.yaml:3:9: error: there is no theme `mine`\n"
        "      name: mine\n"
        "            ^\n"
        "    → did you mean `mime`?",
    )


def test_a_missing_parent_is_a_problem_of_the_child(tmp_path: Path) -> None:
    check(
        tmp_path,
        theme("paper"),
        theme("mine", "sheet"),
        "themes/mine/theme.yaml:1:10: error: there is no theme `sheet`\n"
        "    extends: sheet\n"
        "             ^\n"
        "    → there are: base, mine, paper",
    )


def test_a_shipped_parent_of_the_same_name_must_be_there(tmp_path: Path) -> None:
    check(
        tmp_path,
        {},
        theme("mine", "mine"),
        "themes/mine/theme.yaml:1:10: error: Byline ships no theme `mine`\n"
        "    extends: mine\n"
        "             ^\n"
        "    → there are: base",
    )


def test_a_cycle_is_shown_whole(tmp_path: Path) -> None:
    check(
        tmp_path,
        {},
        {**theme("mine", "paper"), **theme("paper", "mine")},
        "themes/paper/theme.yaml:1:10: error: the theme extends itself: "
        "mine → paper → mine\n"
        "    extends: mine\n"
        "             ^\n"
        "    → take `extends:` out of one of them",
    )


def test_a_path_is_no_theme(tmp_path: Path) -> None:
    check(
        tmp_path,
        {},
        theme("mine", "../shipped"),
        "themes/mine/theme.yaml:1:10: error: there is no theme `../shipped`\n"
        "    extends: ../shipped\n"
        "             ^\n"
        "    → there are: base, mine",
    )


def test_a_folder_without_theme_yaml_is_no_theme(tmp_path: Path) -> None:
    check(
        tmp_path,
        {},
        {"mine/templates/column.html": ""},
        "themes/mine/theme.yaml:1:1: error: the theme `mine` has no theme.yaml\n"
        "    → write one: name: mine, contract: 1, extends: base",
    )


def test_a_theme_whose_yaml_is_broken_can_not_be_read(tmp_path: Path) -> None:
    check(
        tmp_path,
        {},
        {"mine/theme.yaml": "- a\n"},
        "themes/mine/theme.yaml:1:1: error: not a mapping\n"
        "    - a\n"
        "    ^\n"
        "    → write one `name: value` on each line",
    )


def test_without_the_shipped_base_there_is_no_chain(tmp_path: Path) -> None:
    write_files(tmp_path / "mine", {"theme.yaml": "contract: 1\n"})
    layers, problems = load_chain("mine", site=None, shipped=tmp_path, asked=ASKED)

    assert layers == ()
    assert [problem.message for problem in problems] == ["there is no theme `base`"]


def test_text_that_is_not_utf8_is_a_problem(tmp_path: Path) -> None:
    template = tmp_path / "site/themes/mine/templates/column.html"
    template.parent.mkdir(parents=True)
    template.write_bytes(b"<p>\nr\xe9sum\xe9")
    check(
        tmp_path,
        {},
        theme("mine"),
        "themes/mine/templates/column.html:2:1: error: not UTF-8 text\n"
        "    → save the file as UTF-8",
    )


def test_files_are_read_by_their_paths_and_hidden_ones_are_not(tmp_path: Path) -> None:
    write_files(tmp_path, {**BASE, "base/assets/.DS_Store": "", "base/assets/a~": ""})
    write_files(
        tmp_path / "base",
        {
            "templates/parts/a.html": "A\r\n",
            "assets/fonts/f.woff2": "F",
            "words/pt_BR.yaml": "a: b\n",
        },
    )
    (layer,), problems = load_chain("base", site=None, shipped=tmp_path, asked=ASKED)

    assert problems == ()
    assert layer.templates == {"parts/a.html": "A\n"}
    assert layer.assets == {"fonts/f.woff2": b"F"}
    assert layer.words == {"pt-BR": "a: b\n"}

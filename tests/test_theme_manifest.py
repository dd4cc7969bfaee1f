from __future__ import annotations

from theme_folders import messages

from generator.theme.manifest import parse_manifest


def check(text: str, expected: str) -> None:
    """Parse a manifest of the theme `paper` and compare what is wrong with it."""
    _, problems = parse_manifest(text, "themes/paper/theme.yaml", "paper")

    assert messages(problems) == expected


def test_a_manifest_says_what_a_theme_is() -> None:
    manifest, problems = parse_manifest(
        "name: paper\nextends: base\ncontract: 1\ndescription: Quiet\n"
        "settings:\n  accent: {type: color, default: red}\n",
        "themes/paper/theme.yaml",
        "paper",
    )

    assert problems == ()
    assert manifest is not None
    assert (manifest.name, manifest.extends) == ("paper", "base")
    assert (manifest.extends_place.line, manifest.extends_place.column) == (2, 10)
    assert manifest.description == "Quiet"
    assert [draft.name for draft in manifest.settings] == ["accent"]


def test_a_near_miss_is_shown() -> None:
    check(
        "contract: 1\nextend: base\n",
        "themes/paper/theme.yaml:2:1: error: a theme has no `extend`\n"
        "    extend: base\n"
        "    ^\n"
        "    → did you mean `extends`?",
    )


def test_an_unknown_key_is_shown_with_all_there_are() -> None:
    check(
        "contract: 1\nzoo: 1\n",
        "themes/paper/theme.yaml:2:1: error: a theme has no `zoo`\n"
        "    zoo: 1\n"
        "    ^\n"
        "    → known: name, extends, contract, description, settings",
    )


def test_the_name_is_the_folders() -> None:
    check(
        "name: sheet\ncontract: 1\n",
        "themes/paper/theme.yaml:1:7: error: "
        "the theme in the folder `paper` calls itself `sheet`\n"
        "    name: sheet\n"
        "          ^\n"
        "    → write name: paper",
    )


def test_the_contract_must_be_said() -> None:
    check(
        "name: paper\n",
        "themes/paper/theme.yaml:1:1: error: "
        "`contract` is missing: the version of the template contract\n"
        "    name: paper\n"
        "    ^\n"
        "    → add contract: 1",
    )


def test_a_theme_for_another_contract_is_refused() -> None:
    check(
        "contract: 2\n",
        "themes/paper/theme.yaml:1:11: error: the theme is written for contract 2; "
        "this Byline knows contract 1\n"
        "    contract: 2\n"
        "              ^\n"
        "    → get a version of the theme made for this Byline",
    )


def test_extends_is_one_name() -> None:
    check(
        "contract: 1\nextends: [a, b]\n",
        "themes/paper/theme.yaml:2:10: error: `extends` is not text\n"
        "    extends: [a, b]\n"
        "             ^",
    )


def test_broken_yaml_is_one_problem() -> None:
    check(
        "contract: 1\ndescription: a: b\n",
        "themes/paper/theme.yaml:2:15: error: not valid YAML: "
        "mapping values are not allowed in this context\n"
        "    description: a: b\n"
        "                  ^\n"
        '    → put text that holds : or # in quotes: "…"',
    )

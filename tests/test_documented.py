"""Whatever a person may type is in the README: options, fields, settings."""

from __future__ import annotations

import importlib
import pkgutil
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest
import yaml

import generator.source
from generator.cli.main import byline
from generator.source.tables import Field

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PROJECT = Path(__file__).parents[1]
README = (PROJECT / "README.md").read_text(encoding="utf-8")
THEMES = sorted((PROJECT / "themes").glob("*/theme.yaml"))


def code_in(markdown: str) -> str:
    """All that stands in code blocks and code spans."""
    blocks = re.findall(r"^```.*?^```|^    .*?$", markdown, re.DOTALL | re.MULTILINE)
    return "\n".join([*blocks, *re.findall(r"`([^`\n]+)`", markdown)])


CODE = code_in(README)


def undocumented(names: Iterable[str]) -> list[str]:
    """The names that stand nowhere in the README as something to type."""
    return [
        name
        for name in sorted(set(names))
        if not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", CODE)
    ]


def commands(
    group: click.Group = byline, typed: str = "byline"
) -> Iterator[tuple[str, click.Command]]:
    """Every command of the command line, by what one types."""
    yield typed, group
    context = click.Context(group, info_name=typed)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None, name
        if isinstance(command, click.Group):
            yield from commands(command, f"{typed} {name}")
        else:
            yield f"{typed} {name}", command


def options() -> Iterator[str]:
    for _, command in commands():
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.hidden:
                yield max(parameter.opts, key=len)


def tables() -> dict[str, tuple[Field, ...]]:
    """Every table of fields in the room that reads what people write."""
    walk = pkgutil.walk_packages(generator.source.__path__, "generator.source.")
    modules = [importlib.import_module(found.name) for found in walk]
    return {
        name: value
        for module in modules
        for name, value in vars(module).items()
        if name.endswith("_FIELDS") and isinstance(value, tuple)
    }


def names_in(fields: Iterable[Field]) -> Iterator[str]:
    for field in fields:
        yield field.name
        yield from names_in(field.parts)


def test_every_command_is_documented() -> None:
    assert undocumented(line for line, _ in commands()) == []


def test_every_option_is_documented() -> None:
    assert undocumented(options()) == []


def test_there_are_tables_for_columns_authors_pages_comments_and_settings() -> None:
    wanted = {"COLUMN_FIELDS", "AUTHOR_FIELDS", "PAGE_FIELDS", "COMMENT_FIELDS"}
    assert wanted <= tables().keys()
    settings = {name for fields in tables().values() for name in names_in(fields)}
    assert {"time_zone", "permalink", "strict", "furniture"} <= settings


@pytest.mark.parametrize("table", sorted(tables()))
def test_every_field_is_documented(table: str) -> None:
    assert undocumented(names_in(tables()[table])) == []


@pytest.mark.parametrize("theme", THEMES, ids=lambda path: path.parent.name)
def test_every_setting_of_a_shipped_theme_is_documented(theme: Path) -> None:
    settings = yaml.safe_load(theme.read_text(encoding="utf-8")).get("settings", {})
    assert undocumented(settings) == []


@pytest.mark.parametrize("theme", THEMES, ids=lambda path: path.parent.name)
def test_every_setting_of_a_shipped_theme_says_what_it_is_for(theme: Path) -> None:
    settings = yaml.safe_load(theme.read_text(encoding="utf-8")).get("settings", {})
    assert [name for name, said in settings.items() if not said.get("help")] == []


def test_the_readme_names_the_test_command() -> None:
    assert undocumented(["tests/run"]) == []

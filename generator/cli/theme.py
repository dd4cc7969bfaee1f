"""`byline theme`: the themes that a site can use, told on the screen."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from generator.cli.report import counted, problem_as_json
from generator.cli.screen import complain, say, show_misuse, show_problems
from generator.cli.site import site_here
from generator.desk.new_theme import plan_theme, write_theme
from generator.desk.themes import (
    Desk,
    SettingFacts,
    TemplateFacts,
    ThemeFacts,
    ThemeLine,
    check_theme,
    describe_theme,
    known_themes,
    list_themes,
    themes_to_check,
)
from generator.problems import Problem, Weight, stops
from generator.source.read_settings import read_settings
from generator.source.scan import SETTINGS, find_site
from generator.theme.settings import spell_value


def run_list(*, as_json: bool) -> int:
    """List the themes that the site around the current folder can use."""
    themes = list_themes(_desk())
    if as_json:
        _say_json([_line_as_json(line) for line in themes])
        return 0
    rows = [(line.name, _whence(line), line.description) for line in themes]
    say("\n".join(_aligned(rows)))
    return 0


def run_show(name: str, *, as_json: bool) -> int:
    """Tell of one theme; give the exit code."""
    facts, problems = describe_theme(name, _desk())
    if facts is None:
        show_problems(problems)
        return 1
    if as_json:
        _say_json(_facts_as_json(facts))
    else:
        show_problems(problems)
        say("\n".join(_lines(facts)))
    return 1 if stops(problems) else 0


def run_new(name: str, parent: str) -> int:
    """Make a new theme; give the exit code."""
    site = site_here()
    desk = _desk()
    files, problems = plan_theme(name, parent or desk.choice.name, known_themes(desk))
    show_misuse(problems)
    if problems:
        return 2
    try:
        made = write_theme(site, name, files)
    except FileExistsError:
        complain(f"themes/{name} is there already, and is left as it is.")
        return 1
    here = Path.cwd()
    for file in made:
        say(str(file.relative_to(here) if file.is_relative_to(here) else file))
    say(f"\nTo use it, write in {SETTINGS}:\n  theme: {{name: {name}}}")
    return 0


def run_check(name: str, *, as_json: bool) -> int:
    """Find all that is wrong in a theme, or in all of the site's; give the code."""
    desk = _desk()
    names = (name,) if name else themes_to_check(desk)
    problems = tuple(
        dict.fromkeys(problem for one in names for problem in check_theme(one, desk))
    )
    done = not stops(problems)
    if as_json:
        found = [problem_as_json(problem) for problem in problems]
        _say_json({"themes": list(names), "done": done, "problems": found})
        return 0 if done else 1
    show_problems(problems)
    say(f"{', '.join(names)}: {_count(problems)}.")
    return 0 if done else 1


def _desk() -> Desk:
    """Read what the site around the current folder says, if there is one."""
    site = find_site(Path.cwd())
    if site is None:
        return Desk(places={})
    settings, _ = read_settings(SETTINGS, (site / SETTINGS).read_bytes())
    if settings is None:
        return Desk(site=site, places={})
    return Desk(
        site=site,
        choice=settings.theme,
        places=settings.places,
        language=settings.language,
    )


def _count(problems: Iterable[Problem]) -> str:
    weights = [problem.weight for problem in problems]
    if not weights:
        return "nothing is wrong"
    errors, warnings = weights.count(Weight.STOP), weights.count(Weight.WARN)
    counts = ((errors, "error"), (warnings, "warning"))
    return ", ".join(counted(count, noun) for count, noun in counts if count)


def _whence(line: ThemeLine) -> str:
    where = line.folder or "shipped"
    return f"{where}, in use" if line.in_use else where


def _lines(facts: ThemeFacts) -> Iterator[str]:
    line = facts.line
    yield f"{line.name} ({_whence(line)})"
    if line.description:
        yield line.description
    if len(facts.chain) > 1:
        yield f"It extends {', which extends '.join(facts.chain[1:])}."
    if facts.settings:
        yield f"\nSettings, for theme.settings in {SETTINGS}:"
        for one in facts.settings:
            yield from _setting_lines(one)
    yield "\nTemplates, each with the theme that it comes from and its blocks:"
    shared = _shared(facts.templates)
    for template in facts.templates:
        yield f"  {template.name} ({template.theme})"
        rest = [block for block in template.blocks if block not in shared]
        yield from _blocks(rest, template.theme)
    if shared:
        yield "  every page"
        yield from _blocks(sorted(shared), facts.templates[0].theme)
    for theme in facts.chain:
        parts = [name for name, origin in facts.parts if origin == theme]
        if parts:
            yield f"\nWhat they include, from {theme}:"
            yield from _wrapped(parts, "  ")


def _shared(templates: tuple[TemplateFacts, ...]) -> set[tuple[str, str]]:
    """Give the blocks that all pages have, and from the same theme."""
    sets = [set(template.blocks) for template in templates if template.blocks]
    return set.intersection(*sets) if sets else set()


def _blocks(blocks: Sequence[tuple[str, str]], own: str) -> Iterator[str]:
    """List a template's own blocks, then those of each theme behind it."""
    themes = dict.fromkeys((own, *(theme for _, theme in blocks)))
    for theme in themes:
        names = [name for name, origin in blocks if origin == theme]
        if names:
            words = "" if theme == own else f"from {theme}: "
            yield from _wrapped([f"{words}{names[0]}", *names[1:]], "    ")


def _wrapped(names: list[str], indent: str) -> Iterator[str]:
    yield from textwrap.wrap(
        ", ".join(names),
        width=80,
        initial_indent=indent,
        subsequent_indent=indent,
        break_on_hyphens=False,
    )


def _setting_lines(facts: SettingFacts) -> Iterator[str]:
    setting = facts.setting
    kind = f"{setting.type} of {', '.join(setting.of)}" if setting.of else setting.type
    value = spell_value(facts.value) or "not set"
    default = spell_value(setting.default) or "not set"
    shown = value if value == default else f"{value} (without it {default})"
    yield f"  {setting.name}: {kind}, {shown}"
    if setting.help:
        yield f"    {setting.help}"
    if setting.against:
        backgrounds = ", ".join(setting.against)
        yield f"    At least {setting.contrast:g}:1 on {backgrounds}."


def _aligned(rows: Sequence[tuple[str, ...]]) -> Iterator[str]:
    """Set a table; the last column is as long as it likes."""
    if not rows:
        return
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = zip(row, widths, strict=True)
        yield "  ".join(cell.ljust(width) for cell, width in cells).rstrip()


def _line_as_json(line: ThemeLine) -> dict[str, object]:
    return {
        "name": line.name,
        "shipped": not line.folder,
        "folder": line.folder,
        "extends": line.extends,
        "description": line.description,
        "in_use": line.in_use,
    }


def _facts_as_json(facts: ThemeFacts) -> dict[str, object]:
    return {
        **_line_as_json(facts.line),
        "chain": list(facts.chain),
        "settings": [_setting_as_json(one) for one in facts.settings],
        "templates": [
            {
                "name": template.name,
                "theme": template.theme,
                "blocks": [
                    {"name": name, "theme": theme} for name, theme in template.blocks
                ],
            }
            for template in facts.templates
        ],
        "parts": [{"name": name, "theme": theme} for name, theme in facts.parts],
    }


def _setting_as_json(facts: SettingFacts) -> dict[str, object]:
    setting = facts.setting
    return {
        "name": setting.name,
        "type": setting.type,
        "of": list(setting.of),
        "default": setting.default,
        "value": facts.value,
        "against": list(setting.against),
        "help": setting.help,
    }


def _say_json(found: object) -> None:
    say(json.dumps(found, ensure_ascii=False, indent=2))

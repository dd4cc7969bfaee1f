"""`byline init` and `byline new`: what the desk makes, told on the screen."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

from generator.cli.clock import read_clock
from generator.cli.screen import complain, say, show_misuse, show_problems
from generator.cli.site import site_here
from generator.desk.init import init_site
from generator.desk.new import Wish, plan_column, write_column
from generator.engine.equipment import read_site_settings
from generator.engine.standing import in_zone
from generator.problems import stops
from generator.source.scan import scan


def run_init(folder: Path) -> int:
    """Make a new site; give the exit code."""
    zone = local_zone()
    today = read_clock().astimezone(ZoneInfo(zone)).date()
    made, problems = init_site(folder, today=today, time_zone=zone)
    show_misuse(problems)
    if problems:
        return 2
    say("\n".join(str(file) for file in made))
    there = f"cd {folder}\n  " if folder != Path() else ""
    say(f"\nYour site is ready. Go on with:\n  {there}byline build")
    return 0


def run_new(wish: Wish) -> int:
    """Make a new column; give the exit code."""
    site = site_here()
    sources = scan(site)
    settings, problems = read_site_settings(sources)
    if settings is None or stops(problems):
        show_problems(problems)
        return 1
    today = in_zone(read_clock(), settings).date()
    path, text, problems = plan_column(wish, sources, settings, today)
    show_misuse(problems)
    if problems:
        return 2
    try:
        file = write_column(site, path, text)
    except FileExistsError:
        complain(f"{path} is there already, and is left as it is.")
        return 1
    say(_shown(file))
    return 0


def local_zone() -> str:
    """Name the machine's time zone; "UTC" where it has no name that all know."""
    from babel.localtime import get_localzone

    name = str(getattr(get_localzone(), "key", ""))
    return name if "/" in name and not name.startswith("Etc/") else "UTC"


def _shown(file: Path) -> str:
    """Spell a path as one would type it from here."""
    here = Path.cwd()
    return str(file.relative_to(here) if file.is_relative_to(here) else file)

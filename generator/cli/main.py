"""The `byline` command: its arguments, and what each hands on.

Imports late: `byline --version` and `--help` load nothing but click.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import click

from generator import __version__

_FOLDER = click.Path(path_type=Path, file_okay=False)


def main() -> NoReturn:
    """Run the command and leave with its exit code."""
    # What is imported stays: the collector need not look at it again and again.
    gc.set_threshold(100_000, 20, 50)
    code: list[int] = []
    # Registered first, so it comes last, when all others have tidied up.
    atexit.register(_leave, code)
    code.append(run(sys.argv[1:]))
    sys.exit(code[0])


def run(arguments: list[str]) -> int:
    """Run the command: 0 done, 1 problems, 2 wrong usage, 70 a fault of Byline's."""
    try:
        code = byline.main(arguments, prog_name="byline", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except Exception as error:
        from generator.cli.faults import report_fault  # noqa: PLC0415  # only a fault of ours needs it

        return report_fault(error, arguments)
    return int(code or 0)


def _leave(code: list[int]) -> None:
    """End at once: to take a library apart, piece by piece, takes longer than a look.

    What can't be written out to the end is left to Python, which says so.
    """
    if code:
        with suppress(OSError, ValueError):
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(code[0])


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, message="byline %(version)s")
def byline() -> None:
    """Byline: the static site generator for opinion columns."""


@byline.command()
@click.argument("folder", type=_FOLDER, default=Path(), metavar="[DIR]")
def init(folder: Path) -> int:
    """Make a new site in DIR, ready to write in."""
    from generator.cli.desk import run_init

    return run_init(folder)


@byline.command()
@click.argument("title")
@click.option("--author", default="", metavar="ID", help="Who writes it.")
@click.option("--section", default="", metavar="ID", help="The section it belongs to.")
@click.option("--date", default="", metavar="DATE", help="Its date; today without.")
@click.option(
    "--folder",
    is_flag=True,
    help="Make a folder with index.md, for pictures beside the text.",
)
def new(title: str, author: str, section: str, date: str, *, folder: bool) -> int:
    """Start a column called TITLE, with its front matter filled in."""
    from generator.cli.desk import run_new
    from generator.desk.new import Wish  # noqa: PLC0415  # only this command runs it; `--version` starts without

    wish = Wish(title=title, author=author, section=section, date=date, folder=folder)
    return run_new(wish)


@byline.command()
@click.option("--output", type=_FOLDER, help="The folder to build into.")
@click.option("--base-url", default="", metavar="URL", help="Instead of `url`.")
@click.option("--drafts", is_flag=True, help="Publish drafts and embargoed columns.")
@click.option(
    "--now", default="", metavar="DATE", help="Build as if at this date or date-time."
)
@click.option(
    "--workers",
    type=click.IntRange(min=1),
    metavar="N",
    help="How many processes; all cores without.",
)
@click.option("--clean", is_flag=True, help="Trust nothing of an earlier build.")
@click.option("--strict", is_flag=True, help="Let warnings stop the build.")
@click.option(
    "--portable", is_flag=True, help="Link to files, for reading from a folder or zip."
)
@click.option("--quiet", is_flag=True, help="Print problems and nothing else.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
@click.option(
    "--watch", is_flag=True, help="Go on, and build whenever something changes."
)
@click.option("--explain", is_flag=True, help="Say why each page was rendered.")
@click.option(
    "--verify", is_flag=True, help="Compare with a build that trusts nothing."
)
def build(**given: Any) -> int:
    """Build the site into output/, all of it or, if anything is wrong, nothing."""
    from generator.cli.early import expect_first_build

    expect_first_build(given["workers"])
    from generator.cli.build import Asked, run_build  # noqa: PLC0415  # only this command runs it; `--version` starts without

    return run_build(Asked(**given))


@byline.command()
@click.option(
    "--host",
    default="127.0.0.1",
    metavar="HOST",
    help="Where to listen; 0.0.0.0 lets phones and others in.",
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    metavar="N",
    help="Where to listen; the next free one if it is taken.",
)
@click.option("--open", "open_browser", is_flag=True, help="Open it in the browser.")
@click.option("--no-drafts", is_flag=True, help="Show only what readers would see.")
@click.option("--now", default="", metavar="DATE", help="Show it as at this date.")
def serve(
    host: str, port: int, now: str, *, open_browser: bool, no_drafts: bool
) -> int:
    """Show the site as it is being written, and follow each change."""
    from generator.cli.serve import Wanted, run_serve

    wanted = Wanted(
        host=host, port=port, open_browser=open_browser, drafts=not no_drafts, now=now
    )
    return run_serve(wanted)


@byline.command()
@click.option("--output", type=_FOLDER, help="The folder that would be built into.")
@click.option("--base-url", default="", metavar="URL", help="Instead of `url`.")
@click.option("--drafts", is_flag=True, help="As if drafts were published too.")
@click.option(
    "--now", default="", metavar="DATE", help="Plan as at this date or date-time."
)
@click.option("--strict", is_flag=True, help="As if warnings stopped the build.")
@click.option("--portable", is_flag=True, help="As if the build were a portable one.")
@click.option("--due", is_flag=True, help="Print the next due moment alone.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def plan(*, due: bool, as_json: bool, **given: Any) -> int:
    """Tell what is live, what waits, and what the next build would change."""
    from generator.cli.build import Asked  # noqa: PLC0415  # only this command runs it; `--version` starts without
    from generator.cli.plan import Form, run_plan

    if due and as_json:
        raise click.UsageError("--due and --json are two forms: choose one")
    form = Form.DUE if due else Form.JSON if as_json else Form.PLAIN
    return run_plan(Asked(**given), form)


@byline.command()
@click.argument("page")
@click.option("--output", type=_FOLDER, help="The folder that it was built into.")
@click.option("--base-url", default="", metavar="URL", help="Instead of `url`.")
@click.option("--drafts", is_flag=True, help="As if drafts were published too.")
@click.option("--now", default="", metavar="DATE", help="As at this date or date-time.")
@click.option("--portable", is_flag=True, help="As if the build were a portable one.")
def why(page: str, **given: Any) -> int:
    """Tell why PAGE was rendered, and whether it would be now.

    PAGE is an address, a file of output/ or a text of content/.
    """
    from generator.cli.build import Asked  # noqa: PLC0415  # only this command runs it; `--version` starts without
    from generator.cli.why import run_why

    return run_why(page, Asked(**given))


@byline.group()
def theme() -> None:
    """Show, make and check themes."""


@theme.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def list_themes(*, as_json: bool) -> int:
    """List the themes that the site can use, and where each comes from."""
    from generator.cli.theme import run_list

    return run_list(as_json=as_json)


@theme.command()
@click.argument("name")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def show(name: str, *, as_json: bool) -> int:
    """Show the settings, templates and blocks of the theme NAME."""
    from generator.cli.theme import run_show

    return run_show(name, as_json=as_json)


@theme.command("new")
@click.argument("name")
@click.option(
    "--from",
    "parent",
    default="",
    metavar="THEME",
    help="The theme behind it; the site's own without.",
)
def new_theme(name: str, parent: str) -> int:
    """Make a theme of your own called NAME, to change what you like of another."""
    from generator.cli.theme import run_new

    return run_new(name, parent)


@theme.command()
@click.argument("name", default="", metavar="[NAME]")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
def check(name: str, *, as_json: bool) -> int:
    """Find what is wrong in the theme NAME, or in all that the site has."""
    from generator.cli.theme import run_check

    return run_check(name, as_json=as_json)

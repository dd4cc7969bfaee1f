"""`byline build`: options to a session, its outcome to the screen."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import click
from msgspec import Struct

from generator.cli.clock import read_clock
from generator.cli.report import describe_outcome, describe_renderings, outcome_as_json
from generator.cli.screen import progress, say, show_problems
from generator.cli.site import site_here
from generator.engine.outcome import BuildOptions, Outcome
from generator.engine.session import Session
from generator.engine.stage import misplaced
from generator.engine.workers import default_count


class Asked(Struct, frozen=True, kw_only=True):
    """What was typed behind `byline build`."""

    output: Path | None = None
    base_url: str = ""
    drafts: bool = False
    now: str = ""
    workers: int | None = None
    clean: bool = False
    strict: bool = False
    portable: bool = False
    quiet: bool = False
    as_json: bool = False
    watch: bool = False
    """Build again whenever something changes."""
    explain: bool = False
    """Say why each page was rendered."""
    verify: bool = False
    """Compare with a build that trusts nothing."""


def run_build(asked: Asked) -> int:
    """Build the site around the current folder; give the exit code."""
    site = site_here()
    options = parse_options(asked, site)
    if asked.watch and asked.verify:
        raise click.UsageError("--verify compares one build: type it without --watch")
    if asked.watch:
        return run_watch(asked, site, options)
    differences: tuple[str, ...] = ()
    with progress(wanted=not (asked.quiet or asked.as_json)) as watch:
        if asked.verify:
            from generator.engine.verify import build_and_verify

            outcome, differences = build_and_verify(site, options, watch)
        else:
            outcome = Session(site, options, watch).build()
    _tell(asked, outcome, differences)
    if differences:
        from generator.cli.faults import report_differences  # noqa: PLC0415  # 3 ms of modules that only a found difference needs

        return report_differences(differences)
    return 0 if outcome.done else 1


def _tell(asked: Asked, outcome: Outcome, differences: tuple[str, ...]) -> None:
    """Say what a build has done, in the form that was asked for."""
    if asked.as_json:
        found = outcome_as_json(outcome)
        if asked.verify:
            found["differences"] = list(differences)
        say(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        show_problems(outcome.problems)
        if asked.explain and outcome.rendered:
            say(describe_renderings(outcome))
        if not asked.quiet:
            say(describe_outcome(outcome))
            if asked.verify and outcome.done and not differences:
                say("Verified: a build that trusts nothing gives the same files.")


def run_watch(asked: Asked, site: Path, options: BuildOptions) -> int:
    """Keep building until Ctrl-C; give the exit code."""
    from generator.cli.watching import Voice, keep_building  # noqa: PLC0415  # a build with nothing to do starts without it

    voice = Voice.EXPLAINED if asked.explain else Voice.PLAIN
    if asked.quiet:
        voice = Voice.REASONS if asked.explain else Voice.QUIET
    voice = Voice.JSON if asked.as_json else voice
    return keep_building(site, options, partial(read_clock, asked.now), voice)


def parse_options(asked: Asked, site: Path) -> BuildOptions:
    """Check what was typed, and turn it into the session's options."""
    output = asked.output.absolute() if asked.output else site / "output"
    if reason := misplaced(site, output):
        raise click.BadParameter(reason, param_hint="--output")
    return BuildOptions(
        now=read_clock(asked.now),
        output=output,
        base_url=parse_base_url(asked.base_url),
        drafts=asked.drafts,
        workers=asked.workers or default_count(),
        clean=asked.clean,
        strict=asked.strict,
        portable=asked.portable,
    )


def parse_base_url(written: str) -> str:
    """Check a URL typed for the site."""
    try:
        parts = urlsplit(written)
        usable = parts.scheme in {"http", "https"} and bool(parts.hostname)
        plain = not (parts.query or parts.fragment or parts.username)
        _ = parts.port
    except ValueError:
        usable = plain = False
    if written and not (usable and plain):
        message = f"{written!r} is no address of a site: type https://example.org/"
        raise click.BadParameter(message, param_hint="--base-url")
    return written

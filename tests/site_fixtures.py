"""Fixtures of built sites: each is built once in a run, whatever the workers."""

from __future__ import annotations

import contextlib
import fcntl
import os
import shutil
from typing import TYPE_CHECKING

import pytest
from browser import launched
from built_site import SUB_PATH_URL, BuiltSite, build, copy_example
from reader_site import prepare
from serving import serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

EXAMPLE_URL = "https://halyard.example/"
THEMES = ("broadsheet", "classic", "column")


@pytest.fixture(scope="session")
def built_once(
    tmp_path_factory: pytest.TempPathFactory,
) -> Callable[..., Path]:
    """Build copies of the example publication, each by name once for all workers."""
    own = tmp_path_factory.getbasetemp()
    shared = own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

    def build_named(
        name: str, *arguments: str, prepare: Callable[[Path], None] | None = None
    ) -> Path:
        folder, finished = shared / name, shared / f"{name}.built"
        with _locked(shared / f"{name}.lock"):
            if not finished.exists():
                shutil.rmtree(folder, ignore_errors=True)
                copy_example(folder)
                if prepare is not None:
                    prepare(folder)
                build(folder, *arguments)
                finished.touch()
        return folder / "output"

    return build_named


@pytest.fixture(scope="session")
def example(built_once: Callable[..., Path]) -> BuiltSite:
    """The example publication, as its settings say."""
    return BuiltSite(built_once("example"), EXAMPLE_URL)


@pytest.fixture(scope="session")
def below(built_once: Callable[..., Path]) -> BuiltSite:
    """The example publication for a host that serves it below a path."""
    return BuiltSite(built_once("below", "--base-url", SUB_PATH_URL), SUB_PATH_URL)


@pytest.fixture(scope="session")
def portable(built_once: Callable[..., Path]) -> BuiltSite:
    """The example publication for reading from a folder."""
    return BuiltSite(built_once("portable", "--portable"), EXAMPLE_URL)


@pytest.fixture(scope="session")
def reader(built_once: Callable[..., Path]) -> BuiltSite:
    """The example publication with a column that has everything."""
    return BuiltSite(built_once("reader", prepare=prepare), EXAMPLE_URL)


@pytest.fixture(scope="session", params=THEMES)
def dressed(
    request: pytest.FixtureRequest, built_once: Callable[..., Path]
) -> BuiltSite:
    """The publication with a column that has everything, in each theme."""
    theme = str(request.param)

    def prepare_in_theme(site: Path) -> None:
        prepare(site)
        choose_theme(site, theme)

    folder = built_once(f"reader-{theme}", prepare=prepare_in_theme)
    return BuiltSite(folder, EXAMPLE_URL)


@pytest.fixture(scope="session")
def served(example: BuiltSite) -> Iterator[str]:
    """The address of the example publication on this machine."""
    with serving(example) as root:
        yield root


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser for the tests of one module."""
    with launched() as started:
        yield started


def choose_theme(site: Path, theme: str) -> None:
    """Name another theme in the settings of a copy of the example."""
    file = site / "content/site.yaml"
    text = file.read_text(encoding="utf-8")
    assert text.count("name: broadsheet") == 1
    file.write_text(text.replace("name: broadsheet", f"name: {theme}"), "utf-8")


@contextlib.contextmanager
def _locked(path: Path) -> Iterator[None]:
    with path.open("w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield

"""The programs and npm files that the slow tests use; tests/run installs them."""

from __future__ import annotations

import shutil
from pathlib import Path

_NPM = Path(__file__).parents[1] / ".tools" / "node_modules"


def chromium() -> str:
    """The browser without its windows, or the whole one, which takes twice as long."""
    return shutil.which("chromium-headless-shell") or _program("chromium", "chromium")


def java() -> str:
    return _program("java", "openjdk-17-jre-headless")


def pdftotext() -> str:
    return _program("pdftotext", "poppler-utils")


def pdfinfo() -> str:
    return _program("pdfinfo", "poppler-utils")


def pdfimages() -> str:
    return _program("pdfimages", "poppler-utils")


def npm_file(path: str) -> Path:
    """A file of an npm package that tests/package.json names."""
    found = _NPM / path
    assert found.exists(), f"{path} is not in .tools/: run tests/run once"
    return found


def _program(name: str, package: str) -> str:
    found = shutil.which(name)
    assert found, f"no {name} here: apt-get install {package}, or run tests/run"
    return found

"""Small sites, written into a test's own folder."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Iterator, Mapping
from pathlib import Path

import hypothesis
import pytest

pytest_plugins = ["site_fixtures"]

# What a script runs in its background does not hear Ctrl-C, nor does what that starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

# No test asserts a time: a loaded machine takes as long as it takes.
# A run in CI can be had again; elsewhere each run looks at other examples.
hypothesis.settings.register_profile(
    "byline", deadline=None, derandomize="CI" in os.environ
)
hypothesis.settings.load_profile("byline")

SETTINGS = """\
title: The Rook
url: https://rook.example/
language: en
"""
AUTHOR = """\
---
name: Jane Doe
standing: Columnist
---

Jane Doe writes about birds. She lives by the sea.
"""


def column(
    title: str = "Crows", body: str = "Crows remember faces.", **more: str
) -> str:
    """A column's file; further front matter by name."""
    lines = {"title": title, "author": "jane-doe", "date": "2024-03-01", **more}
    lines.setdefault("summary", f"About {title}.")
    written = "".join(f"{name}: {value}\n" for name, value in lines.items() if value)
    return f"---\n{written}---\n\n{body}\n"


def make_site(folder: Path, files: Mapping[str, str | bytes] | None = None) -> Path:
    """Write a site with one author and one column; `files` adds to it and overrides.

    Paths are from `content/`; those starting with "themes/" from the site's folder.
    """
    written: dict[str, str | bytes] = {
        "site.yaml": SETTINGS,
        "authors/jane-doe.md": AUTHOR,
        "columns/crows.md": column(),
        **(files or {}),
    }
    for path, text in written.items():
        root = folder if path.startswith("themes/") else folder / "content"
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def files_of(folder: Path) -> dict[str, bytes]:
    """Every file below a folder with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def uncleared() -> Iterator[None]:
    """Keep Python from clearing memory up: what a signal raises then is dropped."""
    gc.collect()
    gc.disable()
    yield
    gc.enable()

"""A built site as tests look at it: its files, its pages as trees, where a link leads.

Also builds one, by the command itself, as a reader of the README would.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sysconfig
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lxml.html import HtmlElement

PROJECT = Path(__file__).parents[1]
NOW = "2026-11-20"
"""The day on which the tests build the example publication."""
SUB_PATH_URL = "https://x.example/opinion/"
LD_JSON = "application/ld+json"


class OutsideSiteError(Exception):
    """A link to this host that leaves the path under which the site is served."""


class BuiltSite:
    """The folder that a build wrote, and the URL it was built for."""

    def __init__(self, folder: Path, url: str) -> None:
        self.folder = folder
        self.url = url
        self.base_path = urlsplit(url).path
        self._trees: dict[str, HtmlElement] = {}

    @cached_property
    def files(self) -> tuple[str, ...]:
        """Every file, by its path from the site's folder."""
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return tuple(sorted(path.relative_to(self.folder).as_posix() for path in found))

    @cached_property
    def file_set(self) -> frozenset[str]:
        return frozenset(self.files)

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """Every HTML file."""
        return tuple(file for file in self.files if file.endswith(".html"))

    @cached_property
    def read_pages(self) -> tuple[str, ...]:
        """The HTML files that are read: those that lead on at once left out."""
        return tuple(page for page in self.pages if not self.is_redirect(page))

    @cached_property
    def columns(self) -> tuple[str, ...]:
        """The pages of columns."""
        kind = "//meta[@property='og:type']/@content"
        return tuple(p for p in self.read_pages if "article" in self.values(p, kind))

    def text(self, file: str) -> str:
        return (self.folder / file).read_text(encoding="utf-8")

    def tree(self, page: str) -> HtmlElement:
        if page not in self._trees:
            parser = lxml.html.HTMLParser(encoding="utf-8")
            data = (self.folder / page).read_bytes()
            tree = lxml.html.document_fromstring(data, parser=parser)
            self._trees[page] = tree
        return self._trees[page]

    def elements(self, page: str, xpath: str) -> list[HtmlElement]:
        """The elements of a page that an XPath finds."""
        return cast("list[HtmlElement]", self.tree(page).xpath(xpath))

    def values(self, page: str, xpath: str) -> list[str]:
        """The attributes or texts of a page that an XPath finds."""
        return [str(value) for value in cast("list[str]", self.tree(page).xpath(xpath))]

    def value(self, page: str, xpath: str) -> str:
        """The one attribute or text that an XPath finds; "" for none."""
        return (self.values(page, xpath) or [""])[0]

    def ids(self, page: str) -> list[str]:
        return self.values(page, "//@id")

    def json_ld(self, page: str) -> list[dict[str, object]]:
        """Every block of structured data on a page."""
        scripts = self.values(page, f"//script[@type='{LD_JSON}']/text()")
        return [cast("dict[str, object]", json.loads(script)) for script in scripts]

    def canonical(self, page: str) -> str:
        return self.value(page, "//link[@rel='canonical']/@href")

    def is_redirect(self, page: str) -> bool:
        return bool(self.elements(page, "//meta[@http-equiv='refresh']"))

    def is_noindex(self, page: str) -> bool:
        robots = self.values(page, "//meta[@name='robots']/@content")
        return any("noindex" in value for value in robots)

    # A page's address and a link's file.

    def address(self, file: str) -> str:
        """The address of a file inside the site, as others link to it.

        "columns/crows/index.html" → "columns/crows/".
        """
        whole = "/" + file
        return (
            whole.removesuffix("index.html")[1:]
            if whole.endswith("/index.html")
            else file
        )

    def file_for(self, path: str) -> str | None:
        """The file that a plain web host answers a path below the site's root with."""
        path = unquote(path)
        if path == "" or path.endswith("/"):
            path += "index.html"
        return path if path in self.file_set else None

    def path_of(self, link: str, page: str) -> str | None:
        """Where in the site a link on a page leads; None if it leads elsewhere."""
        ours = urlsplit(self.url)
        here = f"{ours.scheme}://{ours.netloc}{self.base_path}{page}"
        target = urlsplit(urljoin(here, link.strip()))
        if target.netloc != ours.netloc or target.scheme not in {"http", "https"}:
            return None
        if not target.path.startswith(self.base_path):
            raise OutsideSiteError(f"{link} leaves {self.base_path}")
        return target.path[len(self.base_path) :]

    def file_of_url(self, url: str) -> str | None:
        """The file behind an absolute address of this site."""
        path = self.path_of(url, "")
        return None if path is None else self.file_for(path)


def byline(
    *arguments: str, cwd: Path, env: Mapping[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the installed command in a folder."""
    program = Path(sysconfig.get_path("scripts")) / "byline"
    assert program.exists(), "no byline command here: run pip install -e '.[test]'"
    return subprocess.run(
        [str(program), *arguments],
        cwd=cwd,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def copy_example(folder: Path) -> Path:
    """Copy what the example publication is made from into a new site folder."""
    shutil.copytree(PROJECT / "content", folder / "content")
    return folder


def build(
    site: Path, *arguments: str, env: Mapping[str, str] | None = None, now: str = NOW
) -> Path:
    """Build a site folder and give its `output/`."""
    done = byline("build", "--now", now, *arguments, cwd=site, env=env)
    fault = site / ".byline" / "fault.txt"
    kept = fault.read_text(encoding="utf-8") if fault.exists() else ""
    said = f"{done.stdout}\n{done.stderr}\n{kept}"
    assert done.returncode == 0, f"byline build said:\n{said}"
    return site / "output"

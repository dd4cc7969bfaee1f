"""A theme that is read again keeps what it has made of texts that are the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.theme.environment import ThemeEnvironment
from generator.theme.theme import Theme, load_theme

FILES = {
    "theme.yaml": "name: ours\nextends: base\ncontract: 1\n",
    "templates/a.html": '<link href="{{ asset("a.css") }}">{% include "b.html" %}',
    "templates/b.html": "B{{ word }}",
    "assets/a.css": "a { color: red }\n",
}


class Folder:
    """A theme's folder, and the theme as it was read last."""

    def __init__(self, site: Path) -> None:
        self.folder = site / "themes/ours"
        self.site = site
        self.theme: Theme | None = None
        for path, text in FILES.items():
            self.write(path, text)

    def write(self, path: str, text: str) -> None:
        file = self.folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)

    def load(self) -> Theme:
        """Read it, as a build does."""
        theme, problems = load_theme(
            "ours", site=self.site, settings={}, places={}, language="en"
        )
        assert theme is not None
        assert problems == ()
        return theme

    def reload(self) -> Theme:
        """Read it after what was there before."""
        theme = self.load()
        theme.go_on_from(self.theme)
        self.theme = theme
        return theme


def rendered(theme: Theme) -> str:
    context = {"url": lambda address: address, "word": "!"}
    page = theme.render("a.html", context, language="en", trail=())
    return page.decode("utf-8")


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    folder = Folder(tmp_path)
    rendered(folder.reload())
    return folder


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("templates/b.html", "C{{ word }}"),
        ("templates/a.html", "A"),
        ("templates/c.html", "C"),
        ("assets/a.css", "a { color: blue }\n"),
        ("words/en.yaml", "skip: Skip\n"),
        ("templates/parts/new.html", "N"),
    ],
)
def test_it_renders_what_a_build_renders(folder: Folder, path: str, text: str) -> None:
    folder.write(path, text)
    theme, built = folder.reload(), folder.load()
    assert rendered(theme) == rendered(built)
    assert theme.digest("a.html") == built.digest("a.html")
    assert theme.check() == built.check()


def test_only_what_was_written_is_compiled_again(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    compiled: list[str] = []
    compile_ = ThemeEnvironment.compile

    def count(self: ThemeEnvironment, tree: object, name: str, file: str) -> object:
        compiled.append(name)
        return compile_(self, tree, name, file)  # type: ignore[call-overload]

    monkeypatch.setattr(ThemeEnvironment, "compile", count)
    folder.write("templates/b.html", "C{{ word }}")
    assert rendered(folder.reload()).endswith("C!")
    assert compiled == ["0:b.html"]
    # Where a template is new, a name may mean another than before.
    folder.write("templates/c.html", "C")
    rendered(folder.reload())
    assert compiled == ["0:b.html", "0:a.html", "0:b.html"]

"""A theme and those it extends, child first, with all their files.

The one module of this room that reads theme files.  Invariant: a chain ends at the
shipped `base`, and no theme stands in it twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.problems import Place, Problem, nearest
from generator.theme.locate import (
    BASE,
    ThemeFolder,
    find_own,
    find_shipped,
    is_theme_name,
    theme_names,
)
from generator.theme.manifest import Manifest, parse_manifest


class Layer(Struct, frozen=True, kw_only=True):
    """One theme of a chain."""

    name: str
    shown: str
    """How problems name its folder: "themes/broadsheet"."""
    manifest: Manifest
    templates: Mapping[str, str]
    """Source by name: "column.html", "parts/byline.html"."""
    assets: Mapping[str, bytes]
    """Bytes by path below `assets/`."""
    words: Mapping[str, str]
    """YAML text by language."""


def load_chain(
    name: str, *, site: Path | None, shipped: Path, asked: Place
) -> tuple[tuple[Layer, ...], tuple[Problem, ...]]:
    """Read a theme and all it extends; no layers when a theme of the chain is missing.

    `asked` is where the site names its theme.
    """
    layers: list[Layer] = []
    problems: list[Problem] = []
    folders: list[ThemeFolder] = []
    folder, fault = _first(name, site, shipped, asked)
    while folder is not None:
        folders.append(folder)
        layer, found = _load_layer(folder, _shown(folder, folders))
        problems += found
        if layer is None:
            return (), tuple(problems)
        layers.append(layer)
        folder, fault = _next(layer.manifest, folders, site, shipped)
    if fault is not None:
        return (), (*problems, fault)
    return tuple(layers), tuple(problems)


_Step = tuple[ThemeFolder | None, Problem | None]
"""The next folder of the chain; a problem; or neither, at its end."""


def _first(name: str, site: Path | None, shipped: Path, asked: Place) -> _Step:
    folder = _find(name, site, shipped)
    known = theme_names(site, shipped)
    return folder, None if folder else _missing(name, known, asked)


def _next(
    manifest: Manifest, folders: list[ThemeFolder], site: Path | None, shipped: Path
) -> _Step:
    here = folders[-1]
    name = manifest.extends
    if not name:
        base = find_shipped(BASE, shipped)
        done = here == base
        if base is None:
            return None, _missing(BASE, (), manifest.extends_place)
        return (None if done else base), None
    own = name == here.name
    folder = find_shipped(name, shipped) if own else _find(name, site, shipped)
    if folder is None:
        known = theme_names(None if own else site, shipped)
        fault = _missing(name, known, manifest.extends_place)
        message = f"Byline ships no theme `{name}`" if own else fault.message
        return None, replace(fault, message=message)
    if folder in folders:
        return None, _cycle(folder, folders, manifest.extends_place)
    return folder, None


def _find(name: str, site: Path | None, shipped: Path) -> ThemeFolder | None:
    if not is_theme_name(name):
        return None
    return find_own(name, site, shipped) or find_shipped(name, shipped)


def _missing(name: str, known: Iterable[str], place: Place) -> Problem:
    names = tuple(known)
    meant = nearest(name, names)
    hint = f"did you mean `{meant}`?" if meant else f"there are: {', '.join(names)}"
    message = f"there is no theme `{name}`"
    return Problem(place=place, message=message, hint=hint if names else "")


def _cycle(folder: ThemeFolder, folders: list[ThemeFolder], place: Place) -> Problem:
    names = [item.name for item in folders[folders.index(folder) :]]
    circle = " → ".join([*names, folder.name])
    hint = "take `extends:` out of one of them"
    message = f"the theme extends itself: {circle}"
    return Problem(place=place, message=message, hint=hint)


def _shown(folder: ThemeFolder, folders: list[ThemeFolder]) -> str:
    """Name the folder; a shipped theme under a site's own of the same name says so."""
    doubled = any(item.name == folder.name for item in folders[:-1])
    return f"{'shipped/' if doubled else ''}themes/{folder.name}"


def _load_layer(
    folder: ThemeFolder, shown: str
) -> tuple[Layer | None, tuple[Problem, ...]]:
    file = f"{shown}/theme.yaml"
    path = folder.path / "theme.yaml"
    if not path.is_file():
        message = f"the theme `{folder.name}` has no theme.yaml"
        hint = f"write one: name: {folder.name}, contract: 1, extends: {BASE}"
        return None, (Problem(place=Place(file=file), message=message, hint=hint),)
    text, unread = _texts({"theme.yaml": path.read_bytes()}, shown)
    manifest, wrong = parse_manifest(text.get("theme.yaml", ""), file, folder.name)
    templates, garbled = _texts(
        _read_tree(folder.path / "templates"), f"{shown}/templates"
    )
    words, mangled = _texts(_read_tree(folder.path / "words"), f"{shown}/words")
    problems = (*unread, *wrong, *garbled, *mangled)
    if manifest is None or unread:
        return None, problems
    layer = Layer(
        name=folder.name,
        shown=shown,
        manifest=manifest,
        templates=templates,
        assets=_read_tree(folder.path / "assets"),
        words={_language(name): text for name, text in words.items()},
    )
    return layer, problems


def _language(name: str) -> str:
    return name.removesuffix(".yaml").replace("_", "-")


def _read_tree(folder: Path) -> dict[str, bytes]:
    """Read all files below a folder, in order of their paths; hidden ones are not."""
    found = sorted(
        (path.relative_to(folder).as_posix(), path)
        for path in folder.rglob("*")
        if path.is_file()
    )
    return {
        name: path.read_bytes()
        for name, path in found
        if not name.endswith("~")
        and not any(part.startswith(".") for part in name.split("/"))
    }


def _texts(
    files: Mapping[str, bytes], shown: str
) -> tuple[dict[str, str], tuple[Problem, ...]]:
    texts: dict[str, str] = {}
    problems: list[Problem] = []
    for name, data in files.items():
        try:
            texts[name] = data.decode("utf-8-sig").replace("\r\n", "\n")
        except UnicodeDecodeError as error:
            line = data.count(b"\n", 0, error.start) + 1
            place = Place(file=f"{shown}/{name}", line=line)
            message, hint = "not UTF-8 text", "save the file as UTF-8"
            problems.append(Problem(place=place, message=message, hint=hint))
    return texts, tuple(problems)

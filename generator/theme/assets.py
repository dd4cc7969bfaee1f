"""A theme's assets: stylesheets, scripts, fonts, pictures, at `/assets/<path>`.

Must not touch files.  A child's file takes the place of its parent's of the same path;
its `additions.css` is put at the end of `style.css`, and so are settings with `css:`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from msgspec import Struct

from generator.digest import Digest, digest_bytes
from generator.problems import nearest
from generator.theme.chain import Layer
from generator.theme.faults import TemplateFault
from generator.theme.icons import FOLDER as ICONS
from generator.urls import Address

STYLE = "style.css"
ADDITIONS = "additions.css"


class Asset(Struct, frozen=True, kw_only=True):
    """One file of the theme to write."""

    address: Address
    data: bytes
    digest: Digest
    """Of its bytes."""


def merge_files(layers: tuple[Layer, ...]) -> Mapping[str, bytes]:
    """Lay the assets of a chain over each other, the child's uppermost."""
    merged: dict[str, bytes] = {}
    for layer in reversed(layers):
        merged.update(layer.assets)
    return dict(sorted(merged.items()))


def collect_assets(
    layers: tuple[Layer, ...], css: str, sources: Iterable[str]
) -> Mapping[str, Asset]:
    """Give every asset to publish, by its path below `assets/`.

    `css` is what the settings add to the stylesheet.  An icon is published only where
    the text of a template (`sources`) names its file.
    """
    files = dict(merge_files(layers))
    style = _style(layers, css)
    if style:
        files[STYLE] = style
    files.pop(ADDITIONS, None)
    texts = tuple(sources)
    return {
        path: _asset(path, data)
        for path, data in sorted(files.items())
        if not path.startswith(ICONS) or any(path in text for text in texts)
    }


def asset_links(assets: Mapping[str, Asset]) -> Mapping[str, str]:
    """Give what leads to each asset: "/assets/style.css?v=1f2e3d4c"."""
    return {
        path: f"{asset.address}?v={asset.digest[:8]}" for path, asset in assets.items()
    }


class AssetLink:
    """The function `asset` of one page."""

    __slots__ = ("_links", "_url")

    def __init__(self, links: Mapping[str, str], url: Callable[[str], str]) -> None:
        self._links = links
        self._url = url

    def __call__(self, path: str) -> str:
        """Link to an asset from this page."""
        found = self._links.get(path)
        if found is None:
            raise _unknown(path, self._links)
        return self._url(found)


def _unknown(path: str, links: Mapping[str, str]) -> TemplateFault:
    meant = nearest(path, links)
    hint = f"did you mean `{meant}`?" if meant else f"add assets/{path} to the theme"
    if path.startswith(ICONS):
        hint = f'write asset("{path}") with the whole name, or icon(…) for a drawing'
    return TemplateFault(f"the theme has no asset `{path}`", hint)


def _asset(path: str, data: bytes) -> Asset:
    address = Address(f"/assets/{path}")
    return Asset(address=address, data=data, digest=digest_bytes(data))


def _style(layers: tuple[Layer, ...], css: str) -> bytes:
    """Join the stylesheet, what younger themes add to it, and the settings."""
    owners = [level for level, layer in enumerate(layers) if STYLE in layer.assets]
    owner = owners[0] if owners else len(layers) - 1
    parts = [layers[owner].assets.get(STYLE, b"")]
    younger = reversed(layers[: owner + 1])
    parts += [layer.assets.get(ADDITIONS, b"") for layer in younger]
    parts.append(css.encode())
    return b"\n".join(part.rstrip() for part in parts if part.strip()) + (
        b"\n" if any(part.strip() for part in parts) else b""
    )

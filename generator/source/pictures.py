"""Files that are no texts: digest and length and, of pictures, the size.

Reads one file, its head twice; never decodes a picture.  Must not judge: a file that
only looks like a picture has no size.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from generator.digest import Digest, digest_blocks

_BLOCK = 1 << 20
STATIC = "content/static"
"""What stands here is copied to the site's root."""
SIZELESS = (0, 0)
"""What is no picture, or one whose size can't be known."""


class FileFacts(Struct, frozen=True, kw_only=True, array_like=True):
    """What is known of a file that is not a text: a picture, a recording, a PDF."""

    path: str
    """From the site's folder: "content/columns/bridge/open.png"."""
    digest: Digest
    """Of its bytes."""
    width: int = 0
    """In pixels; 0 for what is no picture."""
    height: int = 0
    length: int = 0
    """In bytes."""


def measure_file(file: Path, path: str) -> FileFacts:
    """Measure a file; `path` is the same from the site's folder."""
    with file.open("rb") as stream:
        digest = digest_blocks(read_blocks(stream))
        length = stream.tell()
    width, height = _size(file)
    return FileFacts(
        path=path, digest=digest, width=width, height=height, length=length
    )


def read_blocks(stream: BinaryIO) -> Iterator[bytes]:
    """Give the bytes of an open file in pieces: it may be larger than the memory."""
    return iter(partial(stream.read, _BLOCK), b"")


def svg_size(head: str) -> tuple[int, int]:
    """Read the size of an SVG from its root element, rounded to whole pixels.

    `<svg width="30" viewBox="0 0 20 10">` → (30, 15).
    """
    root = re.search(r"<(?:\w+:)?svg\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", head)
    if root is None:
        return SIZELESS
    written = {
        match[1]: match[2] or match[3] or ""
        for match in re.finditer(r"([\w:-]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", root[1])
    }
    width, height = (_pixels(written.get(name, "")) for name in ("width", "height"))
    box = _view_box(written.get("viewBox", ""))
    if width and not height and box:
        height = width * box[1] / box[0]
    elif height and not width and box:
        width = height * box[0] / box[1]
    elif box and not width:
        width, height = box
    believable = 0.5 < width < _WIDEST and 0.5 < height < _WIDEST
    return (round(width), round(height)) if believable else SIZELESS


_RASTER = frozenset(
    {".avif", ".bmp", ".gif", ".ico", ".jfif", ".jpe", ".jpeg", ".jpg", ".png"}
    | {".tif", ".tiff", ".webp"}
)
_SVG_HEAD = 16384
"""Licenses and drawing programs' notes may stand before the root element."""
_WIDEST = 1e6
_ORIENTATION = 0x0112
_TURNABLE = frozenset({"AVIF", "JPEG", "MPO", "WEBP"})
"""Cameras' formats.  Asking a PNG for its orientation would decode all of it."""
_QUARTER_TURNS = frozenset({5, 6, 7, 8})
"""Orientations in which a browser swaps width and height."""
_IN_PIXELS = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "in": 96, "cm": 96 / 2.54}
_IN_PIXELS["mm"] = _IN_PIXELS["cm"] / 10


def _size(file: Path) -> tuple[int, int]:
    ending = file.suffix.lower()
    if ending == ".svg":
        with file.open("rb") as stream:
            return svg_size(stream.read(_SVG_HEAD).decode("utf-8", "replace"))
    return _raster_size(file) if ending in _RASTER else SIZELESS


def _raster_size(file: Path) -> tuple[int, int]:
    """Read the size from the picture's head, as a browser shows it."""
    # Pillow takes 30 ms to import, and a site may have no pictures.
    from PIL import Image

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            with Image.open(file) as image:
                width, height = image.size
                turned = image.format in _TURNABLE and (
                    image.getexif().get(_ORIENTATION) in _QUARTER_TURNS
                )
        except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
            return SIZELESS
    return (height, width) if turned else (width, height)


def _pixels(written: str) -> float:
    """Turn a length into pixels; 0 for percentages and what is no length."""
    match = re.fullmatch(r"\s*\+?(\d*\.?\d+(?:e[+-]?\d+)?)\s*([a-z]*)\s*", written)
    return float(match[1]) * _IN_PIXELS.get(match[2], 0) if match else 0


def _view_box(written: str) -> tuple[float, float] | None:
    parts = re.split(r"[\s,]+", written.strip())
    try:
        _, _, width, height = (float(part) for part in parts)
    except ValueError:
        return None
    return (width, height) if width > 0 and height > 0 else None

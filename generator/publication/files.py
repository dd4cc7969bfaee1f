"""Files beside a text and in `static/`: where they are published.

Pure: works on what was measured.  A file beside a text is published below the address
of each page that uses it, and only then, so that a draft's pictures leak nowhere.
"""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from urllib.parse import unquote

from generator.publication.cards import Image
from generator.source.column import Picture
from generator.source.pictures import STATIC, FileFacts
from generator.urls import Address


def find_file(
    written: str, path: str, address: Address, files: Mapping[str, FileFacts]
) -> tuple[Address, FileFacts] | None:
    """Find a file that a text names, and the address to publish it at.

    `written` as in the text at `path`: "open.png" beside it, "/x.png" from the site's
    root.  None when no such file is there.
    """
    name = unquote(written).partition("#")[0].partition("?")[0]
    source = file_path(name, path)
    facts = files.get(source)
    if facts is None:
        return None
    if source.startswith(STATIC + "/"):
        return Address(source.removeprefix(STATIC)), facts
    return address_beside(source, path, address), facts


def address_beside(source: str, path: str, address: Address) -> Address:
    """Give the address of a file that the text at `path` shows, below its page's."""
    folder = address[: address.rfind("/") + 1]
    beside = posixpath.relpath(source, posixpath.dirname(path)).replace("../", "")
    return Address(folder + beside)


def file_path(name: str, path: str) -> str:
    """Give the path of a file that the text at `path` calls `name`.

    "open.png" stands beside the text, "/x.png" in `content/static/`.
    """
    if name.startswith("/"):
        return STATIC + posixpath.normpath(name)
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), name))


def image_of(
    picture: Picture | None, path: str, address: Address, files: Mapping[str, FileFacts]
) -> Image | None:
    """Make a picture ready to print; None where there is none or no file for it."""
    if picture is None:
        return None
    width = height = 0
    href = picture.src
    if "://" not in picture.src:
        found = find_file(picture.src, path, address, files)
        if found is None:
            return None
        href, width, height = found[0], found[1].width, found[1].height
    return Image(
        href=href,
        alt=picture.alt,
        caption=picture.caption,
        credit=picture.credit,
        width=width,
        height=height,
    )

"""The manifest: which files of `output/` Byline wrote, with their digests.

Owns the file's form.  It lies in the output itself and so outlives every cache.
Invariants: it is sorted, says nothing of when or where, and a path from it never leads
out of the output, whoever edited it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from json.encoder import encode_basestring
from pathlib import Path
from typing import cast

from generator.digest import Digest

MANIFEST = "byline-manifest.json"
_DRIVE = re.compile(r"[A-Za-z]:")
_DOUBTFUL = (
    *("\\", "\0", ":", "//", "\n/", "/\n", "\n\n"),
    *(
        f"{before}{dots}{after}"
        for dots in (".", "..")
        for before in "/\n"
        for after in "/\n"
    ),
)
"""Whatever may be no plain path, in a list of paths: to look at each takes longer."""
_ABOUT = "The files here that Byline wrote. It removes no others."
_METHOD = "sha256-128"

Manifest = Mapping[str, Digest]
"""Path below `output/`, with forward slashes, to the digest of the bytes."""


def format_manifest(manifest: Manifest) -> bytes:
    """Spell a manifest; equal ones have equal bytes."""
    head = json.dumps({"about": _ABOUT, "digest": _METHOD}, indent=0)[:-2]
    lines = [
        f"{encode_basestring(path)}: {encode_basestring(digest)}"
        for path, digest in sorted(manifest.items())
    ]
    inner = "{\n" + ",\n".join(lines) + "\n}" if lines else "{}"
    return f'{head},\n"files": {inner}\n}}\n'.encode()


def parse_manifest(data: bytes) -> Manifest:
    """Read a manifest; what can't be understood lists nothing.

    A file that isn't listed is never removed, so that a broken manifest does no harm.
    """
    try:
        value = json.loads(data)
    except ValueError:
        return {}
    files = value.get("files") if isinstance(value, dict) else None
    if not isinstance(files, dict):
        return {}
    listed = "\n".join(("", *files, ""))
    if not any(mark in listed for mark in _DOUBTFUL):
        texts = {path: made for path, made in files.items() if isinstance(made, str)}
        return cast("Manifest", texts)
    return {
        path: Digest(made)
        for path, made in files.items()
        if is_plain_path(path) and isinstance(made, str)
    }


def load_manifest(file: Path) -> Manifest:
    """Read the manifest in a file; a missing file lists nothing."""
    try:
        return parse_manifest(file.read_bytes())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return {}


def is_plain_path(path: str) -> bool:
    """Tell a path that stays below the folder it is joined to.

    "columns/crows/index.html" does; "../x", "/x", "a//b", "a/./b" and "C:x" may not.
    """
    if set(path) & set("\\\0") or _DRIVE.match(path):
        return False
    return not any(part in {"", ".", ".."} for part in path.split("/"))

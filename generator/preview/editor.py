"""The editor: how a click on a problem opens its place, by the person's own choice.

Reads the person's settings, never the site's, which came from somebody else.  Nothing
is run: the browser is given an address, and asks before it opens one.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import yaml

KNOWN = {
    "vscode": "vscode://file/{path}:{line}:{column}",
    "vscodium": "vscodium://file/{path}:{line}:{column}",
    "cursor": "cursor://file/{path}:{line}:{column}",
    "zed": "zed://file/{path}:{line}:{column}",
    "idea": "idea://open?file={path}&line={line}&column={column}",
    "sublime": "subl://open?url=file://{path}&line={line}&column={column}",
    "textmate": "txmt://open?url=file://{path}&line={line}&column={column}",
    "macvim": "mvim://open?url=file://{path}&line={line}&column={column}",
    "emacs": "org-protocol://open-file?file={path}&line={line}&column={column}",
}
"""Editors that can be named instead of a pattern."""
_VARIABLE = "BYLINE_EDITOR"


def read_editor(environment: Mapping[str, str], home: Path) -> str:
    """Give the pattern of an editor's addresses; "" for none.

    "vscode" → "vscode://file/{path}:{line}:{column}"; a pattern stays as it is.
    """
    written = environment.get(_VARIABLE) or _read_settings(environment, home)
    return KNOWN.get(written.casefold(), written if "{path}" in written else "")


def _read_settings(environment: Mapping[str, str], home: Path) -> str:
    folder = environment.get("XDG_CONFIG_HOME")
    file = (Path(folder) if folder else home / ".config") / "byline.yaml"
    try:
        settings = yaml.safe_load(file.read_text(encoding="utf-8"))
    except (OSError, ValueError, yaml.YAMLError):
        return ""
    editor = settings.get("editor") if isinstance(settings, dict) else None
    return editor if isinstance(editor, str) else ""

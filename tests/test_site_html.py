"""Every page, stylesheet and drawing of the example publication is valid."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING, cast
from urllib.parse import unquote, urlsplit

import pytest
from programs import java, npm_file

if TYPE_CHECKING:
    from pathlib import Path

    from built_site import BuiltSite

pytestmark = pytest.mark.slow
CHECKED = (".html", ".css", ".svg")
OF_THE_POLICY = "violates Content Security Policy"
"""The checker reads files from disk, where no file is of one's own host; whether a page
keeps its policy is seen in the browser."""


def nu_says(files: list[Path]) -> list[dict[str, object]]:
    """What the Nu Html Checker says of files, in one run of it."""
    options = ["--also-check-css", "--also-check-svg", "--stdout", "--format", "json"]
    done = subprocess.run(
        [
            java(),
            *("-Xss4m", "-jar", str(npm_file("vnu-jar/build/dist/vnu.jar"))),
            *options,
            "--exit-zero-always",
            *map(str, files),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    return cast("list[dict[str, object]]", json.loads(done.stdout)["messages"])


def test_all_html_css_and_svg_is_valid(example: BuiltSite) -> None:
    files = [example.folder / f for f in example.files if f.endswith(CHECKED)]
    assert len(files) > 40
    said = sorted(
        f"{_file(message, example.folder)}:{message.get('lastLine', '')}: "
        f"{message['message']} | {message.get('extract', '')}"
        for message in nu_says(files)
        if OF_THE_POLICY not in str(message["message"])
    )
    assert said == []


def _file(message: dict[str, object], folder: Path) -> str:
    path = unquote(urlsplit(str(message.get("url", ""))).path)
    return path.removeprefix(f"{folder}/")

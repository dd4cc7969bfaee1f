"""Front matter in TOML or JSON, as other generators have it, spelled in ours.

Pure.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping

from generator.source.spelling import spell_value


def foreign_fence(lines: list[str]) -> tuple[str, str] | None:
    """Give message and hint for a text that starts with TOML or JSON, else None."""
    first = lines[0].rstrip()
    if first == "+++":
        inner = _until(lines, "+++")
        return _told("+++", "TOML", _from_toml("\n".join(inner)))
    if first == ";;;":
        inner = _until(lines, ";;;")
        return _told(";;;", "JSON", _from_json("\n".join(inner)))
    if first.startswith("{") and not first.startswith(("{{", "{%")):
        return _told("{", "JSON", _from_json("\n".join(lines)))
    return None


def _told(fence: str, language: str, fields: Mapping[str, object]) -> tuple[str, str]:
    message = (
        f"the front matter is {language} (`{fence}`); YAML between `---` was wanted"
    )
    if not fields:
        return message, "write it as `name: value` lines between two lines of `---`"
    spelled = [
        f"{name}: {spell_value(value)}".rstrip() for name, value in fields.items()
    ]
    return message, "\n".join(["type", "---", *spelled, "---"])


def _until(lines: list[str], fence: str) -> list[str]:
    for number, line in enumerate(lines[1:], 1):
        if line.rstrip() == fence:
            return lines[1:number]
    return lines[1:]


def _from_toml(text: str) -> Mapping[str, object]:
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError):
        return {}


def _from_json(text: str) -> Mapping[str, object]:
    try:
        value, _ = json.JSONDecoder().raw_decode(text.lstrip())
    except (ValueError, RecursionError):
        return {}
    return value if isinstance(value, dict) else {}

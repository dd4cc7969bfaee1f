"""`theme.yaml`: what a theme says of itself.

Must not touch files: text → value and problems.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from generator.problems import Place, Problem, nearest
from generator.theme.settings import SettingDraft, parse_settings
from generator.theme.yaml_text import Document, read_typed

CONTRACT = 1
"""The version of what templates are handed, and by what names."""

_KEYS = ("name", "extends", "contract", "description", "settings")


class Manifest(Struct, frozen=True, kw_only=True):
    """What `theme.yaml` says."""

    name: str
    extends: str = ""
    """"" for none: then the shipped `base` stands behind it."""
    extends_place: Place
    description: str = ""
    settings: tuple[SettingDraft, ...] = ()


def parse_manifest(
    text: str, file: str, folder: str
) -> tuple[Manifest | None, tuple[Problem, ...]]:
    """Read `theme.yaml` of the theme in a folder of the given name."""
    document, problems = read_typed(text, file)
    if document is None:
        return None, problems
    settings, wrong = parse_settings(document)
    start = Place(file=file, excerpt=text.partition("\n")[0].rstrip("\r"))
    manifest = Manifest(
        name=folder,
        extends=str(document.values.get("extends") or ""),
        extends_place=document.places.get("extends", start),
        description=str(document.values.get("description") or ""),
        settings=settings,
    )
    return manifest, (*problems, *_check(document, folder, start), *wrong)


def _check(document: Document, folder: str, start: Place) -> Iterator[Problem]:
    yield from _check_keys(document)
    name = document.values.get("name", folder)
    if name != folder:
        message = f"the theme in the folder `{folder}` calls itself `{name}`"
        place = document.places["name"]
        yield Problem(place=place, message=message, hint=f"write name: {folder}")
    for key in ("extends", "description"):
        if not isinstance(document.values.get(key) or "", str):
            message = f"`{key}` is not text"
            yield Problem(place=document.places[key], message=message)
    yield from _check_contract(document, start)


def _check_keys(document: Document) -> Iterator[Problem]:
    for key in document.values:
        if key not in _KEYS:
            meant = nearest(key, _KEYS)
            hint = f"did you mean `{meant}`?" if meant else f"known: {', '.join(_KEYS)}"
            message = f"a theme has no `{key}`"
            yield Problem(place=document.keys[key], message=message, hint=hint)


def _check_contract(document: Document, start: Place) -> Iterator[Problem]:
    contract = document.values.get("contract")
    if contract is None:
        message = "`contract` is missing: the version of the template contract"
        yield Problem(place=start, message=message, hint=f"add contract: {CONTRACT}")
    elif contract != CONTRACT:
        message = (
            f"the theme is written for contract {contract}; "
            f"this Byline knows contract {CONTRACT}"
        )
        hint = "get a version of the theme made for this Byline"
        yield Problem(place=document.places["contract"], message=message, hint=hint)

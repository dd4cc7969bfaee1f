"""A theme's settings: their types in `theme.yaml`, their values from `site.yaml`.

Must not touch files.  A setting with `css:` ends up in the stylesheet, so that no page
carries an inline style.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generator.problems import Place, Problem, nearest
from generator.theme.setting_types import CHOOSING, EMPTY_FITS, TYPES
from generator.theme.yaml_text import Document

AA = 4.5
"""The contrast that WCAG 2 asks of text, level AA."""


class SettingDraft(Struct, frozen=True, kw_only=True):
    """One setting as one theme of the chain writes it; a child may write a part."""

    name: str
    place: Place
    given: Mapping[str, object]
    """Of `_PARTS`."""


class Setting(Struct, frozen=True, kw_only=True):
    """One setting of the whole chain."""

    name: str
    type: str
    """One of `TYPES`."""
    default: object
    shipped: object
    """The default of the theme that declared it first: what its stylesheet says."""
    of: tuple[str, ...] = ()
    css: str = ""
    """The custom property that carries it: "--accent"."""
    help: str = ""
    against: tuple[str, ...] = ()
    """The backgrounds that a color is read on: colors, or settings that are colors."""
    contrast: float = AA
    """How far it must stand out from them."""
    place: Place
    """Where the youngest theme of the chain speaks of it."""


_PARTS = ("type", "default", "of", "css", "help", "against", "contrast")
_TAKEN = frozenset(dir(dict))
"""`theme.items` in a template would be the mapping's own method."""


def parse_settings(
    document: Document,
) -> tuple[tuple[SettingDraft, ...], tuple[Problem, ...]]:
    """Read `settings:` of one `theme.yaml`."""
    table = document.values.get("settings") or {}
    if not isinstance(table, dict):
        message = "`settings` is not a mapping of names"
        return (), (Problem(place=document.places["settings"], message=message),)
    drafts: list[SettingDraft] = []
    problems: list[Problem] = []
    for name, given in table.items():
        place = document.keys.get(f"settings.{name}", document.keys["settings"])
        if not isinstance(given, dict) or name in _TAKEN:
            problems.append(_malformed(str(name), place))
            continue
        drafts.append(SettingDraft(name=str(name), place=place, given=given))
        problems += _check_parts(str(name), given, document)
    return tuple(drafts), tuple(problems)


def merge_settings(
    drafts: Iterable[SettingDraft],
) -> tuple[Mapping[str, Setting], tuple[Problem, ...]]:
    """Lay the settings of a chain over each other, the eldest theme's first."""
    merged: dict[str, Setting] = {}
    problems: list[Problem] = []
    for draft in drafts:
        setting = _laid_over(draft, merged.get(draft.name))
        fault = _draft_fault(setting) or _background_fault(setting)
        if fault:
            meant = nearest(setting.type, TYPES)
            near = meant is not None and meant != setting.type
            hint = f"did you mean `{meant}`?" if near else ""
            problems.append(Problem(place=draft.place, message=fault, hint=hint))
        else:
            merged[draft.name] = setting
    return merged, tuple(problems)


def fill_settings(
    settings: Mapping[str, Setting],
    given: Mapping[str, object],
    places: Mapping[str, Place],
) -> tuple[Mapping[str, object], tuple[Problem, ...]]:
    """Give every setting its value: the site's, else the default.

    `places` says where "theme.settings.<name>" stands in `site.yaml`.
    """
    values = {name: setting.default for name, setting in sorted(settings.items())}
    problems: list[Problem] = []
    for name, value in given.items():
        place = place_of_setting(name, places)
        setting = settings.get(name)
        if setting is None:
            problems.append(_unknown(name, settings, place))
        elif not _fits(setting, value):
            problems.append(_misfit(setting, value, place))
        else:
            values[name] = _frozen(value)
    return values, tuple(problems)


def settings_css(settings: Mapping[str, Setting], values: Mapping[str, object]) -> str:
    """Write the settings that differ from what the stylesheet says as `:root{…}`."""
    rules = [
        f"{setting.css}:{_css_value(values[name])}"
        for name, setting in sorted(settings.items())
        if setting.css and values[name] != setting.shipped
    ]
    return f":root{{{';'.join(rules)}}}\n" if rules else ""


def place_of_setting(name: str, places: Mapping[str, Place]) -> Place:
    """Find where `site.yaml` sets something of the theme."""
    for path in (f"theme.settings.{name}", "theme.settings", "theme"):
        if path in places:
            return places[path]
    return Place(file="content/site.yaml")


def spell_value(value: object) -> str:
    """Write a setting's value as one types it."""
    if isinstance(value, list | tuple):
        return f"[{', '.join(str(item) for item in value)}]"
    return str(value).lower() if isinstance(value, bool) else str(value)


def _frozen(value: object) -> object:
    return tuple(value) if isinstance(value, list) else value


def _css_value(value: object) -> str:
    return str(int(value)) if isinstance(value, bool) else str(value)


def _fits(setting: Setting, value: object) -> bool:
    if not TYPES[setting.type].fits(value):
        return False
    if setting.type == "choice":
        return value in setting.of
    if isinstance(value, list | tuple):
        return set(value) <= set(setting.of)
    return not setting.css or not re.search(r"[;{}<>\\\n]", str(value))


def _misfit(setting: Setting, value: object, place: Place) -> Problem:
    wanted = TYPES[setting.type].wanted
    if setting.type in CHOOSING:
        wanted = f"{wanted} {', '.join(setting.of)}"
    shown = "nothing" if value is None else f"`{spell_value(value)}`"
    given = value if isinstance(value, list | tuple) else [value]
    wrong = [str(item) for item in given if item not in setting.of]
    meant = nearest(wrong[0], setting.of) if wrong else None
    hint = f"did you mean `{meant}`?" if meant else setting.help
    message = f"`{setting.name}` wants {wanted}, and here is {shown}"
    return Problem(place=place, message=message, hint=hint)


def _unknown(name: str, settings: Mapping[str, Setting], place: Place) -> Problem:
    meant = nearest(name, settings)
    hint = "it has none" if not settings else f"it has {', '.join(sorted(settings))}"
    if meant:
        hint = f"did you mean `{meant}`?"
    return Problem(place=place, message=f"the theme has no setting `{name}`", hint=hint)


def _laid_over(draft: SettingDraft, parent: Setting | None) -> Setting:
    given = draft.given
    kind = str(given.get("type", parent.type if parent else "text"))
    of = _listed(given.get("of")) or (parent.of if parent else ())
    empty = of[0] if kind == "choice" and of else _empty(kind)
    default = _frozen(given.get("default", parent.default if parent else empty))
    least = given.get("contrast", parent.contrast if parent else AA)
    return Setting(
        name=draft.name,
        type=kind,
        default=default,
        shipped=parent.shipped if parent else default,
        of=of,
        css=str(given.get("css", parent.css if parent else "")),
        help=str(given.get("help", parent.help if parent else "")),
        against=_listed(given.get("against")) or (parent.against if parent else ()),
        contrast=float(least) if isinstance(least, int | float) else 0,
        place=draft.place,
    )


def _listed(value: object) -> tuple[str, ...]:
    return tuple(str(item) for item in value) if isinstance(value, list) else ()


def _empty(kind: str) -> object:
    return TYPES[kind].empty if kind in TYPES else ""


def _draft_fault(setting: Setting) -> str:
    if setting.type not in TYPES:
        return f"`{setting.type}` is no type of setting: {', '.join(TYPES)}"
    if setting.type in CHOOSING and not setting.of:
        return f"`{setting.name}` is a {setting.type} and lacks `of: […]`"
    if setting.css and not re.fullmatch(r"--[\w-]+", setting.css):
        return f"`css: {setting.css}` is no custom property such as --{setting.name}"
    empty = setting.default == "" and setting.type in EMPTY_FITS
    if not empty and not _fits(setting, setting.default):
        return f"the default of `{setting.name}` does not fit its type {setting.type}"
    return ""


def _background_fault(setting: Setting) -> str:
    if setting.against and setting.type != "color":
        return f"`against: […]` is for colors, and `{setting.name}` is {setting.type}"
    if not 1 <= setting.contrast <= 21:
        return f"the contrast of `{setting.name}` is no number from 1 to 21"
    return ""


def _check_parts(
    name: str, given: Mapping[object, object], document: Document
) -> Iterator[Problem]:
    own = document.keys.get(f"settings.{name}", document.keys["settings"])
    for part in given:
        if part not in _PARTS:
            meant = nearest(str(part), _PARTS)
            known = f"known: {', '.join(_PARTS)}"
            hint = f"did you mean `{meant}`?" if meant else known
            # YAML reads `on:` as true, which no key is spelled as.
            place = document.keys.get(f"settings.{name}.{part}", own)
            message = f"a setting has no `{part}`"
            yield Problem(place=place, message=message, hint=hint)


def _malformed(name: str, place: Place) -> Problem:
    if name in _TAKEN:
        return Problem(place=place, message=f"a setting can't be called `{name}`")
    hint = f"write {name}: {{type: text, default: …}}"
    return Problem(place=place, message=f"`{name}` has no type", hint=hint)

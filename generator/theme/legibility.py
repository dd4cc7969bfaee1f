"""Colors that are set, measured against what they are read on.

Pure.  Invariant: a site whose theme says what its colors are read on can't choose one
that is too faint to read.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

from generator.problems import Place, Problem, nearest
from generator.theme.colors import contrast, nearest_legible, parse_color
from generator.theme.settings import Setting, place_of_setting


def check_legibility(
    settings: Mapping[str, Setting],
    values: Mapping[str, object],
    given: Mapping[str, object],
    places: Mapping[str, Place],
) -> Iterator[Problem]:
    """Find the colors of a theme, and those that a site sets, that can't be read.

    `places` says where "theme.settings.<name>" stands in `site.yaml`.
    """
    defaults = {name: setting.default for name, setting in settings.items()}
    for name, setting in sorted(settings.items()):
        if not setting.against:
            continue
        yield from _check_names(setting, settings)
        own = _measure(setting, settings, defaults, name)
        if own is not None:
            yield Problem(place=setting.place, message=own[0], hint=own[1])
        chosen = [one for one in (name, *setting.against) if one in given]
        if chosen:
            found = _measure(setting, settings, values, chosen[0])
            if found is not None and found != own:
                place = place_of_setting(chosen[0], places)
                yield Problem(place=place, message=found[0], hint=found[1])


def _check_names(
    setting: Setting, settings: Mapping[str, Setting]
) -> Iterator[Problem]:
    colors = {name for name, other in settings.items() if other.type == "color"}
    for background in setting.against:
        if background not in colors and parse_color(background) is None:
            meant = nearest(background, colors)
            message = (
                f"`{setting.name}` is on `{background}`, "
                "which is neither a color nor a setting that is one"
            )
            hint = f"did you mean `{meant}`?" if meant else 'write against: ["#ffffff"]'
            yield Problem(place=setting.place, message=message, hint=hint)


def _measure(
    setting: Setting,
    settings: Mapping[str, Setting],
    values: Mapping[str, object],
    blamed: str,
) -> tuple[str, str] | None:
    """Say what is wrong with a color, and what to write for the one that is blamed."""
    written = str(values[setting.name])
    color = parse_color(written)
    if color is None:
        return _unmeasured(setting.name, written) if written else None
    shown, backgrounds = [], []
    for name in setting.against:
        text = str(values[name]) if name in settings else name
        background = parse_color(text)
        if background is None:
            return _unmeasured(name, text) if name in settings and text else None
        shown.append(f"{text} (`{name}`)" if name in settings else text)
        backgrounds.append(background)
    ratios = [contrast(color, background) for background in backgrounds]
    worst = min(range(len(ratios)), key=ratios.__getitem__)
    if ratios[worst] >= setting.contrast:
        return None
    message = (
        f"`{setting.name}` {written} is too faint to read on {shown[worst]}: "
        f"the contrast is {_cut(ratios[worst])}, and {setting.contrast:g} is needed"
    )
    if blamed == setting.name:
        return message, _hint(nearest_legible(color, backgrounds, setting.contrast))
    behind = parse_color(str(values[blamed]))
    assert behind is not None, "it was measured"
    return message, _hint(nearest_legible(behind, [color], setting.contrast))


def _hint(color: str | None) -> str:
    if color is None:
        return "no color stands out from all that it is read on"
    return f'write "{color}", the nearest that is legible'


def _unmeasured(name: str, written: str) -> tuple[str, str]:
    message = f"`{name}` {written} can't be measured for how legible it is"
    return message, 'write it as "#rrggbb"'


def _cut(ratio: float) -> str:
    """Show a ratio so that 4.499 is not taken for 4.5."""
    return f"{math.floor(ratio * 100) / 100:g}"

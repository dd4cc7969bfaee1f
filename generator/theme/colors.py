"""Colors as eyes see them: how far two stand apart, and the nearest legible one.

Pure.  Contrast is WCAG 2's ratio of relative luminances; nearness is distance in Oklab,
where equal steps look equal.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple


class Color(NamedTuple):
    """A color of sRGB; its parts go from 0 to 1."""

    red: float
    green: float
    blue: float
    alpha: float = 1


@lru_cache(maxsize=256)
def parse_color(text: str) -> Color | None:
    """Read a color as CSS writes it; None for what has no sure place in sRGB.

    "#fff", "teal", "rgb(0 0 0 / 50%)", "hsl(210deg 50% 40%)", "oklch(60% .1 30)".
    """
    written = text.strip().lower()
    if written.startswith("#"):
        return _read_hex(written[1:])
    call = re.fullmatch(r"(\w+)\(([^()]*)\)", written)
    if call is None:
        return _read_name(written)
    read = _FUNCTIONS.get(call[1])
    parts = [part for part in re.split(r"[\s,/]+", call[2].strip()) if part]
    if read is None or len(parts) not in (3, 4):
        return None
    try:
        color = read(parts[:3])
        alpha = _number(parts[3], 1) if len(parts) == 4 else 1
    except ValueError:
        return None
    return _clipped(*color, alpha)


def spell_color(color: Color) -> str:
    """Write a color's opaque part: "#a3271f"."""
    parts = (color.red, color.green, color.blue)
    return "#" + "".join(f"{round(part * 255):02x}" for part in parts)


def contrast(color: Color, background: Color) -> float:
    """Tell how far a color stands out from a background: from 1 to 21."""
    first = _luminance(_laid_on(color, background))
    second = _luminance(background)
    return (max(first, second) + 0.05) / (min(first, second) + 0.05)


def nearest_legible(
    color: Color, backgrounds: Sequence[Color], least: float
) -> str | None:
    """Find the nearest color of the same hue that stands out from all backgrounds.

    None where no lightness does: the backgrounds are too far apart.
    """
    lightness, chroma, hue = _oklch(_laid_on(color, backgrounds[0]))
    found: list[tuple[float, str]] = []
    for direction in (-1, 1):
        for step in range(_STEPS + 1):
            tried = lightness + direction * step / _STEPS
            if not 0 <= tried <= 1:
                break
            text = spell_color(_fitting(tried, chroma, hue))
            rounded = _read_hex(text[1:])
            assert rounded is not None, "what is spelled can be read"
            if all(contrast(rounded, other) >= least for other in backgrounds):
                far = math.dist(_oklab(rounded), _oklab(color))
                found.append((far, text))
                break
    return min(found)[1] if found else None


_STEPS = 500
"""Finer steps of lightness are lost in whole numbers from 0 to 255."""
_Three = tuple[float, float, float]


def _read_hex(digits: str) -> Color | None:
    if not re.fullmatch(r"[0-9a-f]{3,4}|[0-9a-f]{6}|[0-9a-f]{8}", digits):
        return None
    if len(digits) < 6:
        digits = "".join(digit * 2 for digit in digits)
    parts = [int(digits[at : at + 2], 16) / 255 for at in range(0, len(digits), 2)]
    return Color(*parts)


def _read_name(name: str) -> Color | None:
    # Pillow has the table of CSS's names; few sites write a name.
    from PIL import ImageColor

    found = ImageColor.colormap.get(name)
    return _read_hex(found[1:]) if isinstance(found, str) else None


def _number(text: str, whole: float) -> float:
    """Read "50%" as a part of the whole, and "128" as it is."""
    return float(text[:-1]) / 100 * whole if text.endswith("%") else float(text)


def _angle(text: str) -> float:
    return float(text.removesuffix("deg"))


def _rgb(parts: list[str]) -> _Three:
    red, green, blue = (_number(part, 255) / 255 for part in parts)
    return red, green, blue


def _hsl(parts: list[str]) -> _Three:
    hue, full = _angle(parts[0]), _number(parts[1], 100) / 100
    light = _number(parts[2], 100) / 100
    reach = full * min(light, 1 - light)

    def channel(offset: int) -> float:
        at = (offset + hue / 30) % 12
        return light - reach * max(-1, min(at - 3, 9 - at, 1))

    return channel(0), channel(8), channel(4)


def _read_oklab(parts: list[str]) -> _Three:
    light = _number(parts[0], 1)
    return _from_oklab(light, _number(parts[1], 0.4), _number(parts[2], 0.4))


def _read_oklch(parts: list[str]) -> _Three:
    return _from_oklch(_number(parts[0], 1), _number(parts[1], 0.4), _angle(parts[2]))


_FUNCTIONS: dict[str, Callable[[list[str]], _Three]] = {
    "rgb": _rgb,
    "rgba": _rgb,
    "hsl": _hsl,
    "hsla": _hsl,
    "oklab": _read_oklab,
    "oklch": _read_oklch,
}


def _clipped(red: float, green: float, blue: float, alpha: float = 1) -> Color:
    parts = (red, green, blue, alpha)
    return Color(*(min(max(part, 0.0), 1.0) for part in parts))


def _laid_on(color: Color, background: Color) -> Color:
    """Mix a color that lets light through with what is behind it."""
    if color.alpha == 1:
        return color
    pairs = zip(color[:3], background[:3], strict=True)
    return Color(*(a * color.alpha + b * (1 - color.alpha) for a, b in pairs))


def _luminance(color: Color) -> float:
    red, green, blue = (_linear(part) for part in color[:3])
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def _encoded(part: float) -> float:
    size = abs(part)
    curved = 1.055 * size ** (1 / 2.4) - 0.055 if size > 0.0031308 else 12.92 * size
    return math.copysign(curved, part)


# The matrices are Björn Ottosson's: https://bottosson.github.io/posts/oklab/
def _oklab(color: Color) -> _Three:
    red, green, blue = (_linear(part) for part in color[:3])
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    mid = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    return (
        0.2104542553 * long + 0.7936177850 * mid - 0.0040720468 * short,
        1.9779984951 * long - 2.4285922050 * mid + 0.4505937099 * short,
        0.0259040371 * long + 0.7827717662 * mid - 0.8086757660 * short,
    )


def _from_oklab(light: float, a: float, b: float) -> _Three:
    long = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3
    mid = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (light - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        _encoded(4.0767416621 * long - 3.3077115913 * mid + 0.2309699292 * short),
        _encoded(-1.2684380046 * long + 2.6097574011 * mid - 0.3413193965 * short),
        _encoded(-0.0041960863 * long - 0.7034186147 * mid + 1.7076147010 * short),
    )


def _oklch(color: Color) -> _Three:
    light, a, b = _oklab(color)
    return light, math.hypot(a, b), math.degrees(math.atan2(b, a))


def _from_oklch(light: float, chroma: float, hue: float) -> _Three:
    angle = math.radians(hue)
    return _from_oklab(light, chroma * math.cos(angle), chroma * math.sin(angle))


def _fitting(light: float, chroma: float, hue: float) -> Color:
    """Take as much of the chroma as a screen can show at this lightness."""
    if _is_shown(_from_oklch(light, chroma, hue)):
        return _clipped(*_from_oklch(light, chroma, hue))
    low, high = 0.0, chroma
    for _ in range(12):
        middle = (low + high) / 2
        if _is_shown(_from_oklch(light, middle, hue)):
            low = middle
        else:
            high = middle
    return _clipped(*_from_oklch(light, low, hue))


def _is_shown(parts: Iterable[float]) -> bool:
    return all(-1e-4 <= part <= 1.0001 for part in parts)

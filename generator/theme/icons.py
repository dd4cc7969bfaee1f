"""Icons: small SVG drawings that a page carries inline.

Must not touch files.  An icon is decoration: screen readers skip it, and the words
beside it say what it means.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup

from generator.problems import nearest
from generator.theme.faults import TemplateFault

FOLDER = "icons/"
"""Below `assets/`."""

_BEFORE = re.compile(r"\A.*?(?=<svg\b)", re.DOTALL)
_LEFT_OUT = re.compile(
    r"""\s(?:class|aria-hidden|focusable|xmlns)\s*=\s*("[^"]*"|'[^']*')"""
)
"""What an icon gets here, and what only a file of its own needs: in HTML, `xmlns` "is
basically a talisman" (HTML, global attributes)."""
_OPENING = re.compile(r"<svg\b[^>]*>")


class Icons:
    """All icons of a theme by name, made ready when first asked for."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        self.sources: Mapping[str, bytes] = {
            path.removeprefix(FOLDER).removesuffix(".svg"): data
            for path, data in assets.items()
            if path.startswith(FOLDER) and path.endswith(".svg")
        }
        self._ready: dict[str, Markup] = {}

    def icon(self, name: str) -> Markup:
        """Give an icon's mark-up."""
        found = self._ready.get(name)
        if found is None:
            found = inline_svg(self._source(name))
            self._ready[name] = found
        return found

    def _source(self, name: str) -> str:
        if name in self.sources:
            return self.sources[name].decode("utf-8")
        meant = nearest(name, self.sources)
        hint = f"add assets/{FOLDER}{name}.svg to the theme"
        if meant:
            hint = f"did you mean `{meant}`?"
        raise TemplateFault(f"the theme has no icon `{name}`", hint)


def inline_svg(text: str) -> Markup:
    """Make an SVG file's text ready to stand in a page, out of the way of readers."""
    bare = _BEFORE.sub("", text, count=1).strip()
    opening = _OPENING.match(bare)
    if opening is None:
        return Markup()
    rest = _LEFT_OUT.sub("", opening[0])[len("<svg") :]
    marks = '<svg class="icon" aria-hidden="true"'
    return Markup(marks + rest + bare[opening.end() :])  # noqa: S704  # the theme's own drawing

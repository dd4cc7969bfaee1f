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
_OURS = re.compile(r"""\s(?:class|aria-hidden|focusable)\s*=\s*("[^"]*"|'[^']*')""")
_OPENING = re.compile(r"<svg\b[^>]*>")


class Icons(Mapping[str, Markup]):
    """All icons of a theme by name, made ready when first asked for."""

    def __init__(self, assets: Mapping[str, bytes]) -> None:
        self.sources = {
            path.removeprefix(FOLDER).removesuffix(".svg"): data
            for path, data in assets.items()
            if path.startswith(FOLDER) and path.endswith(".svg")
        }
        self._ready: dict[str, Markup] = {}

    def icon(self, name: str) -> Markup:
        """Give an icon's mark-up."""
        found = self._ready.get(name)
        return found if found is not None else self[name]

    def __getitem__(self, name: str) -> Markup:
        if name not in self.sources:
            meant = nearest(name, self.sources)
            hint = f"add assets/{FOLDER}{name}.svg to the theme"
            if meant:
                hint = f"did you mean `{meant}`?"
            raise TemplateFault(f"the theme has no icon `{name}`", hint)
        self._ready[name] = inline_svg(self.sources[name].decode("utf-8"))
        return self._ready[name]

    def __iter__(self):  # type: ignore[no-untyped-def]
        return iter(self.sources)

    def __len__(self) -> int:
        return len(self.sources)


def inline_svg(text: str) -> Markup:
    """Make an SVG file's text ready to stand in a page, out of the way of readers."""
    bare = _BEFORE.sub("", text, count=1).strip()
    opening = _OPENING.match(bare)
    if opening is None:
        return Markup()
    rest = _OURS.sub("", opening[0])[len("<svg") :]
    marks = '<svg class="icon" aria-hidden="true" focusable="false"'
    return Markup(marks + rest + bare[opening.end() :])  # noqa: S704

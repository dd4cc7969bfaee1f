"""Words of a theme that a template asks for in vain, or that a language lacks.

Must not touch files.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jinja2 import nodes

from generator.problems import Place, Problem, Weight, nearest
from generator.theme.chain import Layer
from generator.theme.templates import TemplateName
from generator.theme.theme import Theme
from generator.theme.words import FALLBACK
from generator.theme.yaml_text import read_texts


def check_said(
    read: Iterable[tuple[TemplateName, tuple[nodes.Node, ...]]], theme: Theme
) -> Iterator[Problem]:
    """Find words that a template asks for and that there are not."""
    known = _keys(theme.layers, FALLBACK)
    for name, parts in read:
        for node in parts:
            key = _key(node)
            if key and key not in known:
                meant = nearest(key, known)
                hint = f"add `{key}: …` to words/{FALLBACK}.yaml of the theme"
                if meant:
                    hint = f"did you mean `{meant}`?"
                message = f"the theme has no words `{key}`"
                place = theme.templates.place(name, node.lineno)
                yield Problem(place=place, message=message, hint=hint)


def check_spoken(layers: tuple[Layer, ...], language: str) -> Iterator[Problem]:
    """Find words of a theme's own that one of its languages, or the site's, lacks."""
    own = layers[0]
    written = {key for tag in own.words for key in _keys((own,), tag)}
    plain = language.partition("-")[0]
    if own.words and not {language, plain} & set(own.words):
        wanted = {*own.words, plain}
    else:
        wanted = set(own.words)
    for tag in sorted(wanted):
        known = _keys(layers, tag) | _keys(layers, tag.partition("-")[0])
        for key in sorted(written - known):
            place = Place(file=f"{own.shown}/words/{tag}.yaml")
            message = f"`{key}` has no words in the language `{tag}`"
            hint = f"add `{key}: …`; without it pages fall back on other languages"
            yield Problem(place=place, message=message, hint=hint, weight=Weight.WARN)


def _keys(layers: tuple[Layer, ...], language: str) -> set[str]:
    found: set[str] = set()
    for layer in layers:
        if language in layer.words:
            document, _ = read_texts(layer.words[language], "")
            found |= set(document.values) if document else set()
    return found


def _key(node: nodes.Node) -> str:
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        return ""
    first = node.args[0] if node.args else None
    if node.node.name != "say" or not isinstance(first, nodes.Const):
        return ""
    return str(first.value)

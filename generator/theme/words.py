"""The theme's own words in the page's language: `say("comments", n=3)`.

Must not touch files.  A text without a tag is plain text; one with a tag is mark-up of
the theme's.  What is put into a placeholder is always escaped.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from markupsafe import Markup, escape
from msgspec import Struct, field

from generator.problems import Problem, nearest
from generator.theme.chain import Layer
from generator.theme.dates import format_number, plural_form, text_direction
from generator.theme.faults import TemplateFault, TemplateProblem
from generator.theme.yaml_text import Document, read_texts

FALLBACK = "en"
_FORMS = ("zero", "one", "two", "few", "many", "other")
_ENOUGH = 4096
_SLOT = re.compile(r"\{(\w+)\}")
_ENTITY = re.compile(r"&(?!#?\w+;)")


class Phrase(Struct, frozen=True):
    """One entry that is not fixed text: it has placeholders or plural forms."""

    forms: Mapping[str, tuple[str, ...]]
    """Text and names of placeholders in turn, by plural form."""
    language: str


class Words(Struct, frozen=True, kw_only=True):
    """All words for pages of one language."""

    language: str
    """The language whose words these are: the page's, the site's or English."""
    direction: str
    fixed: Mapping[str, Markup]
    phrases: Mapping[str, Phrase]
    filled: dict[tuple[object, ...], Markup] = field(default_factory=dict)
    """What was said with one value: the same names and numbers come again."""

    def say(self, key: str, /, **values: object) -> Markup:
        """Give the words of a key, with its placeholders filled in."""
        found = self.fixed.get(key)
        if found is not None:
            return found
        if len(values) != 1:
            return self._fill(key, values)
        ((name, value),) = values.items()
        if type(value) is not str and type(value) is not int:
            return self._fill(key, values)
        # 1 and True are equal, and so are mark-up and its text.
        known = key, name, value
        found = self.filled.get(known)
        if found is None:
            if len(self.filled) >= _ENOUGH:
                self.filled.clear()
            found = self.filled[known] = self._fill(key, values)
        return found

    def _fill(self, key: str, values: Mapping[str, object]) -> Markup:
        phrase = self.phrases.get(key)
        if phrase is None:
            raise self._unknown(key)
        parts = phrase.forms.get("other", ())
        if len(phrase.forms) > 1:
            form = plural_form(self._number(key, values), phrase.language)
            parts = phrase.forms.get(form, parts)
        try:
            return _fill(parts, values, phrase.language)
        except KeyError as error:
            name = error.args[0]
            message = f"the words `{key}` want a value for {{{name}}}"
            hint = f'write say("{key}", {name}=…)'
            raise TemplateFault(message, hint) from None

    def _number(self, key: str, values: Mapping[str, object]) -> float:
        number = values.get("n")
        if isinstance(number, int | float):
            return number
        message = f"the words `{key}` have plural forms and want a number `n`"
        raise TemplateFault(message, f'write say("{key}", n=…)')

    def _unknown(self, key: str) -> TemplateFault:
        meant = nearest(key, [*self.fixed, *self.phrases])
        hint = f"add `{key}: …` to words/{FALLBACK}.yaml of the theme"
        if meant:
            hint = f"did you mean `{meant}`?"
        return TemplateFault(f"the theme has no words `{key}`", hint)


def choose_languages(language: str, site_language: str) -> tuple[str, ...]:
    """List where a page's words are looked for: "de-CH", "de", the site's, English."""
    wanted = (language, site_language, FALLBACK)
    both = (name for tag in wanted for name in (tag, tag.partition("-")[0]) if name)
    return tuple(dict.fromkeys(both))


def build_words(layers: tuple[Layer, ...], language: str, site_language: str) -> Words:
    """Gather the words for pages of a language from a whole chain."""
    languages = choose_languages(language, site_language)
    fixed: dict[str, Markup] = {}
    phrases: dict[str, Phrase] = {}
    for tag in reversed(languages):
        for layer in reversed(layers):
            for key, value in _entries(layer, tag).items():
                fixed.pop(key, None)
                phrases.pop(key, None)
                phrase = _phrase(value, tag)
                text = phrase.forms.get("other", ())
                if len(phrase.forms) == 1 and len(text) == 1:
                    fixed[key] = Markup(text[0])  # noqa: S704  # the theme's own mark-up
                else:
                    phrases[key] = phrase
    spoken = (tag for tag in languages if any(tag in layer.words for layer in layers))
    used = next(spoken, language)
    return Words(
        language=used, direction=text_direction(used), fixed=fixed, phrases=phrases
    )


def check_words(layers: Iterable[Layer]) -> tuple[Problem, ...]:
    """Find everything that is wrong in all words files."""
    return tuple(
        problem
        for layer in layers
        for language in sorted(layer.words)
        for problem in _read(layer, language)[1]
    )


def _entries(layer: Layer, language: str) -> Mapping[str, object]:
    if language not in layer.words:
        return {}
    document, problems = _read(layer, language)
    if problems or document is None:
        raise TemplateProblem(problems[0])
    return document.values


def _read(layer: Layer, language: str) -> tuple[Document | None, tuple[Problem, ...]]:
    file = f"{layer.shown}/words/{language}.yaml"
    document, problems = read_texts(layer.words[language], file)
    if document is None:
        return None, problems
    wrong = (
        Problem(place=document.places[key], message=fault, hint=hint)
        for key, value in document.values.items()
        for fault, hint in _faults(key, value)
    )
    return document, (*problems, *wrong)


def _faults(key: str, value: object) -> Iterable[tuple[str, str]]:
    if isinstance(value, str):
        return
    if not isinstance(value, dict):
        yield f"`{key}` is neither text nor plural forms", ""
        return
    known = ", ".join(_FORMS)
    for form, text in value.items():
        if form not in _FORMS:
            yield f"`{key}` has no plural form `{form}`", f"known: {known}"
        elif not isinstance(text, str):
            yield f"`{key}` has a form `{form}` that is not text", ""
    if "other" not in value:
        yield f"`{key}` lacks the plural form `other`", "every language has it"


def _phrase(value: object, language: str) -> Phrase:
    forms = value if isinstance(value, dict) else {"other": value}
    parts = {
        form: tuple(_SLOT.split(_marked(str(text)))) for form, text in forms.items()
    }
    return Phrase(parts, language)


def _marked(text: str) -> str:
    if "<" in text:
        return _ENTITY.sub("&amp;", text)
    escaped = _ENTITY.sub("&amp;", text)
    return escaped.replace(">", "&gt;").replace('"', "&#34;")


def _fill(
    parts: tuple[str, ...], values: Mapping[str, object], language: str
) -> Markup:
    """Join text (even) with the values of placeholders (odd)."""
    texts = list(parts)
    for index in range(1, len(parts), 2):
        value = values[parts[index]]
        if type(value) is int and abs(value) > 999:
            value = format_number(value, language)
        texts[index] = escape(value)
    return Markup("".join(texts))  # noqa: S704  # each value is escaped

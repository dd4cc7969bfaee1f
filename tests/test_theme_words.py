from __future__ import annotations

import pytest
from markupsafe import Markup
from theme_folders import layer, messages

from generator.theme.faults import TemplateFault, TemplateProblem
from generator.theme.words import Words, build_words, check_words, choose_languages

ENGLISH = """\
print: Print
terms: Terms & "conditions" &amp; more
welcome: <b>Welcome</b> to {name}
comments: {one: "{n} comment", other: "{n} comments"}
no: No
"""


def words(language: str = "en", site: str = "en", **texts: str) -> Words:
    """Gather the words of one theme."""
    files = {"en": ENGLISH, **texts}
    return build_words((layer(words=files),), language, site)


def test_fixed_words_are_said() -> None:
    assert words().say("print") == Markup("Print")
    assert words().say("no") == Markup("No")


def test_plain_words_are_escaped_and_marked_up_words_are_not() -> None:
    assert words().say("terms") == Markup("Terms &amp; &#34;conditions&#34; &amp; more")
    assert words().say("welcome", name="A & B") == Markup("<b>Welcome</b> to A &amp; B")


def test_a_placeholder_keeps_markup() -> None:
    assert words().say("welcome", name=Markup("<i>x</i>")) == Markup(
        "<b>Welcome</b> to <i>x</i>"
    )


def test_numbers_choose_the_plural_form() -> None:
    say = words().say

    assert [say("comments", n=n) for n in (0, 1, 2, 1234)] == [
        "0 comments",
        "1 comment",
        "2 comments",
        "1,234 comments",
    ]


def test_plural_forms_follow_the_language_of_the_words() -> None:
    polish = "comments: {one: '{n} a', few: '{n} b', many: '{n} c', other: '{n} d'}\n"
    say = words("pl", pl=polish).say

    assert [say("comments", n=n) for n in (1, 3, 5)] == ["1 a", "3 b", "5 c"]
    # Polish has none of its own here, so that English rules decide.
    assert words("pl").say("comments", n=3) == "3 comments"


def test_a_form_that_is_missing_is_the_other() -> None:
    say = words("pl", pl="comments: {other: '{n} x'}\n").say

    assert say("comments", n=3) == "3 x"


def test_words_come_from_the_page_then_the_site_then_english() -> None:
    found = words("fr-CA", "de", fr="print: Imprimer\n", de="print: D\nno: Nein\n")

    assert found.say("print") == "Imprimer"
    assert found.say("no") == "Nein"
    assert found.say("comments", n=1) == "1 comment"
    assert (found.language, found.direction) == ("fr", "ltr")


def test_the_language_is_that_of_the_words() -> None:
    assert words("el", "de", de="a: b\n").language == "de"
    assert words("el", "el").language == "en"
    assert build_words((layer(),), "el", "el").language == "el"
    assert words("ar", ar="a: b\n").direction == "rtl"


def test_languages_are_tried_from_near_to_far() -> None:
    assert choose_languages("de-CH", "fr") == ("de-CH", "de", "fr", "en")


def test_a_child_overrides_its_parents_words_of_that_language() -> None:
    child = layer("mine", words={"en": "print: Paper\n"})
    parent = layer("paper", words={"en": ENGLISH, "de": "print: Drucken\n"})

    assert build_words((child, parent), "en", "en").say("print") == "Paper"
    assert build_words((child, parent), "de", "en").say("print") == "Drucken"


def test_a_plural_may_take_the_place_of_fixed_words() -> None:
    child = layer("mine", words={"en": "print: '{n} prints'\ncomments: Talk\n"})
    found = build_words((child, layer(words={"en": ENGLISH})), "en", "en")

    assert found.say("print", n=2) == "2 prints"
    assert found.say("comments", n=2) == "Talk"


@pytest.mark.parametrize(
    ("key", "message", "hint"),
    [
        ("pint", "the theme has no words `pint`", "did you mean `print`?"),
        (
            "zoo",
            "the theme has no words `zoo`",
            "add `zoo: …` to words/en.yaml of the theme",
        ),
        (
            "welcome",
            "the words `welcome` want a value for {name}",
            'write say("welcome", name=…)',
        ),
        (
            "comments",
            "the words `comments` have plural forms and want a number `n`",
            'write say("comments", n=…)',
        ),
    ],
)
def test_what_can_not_be_said_is_a_fault(key: str, message: str, hint: str) -> None:
    with pytest.raises(TemplateFault) as error:
        words().say(key)

    assert (error.value.message, error.value.hint) == (message, hint)


def test_words_files_are_checked() -> None:
    text = "a: [b]\nc: {one: d}\ne: {two: f, tow: g, other: [h]}\n"

    assert messages(check_words([layer(words={"en": text})])) == (
        "themes/paper/words/en.yaml:1:4: error: "
        "`a` is neither text nor plural forms\n"
        "    a: [b]\n"
        "       ^\n"
        "themes/paper/words/en.yaml:2:4: error: `c` lacks the plural form `other`\n"
        "    c: {one: d}\n"
        "       ^\n"
        "    → every language has it\n"
        "themes/paper/words/en.yaml:3:4: error: `e` has no plural form `tow`\n"
        "    e: {two: f, tow: g, other: [h]}\n"
        "       ^\n"
        "    → known: zero, one, two, few, many, other\n"
        "themes/paper/words/en.yaml:3:4: error: "
        "`e` has a form `other` that is not text\n"
        "    e: {two: f, tow: g, other: [h]}\n"
        "       ^"
    )


def test_broken_words_stop_a_page() -> None:
    for text in ("a: b: c\n", "a: [b]\n"):
        with pytest.raises(TemplateProblem) as error:
            words("de", de=text)

        assert error.value.problem.place.file == "themes/paper/words/de.yaml"

"""Pages ask nothing of anyone, and nothing in them is code but their own files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, cast
from urllib.parse import urlsplit

import pytest
from browser import opened
from built_site import LD_JSON
from site_sample import sample_of

if TYPE_CHECKING:
    from built_site import BuiltSite
    from playwright.sync_api import Browser

POLICY = "//meta[@http-equiv='Content-Security-Policy']"
LISTEN = """window.blockedByPolicy = [];
document.addEventListener('securitypolicyviolation', event =>
    window.blockedByPolicy.push(`${event.effectiveDirective} ${event.blockedURI}`));"""


def policy_of(site: BuiltSite, page: str) -> dict[str, list[str]]:
    """A page's policy, by directive."""
    written = site.value(page, f"{POLICY}/@content")
    parts = [part.split() for part in written.split(";") if part.strip()]
    return {words[0]: words[1:] for words in parts}


def test_no_page_holds_a_script_or_a_style(example: BuiltSite) -> None:
    """Structured data is data; anything else is a file."""
    faults = []
    for page in example.pages:
        scripts = example.elements(page, f"//script[not(@src)][@type!='{LD_JSON}']")
        scripts += example.elements(page, "//script[not(@src)][not(@type)]")
        faults += [f"{page}: inline script" for _ in scripts]
        faults += [f"{page}: inline style" for _ in example.elements(page, "//style")]
        for element in example.elements(page, "//*[@*]"):
            names = [str(name) for name in element.attrib]
            faults += [
                f"{page}: <{element.tag!s} {name}>"
                for name in names
                if name == "style" or re.fullmatch(r"on[a-z]+", name)
            ]
    assert faults == []


def test_no_address_is_code(example: BuiltSite) -> None:
    code = re.compile(r"\s*(javascript|vbscript|data:text/html)", re.IGNORECASE)
    faults = [
        f"{page}: {value}"
        for page in example.pages
        for value in example.values(page, "//@href|//@src|//@action")
        if code.match(value)
    ]
    assert faults == []


def test_every_page_carries_a_strict_policy(example: BuiltSite) -> None:
    for page in example.pages:
        policy = policy_of(example, page)
        assert policy.get("default-src") == ["'none'"], page
        # A reader's own tools may add styles, which can load nothing (WCAG 1.4.12).
        assert policy.pop("style-src-elem", []) in ([], ["'self'", "'unsafe-inline'"])
        words = {word for values in policy.values() for word in values}
        assert not words & {"'unsafe-inline'", "'unsafe-eval'", "*", "https:"}, page
        assert policy["form-action"] == ["'none'"], page
        assert policy["base-uri"] == ["'none'"], page


def test_the_policy_stands_before_anything_that_loads(example: BuiltSite) -> None:
    early = "preceding-sibling::link|preceding-sibling::script"
    faults = [
        page for page in example.pages if example.elements(page, f"{POLICY}/{early}")
    ]
    assert faults == []


def test_no_page_loads_anything_from_elsewhere(example: BuiltSite) -> None:
    loading = (
        "//script/@src|//img/@src|//iframe/@src|//video/@src|//audio/@src|//source/@src"
        "|//link[@rel='stylesheet' or @rel='icon' or @rel='preload']/@href"
    )
    faults = [
        f"{page}: {url}"
        for page in example.pages
        for url in example.values(page, loading)
        if urlsplit(url).netloc
    ]
    assert faults == []


def test_a_form_goes_to_the_configured_place_only(example: BuiltSite) -> None:
    """The example takes comments by mail, so no page has a form that sends."""
    faults = [
        f"{page}: {form.get('action')}"
        for page in example.pages
        for form in example.elements(page, "//form[@action]")
    ]
    assert faults == []


def test_a_page_opened_elsewhere_can_not_reach_back(example: BuiltSite) -> None:
    for page in example.pages:
        for link in example.elements(page, "//a[@target='_blank']"):
            assert "noopener" in link.get("rel", ""), page


@pytest.mark.slow
def test_every_page_loads_under_its_own_policy_without_a_complaint(
    example: BuiltSite, served: str, browser: Browser
) -> None:
    blocked: list[str] = []
    with opened(browser) as (page, watched):
        page.add_init_script(LISTEN)
        for file in example.read_pages:
            if file == "404.html":
                continue
            page.goto(served + example.address(file))
            page.evaluate("window.scrollTo(0, document.body.scrollHeight)")
            found = cast("list[str]", page.evaluate("window.blockedByPolicy"))
            blocked += [f"{file}: {what}" for what in found]
    assert blocked == []
    assert watched.asked_elsewhere == []
    assert watched.complaints == []


@pytest.mark.slow
def test_using_the_tools_asks_nothing_of_anyone(
    example: BuiltSite, served: str, browser: Browser
) -> None:
    with opened(browser) as (page, watched):
        page.add_init_script(LISTEN + "window.print = () => {};")
        for file in sample_of(example):
            page.goto(served + example.address(file))
            page.evaluate(
                "document.querySelectorAll('summary, button').forEach(e => e.click())"
            )
            found = cast("list[str]", page.evaluate("window.blockedByPolicy"))
            assert found == [], file
    assert watched.asked_elsewhere == []

"""The preview in a browser: pages are patched in place, and what is wrong is shown."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, cast

import pytest
from browser import opened
from preview_pages import column_page
from preview_server import PreviewServer, previewing
from programs import npm_file
from test_site_accessibility import RUN, TAGS, WIDER_THAN_THE_SCREEN

from generator.preview.sidebar import build_facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from browser import Watched
    from built_site import BuiltSite
    from playwright.sync_api import Browser, Locator, Page, Response

pytestmark = pytest.mark.slow

FILE = "columns/look-down/index.html"
ADDRESS = "columns/look-down/"
"""A column with footnotes."""
PROBLEM: dict[str, object] = {
    "file": "content/columns/look-down.md",
    "line": 5,
    "column": 10,
    "weight": "error",
    "message": "there is no section “shores”",
    "hint": "did you mean shore?",
    "excerpt": "section: shores",
    "text": "content/columns/look-down.md:5:10: error: there is no section “shores”\n"
    "    section: shores\n"
    "             ^\n"
    "    in the column “Look Down”\n"
    "    → did you mean shore?",
    "absolute": "/home/jane/my site/content/columns/look-down.md",
}
DOUBT: dict[str, object] = {
    "file": "content/columns/the-list.md",
    "line": 9,
    "column": 3,
    "weight": "warning",
    "message": "there is no file nowhere.md",
    "hint": "",
    "excerpt": "a [link](nowhere.md)",
    "text": "content/columns/the-list.md:9:3: warning: there is no file nowhere.md",
}


@pytest.fixture
def server(below: BuiltSite) -> Iterator[PreviewServer]:
    with previewing(below) as started:
        yield started


@contextlib.contextmanager
def preview(
    browser: Browser,
    server: PreviewServer,
    *,
    width: int = 1280,
    dark: bool = False,
    side: str = "closed",
    address: str = ADDRESS,
) -> Iterator[tuple[Page, Watched]]:
    """Open a page of the preview and wait until it is live."""
    with opened(browser, width=width, dark=dark) as (page, watched):
        page.add_init_script(
            "for (const kind of ['column', 'other'])"
            f"localStorage.setItem('byline-preview:side:' + kind, {side!r})"
        )
        # What is edited before the page has read itself starts it anew instead.
        with page.expect_response(_reads_itself):
            page.goto(server.root + address)
            live(page)
        yield page, watched


def _reads_itself(response: Response) -> bool:
    asked = response.request
    return asked.resource_type == "fetch" and ".byline/" not in asked.url


def live(page: Page) -> None:
    page.locator(".corner[data-line=live]").wait_for()


def patched(page: Page) -> None:
    """Wait until the page has asked for itself and shows what it got."""
    page.wait_for_function(
        # A function, as a page's policy lets no expression be evaluated again.
        "() => performance.getEntriesByName('byline-preview:patch').length > 0"
    )


def lines(place: Locator) -> list[str]:
    """What a reader sees of something, line by line."""
    return [line.strip() for line in place.inner_text().split("\n") if line.strip()]


def top(place: Locator) -> float:
    """How far below the window's edge something stands; scrolls end on whole pixels."""
    return cast("float", place.evaluate("node => node.getBoundingClientRect().top"))


def edit(server: PreviewServer, page: Page, old: str, new: str, shows: str) -> None:
    """Change the served page and wait until the open one shows it."""
    server.edit(FILE, old, new)
    page.get_by_text(shows).first.wait_for(state="attached")


LONG = "Look Down " * 6 + "Look Down"
HEADLINE = '<h1 id="title">Look Down'
LATE = "Newspapers understand this."
"""The start of a paragraph far down."""


# The page is patched in place.


def test_an_edit_is_patched_in_without_a_reload(
    browser: Browser, server: PreviewServer
) -> None:
    with preview(browser, server) as (page, watched):
        page.evaluate("window.marker = document.querySelector('.text p')")
        edit(server, page, HEADLINE, '<h1 id="title">Look Up', "Look Up")
        assert page.evaluate("window.marker === document.querySelector('.text p')")
        assert server.asked.count(server.base + ADDRESS) == 3, "opened, read, patched"
        assert watched.complaints == []


def test_one_changed_word_is_one_changed_node(
    browser: Browser, server: PreviewServer
) -> None:
    with preview(browser, server) as (page, _):
        page.evaluate(
            """() => {
                window.records = [];
                new MutationObserver(seen => window.records.push(...seen.map(
                    one => `${one.type} ${one.attributeName} ${one.target.data}`)))
                    .observe(document.body, {subtree: true, childList: true,
                        attributes: true, characterData: true});
            }"""
        )
        edit(server, page, HEADLINE, '<h1 id="title">Look Up', "Look Up")
        assert page.evaluate("window.records") == ["characterData null Look Up"]


def test_the_title_and_the_words_for_machines_are_patched(
    browser: Browser, server: PreviewServer
) -> None:
    with preview(browser, server) as (page, _):
        server.texts[FILE] = server.html(FILE).replace("Look Down", "Look Up")
        server.push("page", {"version": server.version(FILE)})
        page.get_by_role("heading", name="Look Up").wait_for()
        told = page.evaluate(
            """() => [
                document.title,
                JSON.parse(document.querySelector('script[type*=ld]').text).headline,
                document.querySelector('meta[property="og:title"]').content,
            ]"""
        )
        assert told == ["Look Up – The Halyard", "Look Up", "Look Up"]


def test_a_paragraph_added_above_leaves_the_readers_place(
    browser: Browser, server: PreviewServer
) -> None:
    added = "".join(f"<p>Added {number}. {'More words. ' * 40}</p>" for number in "abc")
    with preview(browser, server, width=360) as (page, _):
        place = page.locator(".text p", has_text=LATE)
        place.evaluate("node => scrollTo(0, node.offsetTop - 30)")
        before = pytest.approx(top(place), abs=1)
        edit(
            server, page, '<div class="text">', f'<div class="text">{added}', "Added c"
        )
        assert top(place) == before
        page.wait_for_timeout(200)
        assert top(place) == before, "nor does the browser move it later"
        edit(server, page, added, "<p>Shorter.</p>", "Shorter.")
        assert top(place) == before
        page.locator("html:not([style])").wait_for(state="attached")


def test_what_stood_at_the_top_may_go(browser: Browser, server: PreviewServer) -> None:
    with preview(browser, server) as (page, _):
        place = page.locator(".text p", has_text=LATE)
        place.evaluate("node => scrollTo(0, node.offsetTop)")
        after = page.locator(".text h2#a-treaty")
        before = pytest.approx(top(after), abs=1)
        text = server.html(FILE)
        start = text.index(f"<p>{LATE}")
        gone = text[start : text.index("</p>", start) + len("</p>")]
        edit(server, page, gone, "", "A treaty")
        place.wait_for(state="detached")
        assert top(after) == before


def test_focus_and_selection_stay(browser: Browser, server: PreviewServer) -> None:
    with preview(browser, server) as (page, _):
        page.locator(".opening [data-bookmark]").focus()
        page.evaluate(
            """late => {
                const text = [...document.querySelectorAll('.text p')]
                    .find(p => p.textContent.startsWith(late)).firstChild;
                getSelection().setBaseAndExtent(text, 0, text, 10);
            }""",
            LATE,
        )
        edit(
            server, page, "in small type to say", "in small print to say", "small print"
        )
        edit(server, page, "<p>Let me be fair", "<p>New.</p><p>Let us be fair", "New.")
        assert page.evaluate("getSelection().toString()") == "Newspapers"
        assert page.evaluate("document.activeElement.matches('[data-bookmark]')")


def test_the_readers_choices_stay(browser: Browser, server: PreviewServer) -> None:
    with preview(browser, server) as (page, _):
        page.locator("[data-sizes] .larger").click()
        page.locator("[data-theme-switch] input[value=dark]").check()
        page.locator(".opening [data-bookmark]").click()
        page.locator(".opening .share summary").click()
        chosen = """() => [
            document.documentElement.dataset.size,
            document.querySelector('[data-sizes] :checked').value,
            document.documentElement.dataset.theme,
            document.querySelector('.opening [data-bookmark]').className,
            document.querySelector('.opening [data-bookmark]').textContent,
            document.querySelector('.opening .share').open,
        ]"""
        before = page.evaluate(chosen)
        assert before == [
            "medium",
            "medium",
            "dark",
            "tool bookmark on",
            "Bookmarked",
            True,
        ]
        edit(server, page, HEADLINE, '<h1 id="title">Look Up', "Look Up")
        edit(server, page, "E-mail</span>", "Post</span>", "Post")
        assert page.evaluate(chosen) == before


def test_the_size_that_a_column_opens_with_follows_the_file(
    browser: Browser, server: PreviewServer
) -> None:
    with preview(browser, server) as (page, _):
        assert page.evaluate("document.documentElement.dataset.size") == "small"
        text = server.html(FILE).replace('data-opens="small"', 'data-opens="large"')
        small, large = '"small" checked', '"large" checked'
        for old, new in ((small, '"small"'), ('value="large"', f"value={large}")):
            text = text.replace(old, new)
        server.texts[FILE] = text
        server.push("page", {"version": server.version(FILE)})
        page.locator("html[data-opens=large]").wait_for(state="attached")
        assert page.evaluate("document.documentElement.dataset.size") == "large"


def test_an_open_footnote_stays_open(browser: Browser, server: PreviewServer) -> None:
    note = "fn-look-down-4"
    with preview(browser, server, address=f"{ADDRESS}#{note}") as (page, _):
        before = pytest.approx(top(page.locator(f"#{note}")), abs=1)
        edit(server, page, HEADLINE, f"{HEADLINE}, and Down Again", "Down Again")
        edit(server, page, "sent to live with", "sent off to live with", "sent off to")
        assert page.evaluate(f"document.querySelector(':target').id === '{note}'")
        assert top(page.locator(f"#{note}")) == before


def test_what_changed_is_marked_for_a_moment(
    browser: Browser, server: PreviewServer
) -> None:
    marked = """() => [...CSS.highlights].flatMap(
        ([name, ranges]) => [...ranges].map(range => `${name}: ${range}`))"""
    with preview(browser, server) as (page, _):
        edit(
            server, page, "in small type to say", "in small print to say", "small print"
        )
        patched(page)
        assert page.evaluate(marked) == ["byline-changed: print"]
        page.wait_for_timeout(1300)
        assert page.evaluate(marked) == []


def test_a_change_out_of_sight_can_be_gone_to(
    browser: Browser, server: PreviewServer
) -> None:
    with preview(browser, server) as (page, _):
        edit(
            server, page, "in small type to say", "in small print to say", "small print"
        )
        page.get_by_role("button", name="↓ Changed below").click()
        assert 0 < top(page.locator(".text p", has_text=LATE)) < 900
        edit(server, page, HEADLINE, f"{HEADLINE} Again", "Look Down Again")
        page.get_by_role("button", name="↑ Changed above").click()
        assert 0 < top(page.locator("h1")) < 900
        edit(server, page, "Down Again</h1>", "Down</h1>", "Look Down")
        patched(page)
        assert page.locator(".away").is_hidden()


def test_edits_that_come_at_once_all_show(
    browser: Browser, server: PreviewServer
) -> None:
    with preview(browser, server) as (page, watched):
        for number in range(30):
            old = HEADLINE + (f" {number - 1}" if number else "")
            server.edit(FILE, old, f"{HEADLINE} {number}")
        page.get_by_role("heading", name="Look Down 29", exact=True).wait_for()
        assert watched.complaints == []


def test_a_page_that_looks_the_same_is_not_asked_for(
    browser: Browser, server: PreviewServer
) -> None:
    with preview(browser, server) as (page, _):
        page.wait_for_load_state("networkidle")
        server.asked.clear()
        server.push("page", {"version": server.version(FILE)})
        server.say(state={"kind": "draft", "when": None, "title": "Look Down"})
        page.get_by_text("Draft: not published").wait_for()
        assert server.base + ADDRESS not in server.asked


RANDOM_EDITS = """async ([patch, seed, rounds]) => {
    const {joinTrees, patchTree} = await import(patch);
    const random = below => {
        seed = (seed * 1103515245 + 12345) % 2147483648;
        return Math.floor(seed / 65536) % below;
    };
    const pick = some => some[random(some.length)];
    const tree = depth => {
        const tag = pick(['p', 'p', 'div', 'ul', 'em']);
        const id = random(4) ? '' : ` id="${pick('abcdefgh')}${depth}"`;
        const look = random(3) ? '' : ` class="${pick(['x', 'y', 'x y'])}"`;
        const kids = Array.from({length: depth ? random(5) : 0}, () => tree(depth - 1));
        const text = pick(['', 'one', 'two words', 'three more words', '\\n']);
        return `<span data-was="${tag}"${id}${look}>${text}${kids.join('')}</span>`;
    };
    const edit = html => {
        const parts = html.split(/(?=<span)|(?<=<.span>)/);
        const at = random(parts.length);
        const [kind, other] = [random(4), tree(2)];
        if (kind === 0) parts.splice(at, 0, other);
        if (kind === 1) parts[at] = parts[at].replace('o', 'oo');
        if (kind === 2) parts[at] = parts[at].replace('data-was', 'title="t" data-was');
        if (kind === 3) parts.push(other, other);
        return parts.join('');
    };
    const parse = html => new DOMParser().parseFromString(html, 'text/html').body;
    const faults = [];
    for (let round = 0; round < rounds; round++) {
        let html = Array.from({length: 6}, () => tree(3)).join('');
        let served = parse(html);
        const page = document.importNode(served, true);
        joinTrees(served, page);
        for (let step = 0; step < 6; step++) {
            html = step === 4 ? Array.from({length: 5}, () => tree(3)).join('')
                : edit(edit(html));
            const next = parse(html);
            patchTree(served, next);
            if (!page.isEqualNode(parse(html))) faults.push([page.innerHTML, html]);
            served = next;
        }
    }
    return faults;
}"""


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_is_edited_the_page_becomes_what_is_served(
    browser: Browser, server: PreviewServer, seed: int
) -> None:
    with preview(browser, server) as (page, _):
        script = server.base + ".byline/patch.js"
        assert page.evaluate(RANDOM_EDITS, [script, seed, 150]) == []


# Styles and scripts.


def test_a_stylesheet_is_swapped_without_a_reload_or_a_bare_moment(
    browser: Browser, server: PreviewServer
) -> None:
    with preview(browser, server) as (page, _):
        page.evaluate(
            """() => {
                window.marker = true;
                window.fewest = 9;
                const look = () => {
                    const sheets = [...document.styleSheets]
                        .filter(sheet => sheet.href?.includes('style.css'));
                    window.fewest = Math.min(window.fewest, sheets.length);
                    requestAnimationFrame(look);
                };
                look();
            }"""
        )
        css = "assets/style.css"
        server.texts[css] = server.site.text(css) + "\nh1 { color: rgb(1, 2, 3) }"
        server.push("style", {"href": f"{server.base}{css}?v=new"})
        page.locator("link[href$='style.css?v=new']").wait_for(state="attached")
        page.locator("link[href*='style.css?v=']:not([href$=new])").wait_for(
            state="detached"
        )
        color = "getComputedStyle(document.querySelector('h1')).color"
        assert page.evaluate(color) == "rgb(1, 2, 3)"
        assert page.evaluate("[window.marker, window.fewest]") == [True, 1]
        # The page that names the new stylesheet has nothing more to bring.
        text = server.html(FILE)
        at = text.index("style.css?v=")
        server.texts[FILE] = text.replace(text[at : at + 20], "style.css?v=new", 1)
        edit(server, page, HEADLINE, '<h1 id="title">Look Up', "Look Up")
        assert page.locator("link[href*='style.css']").count() == 1


def test_a_style_that_a_page_does_not_have_is_asked_for_with_the_page(
    browser: Browser, server: PreviewServer
) -> None:
    with preview(browser, server) as (page, _):
        server.texts[FILE] = server.html(FILE).replace(HEADLINE, f"{HEADLINE} Again")
        server.push("style", {"href": f"{server.base}assets/other.css?v=2"})
        page.get_by_role("heading", name="Look Down Again").wait_for()


def test_a_changed_script_starts_the_page_anew(
    browser: Browser, server: PreviewServer
) -> None:
    with preview(browser, server) as (page, _):
        page.evaluate("window.marker = true")
        with page.expect_navigation():
            server.edit(FILE, "broadsheet.js?v=", "broadsheet.js?v=2")
        live(page)
        assert page.evaluate("'marker' in window") is False


# The connection.


def test_it_finds_the_server_again_and_shows_what_it_missed(
    browser: Browser, server: PreviewServer, below: BuiltSite
) -> None:
    with preview(browser, server) as (page, _):
        page.evaluate("window.marker = true")
        server.stop()
        page.get_by_text("Reconnecting…").wait_for()
        again = PreviewServer(below, server.port)
        try:
            again.texts[FILE] = again.html(FILE).replace(HEADLINE, f"{HEADLINE} Twice")
            page.get_by_role("heading", name="Look Down Twice").wait_for()
            live(page)
            assert page.evaluate("window.marker")
        finally:
            again.stop()


def test_a_hidden_page_holds_no_connection_and_catches_up(
    browser: Browser, server: PreviewServer
) -> None:
    look = """state => {
        Object.defineProperty(document, 'visibilityState',
            {value: state, configurable: true});
        document.dispatchEvent(new Event('visibilitychange'));
    }"""
    with preview(browser, server) as (page, _):
        page.evaluate(look, "hidden")
        server.edit(FILE, HEADLINE, f"{HEADLINE} Again")
        page.wait_for_timeout(300)
        assert page.title() == "Look Down – The Halyard"
        assert page.get_by_role("heading", name="Look Down Again").count() == 0
        page.evaluate(look, "visible")
        page.get_by_role("heading", name="Look Down Again").wait_for()


def test_twenty_tabs_of_one_reader_all_follow(
    browser: Browser, server: PreviewServer
) -> None:
    with opened(browser) as (first, watched):
        tabs = [first, *(first.context.new_page() for _ in range(19))]
        for tab in tabs:
            tab.goto(server.root + ADDRESS)
        for tab in tabs:
            live(tab)
        server.edit(FILE, HEADLINE, f"{HEADLINE} Again")
        for tab in tabs:
            tab.get_by_role("heading", name="Look Down Again").wait_for()
        assert watched.complaints == []


def test_a_page_that_is_gone_stays_and_says_so(
    browser: Browser, server: PreviewServer
) -> None:
    with preview(browser, server) as (page, _):
        server.push("gone", {})
        page.locator(".panel .gone").wait_for()
        assert page.locator(".badge").inner_text() == "Page gone"
        assert page.get_by_role("heading", name="Look Down").count() == 1
        edit(server, page, HEADLINE, '<h1 id="title">Look Up', "Look Up")
        page.locator(".panel").wait_for(state="hidden")


# The panel.


def test_the_panel_says_what_the_terminal_says_and_goes_when_it_is_mended(
    browser: Browser, server: PreviewServer
) -> None:
    with preview(browser, server) as (page, _):
        server.say(PROBLEM)
        page.locator(".panel").wait_for()
        assert lines(page.locator(".panel")) == [
            "1 error",
            "Hide",
            "content/columns/look-down.md:5:10",
            "error: there is no section “shores”",
            "section: shores",
            "^",
            "in the column “Look Down”",
            "→ did you mean shore?",
        ]
        assert page.get_by_role("alert").text_content() == (
            "1 error. content/columns/look-down.md, line 5: "
            "there is no section “shores”"
        )
        ghost = page.locator(".ghost").text_content()
        assert ghost == "section: ", "the caret stands under the word"
        server.say()
        page.locator(".panel").wait_for(state="hidden")
        assert page.locator(".badge").is_hidden()
        assert page.get_by_text("All errors are mended.").count() == 1


def test_escape_hides_the_panel_and_the_badge_shows_it_again(
    browser: Browser, server: PreviewServer
) -> None:
    with preview(browser, server) as (page, _):
        server.say(PROBLEM, DOUBT)
        panel, badge = page.locator(".panel"), page.locator(".badge")
        panel.wait_for()
        page.keyboard.press("Escape")
        panel.wait_for(state="hidden")
        assert badge.inner_text() == "1 error"
        server.say(PROBLEM, DOUBT, DOUBT)
        page.wait_for_timeout(100)
        assert panel.is_hidden(), "what was hidden stays so until an error is new"
        page.keyboard.press("Alt+Shift+P")
        panel.wait_for()
        page.keyboard.press("Tab")
        page.keyboard.press("Enter")
        panel.wait_for(state="hidden")
        assert badge.evaluate("node => node === node.getRootNode().activeElement")
        server.say({**PROBLEM, "text": "another"})
        panel.wait_for()


def test_warnings_wait_behind_a_count(browser: Browser, server: PreviewServer) -> None:
    with preview(browser, server) as (page, _):
        server.say(DOUBT, DOUBT)
        page.get_by_role("button", name="2 warnings").click()
        panel = page.locator(".panel")
        assert panel.locator(".problem").count() == 2
        assert panel.locator("details").count() == 0, (
            "there is nothing to fold it under"
        )
        server.say(DOUBT, PROBLEM)
        page.get_by_text("no section").first.wait_for()
        assert panel.locator("h2").inner_text() == "1 error, 1 warning"
        assert panel.locator("details .problem").count() == 1
        first = panel.locator(".problem").first
        assert first.get_attribute("data-weight") == "error"


def test_a_place_is_copied_where_no_editor_is_set(
    browser: Browser, server: PreviewServer
) -> None:
    with preview(browser, server) as (page, _):
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        server.say(PROBLEM)
        page.locator(".panel .place").click()
        page.get_by_text("copied", exact=True).wait_for()
        copied = page.evaluate("navigator.clipboard.readText()")
        assert copied == "content/columns/look-down.md:5:10"


def test_a_place_opens_in_the_editor_that_is_set(
    browser: Browser, server: PreviewServer
) -> None:
    server.pattern = "vscode://file/{path}:{line}:{column}"
    with preview(browser, server) as (page, _):
        server.say(PROBLEM)
        assert page.locator(".panel .place").get_attribute("href") == (
            "vscode://file/home/jane/my%20site/content/columns/look-down.md:5:10"
        )


def test_the_panel_leaves_most_of_a_phones_screen(
    browser: Browser, server: PreviewServer
) -> None:
    with preview(browser, server, width=360) as (page, _):
        server.say(PROBLEM, {**PROBLEM, "line": 7}, {**PROBLEM, "line": 8})
        page.locator(".panel").wait_for()
        box = page.locator(".panel").bounding_box()
        assert box is not None
        assert box["height"] < 0.4 * 900
        assert page.evaluate("document.documentElement.scrollWidth") == 360


# The ribbon.


@pytest.mark.parametrize(
    ("state", "expires", "text"),
    [
        ({"kind": "draft", "when": None}, None, "Draft: not published"),
        (
            {"kind": "waiting", "when": "2099-03-01"},
            None,
            "Embargoed until 1 March 2099",
        ),
        (
            {"kind": "waiting", "when": "2099-03-01T06:30:00+01:00"},
            "2099-04-01",
            "Embargoed until 1 March 2099, 06:30 · expires 1 April 2099",
        ),
        (None, "2099-04-01", "Expires 1 April 2099"),
        (None, None, ""),
    ],
)
def test_the_ribbon_names_the_state_and_the_date(
    browser: Browser,
    server: PreviewServer,
    state: dict[str, object] | None,
    expires: str | None,
    text: str,
) -> None:
    server.facts = {"kind": "column", "file": "a.md", "expires": expires}
    server.state = {"problems": [], "state": state}
    with preview(browser, server) as (page, _):
        page.wait_for_load_state("networkidle")
        ribbon = page.locator(".ribbon")
        if text:
            ribbon.wait_for()
        assert ribbon.inner_text() == text
        assert ribbon.is_visible() is bool(text)


# The side bar.


def test_the_side_bar_says_how_long_the_piece_is_and_where_it_fits(
    browser: Browser, server: PreviewServer
) -> None:
    server.facts = build_facts(
        column_page("look-down", title=LONG, summary="Short."), ()
    )
    with preview(browser, server, side="open") as (page, _):
        side = page.locator(".side")
        side.get_by_text("How it looks elsewhere").wait_for()
        assert lines(side.locator(".numbers")) == [
            "Live since 1 January 2026",
            "1 word",
            "1 min",
        ]
        headline, standfirst = side.locator(".lengths").all()
        assert lines(headline) == [
            "Headline 69 characters",
            "Too long for 2 of 5 places",
            *("Front page, leading", "69 / 70"),
            *("Front page, in a list", "69 / 60", "runs to more lines"),
            *("Share card", "69 / 70"),
            *("Search result", "81 / 60"),
            "“Look Down Look Down Look Down Look Down Look Down Look…”",
            *("Feed reader", "69 / 90"),
        ]
        assert lines(standfirst)[:2] == ["Standfirst 6 characters", "Fits everywhere"]


def test_the_side_bar_draws_the_piece_as_others_show_it(
    browser: Browser, server: PreviewServer
) -> None:
    server.facts = build_facts(column_page("look-down", summary="A <b>plea</b>."), ())
    with preview(browser, server, side="open") as (page, watched):
        page.get_by_text("How it looks elsewhere").wait_for()
        plea = "A <b>plea</b>."
        front, share, search, feed = page.locator(".look").all()
        assert lines(front) == ["OPINION", "Look Down", plea, "Jane Doe 1 January 2026"]
        assert lines(share) == ["paper.example", "Look Down", plea]
        assert lines(search) == [
            "paper.example › columns › look-down",
            "Look Down – The Paper",
            plea,
        ]
        assert lines(feed) == [
            "The Paper",
            "1 January 2026",
            "Look Down",
            plea,
            "Jane Doe",
        ]
        assert watched.complaints == []


def test_the_side_bar_follows_each_patch_and_names_the_places(
    browser: Browser, server: PreviewServer
) -> None:
    with preview(browser, server, side="open") as (page, _):
        place = {
            "file": "content/columns/look-down.md",
            "line": 5,
            "column": 10,
            "message": "there is no file nowhere.md",
            "hint": "",
        }
        server.pattern = ""
        server.facts = {
            **build_facts(column_page("look-down"), ()),
            "words": 1234,
            "links": {"checked": 3, "broken": [place]},
        }
        edit(server, page, HEADLINE, '<h1 id="title">Look Up', "Look Up")
        page.locator(".checks").wait_for()
        assert page.locator(".toggle").inner_text() == "1,234 words"
        assert lines(page.locator(".checks")) == [
            "Checked",
            "Links",
            "1 of 3, pictures included, lead nowhere",
            "line 5 there is no file nowhere.md",
            "Alt text",
            "Nothing missing",
            "Disclaimer",
            "None",
        ]


def test_the_side_bar_is_hidden_and_shown_by_a_key_and_remembered(
    browser: Browser, server: PreviewServer
) -> None:
    server.facts = build_facts(column_page("look-down"), ())
    with opened(browser) as (page, _):
        page.goto(server.root + ADDRESS)
        live(page)
        side, toggle = page.locator(".side"), page.locator(".toggle")
        side.wait_for()
        width = "document.body.getBoundingClientRect().width"
        assert page.evaluate(width) == 1280 - 336, "the page makes room"
        page.keyboard.press("Alt+Shift+B")
        assert side.is_hidden()
        assert toggle.get_attribute("aria-expanded") == "false"
        assert page.evaluate(width) == 1280
        page.reload()
        live(page)
        assert side.is_hidden()
        toggle.click()
        assert side.is_visible()
        page.keyboard.press("Escape")
        assert side.is_hidden()
        assert toggle.evaluate("node => node === node.getRootNode().activeElement")


def test_the_side_bar_waits_to_be_asked_for_on_small_screens_and_other_pages(
    browser: Browser, server: PreviewServer
) -> None:
    for width, address in ((360, ADDRESS), (768, ADDRESS), (1280, "")):
        with opened(browser, width=width) as (page, _):
            page.goto(server.root + address)
            live(page)
            assert page.locator(".side").is_hidden()


# The furniture as a whole.


@pytest.mark.parametrize("width", [360, 768, 1280])
@pytest.mark.parametrize("dark", [False, True])
def test_axe_finds_no_violation_in_the_furniture(
    browser: Browser, server: PreviewServer, width: int, dark: bool
) -> None:
    script = npm_file("axe-core/axe.min.js").read_text(encoding="utf-8")
    server.facts = build_facts(column_page("look-down", title=LONG, image=None), ())
    state = {"kind": "waiting", "when": "2099-03-01"}
    server.state = {"problems": [PROBLEM, DOUBT], "state": state}
    faults = []
    with preview(browser, server, width=width, dark=dark, side="open") as (page, _):
        page.get_by_text("How it looks elsewhere").wait_for()
        for step in ("the panel", "the side bar"):
            page.evaluate(script)
            found = cast("list[str]", page.evaluate(RUN, list(TAGS)))
            faults += [f"{step}: {one}" for one in found]
            assert page.evaluate(WIDER_THAN_THE_SCREEN) == []
            page.keyboard.press("Escape")
    assert faults == []


def test_nothing_of_it_prints(browser: Browser, server: PreviewServer) -> None:
    server.facts = build_facts(column_page("look-down"), ())
    server.state = {"problems": [PROBLEM], "state": {"kind": "draft", "when": None}}
    with preview(browser, server, side="open") as (page, _):
        page.locator(".ribbon").wait_for()
        page.emulate_media(media="print")
        hosts = page.locator("byline-preview, byline-ribbon")
        assert hosts.count() == 2
        assert [host.is_visible() for host in hosts.all()] == [False, False]
        assert (
            page.evaluate("getComputedStyle(document.documentElement).margin") == "0px"
        )
        for part in (".panel", ".side", ".corner", ".ribbon"):
            assert page.locator(part).is_hidden()


def test_no_style_leaks_in_or_out(browser: Browser, server: PreviewServer) -> None:
    css = "assets/style.css"
    server.texts[css] = (
        server.site.text(css)
        + """
        * { font-size: 40px !important; color: red !important; direction: rtl }
        p, h2, button { text-transform: uppercase; margin: 3em }
    """
    )
    look = "node => { const s = getComputedStyle(node); return [s.fontSize, s.color] }"
    with preview(browser, server) as (page, _):
        server.say(PROBLEM)
        page.locator(".panel").wait_for()
        title = page.locator(".panel h2")
        assert title.evaluate(look) == ["15px", "rgb(161, 22, 14)"]
        bare = page.evaluate("document.querySelectorAll('.panel, .side').length")
        assert bare == 0, "the page's own selectors find nothing of it"

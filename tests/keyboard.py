"""A reader's keyboard, and where it leads: each step shows where the focus is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Page

MOST = 250
"""Stops of one page; more are a trap."""
STOP = """sought => {
    const e = document.activeElement;
    if (!e || e === document.body || e === document.documentElement) return null;
    const label = e.type === 'file' ? e.labels[0] : e;
    const boxes = [...label.getClientRects()];
    const inView = box => box.width > 0 && box.height > 0 && box.bottom > 0 &&
        box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const under = box => document.elementFromPoint(
        Math.min(innerWidth - 1, Math.max(1, box.x + box.width / 2)),
        Math.min(innerHeight - 1, Math.max(1, box.y + box.height / 2)));
    const free = box => {
        const top = under(box);
        return top && (label.contains(top) || top.contains(label) ||
            [...e.labels || []].some(one => one.contains(top)));
    };
    const style = getComputedStyle(label);
    const of = e.closest('li, p, form, .tools, .sizes, nav, footer');
    return {
        sought: Boolean(sought) && e.matches(sought),
        name: [e.localName, e.className, e.name || e.id, e.getAttribute('href'),
            e.textContent.trim().slice(0, 40), of?.className].join('|'),
        faults: [
            boxes.some(inView) ? '' : 'out of sight',
            boxes.filter(inView).some(free) ? '' : 'covered',
            style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2
                ? '' : 'not marked',
        ].filter(Boolean),
    };
}"""


class Stop(NamedTuple):
    """An element that has the focus."""

    name: str
    faults: tuple[str, ...]
    """Why a reader can't see that it has: out of sight, covered, not marked."""
    sought: bool
    """Whether it is one that was looked for."""


class Keyboard:
    """Presses keys, and nothing else, and notes each stop that can't be seen."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.unseen: list[str] = []

    def press(self, *keys: str) -> None:
        """Press keys, one after the other."""
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def stop(self, sought: str = "") -> Stop | None:
        """Look at the element that has the focus; None where nothing has it.

        The stop tells whether it is one of those that are `sought`, by their selector.
        """
        found = cast("dict[str, object] | None", self.page.evaluate(STOP, sought))
        if found is None:
            return None
        faults = tuple(cast("list[str]", found["faults"]))
        stop = Stop(str(found["name"]), faults, bool(found["sought"]))
        if faults:
            self.unseen.append(f"{stop.name}: {', '.join(faults)}")
        return stop

    def stops(self, key: str = "Tab", sought: str = "") -> Iterator[Stop]:
        """Go through the page until its end, or with Shift+Tab its beginning."""
        for _ in range(MOST):
            self.press(key)
            stop = self.stop(sought)
            if stop is None:
                return
            yield stop
        raise AssertionError(f"{key} has not left the page after {MOST} stops")

    def go_to(self, selector: str, key: str = "Tab") -> None:
        """Press Tab until one of some elements has the focus."""
        if not any(stop.sought for stop in self.stops(key, selector)):
            raise AssertionError(f"{key} leads to no {selector}")

    def tab_to(self, selector: str) -> None:
        """Press Tab once, which must lead to one of some elements."""
        self.press("Tab")
        self.here(selector)

    def here(self, selector: str) -> None:
        """See that one of some elements has the focus, and shows it."""
        stop = self.stop(selector)
        assert stop is not None, f"the focus is lost, and not at {selector}"
        assert stop.sought, f"the focus is at {stop.name}, not {selector}"
        assert stop.faults == (), stop

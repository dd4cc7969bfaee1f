/* The corner: a dot for the connection, the words, the problems, the side bar's switch. */
import { count, el } from "./furniture.js";

const SAYS = { live: "Live", reconnecting: "Reconnecting…" };

export function createCorner({ root }) {
  const dot = el("span.dot", { "aria-hidden": "true" });
  const status = el("span.status", { role: "status" });
  const badge = el("button.badge", { type: "button", hidden: true });
  const words = el("span.words", "Notes");
  const toggle = el(
    "button.toggle",
    { type: "button", "aria-keyshortcuts": "Alt+Shift+B", title: "Side bar (Alt+Shift+B)" },
    words
  );
  const corner = el("div.corner", { role: "group", "aria-label": "Preview" }, [
    el("span.line", dot, status),
    badge,
    toggle,
  ]);
  root.append(corner);

  return {
    badge,
    toggle,
    connection(state) {
      if (corner.dataset.line === state) return;
      corner.dataset.line = state;
      status.textContent = SAYS[state];
    },
    count({ words: number }) {
      words.textContent = number ? count(number, "word") : "Notes";
    },
    /** Let the dot say that the page was patched. */
    pulse() {
      dot.classList.remove("pulse");
      void dot.offsetWidth;
      dot.classList.add("pulse");
    },
  };
}

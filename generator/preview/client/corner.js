/* The corner: a dot for the connection, the words, the problems, the side bar's switch. */
import { count, el } from "./furniture.js";

const LEADS = 6000;
const SAYS = { live: "Live", reconnecting: "Reconnecting…" };

export function createCorner({ root }) {
  const dot = el("span.dot", { "aria-hidden": "true" });
  const status = el("span.status", { role: "status" });
  const away = el("button.away", { type: "button", hidden: true });
  const badge = el("button.badge", { type: "button", hidden: true });
  const words = el("span.words", "Notes");
  const toggle = el(
    "button.toggle",
    { type: "button", "aria-keyshortcuts": "Alt+Shift+B", title: "Side bar (Alt+Shift+B)" },
    words
  );
  const corner = el("div.corner", { role: "group", "aria-label": "Preview" }, [
    el("span.line", dot, status),
    away,
    badge,
    toggle,
  ]);
  root.append(corner);
  let timer = 0;

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
    /** Lead to a change that is out of sight, for as long as one may still wonder. */
    lead(range) {
      clearTimeout(timer);
      const box = range?.getBoundingClientRect();
      const above = box?.bottom < 0;
      away.hidden = !box || (!above && box.top < innerHeight);
      if (away.hidden) return;
      away.textContent = above ? "↑ Changed above" : "↓ Changed below";
      away.onclick = () => {
        away.hidden = true;
        const block = range.startContainer.parentElement;
        block?.scrollIntoView({ block: "center" });
      };
      timer = setTimeout(() => (away.hidden = true), LEADS);
    },
    /** Let the dot say that the page was patched. */
    pulse() {
      dot.classList.remove("pulse");
      void dot.offsetWidth;
      dot.classList.add("pulse");
    },
  };
}

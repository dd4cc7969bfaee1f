/* The panel: what is wrong, over the last good page, in the terminal's words.

   Errors open it by themselves and it goes when they are mended; warnings wait behind
   the badge.  What was hidden once stays hidden until something else goes wrong. */
import { count, el } from "./furniture.js";
import { placeLink, problemItem } from "./problem.js";

export function createPanel({ root }, corner, pattern) {
  const title = el("h2", { id: "problems-title", tabindex: "-1" });
  const hide = el("button.quiet", { type: "button", onclick: () => close() }, "Hide");
  const body = el("div.body");
  const panel = el(
    "section.panel",
    { "aria-labelledby": "problems-title", id: "problems", hidden: true },
    el("header", title, hide),
    body
  );
  const alert = el("p.unseen", { role: "alert" });
  const polite = el("p.unseen", { role: "status" });
  root.prepend(alert, polite, panel);
  corner.badge.setAttribute("aria-controls", "problems");

  let problems = [];
  let missing = false;
  let file = "";
  let shown = "";
  const errors = () => problems.filter((problem) => problem.weight === "error");

  function close() {
    const inside = panel.contains(root.activeElement);
    panel.hidden = true;
    draw();
    if (inside && !corner.badge.hidden) corner.badge.focus();
  }
  function open() {
    panel.hidden = false;
    draw();
    title.focus();
  }
  corner.badge.addEventListener("click", () => (panel.hidden ? open() : close()));
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden && !event.defaultPrevented) close();
    else if (event.code === "KeyP" && event.altKey && event.shiftKey && !corner.badge.hidden) {
      event.preventDefault();
      open();
    }
  });

  function draw() {
    const wrong = errors();
    const doubts = problems.filter((problem) => problem.weight !== "error");
    const parts = [
      missing && "Page gone",
      wrong.length && count(wrong.length, "error"),
      doubts.length && count(doubts.length, "warning"),
    ].filter(Boolean);
    corner.badge.hidden = !parts.length;
    corner.badge.dataset.weight = missing || wrong.length ? "error" : "warning";
    corner.badge.textContent = parts.slice(0, missing ? 2 : 1).join(", ");
    corner.badge.setAttribute("aria-expanded", String(!panel.hidden));
    title.textContent = parts.join(", ");
    panel.dataset.weight = corner.badge.dataset.weight;
    if (panel.hidden) return;
    const here = (problem) => problem.file === file;
    const sorted = [...doubts.filter(here), ...doubts.filter((problem) => !here(problem))];
    const alone = !wrong.length && !missing;
    const opened = Boolean(body.querySelector("details")?.open);
    body.replaceChildren(
      ...(missing ? [el("p.gone", GONE)] : []),
      ...(wrong.length ? [list(wrong)] : []),
      ...(doubts.length ? [alone ? list(sorted) : fold(sorted, opened)] : [])
    );
  }

  function list(some) {
    return el("ol", some.map((problem) => problemItem(problem, pattern, polite)));
  }

  function fold(doubts, opened) {
    const summary = el("summary", count(doubts.length, "warning"));
    return el("details", { open: opened }, summary, list(doubts));
  }

  /** Open for what is newly wrong, and go once it is mended. */
  function settle() {
    const now = [missing && "gone", ...errors().map((problem) => problem.text)]
      .filter(Boolean)
      .join("\n");
    if (now !== shown) {
      panel.hidden = !now;
      alert.textContent = spoken();
      polite.textContent = now ? "" : "All errors are mended.";
      shown = now;
    } else if (!problems.length && !missing) panel.hidden = true;
    draw();
  }

  function spoken() {
    if (missing) return GONE;
    const [first] = errors();
    if (!first) return "";
    const { file: at, line, message } = first;
    return `${count(errors().length, "error")}. ${at}, line ${line}: ${message}`;
  }

  return {
    show(said) {
      problems = said;
      settle();
    },
    gone(said) {
      if (missing === said) return;
      missing = said;
      settle();
    },
    /** Show the doubts about one file before those about others. */
    prefer(name) {
      if (file === name) return;
      file = name;
      draw();
    },
    /** The place of a fact as a way there: the server's problem knows the file on disk. */
    place(spot) {
      const same = ({ file, line, column }) =>
        file === spot.file && line === spot.line && column === spot.column;
      return placeLink(problems.find(same) ?? spot, pattern, polite, `line ${spot.line}`);
    },
  };
}

const GONE =
  "This page is gone: its file was renamed, removed or withheld. Below is how it looked last.";

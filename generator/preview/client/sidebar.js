/* The side bar: what the page says of itself, beside it; hidden and shown by a key.

   Its room is made by preview.css from `data-side` on the host, so that the page is
   narrower and nothing of it is covered. */
import { el, keep } from "./furniture.js";
import { drawLooks } from "./looks.js";
import { drawChecks, drawLengths, drawNumbers } from "./notes.js";

export function createSidebar({ host, root }, corner, panel, { base, key }) {
  const title = el("h2.unseen", { id: "side-title" }, "Notes on this page");
  const body = el("div.notes");
  const side = el(
    "section.side",
    { id: "side", "aria-labelledby": "side-title", tabindex: "0" },
    title,
    body
  );
  root.append(side);
  let facts = null;
  let state;

  const isOpen = () => host.dataset.side === "open";
  function draw() {
    side.hidden = !isOpen();
    corner.toggle.setAttribute("aria-expanded", String(isOpen()));
    if (!isOpen() || facts === null) return;
    const scrolled = side.scrollTop;
    const drawn = [
      drawNumbers(facts, state),
      drawLengths("Headline", facts.headline),
      drawLengths("Standfirst", facts.standfirst),
      drawChecks(facts, panel),
      drawLooks(facts, base),
    ].filter(Boolean);
    body.replaceChildren(...(drawn.length ? drawn : [el("p.soft", "No page is at this address.")]));
    side.scrollTop = scrolled;
  }

  function toggle() {
    host.dataset.side = isOpen() ? "closed" : "open";
    keep(key, host.dataset.side);
    draw();
    if (isOpen()) side.focus({ preventScroll: true });
    else corner.toggle.focus({ preventScroll: true });
  }

  corner.toggle.setAttribute("aria-controls", "side");
  corner.toggle.addEventListener("click", toggle);
  side.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    event.stopPropagation();
    toggle();
  });
  document.addEventListener("keydown", (event) => {
    if (event.code !== "KeyB" || !event.altKey || !event.shiftKey) return;
    event.preventDefault();
    toggle();
  });
  draw();

  return {
    show(said) {
      facts = said;
      draw();
    },
    state(said) {
      state = said;
      draw();
    },
  };
}

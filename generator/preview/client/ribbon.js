/* The ribbon: a line above the page that names the state of the piece, where it isn't
   simply published.  It takes room of its own and covers nothing. */
import { say, sayState } from "./dates.js";
import { el } from "./furniture.js";

export function createRibbon({ top }) {
  const text = el("span");
  const ribbon = el("p.ribbon", { role: "note", hidden: true }, text);
  top.append(ribbon);
  let state = null;
  let end = null;

  function draw() {
    const parts = [sayState(state)];
    if (end && state?.kind !== "expired") {
      parts.push(parts[0] ? `expires ${say(end)}` : `Expires ${say(end)}`);
    }
    text.textContent = parts.filter(Boolean).join(" · ");
    ribbon.dataset.kind = state?.kind ?? "live";
    ribbon.hidden = !text.textContent;
  }

  return {
    show(said) {
      state = said;
      draw();
    },
    expires(moment) {
      end = moment;
      draw();
    },
  };
}

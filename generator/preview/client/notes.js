/* Notes: the numbers, the lengths against their slots, and what was checked. */
import { say, sayState } from "./dates.js";
import { count, el } from "./furniture.js";

/** How long the piece is, what state it is in, and when it goes live. */
export function drawNumbers({ words, minutes, date, expires }, state) {
  if (!date) return null;
  const said = sayState(state) || (state === null ? `Live since ${say(date)}` : "");
  return el("section.numbers", [
    said && el("p.state", { "data-kind": state ? "waiting" : "live" }, said),
    state?.kind !== "waiting" && state !== null && el("p.soft", `Dated ${say(date)}`),
    expires && state?.kind !== "expired" && el("p.soft", `Expires ${say(expires)}`),
    el("p.big", [
      el("span", el("b", (words ?? 0).toLocaleString("en")), " ", words === 1 ? "word" : "words"),
      el("span", el("b", String(minutes ?? 0)), " min"),
    ]),
  ]);
}

/** A text's length on one line, with a tick for each slot where it appears. */
export function drawLengths(name, held) {
  if (!held) return null;
  const over = held.slots.filter((slot) => slot.over);
  const verdict = !held.length
    ? "None yet: the first words of the text stand in for it."
    : over.length
      ? `Too long for ${over.length} of ${held.slots.length} places`
      : "Fits everywhere";
  return el("section.lengths", [
    el("h3", name, " ", el("span.soft", count(held.length, "character"))),
    el("p.verdict", { "data-over": Boolean(over.length || !held.length) }, verdict),
    el("ul", held.slots.map(drawSlot)),
  ]);
}

function drawSlot({ name, length, limit, over, cut }) {
  const part = Math.min(1, length / limit);
  return el("li", { "data-over": over }, [
    el("span.name", name),
    el("span.number", `${length} / ${limit}`),
    el("span.meter", { "aria-hidden": "true" }, el("span", { "--part": part })),
    over && el("span.cut", cut ? `“${cut}”` : "runs to more lines"),
  ]);
}

const SOURCES = {
  column: "this column’s own",
  author: "the author’s",
  site: "the site’s",
};

/** Links, pictures, and the disclaimer in force. */
export function drawChecks({ links, undescribed, disclaimer }, panel) {
  if (!links && !disclaimer) return null;
  const broken = links?.broken ?? [];
  const rows = [
    links && row("Links", sayLinks(links.checked, broken.length), broken, panel),
    undescribed &&
      row(
        "Alt text",
        undescribed.length ? `${count(undescribed.length, "picture")} without` : "Nothing missing",
        undescribed,
        panel
      ),
    disclaimer && drawDisclaimer(disclaimer),
  ];
  return el("section.checks", el("h3", "Checked"), el("dl", rows));
}

/** Pictures count, as they lead to a file. */
function sayLinks(checked, broken) {
  if (broken) return `${broken} of ${checked}, pictures included, lead nowhere`;
  if (!checked) return "None inside the site";
  return `${checked} inside the site, pictures included: all good`;
}

function row(name, verdict, spots, panel) {
  const line = (spot) => el("li", panel.place(spot), " ", spot.message);
  return el("div", { "data-bad": spots.length > 0 }, [
    el("dt", name),
    el("dd", [
      verdict,
      spots.length > 0 && el("ul", spots.map(line)),
    ]),
  ]);
}

function drawDisclaimer({ text, from, file }) {
  const whose = SOURCES[from];
  const verdict = text ? (whose ? `In force: ${whose}` : "In force") : "None";
  return el("div", [
    el("dt", "Disclaimer"),
    el("dd", [
      verdict,
      file && el("span.file", file),
      text && el("q.disclaimer", { dir: "auto" }, text),
    ]),
  ]);
}

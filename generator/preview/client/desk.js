/* The desk: what the server says, handed to the parts of the preview that show it.

   Owns the order of things; patching, the connection and each piece of furniture have
   modules of their own. */
import { openConnection } from "./connection.js";
import { createCorner } from "./corner.js";
import { createFurniture } from "./furniture.js";
import { fadeMarks, markChanges } from "./marks.js";
import { createPage } from "./page.js";
import { createPanel } from "./panel.js";
import { swapPictures } from "./pictures.js";
import { holdPlace } from "./place.js";
import { createRibbon } from "./ribbon.js";
import { createSidebar } from "./sidebar.js";
import { swapStyle } from "./styles.js";

const FAILED = Symbol("failed");
const AGAIN = 500;
/* So many milliseconds after a page could not be fetched it is asked for again. */

export async function start({ host, base, address, version, key, files }) {
  const hidden = `${base}.byline/`;
  const json = async (name) => {
    const answer = await fetch(hidden + name, { cache: "no-store" });
    return answer.ok ? answer.json() : null;
  };
  const [furniture, editor] = await Promise.all([
    createFurniture(host, files),
    json("editor").catch(() => null),
  ]);
  const corner = createCorner(furniture);
  const panel = createPanel(furniture, corner, editor?.pattern ?? "");
  const ribbon = createRibbon(furniture);
  const sidebar = createSidebar(furniture, corner, panel, { base, key });
  const page = createPage(version);

  let asked = 0;
  async function showFacts() {
    const turn = ++asked;
    const facts = await json(`facts?address=${encodeURIComponent(address)}`).catch(() => null);
    if (turn !== asked || facts === null) return;
    sidebar.show(facts);
    corner.count(facts);
    panel.prefer(facts.file);
    holdPlace(() => ribbon.expires(facts.expires));
  }

  async function follow() {
    const began = performance.now();
    const outcome = await page.update(holdPlace).catch(() => FAILED);
    if (outcome === FAILED) setTimeout(follow, AGAIN);
    if (outcome === FAILED || outcome === null) return;
    panel.gone(outcome.missing);
    if (outcome.missing) return;
    performance.measure("byline-preview:patch", { start: began });
    const ranges = markChanges(outcome.changes);
    fadeMarks(ranges);
    corner.lead(ranges[0]);
    corner.pulse();
    await showFacts();
  }

  openConnection({
    base,
    url: (away) =>
      `${hidden}events?address=${encodeURIComponent(address)}` +
      `&version=${encodeURIComponent(page.version())}&away=${away}`,
    status: corner.connection,
    on: {
      state(said) {
        panel.show(said.problems);
        holdPlace(() => ribbon.show(said.state));
        sidebar.state(said.state);
        showFacts();
      },
      page(said) {
        if (said.version !== page.version()) follow();
        else panel.gone(false);
      },
      style({ href, version: now }) {
        if (!swapStyle(href, (link, fresh) => page.restyled(link, fresh, now))) follow();
      },
      pictures(fresh) {
        for (const root of [document, furniture.root]) swapPictures(root, fresh);
      },
      gone: () => panel.gone(true),
    },
  });
  await page.read();
}

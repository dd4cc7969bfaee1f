/* The open page: the text that was served for it, and the next one brought into it. */
import { joinTrees, liveNode, patchTree } from "./patch.js";

export function createPage(opened) {
  let version = opened;
  let served = null;
  let reading = null;
  let running = false;
  let again = false;

  /** Ask for the text of the page as it was served, before any script changed it. */
  function read() {
    reading ??= fetchPage()
      .then(({ next }) => {
        if (!next) return;
        joinTrees(next.documentElement, document.documentElement);
        served = next;
        /* Saved between the page and its script: what was opened is old already. */
        if (versionOf(next) !== opened) startAnew();
      })
      .catch(() => {
        reading = null;
      });
    return reading;
  }

  /** Bring the page to what is served now; null where that is under way already. */
  async function update(hold) {
    again = true;
    if (running) return null;
    running = true;
    const said = { missing: false, changes: [] };
    try {
      await read();
      while (again) {
        again = false;
        const { missing, next } = await fetchPage();
        said.missing = missing;
        if (next) said.changes.push(...bring(next, hold));
      }
    } finally {
      running = false;
    }
    return said;
  }

  function bring(next, hold) {
    if (served === null) startAnew();
    /* A script can't be taken back: with other scripts it is another page. */
    else if (scriptsOf(served) !== scriptsOf(next)) location.reload();
    else {
      const changes = hold(() => patchTree(served.documentElement, next.documentElement));
      served = next;
      version = versionOf(next) ?? version;
      return changes;
    }
    return [];
  }

  /** Note that a stylesheet's link was swapped for a new one, as of a version. */
  function restyled(link, fresh, now) {
    version = now ?? version;
    for (const one of served?.querySelectorAll("link") ?? []) {
      if (liveNode(one) !== link) continue;
      one.setAttribute("href", fresh.getAttribute("href"));
      joinTrees(one, fresh);
    }
  }

  return { read, update, restyled, version: () => version };
}

async function fetchPage() {
  const answer = await fetch(location.href, { cache: "no-store" });
  const found = answer.ok || (answer.status === 404 && opening()?.responseStatus === 404);
  if (!found) return { missing: answer.status === 404, next: null };
  const text = await answer.text();
  return { missing: false, next: new DOMParser().parseFromString(text, "text/html") };
}

function opening() {
  return performance.getEntriesByType("navigation")[0];
}

/** Load the page again, but not twice in a row. */
function startAnew() {
  if (opening()?.type !== "reload") location.reload();
}

function scriptsOf(tree) {
  const scripts = tree.querySelectorAll("script[src]:not([data-version])");
  return [...scripts].map((script) => script.getAttribute("src")).join(" ");
}

function versionOf(tree) {
  return tree.querySelector("script[data-version]")?.dataset.version;
}

/* The preview's client: the one script that the server puts into a page.

   Makes room for the side bar before the first paint, then starts the modules beside it.
   Invariant: what it adds stands outside <head> and <body>, so that a patch of the page
   never meets it, and it changes nothing that a theme's own scripts look at. */
(function () {
  "use strict";
  const script = document.currentScript;
  const { base, address, version } = script.dataset;
  const host = document.createElement("byline-preview");
  const column = document.querySelector('meta[property="og:type"][content="article"]');
  const key = "byline-preview:side:" + (column ? "column" : "other");
  let kept = null;
  try {
    kept = localStorage.getItem(key);
  } catch (refused) {
    kept = null;
  }
  const wide = column && matchMedia("(min-width: 75rem)").matches;
  const open = kept === null ? Boolean(wide) : kept === "open";
  host.dataset.side = open ? "open" : "closed";
  document.documentElement.append(host);
  import(new URL("desk.js", script.src)).then((desk) =>
    desk.start({ host, base, address, version, key, files: new URL(".", script.src) })
  );
})();

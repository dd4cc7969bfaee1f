/* Restores the reader's text size and light before the first paint; the one script that blocks. */
(function () {
  "use strict";
  var root = document.documentElement;
  var base = new URL(root.dataset.root, location.href).pathname.replace(/[^/]*$/, "");
  function kept(name) {
    try {
      return localStorage.getItem("byline:" + base + ":" + name);
    } catch (refused) {
      return null;
    }
  }
  root.dataset.size = kept("size") || root.dataset.opens || "medium";
  var theme = kept("theme");
  if (theme) root.dataset.theme = theme;
})();

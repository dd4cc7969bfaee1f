/* Before the first paint: the reader's text size and light, and whether the device may
   have a voice. The one script that blocks. */
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
  if (window.speechSynthesis) root.dataset.speech = "";
})();

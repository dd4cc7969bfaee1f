/* What every page can do: the look, and what is kept on this device for the other scripts. */
window.byline = (function () {
  "use strict";
  var root = document.documentElement;
  var site = new URL(root.dataset.root, location.href);
  var base = site.pathname.replace(/[^/]*$/, "");
  var all = function (selector, within) {
    return Array.from((within || document).querySelectorAll(selector));
  };
  var one = function (selector, within) {
    return (within || document).querySelector(selector);
  };

  /* What is kept on this device, apart for each site under one host. */
  function keep(name, value) {
    try {
      if (value) localStorage.setItem("byline:" + base + ":" + name, value);
      else localStorage.removeItem("byline:" + base + ":" + name);
    } catch (refused) {
      return false;
    }
    return true;
  }
  function kept(name) {
    try {
      return localStorage.getItem("byline:" + base + ":" + name);
    } catch (refused) {
      return null;
    }
  }
  function label(button, text) {
    var span = one("span", button) || button;
    if (!button.dataset.off) button.dataset.off = span.textContent;
    span.textContent = text || button.dataset.off;
  }

  /* The reading list: addresses from the site's root, so that the site may move. */
  function list() {
    try {
      var value = JSON.parse(kept("list"));
      return Array.isArray(value) ? value : [];
    } catch (garbled) {
      return [];
    }
  }
  function save(entries) {
    return keep("list", entries.length ? JSON.stringify(entries) : "");
  }

  /* Light or dark. */
  all("[data-theme-switch]").forEach(function (field) {
    all("input", field).forEach(function (input) {
      input.checked = input.value === (root.dataset.theme || "");
    });
    field.addEventListener("change", function (event) {
      if (event.target.value) root.dataset.theme = event.target.value;
      else delete root.dataset.theme;
      keep("theme", event.target.value);
    });
  });

  return {
    root: root, site: site, base: base, all: all, one: one, keep: keep, label: label,
    list: list, save: save
  };
})();

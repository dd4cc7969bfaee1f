/* The reading list's own page: what is kept on this device, and nowhere else. */
(function () {
  "use strict";
  var byline = window.byline;
  var all = byline.all;
  var one = byline.one;
  var label = byline.label;
  var list = byline.list;
  var save = byline.save;
  var shelf = one("[data-reading-list]");
  function href(entry) {
    var named = /\/index\.html$/.test(byline.site.pathname) && /(^|\/)$/.test(entry.address);
    var root = new URL(byline.base, byline.site);
    return new URL(entry.address + (named ? "index.html" : ""), root).href;
  }
  function say(text) {
    one("[role=status]", shelf).textContent = text;
  }
  function fill() {
    var entries = list();
    var rows = one("ul", shelf);
    rows.textContent = "";
    rows.hidden = one("[data-export]", shelf).hidden = !entries.length;
    one("[data-empty]", shelf).hidden = entries.length > 0;
    entries.forEach(function (entry) {
      var row = one("template", shelf).content.firstElementChild.cloneNode(true);
      var link = one("a", row);
      var read = one("[data-read]", row);
      link.href = href(entry);
      link.textContent = entry.title;
      one(".names", row).textContent = entry.byline;
      row.classList.toggle("read", entry.read);
      label(read, entry.read ? read.dataset.on : "");
      all("button", row).forEach(function (button) {
        button.setAttribute("aria-label", button.textContent + ": " + entry.title);
      });
      read.addEventListener("click", function () {
        change(entry, read);
      });
      one("[data-remove]", row).addEventListener("click", function () {
        change(entry);
      });
      rows.append(row);
    });
  }
  /* Turn an entry over, or take it out where no button says it was read. */
  function change(entry, button) {
    var entries = list();
    var at = entries.findIndex(function (other) {
      return other.address === entry.address;
    });
    if (at >= 0 && button) entries[at].read = !entries[at].read;
    else if (at >= 0) entries.splice(at, 1);
    save(entries);
    fill();
    var row = one("ul", shelf).children[Math.min(at, entries.length - 1)];
    var next = row ? one(button ? "[data-read]" : "[data-remove]", row) : one("h1");
    if (!row) next.tabIndex = -1;
    next.focus();
    say(button ? one("[data-read]", row).textContent : shelf.dataset.removed);
  }

  one("[data-export]", shelf).addEventListener("click", function () {
    var link = document.createElement("a");
    var file = new Blob([JSON.stringify(list(), null, 2)], { type: "application/json" });
    link.href = URL.createObjectURL(file);
    link.download = "reading-list.json";
    link.click();
    URL.revokeObjectURL(link.href);
  });

  /* Take over what leads to pages of this site and isn't on the list; trust nothing else. */
  function loaded(text) {
    var held = list();
    var root = new URL(byline.base, byline.site).href;
    var found = JSON.parse(text);
    if (!Array.isArray(found)) throw new Error("no list");
    found.forEach(function (entry) {
      var known = held.some(function (other) {
        return other.address === entry.address;
      });
      if (known || typeof entry.address !== "string" || !entry.title) return;
      if (!new URL(entry.address, root).href.startsWith(root)) return;
      held.push({
        address: entry.address,
        title: String(entry.title),
        byline: String(entry.byline || ""),
        read: entry.read === true
      });
    });
    return held;
  }
  var chooser = one("[data-import] input", shelf);
  one("[data-import]", shelf).hidden = false;
  chooser.addEventListener("change", function () {
    if (!chooser.files.length) return;
    chooser.files[0].text().then(loaded).then(
      function (entries) {
        save(entries);
        fill();
        say(chooser.dataset.done);
      },
      function () {
        say(chooser.dataset.failed);
      }
    );
    chooser.value = "";
  });
  window.addEventListener("storage", fill);
  fill();
})();

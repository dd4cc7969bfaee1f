/* The tools that need a script. Nothing here asks for anything from anywhere. */
(function () {
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

  /* Print. */
  all("[data-print]").forEach(function (link) {
    link.addEventListener("click", function (event) {
      event.preventDefault();
      window.print();
    });
  });
  window.addEventListener("beforeprint", function () {
    var day = new Intl.DateTimeFormat(root.lang, { dateStyle: "long" }).format(new Date());
    all("[data-printed]").forEach(function (place) {
      place.textContent = place.dataset.printed.replace("{date}", day);
    });
  });

  /* Text size. */
  var sizes = ["small", "medium", "large", "x-large"];
  all("[data-sizes]").forEach(function (field) {
    var radios = all("input", field);
    var steps = all("button", field);
    function show(size) {
      root.dataset.size = size;
      var at = sizes.indexOf(size);
      radios[at].checked = true;
      steps[0].disabled = at === 0;
      steps[1].disabled = at === sizes.length - 1;
    }
    function set(size) {
      show(size);
      keep("size", size);
    }
    steps.forEach(function (button) {
      button.hidden = false;
      button.addEventListener("click", function () {
        set(sizes[sizes.indexOf(root.dataset.size) + Number(button.dataset.step)]);
      });
    });
    field.addEventListener("change", function (event) {
      set(event.target.value);
    });
    show(sizes.indexOf(root.dataset.size) < 0 ? "medium" : root.dataset.size);
  });

  /* Light or dark. */
  all("[data-theme-switch]").forEach(function (field) {
    field.hidden = false;
    all("input", field).forEach(function (input) {
      input.checked = input.value === (root.dataset.theme || "");
    });
    field.addEventListener("change", function (event) {
      if (event.target.value) root.dataset.theme = event.target.value;
      else delete root.dataset.theme;
      keep("theme", event.target.value);
    });
  });

  /* Share. */
  var title = one("h1") ? one("h1").textContent.trim() : document.title;
  var canonical = one("link[rel=canonical]");
  var address = canonical ? canonical.href : location.href;
  all("[data-share]").forEach(function (details) {
    one("summary", details).addEventListener("click", function (event) {
      if (!navigator.share || details.open) return;
      event.preventDefault();
      navigator.share({ title: title, url: address }).catch(function (error) {
        if (error.name !== "AbortError") details.open = true;
      });
    });
    details.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      one("summary", details).focus();
    });
    document.addEventListener("click", function (event) {
      if (!details.contains(event.target)) details.open = false;
    });
    var copy = one("[data-copy]", details);
    if (!navigator.clipboard) return;
    copy.hidden = false;
    one("button", copy).addEventListener("click", function (event) {
      var button = event.currentTarget;
      navigator.clipboard.writeText(address).then(function () {
        label(button, button.dataset.done);
      });
    });
  });

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
  function href(entry) {
    var named = /\/index\.html$/.test(site.pathname) && /(^|\/)$/.test(entry.address);
    return new URL(entry.address + (named ? "index.html" : ""), new URL(base, site)).href;
  }
  var here = location.pathname.slice(base.length).replace(/index\.html$/, "");
  var buttons = all("[data-bookmark]");
  function mark() {
    var held = list().some(function (entry) {
      return entry.address === here;
    });
    buttons.forEach(function (button) {
      button.classList.toggle("on", held);
      label(button, held ? button.dataset.on : "");
    });
  }
  buttons.forEach(function (button) {
    button.hidden = false;
    button.addEventListener("click", function () {
      var entries = list();
      var rest = entries.filter(function (entry) {
        return entry.address !== here;
      });
      var author = one(".byline");
      if (rest.length === entries.length) {
        rest.unshift({
          address: here,
          title: title,
          byline: author ? author.textContent.trim() : "",
          read: false
        });
      }
      save(rest);
      mark();
    });
  });
  if (buttons.length) mark();

  var shelf = one("[data-reading-list]");
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
    one("[role=status]", shelf).textContent = button
      ? one("[data-read]", row).textContent
      : shelf.dataset.removed;
  }
  if (shelf) {
    one("[data-export] button", shelf).addEventListener("click", function () {
      var lines = list().map(function (entry) {
        return entry.title + "\n" + entry.byline + "\n" + href(entry) + "\n";
      });
      var link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([lines.join("\n")], { type: "text/plain" }));
      link.download = "reading-list.txt";
      link.click();
      URL.revokeObjectURL(link.href);
    });
    fill();
  }
  window.addEventListener("storage", function () {
    if (buttons.length) mark();
    if (shelf) fill();
  });
})();

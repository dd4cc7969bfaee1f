/* The tools of a column that need a script. Nothing here asks for anything from anywhere. */
(function () {
  "use strict";
  var byline = window.byline;
  var root = byline.root;
  var all = byline.all;
  var one = byline.one;
  var keep = byline.keep;
  var label = byline.label;
  var text = one(".column .text");
  var title = one("h1").textContent.trim();
  var canonical = one("link[rel=canonical]");
  var address = canonical ? canonical.href : location.href;

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
      /* Not `disabled`, which would take the focus away. */
      steps[0].setAttribute("aria-disabled", at === 0);
      steps[1].setAttribute("aria-disabled", at === sizes.length - 1);
    }
    function set(size) {
      show(size);
      keep("size", size);
    }
    steps.forEach(function (button) {
      button.addEventListener("click", function () {
        var next = sizes[sizes.indexOf(root.dataset.size) + Number(button.dataset.step)];
        if (next) set(next);
      });
    });
    field.addEventListener("change", function (event) {
      set(event.target.value);
    });
    show(sizes.indexOf(root.dataset.size) < 0 ? "medium" : root.dataset.size);
  });

  /* Share: the device's own sheet; whoever closes it finds the links, as without one. */
  function told(button, done) {
    return function () {
      label(button, button.dataset.done);
      var status = one("[role=status]", button.parentElement);
      if (status) status.textContent = button.dataset.done;
      if (done) done();
    };
  }
  /* What lies over the text closes when the focus goes on to what may be under it. */
  function leaving(element, close) {
    element.addEventListener("focusout", function (event) {
      if (event.relatedTarget && !element.contains(event.relatedTarget)) close();
    });
  }
  all("[data-share]").forEach(function (details) {
    var summary = one("summary", details);
    summary.addEventListener("click", function (event) {
      if (!navigator.share || details.open) return;
      event.preventDefault();
      navigator.share({ title: title, url: address }).catch(function () {
        details.open = true;
      });
    });
    details.addEventListener("keydown", function (event) {
      if (event.key !== "Escape" || !details.open) return;
      details.open = false;
      summary.focus();
    });
    document.addEventListener("click", function (event) {
      if (!details.contains(event.target)) details.open = false;
    });
    leaving(details, function () {
      details.open = false;
    });
    var code = one("[data-qr]", details);
    code.hidden = false;
    one("button", code).addEventListener("click", function () {
      draw(code);
    });
    var copy = one("[data-copy]", details);
    if (!navigator.clipboard) return;
    copy.hidden = false;
    one("button", copy).addEventListener("click", function (event) {
      var button = event.currentTarget;
      navigator.clipboard.writeText(address).then(told(button));
    });
  });

  /* The QR code is drawn here, by a script that comes when it is asked for. */
  function draw(place) {
    if (one(".qr", place)) return;
    if (window.bylineQr) {
      var drawn = window.bylineQr(address);
      if (!drawn) return;
      drawn.setAttribute("role", "img");
      drawn.setAttribute("aria-label", one("button", place).textContent.trim());
      one("button", place).setAttribute("aria-expanded", "true");
      place.append(drawn);
      return;
    }
    var script = document.createElement("script");
    script.src = place.dataset.qr;
    script.onload = function () {
      draw(place);
    };
    document.head.append(script);
  }

  /* Bookmark. */
  var here = location.pathname.slice(byline.base.length).replace(/index\.html$/, "");
  var buttons = all("[data-bookmark]");
  function others(entries) {
    return entries.filter(function (entry) {
      return entry.address !== here;
    });
  }
  function mark() {
    var entries = byline.list();
    var held = others(entries).length < entries.length;
    buttons.forEach(function (button) {
      button.classList.toggle("on", held);
      label(button, held ? one("span", button).dataset.on : "");
    });
  }
  buttons.forEach(function (button) {
    button.addEventListener("click", function () {
      var entries = byline.list();
      var rest = others(entries);
      var author = one(".byline");
      if (rest.length === entries.length) {
        rest.unshift({
          address: here,
          title: title,
          byline: author ? author.textContent.trim() : "",
          read: false
        });
      }
      byline.save(rest);
      mark();
    });
  });
  if (buttons.length) mark();
  window.addEventListener("storage", mark);

  /* Listen: a voice of the device itself, in the column's language; others would send
     the text away. */
  var listeners = all("[data-listen]");
  var speech = window.speechSynthesis;
  var spoken = null;
  function voice() {
    var tongue = (text.closest("[lang]").lang || "").split("-")[0];
    return speech.getVoices().find(function (one) {
      return one.localService && one.lang.split(/[-_]/)[0] === tongue;
    });
  }
  function hush() {
    if (spoken) spoken.classList.remove("spoken");
    spoken = null;
    speech.cancel();
    listeners.forEach(function (button) {
      label(button);
      button.setAttribute("aria-pressed", "false");
    });
  }
  function words(block) {
    var copy = block.cloneNode(true);
    all(".footnote-ref", copy).forEach(function (mark) {
      mark.remove();
    });
    return copy.textContent.trim();
  }
  function speak() {
    var blocks = [one("h1")].concat(
      all(":scope > :is(p, h2, h3, h4, ul, ol, blockquote, .note)", text)
    );
    var chosen = voice();
    blocks.forEach(function (block, at) {
      var part = new SpeechSynthesisUtterance(words(block));
      part.voice = chosen;
      part.lang = chosen.lang;
      part.onstart = function () {
        if (spoken) spoken.classList.remove("spoken");
        spoken = block;
        block.classList.add("spoken");
      };
      if (at === blocks.length - 1) part.onend = hush;
      speech.speak(part);
    });
    listeners.forEach(function (button) {
      label(button, one("span", button).dataset.on);
      button.setAttribute("aria-pressed", "true");
    });
  }
  function offer() {
    var able = Boolean(voice());
    listeners.forEach(function (button) {
      button.classList.toggle("able", able);
    });
  }
  if (speech && listeners.length) {
    listeners.forEach(function (button) {
      button.addEventListener("click", function () {
        if (button.getAttribute("aria-pressed") === "true") hush();
        else speak();
      });
    });
    speech.addEventListener("voiceschanged", offer);
    window.addEventListener("pagehide", hush);
    offer();
  }

  /* How much has been read: none while the text's end was never out of sight. */
  function measure() {
    var place = text.getBoundingClientRect();
    var way = place.height - innerHeight;
    var read = way > 0 ? Math.min(1, Math.max(0, -place.top / way)) : 0;
    document.body.style.setProperty("--read", read);
  }
  window.addEventListener("scroll", measure, { passive: true });
  measure();

  /* A footnote beside its mark: a link that shows where it leads without going there. */
  var box = one("[data-note]");
  function beside(element, rect) {
    var room = root.clientWidth - element.offsetWidth - 16;
    element.style.top = rect.bottom + scrollY + 8 + "px";
    element.style.left = Math.max(16, Math.min(rect.left - 32, room)) + "px";
  }
  if (box && box.showPopover) {
    box.hidden = false;
    text.addEventListener("click", function (event) {
      var mark = event.target.closest(".footnote-ref a");
      if (!mark || event.ctrlKey || event.metaKey || event.shiftKey) return;
      var note = document.getElementById(decodeURIComponent(mark.hash.slice(1)));
      if (!note) return;
      event.preventDefault();
      var copy = note.cloneNode(true);
      all(".footnote-back", copy).forEach(function (back) {
        back.remove();
      });
      all("[id]", copy).forEach(function (named) {
        named.removeAttribute("id");
      });
      one("div", box).replaceChildren.apply(one("div", box), Array.from(copy.childNodes));
      /* The focus goes on from the note to what comes after its mark. */
      box.showPopover({ source: mark });
      beside(box, mark.getBoundingClientRect());
      box.focus({ preventScroll: true });
      box.ontoggle = function (change) {
        if (change.newState === "closed" && !document.activeElement.matches("a, button"))
          mark.focus({ preventScroll: true });
      };
    });
    one("button", box).addEventListener("click", function () {
      box.hidePopover();
    });
    leaving(box, function () {
      box.hidePopover();
    });
  }

  /* A link to the words that are selected: browsers mark them where it leads. */
  var sentence = one("[data-sentence]");
  function chosenWords() {
    var selection = getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return "";
    var range = selection.getRangeAt(0);
    if (!text.contains(range.commonAncestorContainer)) return "";
    return selection.toString().trim();
  }
  function fragment(words) {
    var code = function (part) {
      return encodeURIComponent(part).replace(/-/g, "%2D");
    };
    var lines = words.split(/\n+/);
    var first = lines[0];
    var last = lines[lines.length - 1];
    if (lines.length < 2 && words.length <= 120) return code(words);
    var start = first.length > 60 ? first.slice(0, 60).replace(/\s\S*$/, "") : first;
    var end = last.length > 60 ? last.slice(-60).replace(/^\S*\s/, "") : last;
    return code(start) + "," + code(end);
  }
  if (sentence && navigator.clipboard) {
    document.addEventListener("selectionchange", function () {
      var words = chosenWords();
      sentence.hidden = !words;
      if (!words) return;
      label(sentence);
      beside(sentence, getSelection().getRangeAt(0).getBoundingClientRect());
    });
    sentence.addEventListener("pointerdown", function (event) {
      event.preventDefault();
    });
    sentence.addEventListener("click", function () {
      var link = address.split("#")[0] + "#:~:text=" + fragment(chosenWords());
      navigator.clipboard.writeText(link).then(told(sentence));
    });
  }

  /* Comments: whom a comment answers, and how long it took: a program takes no time. */
  var form = one(".comment-form");
  if (form) {
    var since = Date.now();
    form.addEventListener("submit", function () {
      form.elements.seconds.value = Math.round((Date.now() - since) / 1000);
    });
    all("[data-reply]").forEach(function (link) {
      link.addEventListener("click", function () {
        form.elements.reply_to.value = link.dataset.reply;
        setTimeout(function () {
          form.elements.name.focus();
        });
      });
    });
  }
})();

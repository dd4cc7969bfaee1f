/* Patching: bring the open document from one served text to the next, in place.

   Three trees: what was served, what is served now, and the live page, which the reader
   and the theme's scripts have changed.  Only what differs between the two served trees
   is changed in the live one.  Invariant: what the reader did (text size, open details,
   typed words, a mark on a button) stays, as no served text ever said otherwise. */
import { pairChildren, sharedEnds } from "./pairing.js";
import { replaceSheet } from "./styles.js";

const live = new WeakMap();
/* From a node of the served tree to its node in the page. */

/** Remember which node of the page is which of the served tree. */
export function joinTrees(served, page) {
  live.set(served, page);
  if (served.localName === "noscript") return;
  if (served.isEqualNode(page)) {
    served.childNodes.forEach((child, at) => joinEqual(child, page.childNodes[at]));
    return;
  }
  const olds = [...served.childNodes];
  const news = [...page.childNodes];
  pairChildren(olds, news).forEach((at, to) => at >= 0 && joinTrees(olds[at], news[to]));
}

function joinEqual(served, page) {
  live.set(served, page);
  for (
    let one = served.firstChild, other = page.firstChild;
    one && other;
    one = one.nextSibling, other = other.nextSibling
  ) {
    joinEqual(one, other);
  }
}

/** The node of the page that a node of a served tree stands for. */
export function liveNode(served) {
  return live.get(served);
}

/** Patch the page; give the nodes whose words changed. */
export function patchTree(before, after) {
  const changes = [];
  update(before, after, live.get(before), changes);
  return changes;
}

function update(before, after, page, changes) {
  if (!page) return;
  live.set(after, page);
  if (before.isEqualNode(after) && before.localName !== "template") {
    carry(before, after);
    return;
  }
  if (page.nodeType !== Node.ELEMENT_NODE) {
    updateText(before, after, page, changes);
    return;
  }
  if (before.localName === "link" && isSheet(before)) {
    const href = after.getAttribute("href");
    if (href !== before.getAttribute("href")) {
      live.set(after, replaceSheet(page, href));
      return;
    }
  }
  updateAttributes(before, after, page);
  if (before.localName === "noscript") return;
  if (before.localName === "template") {
    if (before.innerHTML !== after.innerHTML) page.innerHTML = after.innerHTML;
    return;
  }
  updateChildren(before, after, page, changes);
}

/** Hand the nodes of the page on from an old served tree to an equal new one. */
function carry(before, after) {
  for (
    let one = before.firstChild, other = after.firstChild;
    one && other;
    one = one.nextSibling, other = other.nextSibling
  ) {
    const node = live.get(one);
    if (node) live.set(other, node);
    carry(one, other);
  }
}

function updateChildren(before, after, page, changes) {
  const olds = [...before.childNodes];
  const news = [...after.childNodes];
  const partner = pairChildren(olds, news);
  const kept = new Set(partner);
  olds.forEach((old, at) => {
    if (!kept.has(at)) live.get(old)?.remove();
  });
  let last = null;
  news.forEach((next, to) => {
    if (partner[to] >= 0) {
      const old = olds[partner[to]];
      update(old, next, live.get(old), changes);
      const node = live.get(next);
      if (node?.parentNode === page) last = node;
      return;
    }
    const fresh = document.importNode(next, true);
    joinEqual(next, fresh);
    if (last) last.after(fresh);
    else page.prepend(fresh);
    if (fresh.textContent.trim()) changes.push({ node: fresh });
    last = fresh;
  });
}

/** Replace just the characters that differ: selections elsewhere in the text stay. */
function updateText(before, after, page, changes) {
  if (before.nodeValue === after.nodeValue) return;
  const text = after.nodeValue;
  const [head, tail] = sharedEnds(page.nodeValue, text);
  const end = text.length - tail;
  page.replaceData(head, page.length - head - tail, text.slice(head, end));
  if (page.nodeType === Node.TEXT_NODE) changes.push({ node: page, start: head, end });
}

function updateAttributes(before, after, page) {
  for (const { name, value } of after.attributes) {
    const changed = before.getAttribute(name) !== value;
    if (changed && !addClasses(name, before, after, page)) page.setAttribute(name, value);
  }
  for (const { name } of before.attributes) {
    if (after.hasAttribute(name) || addClasses(name, before, after, page)) continue;
    page.removeAttribute(name);
  }
  for (const name of ["checked", "value", "selected"]) {
    const property = `default${name[0].toUpperCase()}${name.slice(1)}`;
    const untouched = name in page && property in page && page[name] === before[property];
    if (untouched && page[name] !== after[property]) page[name] = after[property];
  }
  followOpeningSize(before, after, page);
}

/** Where scripts gave an element classes too, change only those that were served. */
function addClasses(name, before, after, page) {
  if (name !== "class" || page.className === before.className) return false;
  page.classList.remove(...before.classList);
  page.classList.add(...after.classList);
  return true;
}

/** A column's `font_size` shows at once, where the reader has chosen none. */
function followOpeningSize(before, after, page) {
  const opens = after.dataset?.opens;
  if (!opens || opens === before.dataset.opens) return;
  if (page.dataset.size === (before.dataset.opens || "medium")) page.dataset.size = opens;
}

function isSheet(link) {
  return /(^|\s)stylesheet(\s|$)/i.test(link.rel);
}

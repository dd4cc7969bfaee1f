/* Furniture: where the preview's own things stand, and how they are made.

   Invariant: all of it is in closed-over shadow roots, styled by one sheet of its own, so
   that no style leaks in or out; text is set as text and never as markup. */

/** Make the shadow roots of the ribbon, above the page, and of all else, over it. */
export async function createFurniture(host, files) {
  const sheet = new CSSStyleSheet();
  const css = await fetch(new URL("furniture.css", files), { cache: "no-cache" });
  await sheet.replace(await css.text());
  const root = dress(host, sheet);
  const top = document.createElement("byline-ribbon");
  document.body.before(top);
  return { host, root, top: dress(top, sheet) };
}

function dress(host, sheet) {
  host.lang = "en";
  host.dir = "ltr";
  const root = host.attachShadow({ mode: "open" });
  root.adoptedStyleSheets = [sheet];
  return root;
}

/** Make an element: `el("p.hint", "words")`, `el("button", { type: "button" }, child)`. */
export function el(name, ...rest) {
  const [tag, ...classes] = name.split(".");
  const element = document.createElement(tag);
  if (classes.length) element.className = classes.join(" ");
  for (const one of rest.flat(Infinity)) {
    if (one === null || one === undefined || one === false) continue;
    if (typeof one === "object" && !(one instanceof Node)) assign(element, one);
    else element.append(one);
  }
  return element;
}

function assign(element, values) {
  for (const [name, value] of Object.entries(values)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (name.startsWith("--")) element.style.setProperty(name, value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== null) element.setAttribute(name, value);
  }
}

/** "1 error", "2 errors". */
export function count(number, word) {
  return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`;
}

/** Keep a word on this device, as far as the browser lets us. */
export function keep(key, value) {
  try {
    localStorage.setItem(key, value);
  } catch (refused) {
    /* Private windows may refuse; then it holds for this page alone. */
  }
}

/* One problem, as the terminal prints it; its place leads to the editor. */
import { el } from "./furniture.js";

/** Make the list item of a problem; `polite` is where a copied place is told. */
export function problemItem(problem, pattern, polite) {
  const { excerpt, caret, trail } = readText(problem);
  const ghost = el("span.ghost", { "aria-hidden": "true" }, before(excerpt, caret));
  return el(
    "li.problem",
    { "data-weight": problem.weight },
    el("p.where", placeLink(problem, pattern, polite)),
    el("p.message", el("strong", `${problem.weight}:`), " ", problem.message),
    excerpt &&
      el("pre.excerpt", { tabindex: "0", role: "group", "aria-label": "The line" }, [
        el("code", excerpt, "\n", ghost),
        el("span.caret", { "aria-hidden": "true" }, "^"),
      ]),
    trail.map((step) => el("p.trail", `in ${step}`)),
    problem.hint && el("p.hint", `→ ${problem.hint}`)
  );
}

/** Read the excerpt as it was cut for the terminal, where its caret is, and the trail. */
function readText({ text = "" }) {
  const lines = text.split("\n").slice(1);
  const marked = /^ {4} *\^$/.test(lines[1] ?? "");
  return {
    excerpt: marked ? lines[0].slice(4) : "",
    caret: marked ? lines[1].length - 5 : 0,
    trail: lines.filter((line) => line.startsWith("    in ")).map((line) => line.slice(7)),
  };
}

/** What stands before the caret: it is set unseen, so that wide letters keep their room. */
function before(excerpt, caret) {
  return Array.from(excerpt).slice(0, caret).join("");
}

/** Make the way to a place: into the editor, else onto the clipboard. */
export function placeLink(problem, pattern, polite, label) {
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  const words = label ?? place;
  const url = editorUrl(pattern, problem);
  if (url) return el("a.place", { href: url, title: `Open ${place}` }, words);
  const told = el("span.told");
  const button = el(
    "button.place",
    {
      type: "button",
      title: `Copy ${place}`,
      async onclick() {
        const done = await copy(place, button);
        told.textContent = done ? "copied" : "press Ctrl+C to copy";
        polite.textContent = done ? `Copied ${place}` : told.textContent;
        setTimeout(() => (told.textContent = ""), 2500);
      },
    },
    words
  );
  return [button, told];
}

/** Fill in the person's own pattern; "" where there is none or it isn't an editor's. */
export function editorUrl(pattern, { absolute, line, column }) {
  if (!pattern || !absolute || !/^[a-z][a-z0-9+.-]*:/i.test(pattern)) return "";
  if (/^(javascript|data|vbscript|blob):/i.test(pattern)) return "";
  const path = encodeURI(absolute.replaceAll("\\", "/")).replace(/[?#]/g, encodeURIComponent);
  const whole = /^[\w+.-]+:\/\/file\/\{path\}/.test(pattern) ? path.replace(/^\//, "") : path;
  return pattern
    .replaceAll("{path}", whole)
    .replaceAll("{line}", line)
    .replaceAll("{column}", column);
}

async function copy(text, near) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch (refused) {
    /* Over plain HTTP there is no clipboard: select the words and ask the old way. */
    getSelection().selectAllChildren(near);
    return document.execCommand("copy");
  }
}

/* Marks: the words that changed, shown for a moment.

   Made with the CSS Custom Highlight API: the page's own elements are left alone. */
const NAMES = ["byline-changed", "byline-changed-fading", "byline-changed-faint"];
const LONG = 1100;
const SHORT = 160;
let timers = [];

/** Give the ranges of what changed. */
export function markChanges(changes) {
  return changes.flatMap(({ node, start, end }) => {
    if (!node.isConnected || document.head.contains(node)) return [];
    const range = document.createRange();
    if (start === undefined) range.selectNodeContents(node);
    else {
      range.setStart(node, Math.min(start, node.length));
      range.setEnd(node, Math.min(end, node.length));
    }
    return range.collapsed ? [] : [range];
  });
}

/** Show ranges, then let them fade; where motion is unwelcome they just go. */
export function fadeMarks(ranges) {
  if (!globalThis.CSS?.highlights || !ranges.length) return;
  timers.forEach(clearTimeout);
  NAMES.forEach((name) => CSS.highlights.delete(name));
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const steps = still ? NAMES.slice(0, 1) : NAMES;
  const show = (step) => {
    NAMES.forEach((name) => CSS.highlights.delete(name));
    if (step < steps.length) CSS.highlights.set(NAMES[step], new Highlight(...ranges));
  };
  show(0);
  timers = [...steps, ""]
    .slice(1)
    .map((_, at) => setTimeout(show, LONG + at * SHORT, at + 1));
}

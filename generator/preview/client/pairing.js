/* Pairing: which child of an old tree became which child of a new one.

   Invariant: pairs never cross, so what is paired can stay where it stands. */

const SMALL = 400;
/* To compare more pairs than this by their words takes milliseconds. */

/** Give, for each new child, the index of the old one that it was, or -1. */
export function pairChildren(olds, news) {
  const partner = new Array(news.length).fill(-1);
  let start = 0;
  let oldEnd = olds.length;
  let newEnd = news.length;
  while (start < oldEnd && start < newEnd && same(olds[start], news[start])) {
    partner[start] = start++;
  }
  while (start < oldEnd && start < newEnd && same(olds[oldEnd - 1], news[newEnd - 1])) {
    partner[--newEnd] = --oldEnd;
  }
  if (start === oldEnd || start === newEnd) return partner;
  let [oldFrom, newFrom] = [start, start];
  for (const [at, to] of [...anchors(olds, news, start, oldEnd, newEnd), [oldEnd, newEnd]]) {
    pairGap(olds, news, partner, [oldFrom, at, newFrom, to]);
    if (to < newEnd) partner[to] = at;
    [oldFrom, newFrom] = [at + 1, to + 1];
  }
  return partner;
}

function same(one, other) {
  return one.nodeName === other.nodeName && one.isEqualNode(other);
}

/** Pairs of what is there once in both: the same id, or the same markup. */
function anchors(olds, news, start, oldEnd, newEnd) {
  const before = once(olds, start, oldEnd);
  const after = once(news, start, newEnd);
  const pairs = [];
  for (const [name, to] of after) {
    const at = before.get(name) ?? -1;
    if (to >= 0 && at >= 0) pairs.push([at, to]);
  }
  pairs.sort((one, other) => one[1] - other[1]);
  return longestRise(pairs);
}

function once(nodes, start, end) {
  const found = new Map();
  for (let at = start; at < end; at++) {
    const name = nameOf(nodes[at]);
    if (name) found.set(name, found.has(name) ? -1 : at);
  }
  return found;
}

function nameOf(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return (node.nodeValue ?? "").trim();
  return node.id ? `${node.nodeName}#${node.id}` : node.outerHTML;
}

/** The longest run of pairs whose old indexes rise too. */
function longestRise(pairs) {
  const tails = [];
  const previous = [];
  pairs.forEach(([at], index) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[tails[middle]][0] < at) low = middle + 1;
      else high = middle;
    }
    previous[index] = low ? tails[low - 1] : -1;
    tails[low] = index;
  });
  const run = [];
  for (let index = tails.at(-1) ?? -1; index >= 0; index = previous[index]) {
    run.unshift(pairs[index]);
  }
  return run;
}

/** Pair what lies between two anchors: the most alike, in order. */
function pairGap(olds, news, partner, [oldFrom, oldTo, newFrom, newTo]) {
  const height = oldTo - oldFrom;
  const width = newTo - newFrom;
  if (height <= 0 || width <= 0) return;
  if (height * width > SMALL) {
    let at = oldFrom;
    for (let to = newFrom; to < newTo; to++) {
      const found = olds.findIndex(
        (old, index) => index >= at && index < oldTo && kin(old, news[to])
      );
      if (found < 0) continue;
      partner[to] = found;
      at = found + 1;
    }
    return;
  }
  const best = Array.from({ length: height + 1 }, () => new Float64Array(width + 1));
  const alike = (row, across) => likeness(olds[oldFrom + row], news[newFrom + across]);
  const scores = Array.from({ length: height }, (_, row) =>
    Float64Array.from({ length: width }, (__, across) => alike(row, across))
  );
  for (let row = height - 1; row >= 0; row--) {
    for (let across = width - 1; across >= 0; across--) {
      const pair = scores[row][across];
      best[row][across] = Math.max(
        best[row + 1][across],
        best[row][across + 1],
        pair && pair + best[row + 1][across + 1]
      );
    }
  }
  for (let row = 0, across = 0; row < height && across < width; ) {
    const pair = scores[row][across];
    if (pair && best[row][across] === pair + best[row + 1][across + 1]) {
      partner[newFrom + across++] = oldFrom + row++;
    } else if (best[row][across] === best[row + 1][across]) row++;
    else across++;
  }
}

/** Tell how alike two nodes are: 0 for not to be paired, else 1 to 5. */
function likeness(one, other) {
  if (!kin(one, other)) return 0;
  const [a, b] = [one.textContent, other.textContent];
  const longer = Math.max(a.length, b.length);
  if (!longer) return 2;
  const [head, tail] = sharedEnds(a, b);
  const named = one.className && one.className === other.className ? 1 : 0;
  return 1 + named + (3 * (head + tail)) / longer;
}

function kin(one, other) {
  return one.nodeName === other.nodeName && role(one) === role(other);
}

/** What tells one <meta>, <link>, <script> or field from others of its tag. */
function role(node) {
  if (node.nodeType !== Node.ELEMENT_NODE) return "";
  const names = ROLES[node.localName];
  if (!names) return "";
  return names.map((name) => (node.getAttribute(name) ?? "").split("?")[0]).join(" ");
}
const ROLES = {
  meta: ["name", "property", "http-equiv"],
  link: ["rel", "type", "title"],
  script: ["src", "type"],
  input: ["type", "name"],
};

/** How many characters two texts share at the start and at the end. */
export function sharedEnds(a, b) {
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < most - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  return [head, tail];
}

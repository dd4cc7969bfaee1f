/* The reader's place: what stood at the top of the window stands there afterwards. */
const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, figure, pre, tr, dt, dd, summary";
const SPARE = 12;
/* So many blocks further down stand in for the first one, should it go. */

/** Do something to the page without moving what the reader is looking at. */
export function holdPlace(work) {
  if (scrollY <= 0) return work();
  const root = document.documentElement;
  const seen = blocksInView();
  /* Chrome would move the page as well, a moment later. */
  root.style.overflowAnchor = "none";
  const result = work();
  const kept = seen.find(([block]) => block.isConnected);
  if (kept) {
    const moved = kept[0].getBoundingClientRect().top - kept[1];
    if (Math.abs(moved) >= 1) scrollBy({ top: moved, behavior: "instant" });
  }
  requestAnimationFrame(() =>
    requestAnimationFrame(() => {
      root.style.removeProperty("overflow-anchor");
      /* Asked for by name: an empty one that is only implied can't be removed. */
      if (root.getAttribute("style") === "") root.removeAttribute("style");
    })
  );
  return result;
}

function blocksInView() {
  const blocks = (document.querySelector("main") ?? document.body).querySelectorAll(BLOCKS);
  const seen = [];
  let cut = null;
  for (const block of blocks) {
    const { top, bottom, height } = block.getBoundingClientRect();
    if (!height || bottom <= 0) continue;
    if (top < 0) cut = [block, top];
    else seen.push([block, top]);
    if (seen.length === SPARE) break;
  }
  /* A block that fills the window is the place itself. */
  return cut && (!seen.length || seen[0][1] > innerHeight) ? [cut, ...seen] : seen;
}

/* Stylesheets: a new one is loaded before the old one goes, so that nothing flashes. */

/** Swap the page's stylesheet at an address, whatever version of it is in use. */
export function swapStyle(href, restyled) {
  const wanted = new URL(href, location.href);
  for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
    if (new URL(link.href).pathname !== wanted.pathname) continue;
    restyled(link, replaceSheet(link, relativeTo(link, wanted)));
  }
}

/** Put a new link behind an old one, which goes when the new one has loaded. */
export function replaceSheet(link, href) {
  const fresh = link.cloneNode();
  fresh.setAttribute("href", href);
  const drop = () => link.remove();
  fresh.addEventListener("load", drop, { once: true });
  fresh.addEventListener("error", () => fresh.remove(), { once: true });
  link.after(fresh);
  return fresh;
}

/** Spell the address as the page does, with the new version. */
function relativeTo(link, wanted) {
  return link.getAttribute("href").split("?")[0] + wanted.search;
}

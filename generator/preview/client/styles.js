/* Stylesheets: a new one is loaded before the old one goes, so that nothing flashes. */

/** Swap the page's stylesheet at an address; tell whether it has one there. */
export function swapStyle(href, restyled) {
  const wanted = new URL(href, location.href);
  const links = [...document.querySelectorAll('link[rel~="stylesheet"]')].filter(
    (link) => new URL(link.href).pathname === wanted.pathname
  );
  for (const link of links) restyled(link, replaceSheet(link, relativeTo(link, wanted)));
  return links.length > 0;
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

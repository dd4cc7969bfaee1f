/* Pictures: one that was replaced under its name is shown anew, where it stands.

   The page names it as before; so the address in the open page is given the version. */
const NAMES = ["src", "srcset", "poster"];

/** Show pictures anew: `fresh` gives the version of each path that has another file. */
export function swapPictures(root, fresh) {
  for (const name of NAMES) {
    for (const element of root.querySelectorAll(`[${name}]:not(script, iframe)`)) {
      const now = element.getAttribute(name);
      const next = now.replace(/[^\s,]+/g, (part) => renew(part, fresh));
      if (next !== now) element.setAttribute(name, next);
    }
  }
}

function renew(spelled, fresh) {
  try {
    const url = new URL(spelled, document.baseURI);
    const version = url.origin === location.origin && fresh[decodeURIComponent(url.pathname)];
    return version ? `${spelled.split(/[?#]/)[0]}?changed=${version}${url.hash}` : spelled;
  } catch (malformed) {
    return spelled;
  }
}

/* Looks: the page as others will see it, drawn small. */
import { say } from "./dates.js";
import { el } from "./furniture.js";

const DRAWN = [
  ["front", "On the front page", drawFront],
  ["share", "As a share card", drawShare],
  ["search", "In a search result", drawSearch],
  ["feed", "In a feed reader", drawFeed],
];

/** Draw what there is of the four. */
export function drawLooks({ looks, language }, base) {
  if (!looks) return null;
  const shown = DRAWN.filter(([name]) => looks[name]);
  return el("section.looks", [
    el("h3", "How it looks elsewhere"),
    shown.map(([name, caption, draw]) => {
      const look = el(`div.look.${name}`, { lang: language }, draw(looks[name], base));
      return el("figure", el("figcaption", caption), look);
    }),
  ]);
}

function picture(name, address, base) {
  if (!address) return null;
  const image = el(`img.${name}`, { src: base + address.slice(1), alt: "", loading: "lazy" });
  image.addEventListener("error", () => image.remove());
  return image;
}

function drawFront(card, base) {
  return el("div.card", { lang: card.language, dir: card.direction }, [
    picture("wide", card.image, base),
    el("div", [
      el("p.kicker", el("span.label", card.label), card.section && el("span", card.section)),
      !card.image && picture("round", card.portrait, base),
      el("p.title", card.title),
      card.standfirst && el("p.standfirst", card.standfirst),
      el("p.meta", el("b", card.byline), " ", say(card.date)),
    ]),
  ]);
}

function drawShare(card, base) {
  return el("div.card", { dir: "auto" }, [
    picture("wide", card.image, base),
    el("div", [
      el("p.site", card.site),
      el("p.title", card.title),
      el("p.standfirst", card.description),
    ]),
  ]);
}

function drawSearch(found) {
  if (found.hidden) return el("p.soft", "Kept out of search engines.");
  return el("div", { dir: "auto" }, [
    el("p.trail", found.trail),
    el("p.title", found.title),
    el("p.standfirst", found.description),
  ]);
}

function drawFeed(entry, base) {
  return el("div", { dir: "auto" }, [
    el("p.site", picture("icon", entry.icon, base), entry.source, el("span.soft", say(entry.date))),
    el("p.title", entry.title),
    el("p.standfirst", entry.summary),
    el("p.meta", entry.byline),
  ]);
}

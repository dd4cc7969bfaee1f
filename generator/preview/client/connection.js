/* The line to the server: one EventSource, opened again whenever it may have died.

   Invariant: only a page that is looked at holds a connection; one that is shown again
   says its version and is told what it missed. */
import { takeSeat, takeTurn } from "./seats.js";

const FIRST = 150;
const LONGEST = 3000;
const TICK = 5000;
/* In milliseconds: waits for a server that is away, and the tick that notices sleep. */
const GLANCE = 300;
const ENOUGH = 40;
const BETWEEN = 700;
/* A tab without a seat listens for so long in its turn, or so long after it was told the
   state of things, and is away for so long. */

export function openConnection({ base, url, on, status }) {
  let source = null;
  let timer = 0;
  let wait = FIRST;
  let heard = false;
  let left = performance.timeOrigin;
  /* When this page was told something last. */
  let ticked = Date.now();
  let seated = false;
  let leave = () => {};
  let endTurn = () => {};

  function hangUp() {
    clearTimeout(timer);
    if (heard) left = Date.now();
    heard = false;
    source?.close();
    source = null;
    endTurn();
  }

  function listen() {
    const opened = new EventSource(url(Math.max(0, Date.now() - left) / 1000));
    source = opened;
    opened.addEventListener("open", () => {
      wait = FIRST;
      heard = true;
      status("live");
    });
    opened.addEventListener("error", () => {
      if (source !== opened) return;
      /* The browser's own retry would say an old version, and gives up at a refusal. */
      hangUp();
      status("reconnecting");
      timer = setTimeout(seated ? listen : glance, wait);
      wait = Math.min(wait * 1.6, LONGEST);
    });
    for (const [name, hear] of Object.entries(on)) {
      opened.addEventListener(name, (event) => hear(JSON.parse(event.data || "{}")));
    }
    return opened;
  }

  function glance() {
    hangUp();
    endTurn = takeTurn(base, (done) => {
      endTurn = done;
      const away = () => {
        hangUp();
        timer = setTimeout(glance, BETWEEN);
      };
      timer = setTimeout(away, GLANCE);
      listen().addEventListener("state", () => {
        clearTimeout(timer);
        timer = setTimeout(away, ENOUGH);
      });
    });
  }

  function close() {
    hangUp();
    leave();
    seated = false;
  }

  function open() {
    close();
    if (document.visibilityState === "hidden") return;
    wait = FIRST;
    timer = setTimeout(glance, ENOUGH);
    leave = takeSeat(base, () => {
      seated = true;
      hangUp();
      listen();
    });
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") close();
    else open();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => event.persisted && open());
  addEventListener("online", open);
  /* A clock that jumped means that the machine slept: its connections are dead. */
  setInterval(() => {
    const slept = Date.now() - ticked > 4 * TICK;
    ticked = Date.now();
    if (slept) open();
  }, TICK);
  status("reconnecting");
  open();
}

/* The line to the server: one EventSource, opened again whenever it may have died.

   Invariant: only a page that is looked at holds a connection, as a browser allows six
   to a host; a page that is shown again says its version and is told what it missed. */
const FIRST = 150;
const LONGEST = 3000;
const TICK = 5000;

export function openConnection({ url, on, status }) {
  let source = null;
  let timer = 0;
  let wait = FIRST;
  let ticked = Date.now();

  function close() {
    clearTimeout(timer);
    source?.close();
    source = null;
  }

  function open() {
    close();
    if (document.visibilityState === "hidden") return;
    const opened = new EventSource(url());
    source = opened;
    opened.addEventListener("open", () => {
      wait = FIRST;
      status("live");
    });
    opened.addEventListener("error", () => {
      if (source !== opened) return;
      /* The browser's own retry would say an old version, and gives up at a refusal. */
      close();
      status("reconnecting");
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 1.6, LONGEST);
    });
    for (const [name, hear] of Object.entries(on)) {
      opened.addEventListener(name, (event) => hear(JSON.parse(event.data || "{}")));
    }
  }

  function reopen() {
    wait = FIRST;
    open();
  }

  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") close();
    else reopen();
  });
  addEventListener("pagehide", close);
  addEventListener("pageshow", (event) => event.persisted && reopen());
  addEventListener("online", reopen);
  /* A clock that jumped means that the machine slept: its connections are dead. */
  setInterval(() => {
    const slept = Date.now() - ticked > 4 * TICK;
    ticked = Date.now();
    if (slept) reopen();
  }, TICK);
  status("reconnecting");
  open();
}

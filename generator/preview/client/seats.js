/* Seats: who of the open tabs may keep a connection.

   A browser allows six connections to a host in all, and a page needs some to load.  So
   three tabs that are looked at keep theirs; the others take turns at a fourth, until
   one of the three gives up its seat. */
const SEATS = 3;

/** Ask for a seat; `seated` is called once there is one.  Gives the way to leave it. */
export function takeSeat(base, seated) {
  /* Over plain HTTP there are no locks; a phone looks at one page at a time. */
  if (!navigator.locks) {
    seated();
    return () => {};
  }
  const waiting = new AbortController();
  let leave = () => {};
  const left = new Promise((resolve) => {
    leave = resolve;
  });
  const sit = () => {
    if (waiting.signal.aborted) return null;
    waiting.abort();
    seated();
    return left;
  };
  for (let number = 0; number < SEATS; number++) {
    ask(`${base}:${number}`, waiting.signal, sit);
  }
  return () => {
    waiting.abort();
    leave();
  };
}

/** Ask for a turn: `use` is called when it comes, with the way to end it. */
export function takeTurn(base, use) {
  if (!navigator.locks) return () => {};
  const waiting = new AbortController();
  ask(`${base}:turn`, waiting.signal, () =>
    waiting.signal.aborted ? null : new Promise((resolve) => use(resolve))
  );
  return () => waiting.abort();
}

function ask(name, signal, use) {
  navigator.locks.request(`byline-preview:${name}`, { signal }, use).catch((fault) => {
    if (fault?.name !== "AbortError") throw fault;
  });
}

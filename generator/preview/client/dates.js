/* Dates: as the desk wrote them.  No date passes through the reader's own zone. */
const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

/** "2099-03-01" → "1 March 2099"; "2099-03-01T09:30:00+01:00" → "1 March 2099, 09:30". */
export function say(moment) {
  const [, year, month, day, time] =
    /^(\d+)-(\d+)-(\d+)(?:T(\d\d:\d\d))?/.exec(moment ?? "") ?? [];
  if (!year) return "";
  const written = DAY.format(new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))));
  return time ? `${written}, ${time}` : written;
}

/** What state a piece is in, in a line; "" for one that is live. */
export function sayState(state) {
  if (state?.kind === "draft") return "Draft: not published";
  if (state?.kind === "waiting") return `Embargoed until ${say(state.when)}`;
  if (state?.kind === "expired") return `Expired on ${say(state.when)}`;
  return "";
}

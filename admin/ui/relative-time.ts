const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How far what is shown may be behind: what seems to be so little ahead has just been. */
const CLOCK_LAG_MS = 15_000;

const WORDS = new Intl.RelativeTimeFormat("en", { numeric: "always" });

/** Such as "in 42 minutes", "3 days ago" or "just now". */
export function relativeTime(at: Date, now: Date): string {
  const ms = at.getTime() - now.getTime();
  const distance = Math.abs(ms);
  if (distance < MINUTE_MS) return ms > CLOCK_LAG_MS ? "in a moment" : "just now";
  if (distance < HOUR_MS) return WORDS.format(Math.trunc(ms / MINUTE_MS), "minute");
  if (distance < 2 * DAY_MS) return WORDS.format(Math.trunc(ms / HOUR_MS), "hour");
  return WORDS.format(Math.trunc(ms / DAY_MS), "day");
}

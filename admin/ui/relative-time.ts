import type { Format } from "../i18n/format.js";
import type { Translate } from "../i18n/use-translate.js";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How far what is shown may be behind: what seems to be so little ahead has just been. */
const CLOCK_LAG_MS = 15_000;

interface Language {
  format: Format;
  translate: Translate;
}

/** Such as "in 42 minutes", "3 days ago" or "just now". */
export function relativeTime(ms: number, { format, translate }: Language): string {
  const distance = Math.abs(ms);
  if (distance < MINUTE_MS) return translate(ms > CLOCK_LAG_MS ? "darkroom.ui.in_a_moment" : "darkroom.ui.just_now");
  if (distance < HOUR_MS) return format.relative(Math.trunc(ms / MINUTE_MS), "minute");
  if (distance < 2 * DAY_MS) return format.relative(Math.trunc(ms / HOUR_MS), "hour");
  return format.relative(Math.trunc(ms / DAY_MS), "day");
}

import type { Translate } from "../i18n/use-translate.js";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** How far what is shown may be behind: what seems to be so little ahead has just been. */
const CLOCK_LAG_MS = 15_000;

interface Language {
  format: { relative(value: number, unit: "minute" | "hour" | "day"): string };
  translate: Translate;
}

/** Such as "in 42 minutes", "3 days ago" or "just now". What is to come is rounded: a link for 7 days ends "in 7 days". */
export function relativeTime(ms: number, { format, translate }: Language): string {
  const whole = ms > 0 ? Math.round : Math.trunc;
  if (Math.abs(ms) < MINUTE_MS)
    return translate(ms > CLOCK_LAG_MS ? "darkroom.ui.in_a_moment" : "darkroom.ui.just_now");
  const [minutes, hours, days] = [whole(ms / MINUTE_MS), whole(ms / HOUR_MS), whole(ms / DAY_MS)];
  if (Math.abs(minutes) < 60) return format.relative(minutes, "minute");
  if (Math.abs(hours) < 48) return format.relative(hours, "hour");
  return format.relative(days, "day");
}

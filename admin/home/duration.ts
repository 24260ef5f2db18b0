import type { Translate } from "../i18n/use-translate.js";

const MINUTE_S = 60;
const HOUR_S = 60 * MINUTE_S;
const DAY_S = 24 * HOUR_S;

/** Such as "less than a minute", "12 min", "3 h" or "2 days". */
export function durationText(seconds: number, translate: Translate): string {
  if (seconds < MINUTE_S) return translate("darkroom.home.duration.moment");
  if (seconds < HOUR_S) return say("minutes", seconds / MINUTE_S);
  if (seconds < 2 * DAY_S) return say("hours", seconds / HOUR_S);
  return say("days", seconds / DAY_S);

  function say(unit: "minutes" | "hours" | "days", count: number): string {
    return translate(`darkroom.home.duration.${unit}`, { smart_count: Math.floor(count) });
  }
}

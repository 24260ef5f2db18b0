import type { AppContext } from "../../app-context.js";
import type { DailyCountKind } from "../../db/schema/daily-counts.js";
import { DAY_MS } from "../../lib/clock.js";
import { ApiError } from "../../lib/errors.js";
import { storeCounts } from "./count-daily.js";
import { selectDays } from "./store.js";

export interface ActivityDay {
  day: Date;
  refreshedCount: number;
  failedRefreshCount: number;
  syncedCount: number;
  failedSyncCount: number;
}

export const DAYS_MAX = 90;

/**
 * Including today, oldest first, without gaps.
 * @throws {ApiError} BAD_USER_INPUT for other than 1 to 90 days
 */
export async function dailyStats(app: AppContext, dayCount: number): Promise<ActivityDay[]> {
  if (dayCount < 1 || dayCount > DAYS_MAX)
    throw new ApiError("BAD_USER_INPUT", `\`days\` is ${dayCount}; it goes from 1 to ${DAYS_MAX}.`);
  const today = Date.parse(app.clock.now().toISOString().slice(0, 10));
  const days = Array.from({ length: dayCount }, (_, n) => new Date(today - (dayCount - 1 - n) * DAY_MS));
  const since = days[0]?.toISOString().slice(0, 10) ?? "";
  await storeCounts(app);
  const rows = await selectDays(app.db, { sandbox: app.config.mode === "sandbox", since });
  const counts = new Map(rows.map(({ day, kind, count }) => [`${day} ${kind}`, count]));
  return days.map((day) => {
    const countOf = (kind: DailyCountKind) => counts.get(`${day.toISOString().slice(0, 10)} ${kind}`) ?? 0;
    return {
      day,
      refreshedCount: countOf("refreshed"),
      failedRefreshCount: countOf("refresh_failed"),
      syncedCount: countOf("synced"),
      failedSyncCount: countOf("sync_failed"),
    };
  });
}

import type { AppContext } from "../../app-context.js";
import { DAY_MS } from "../../lib/clock.js";
import { DAYS_MAX } from "./daily-stats.js";
import { deleteDaysBefore } from "./store.js";

/** Deletes the counts of days that nobody can ask. */
export async function pruneDailyStats(app: AppContext): Promise<void> {
  const from = app.clock.now().getTime() - (DAYS_MAX + 1) * DAY_MS;
  await deleteDaysBefore(app.db, new Date(from).toISOString().slice(0, 10));
}

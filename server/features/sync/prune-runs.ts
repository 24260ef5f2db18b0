import type { AppContext } from "../../app-context.js";
import { deleteInBatches } from "../../db/delete-in-batches.js";
import { DAY_MS } from "../../lib/clock.js";
import { pruneDailyStats } from "../stats/prune-daily-stats.js";
import { deleteRunsBefore } from "./run-store.js";

const KEEP_MS = 30 * DAY_MS;

/** Deletes the syncs of more than 30 days ago and the counts of days that nobody can ask; returns how many syncs. */
export async function pruneRuns(app: AppContext, signal: AbortSignal): Promise<number> {
  const now = app.clock.now().getTime();
  await pruneDailyStats(app);
  return await deleteInBatches(signal, (limit) => deleteRunsBefore(app.db, new Date(now - KEEP_MS), limit));
}

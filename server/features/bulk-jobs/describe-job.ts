import type { JobRow, JobState } from "../../db/schema/bulk-jobs.js";
import { MINUTE_MS } from "../../lib/clock.js";

/** CANCELLED wins, also while what was in hand is being finished; then DONE, RUNNING, WAITING. */
export function jobState({ cancelledAt, finishedAt, startedAt }: JobRow): JobState {
  if (cancelledAt) return "CANCELLED";
  if (finishedAt) return "DONE";
  return startedAt ? "RUNNING" : "WAITING";
}

/** Accounts a minute, over all the time since the first was taken in hand; null before anything is done. */
export function ratePerMinute(job: JobRow, now: Date): number | null {
  const count = job.doneCount + job.failedCount;
  if (!job.startedAt || count === 0) return null;
  const ms = (job.finishedAt ?? now).getTime() - job.startedAt.getTime();
  return Math.round((count / Math.max(ms, 1_000)) * MINUTE_MS * 10) / 10;
}

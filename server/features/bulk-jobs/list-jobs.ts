import type { AppContext } from "../../app-context.js";
import type { JobItemRow, JobRow, JobState } from "../../db/schema/bulk-jobs.js";
import { MINUTE_MS } from "../../lib/clock.js";
import type { BatchLoader } from "../../request-context.js";
import { countJobs, selectFailuresOf, selectJob, selectJobs } from "./store.js";

/** One page of this mode's jobs, newest first, also those that are over. */
export async function listJobs(app: AppContext, page: { first: number; offset: number }): Promise<JobRow[]> {
  return await selectJobs(app.db, { ...page, sandbox: app.config.mode === "sandbox" });
}

/** How many jobs there are in all. */
export async function jobCount(app: AppContext): Promise<number> {
  return await countJobs(app.db, app.config.mode === "sandbox");
}

/** One job, or null. */
export async function findJob(app: AppContext, id: string): Promise<JobRow | null> {
  return await selectJob(app.db, id, app.config.mode === "sandbox");
}

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

/** The first accounts of each job that failed, in the job's order: the batch for all jobs of one answer, one statement. */
export function jobFailures(first: number): BatchLoader<string, JobItemRow[]> {
  return {
    name: `jobFailures:${first}`,
    async load({ app }, jobIds) {
      const rows = await selectFailuresOf(app.db, { jobIds, limit: first });
      const byJob = new Map<string, JobItemRow[]>();
      for (const row of rows) byJob.set(row.jobId, [...(byJob.get(row.jobId) ?? []), row]);
      return jobIds.map((id) => byJob.get(id) ?? []);
    },
  };
}

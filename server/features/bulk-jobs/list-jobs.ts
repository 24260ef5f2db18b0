import type { AppContext } from "../../app-context.js";
import type { JobItemRow, JobRow, JobState } from "../../db/schema/bulk-jobs.js";
import { MINUTE_MS } from "../../lib/clock.js";
import type { BatchLoader } from "../../request-context.js";
import { countJobs, selectFailuresOf, selectJob, selectJobs } from "./store.js";

export async function listJobs(app: AppContext, page: { first: number; offset: number }): Promise<JobRow[]> {
  return await selectJobs(app.db, { ...page, sandbox: app.config.mode === "sandbox" });
}

export async function jobCount(app: AppContext): Promise<number> {
  return await countJobs(app.db, app.config.mode === "sandbox");
}

export async function findJob(app: AppContext, id: string): Promise<JobRow | null> {
  return await selectJob(app.db, id, app.config.mode === "sandbox");
}

/** CANCELLED wins, even while accounts finish; then DONE, RUNNING, WAITING. */
export function jobState({ cancelledAt, finishedAt, startedAt }: JobRow): JobState {
  if (cancelledAt) return "CANCELLED";
  if (finishedAt) return "DONE";
  return startedAt ? "RUNNING" : "WAITING";
}

export function ratePerMinute(job: JobRow, now: Date): number | null {
  const count = job.doneCount + job.failedCount + job.skippedCount;
  if (!job.startedAt || count === 0) return null;
  const ms = (job.finishedAt ?? now).getTime() - job.startedAt.getTime();
  return Math.round((count / Math.max(ms, 1_000)) * MINUTE_MS * 10) / 10;
}

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

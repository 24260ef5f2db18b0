import type { JobItemRow } from "../../db/schema/bulk-jobs.js";
import type { BatchLoader } from "../../request-context.js";
import { selectFailuresOf } from "./store.js";

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

import type { AppContext } from "../../app-context.js";
import type { JobRow } from "../../db/schema/bulk-jobs.js";
import { countJobs, selectJob, selectJobs } from "./store.js";

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

import type { World } from "../../app-context.js";
import type { JobRow } from "../../db/schema/bulk-jobs.js";
import { countJobs, selectJob, selectJobs } from "./store.js";

/** One page of this mode's jobs, newest first, also those that are over. */
export async function listJobs(world: World, page: { first: number; offset: number }): Promise<JobRow[]> {
  return await selectJobs(world.db, { ...page, sandbox: world.config.mode === "sandbox" });
}

/** How many jobs there are in all. */
export async function jobCount(world: World): Promise<number> {
  return await countJobs(world.db, world.config.mode === "sandbox");
}

/** One job, or null. */
export async function findJob(world: World, id: string): Promise<JobRow | null> {
  return await selectJob(world.db, id, world.config.mode === "sandbox");
}

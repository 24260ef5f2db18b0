import type { AppContext } from "../../app-context.js";
import { DAY_MS } from "../../lib/clock.js";
import { deleteJobsBefore } from "./store.js";

const KEEP_MS = 30 * DAY_MS;
/** A job may have 100,000 accounts, which go with it. */
const JOBS_MAX = 10;

/** Deletes jobs that ended more than 30 days ago, some at a time; returns how many. */
export async function pruneJobs(app: AppContext): Promise<number> {
  return await deleteJobsBefore(app.db, new Date(app.clock.now().getTime() - KEEP_MS), JOBS_MAX);
}

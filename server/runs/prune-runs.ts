import { DAY_MS } from "../lib/clock.js";
import type { World } from "../world.js";
import { DAYS_MAX } from "./list-activity.js";
import { deleteDaysBefore, deleteRunsBefore } from "./store.js";

const KEEP_MS = 30 * DAY_MS;
const BATCH = 10_000;
const BATCHES_MAX = 1_000;

/** Deletes the syncs of more than 30 days ago, in small steps, and the counts of days that nobody can ask; answers how many syncs. */
export async function pruneRuns(world: World, signal: AbortSignal): Promise<number> {
  const now = world.clock.now().getTime();
  await deleteDaysBefore(world.db, new Date(now - (DAYS_MAX + 1) * DAY_MS).toISOString().slice(0, 10));
  let count = 0;
  for (let n = 0; n < BATCHES_MAX && !signal.aborted; n++) {
    const deleted = await deleteRunsBefore(world.db, new Date(now - KEEP_MS), BATCH);
    count += deleted;
    if (deleted < BATCH) break;
  }
  return count;
}

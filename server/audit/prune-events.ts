import type { World } from "../world.js";
import { deleteEventsBefore } from "./store.js";

const BATCH = 10_000;
const BATCHES_MAX = 1_000;

/** Deletes the lines of the record that are older than EVENTS_KEEP, in small steps; answers how many. */
export async function pruneEvents(world: World, signal: AbortSignal): Promise<number> {
  const before = new Date(world.clock.now().getTime() - world.config.eventsKeepMs);
  let count = 0;
  for (let n = 0; n < BATCHES_MAX && !signal.aborted; n++) {
    const deleted = await deleteEventsBefore(world.db, before, BATCH);
    count += deleted;
    if (deleted < BATCH) break;
  }
  return count;
}

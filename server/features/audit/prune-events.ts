import type { World } from "../../app-context.js";
import { deleteInBatches } from "../../db/delete-in-batches.js";
import { deleteEventsBefore } from "./store.js";

/** Deletes the lines of the record that are older than EVENTS_KEEP; answers how many. */
export async function pruneEvents(world: World, signal: AbortSignal): Promise<number> {
  const before = new Date(world.clock.now().getTime() - world.config.eventsKeepMs);
  return await deleteInBatches(signal, (limit) => deleteEventsBefore(world.db, before, limit));
}

import type { AppContext } from "../../app-context.js";
import { deleteInBatches } from "../../db/delete-in-batches.js";
import { deleteEventsBefore } from "./store.js";

/** Deletes the audit log entries that are older than EVENTS_KEEP; returns how many. */
export async function pruneEvents(app: AppContext, signal: AbortSignal): Promise<number> {
  const before = new Date(app.clock.now().getTime() - app.config.eventsKeepMs);
  return await deleteInBatches(signal, (limit) => deleteEventsBefore(app.db, before, limit));
}

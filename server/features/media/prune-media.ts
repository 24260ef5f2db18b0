import type { AppContext } from "../../app-context.js";
import { deleteInBatches } from "../../db/delete-in-batches.js";
import { DAY_MS } from "../../lib/clock.js";
import { deleteTombstones } from "./store.js";

const TOMBSTONE_LIFE_MS = 30 * DAY_MS;

/** Deletes what is left of posts that were removed more than 30 days ago; until then a client may page on from them. */
export async function pruneMedia(app: AppContext, signal: AbortSignal): Promise<number> {
  const before = new Date(app.clock.now().getTime() - TOMBSTONE_LIFE_MS);
  return await deleteInBatches(signal, (limit) => deleteTombstones(app.db, before, limit));
}

import type { AppContext } from "../../app-context.js";
import { deleteInBatches } from "../../db/delete-in-batches.js";
import { deleteStates } from "./state-store.js";

/** Deletes the OAuth flows that nobody can finish any more. */
export async function pruneStates(app: AppContext, signal: AbortSignal): Promise<number> {
  const now = app.clock.now();
  return await deleteInBatches(signal, (limit) => deleteStates(app.db, now, limit));
}

import type { AppContext } from "../../app-context.js";
import { deletePending, deleteUnreferenced } from "../assets/delete-unreferenced.js";
import { finishRows, hasErased, selectSwept } from "./erasure-store.js";

const BATCH = 1_000;

/**
 * Deletes the files of erased accounts, and marks as DONE the erasures of which nothing is left, on the disk neither.
 * Any number of processes may do this at once.
 * @throws what the store says when it does not remove bytes: those erasures stay open, and the next run tries again
 */
export async function finishErasures(app: AppContext, signal: AbortSignal): Promise<void> {
  if (!(await hasErased(app.db))) return;
  await deleteUnreferenced(app, signal);
  const swept = await selectSwept(app.db, BATCH);
  if (swept.length === 0) return;
  // Another process may have swept some, and be about to remove their bytes: after this pass nobody has any left to remove.
  await deletePending(app, signal);
  if (!signal.aborted) await finishRows(app.db, swept, app.clock.now());
}

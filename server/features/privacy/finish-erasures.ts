import type { AppContext } from "../../app-context.js";
import { deletePending, deleteUnreferenced } from "../assets/delete-unreferenced.js";
import { finishRows, hasErased, selectSwept } from "./erasure-store.js";

const BATCH = 1_000;

/**
 * Deletes the files of erased accounts, and sets erasures to DONE once nothing remains, also on the disk. Processes
 * may run it concurrently.
 * @throws the store's error when bytes cannot be removed: those erasures stay open, and the next run tries again
 */
export async function finishErasures(app: AppContext, signal: AbortSignal): Promise<void> {
  if (!(await hasErased(app.db))) return;
  await deleteUnreferenced(app, signal);
  const swept = await selectSwept(app.db, BATCH);
  if (swept.length === 0) return;
  // Another process may still hold bytes that it claimed: after this pass none are left.
  await deletePending(app, signal);
  if (!signal.aborted) await finishRows(app.db, swept, app.clock.now());
}

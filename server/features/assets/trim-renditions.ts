import type { AppContext } from "../../app-context.js";
import { deletePending } from "./delete-pending.js";
import { recordUsage } from "./note-room.js";
import { deleteOldestSizes, sumBytes } from "./store.js";

const BATCH = 200;
const BATCHES_MAX = 1_000;

/**
 * Makes room under FILES_MAX_BYTES by removing the scaled sizes that were read longest ago. Originals stay, whatever the
 * limit: when they alone are beyond it, copying stops, and the log and the status say so. False then.
 */
export async function trimRenditions(app: AppContext): Promise<boolean> {
  const { filesMaxBytes } = app.config;
  if (filesMaxBytes === null) return true;
  const before = await sumBytes(app.db);
  let bytes = before;
  for (let batch = 0; batch < BATCHES_MAX && bytes > filesMaxBytes; batch++) {
    const gone = await deleteOldestSizes(app.db, BATCH, bytes - filesMaxBytes);
    if (gone === 0) break;
    bytes -= gone;
  }
  if (bytes < before) app.background.start("remove bytes", (signal) => deletePending(app, signal));
  return recordUsage(app, { bytes, summedMs: performance.now() });
}

import type { AppContext } from "../../app-context.js";
import { HOUR_MS } from "../../lib/clock.js";
import { deleteUnreferenced } from "./delete-unreferenced.js";
import { trimRenditions } from "./quota.js";
import { sumUpBytes } from "./store.js";

const SUMMED_UP = 10_000;
const BATCHES_MAX = 1_000;

export async function cleanUp(app: AppContext, signal: AbortSignal): Promise<void> {
  for (let batch = 0; batch < BATCHES_MAX && !signal.aborted; batch++) {
    if ((await sumUpBytes(app.db, SUMMED_UP)) < SUMMED_UP) break;
  }
  await trimRenditions(app);
  // The disk's own time, independent of the app's clock.
  await app.files.cleanUp(new Date(Date.now() - HOUR_MS));
  await deleteUnreferenced(app, signal);
}

import type { AppContext } from "../../app-context.js";
import { deletePendingRows, selectPendingRows } from "./store.js";

/** Concurrent removals: a remote store needs time for each. */
const BATCH = 16;
const BATCHES_MAX = 100_000;

/**
 * Removes the bytes of pending deletions, then their rows. Processes may run it concurrently. Skips names that fail; stops when
 * a whole batch fails.
 *
 * @throws the first failure, at the end
 */
export async function deletePending(app: AppContext, signal?: AbortSignal): Promise<void> {
  const failures: unknown[] = [];
  let after = "";
  for (let batch = 0; batch < BATCHES_MAX && !signal?.aborted; batch++) {
    const names = await selectPendingRows(app.db, after, BATCH);
    const removed: string[] = [];
    const remove = async (name: string) => {
      await app.files.remove(name);
      removed.push(name);
    };
    const outcomes = await Promise.allSettled(names.map(remove));
    failures.push(...outcomes.flatMap((outcome) => (outcome.status === "rejected" ? [outcome.reason] : [])));
    if (removed.length === 0) break;
    await deletePendingRows(app.db, removed);
    after = names.at(-1) ?? "";
  }
  if (failures.length > 0) throw failures[0];
}

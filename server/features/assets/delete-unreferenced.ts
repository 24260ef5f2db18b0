import { type AppContext, inTransaction } from "../../app-context.js";
import {
  claimCandidates,
  deleteCandidates,
  deletePendingRows,
  deleteUnneeded,
  insertPendingDeletions,
  lockFiles,
  selectPendingRows,
} from "./store.js";

const BATCH = 100;
const BATCHES_MAX = 10_000;

/**
 * Deletes files, with their renditions, that no picture references, and returns how many. Checks only files that lost a
 * reference since the last run, so that the cost depends on the deletions. Deletes rows first, then bytes; names are
 * never reused, so a concurrent new copy is safe.
 * @throws the store's error when bytes cannot be removed: the next run tries again
 */
export async function deleteUnreferenced(app: AppContext, signal?: AbortSignal): Promise<number> {
  let count = 0;
  let after = 0;
  for (let batch = 0; batch < BATCHES_MAX && !signal?.aborted; batch++) {
    const swept = await inTransaction(app, (app) => deleteBatch(app, after));
    count += swept.goneCount;
    if (swept.last === null) break;
    after = swept.last;
  }
  if (count > 0) app.log.info({ count }, "files removed that nothing needs");
  await deletePending(app, signal);
  return count;
}

async function deleteBatch({ db }: AppContext, after: number): Promise<{ goneCount: number; last: number | null }> {
  const candidates = await claimCandidates(db, after, BATCH);
  if (candidates.length === 0) return { goneCount: 0, last: null };
  const held = await lockFiles(db, [...new Set(candidates.map(({ hash }) => hash))]);
  // The locks now exclude new references.
  const gone = await deleteUnneeded(db, held);
  await insertPendingDeletions(db, gone.flat());
  await deleteCandidates(
    db,
    candidates.map(({ id }) => id),
    held,
  );
  return { goneCount: gone.length, last: candidates.at(-1)?.id ?? null };
}

/** Concurrent removals: a remote store needs time for each. */
const PENDING_BATCH = 16;
const PENDING_BATCHES_MAX = 100_000;

/**
 * Removes the bytes of pending deletions, then their rows. Processes may run it concurrently. Skips names that fail;
 * stops when a whole batch fails.
 * @throws the first failure, at the end
 */
export async function deletePending(app: AppContext, signal?: AbortSignal): Promise<void> {
  const failures: unknown[] = [];
  let after = "";
  for (let batch = 0; batch < PENDING_BATCHES_MAX && !signal?.aborted; batch++) {
    const names = await selectPendingRows(app.db, after, PENDING_BATCH);
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

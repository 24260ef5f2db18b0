import { type AppContext, inTransaction } from "../../app-context.js";
import { deletePending } from "./delete-pending.js";
import { claimCandidates, deleteCandidates, deleteUnneeded, insertPendingDeletions, lockFiles } from "./store.js";

const BATCH = 100;
const BATCHES_MAX = 10_000;

/**
 * Deletes files, with their renditions, that no picture references, and returns how many. Checks only files that lost a
 * reference since the last run, so that the cost depends on the deletions. Deletes rows first, then bytes; names are never
 * reused, so a concurrent new copy is safe.
 *
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

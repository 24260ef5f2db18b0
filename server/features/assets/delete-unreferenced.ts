import { type AppContext, inTransaction } from "../../app-context.js";
import { deletePending } from "./delete-pending.js";
import { claimCandidates, deleteCandidates, deleteUnneeded, insertPendingDeletions, lockFiles } from "./store.js";

const BATCH = 100;
const BATCHES_MAX = 10_000;

/**
 * Removes the files, with their sizes, that no picture needs any more, and returns how many. Only those are looked at that a
 * picture let go since the last sweep, so that a sweep costs by what was deleted. The rows go first and leave their names,
 * the bytes follow; since no name is used twice, that cannot hit a copy that somebody makes meanwhile.
 *
 * @throws what the store says when it does not remove bytes: their names stay, and the next sweep tries them again
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
  // Now nobody can come in between.
  const gone = await deleteUnneeded(db, held);
  await insertPendingDeletions(db, gone.flat());
  await deleteCandidates(
    db,
    candidates.map(({ id }) => id),
    held,
  );
  return { goneCount: gone.length, last: candidates.at(-1)?.id ?? null };
}

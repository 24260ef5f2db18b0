import { inTransaction, type World } from "../world.js";
import { removeLeftovers } from "./remove-leftovers.js";
import { deleteUnneeded, insertLeftovers, lockUnneeded } from "./store.js";

const BATCH = 100;
const BATCHES_MAX = 10_000;

/**
 * Removes the files, with their sizes, that no picture needs any more, and answers how many. The rows go first and leave
 * their names, the bytes follow; since no name is used twice, that cannot hit a copy that somebody makes meanwhile.
 *
 * @throws what the store says when it does not remove bytes: their names stay, and the next sweep tries them again
 */
export async function sweepFiles(world: World, signal?: AbortSignal): Promise<number> {
  let count = 0;
  for (let batch = 0; batch < BATCHES_MAX && !signal?.aborted; batch++) {
    const goneCount = await inTransaction(world, async ({ db }) => {
      const hashes = await lockUnneeded(db, BATCH);
      if (hashes.length === 0) return 0;
      // A second look, now that nobody can come in between: the first one's picture of the rows may be older.
      const gone = await deleteUnneeded(db, hashes);
      await insertLeftovers(db, gone.flat());
      return gone.length;
    });
    count += goneCount;
    if (goneCount === 0) break;
  }
  if (count > 0) world.log.info({ count }, "files removed that nothing needs");
  await removeLeftovers(world, signal);
  return count;
}

import { inTransaction, type World } from "../world.js";
import { deleteUnneeded, lockUnneeded } from "./store.js";

const BATCH = 100;
const BATCHES_MAX = 10_000;

/**
 * Removes the files, with their sizes, that no picture needs any more, and answers how many. The rows go first; since no
 * name is used twice, removing the bytes after them cannot hit a copy that somebody makes meanwhile.
 */
export async function sweepFiles(world: World, signal?: AbortSignal): Promise<number> {
  let count = 0;
  for (let batch = 0; batch < BATCHES_MAX && !signal?.aborted; batch++) {
    const { hashes, gone } = await inTransaction(world, async ({ db }) => {
      const hashes = await lockUnneeded(db, BATCH);
      // A second look, now that nobody can come in between: the first one's picture of the rows may be older.
      return { hashes, gone: hashes.length > 0 ? await deleteUnneeded(db, hashes) : [] };
    });
    for (const name of gone.flatMap(({ names }) => names)) await world.files.remove(name);
    count += gone.length;
    if (hashes.length === 0 || gone.length === 0) break;
  }
  if (count > 0) world.log.info({ count }, "files removed that nothing needs");
  return count;
}

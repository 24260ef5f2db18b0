const BATCH = 10_000;
const BATCHES_MAX = 1_000;

/**
 * Deletes in batches, each its own statement, until a batch is not full or the signal fires. Returns the number of deleted
 * rows. A single statement would time out on a large backlog, and again at each run.
 */
export async function deleteInBatches(
  signal: AbortSignal,
  deleteSome: (limit: number) => Promise<number>,
  batch = BATCH,
): Promise<number> {
  let count = 0;
  for (let n = 0; n < BATCHES_MAX && !signal.aborted; n++) {
    const deleted = await deleteSome(batch);
    count += deleted;
    if (deleted < batch) break;
  }
  return count;
}

const BATCH = 10_000;
const BATCHES_MAX = 1_000;

/**
 * Deletes in small steps, each a statement of its own, until a step finds less than it may delete or the signal fires;
 * answers how many. One statement for all would run into its time limit when much has gathered, and then again each time.
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

import { setTimeout as sleep } from "node:timers/promises";

export interface DueRows<T> {
  /** How many rows may run at once; 0 ends the round. Called before each row. */
  concurrency(): Promise<number>;
  claim(limit: number): Promise<T[]>;
  /** Must not throw; false ends the round, because nothing can run now. */
  run(row: T): Promise<boolean>;
  release(rows: T[]): Promise<void>;
  rowsMax: number;
}

/** A row claimed longer ago is released instead: the rest of its lease would be too short. */
const FRESH_MS = 30_000;
const POLL_MS = 2_000;

/** A slow row delays no other. Ends when nothing is due or running, the width is 0, or the signal fires. */
export async function processDueRows<T>(work: DueRows<T>, signal: AbortSignal): Promise<void> {
  const underway = new Set<Promise<void>>();
  let claimed: T[] = [];
  let claimedMs = 0;
  let isOver = false;
  const begin = (row: T) => {
    const run = work.run(row).then((goesOn) => {
      isOver ||= !goesOn;
      underway.delete(run);
    });
    underway.add(run);
  };
  try {
    for (let count = 0; count < work.rowsMax; count++) {
      const concurrency = await work.concurrency();
      while (underway.size >= Math.max(concurrency, 1)) await Promise.race(underway);
      if (concurrency === 0 || isOver || signal.aborted) break;
      if (performance.now() - claimedMs > FRESH_MS) await work.release(claimed.splice(0));
      if (claimed.length === 0) {
        claimedMs = performance.now();
        claimed = await work.claim(2 * concurrency);
      }
      const row = claimed.shift();
      if (row === undefined && !signal.aborted && !(await isAllDone(underway, POLL_MS))) continue;
      // The signal may fire during the claim.
      if (row === undefined || signal.aborted) {
        if (row !== undefined) claimed.unshift(row);
        break;
      }
      begin(row);
    }
  } finally {
    await Promise.all(underway);
    await work.release(claimed);
  }
}

async function isAllDone(underway: Iterable<Promise<void>>, ms: number): Promise<boolean> {
  const enough = new AbortController();
  try {
    return await Promise.race([
      Promise.all(underway).then(() => true),
      sleep(ms, false, { signal: enough.signal }).catch(() => false),
    ]);
  } finally {
    enough.abort();
  }
}
